"""Databases that another library keeps for us: looked at before they are used, their errors turned into ours."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError

from autogenesis.core import StorageError
from storage._engine import parse_url

_CHECKED_BYTES = 64 * 2**20
_PATIENCE_SECONDS = 30.0


def prepare_file(url: str) -> None:
    """Refuse a SQLite file that is damaged or empty; have one that is there keep a log that is written ahead."""
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        return
    path = Path(str(parsed.database))
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed)
    try:
        with _alone_in(path.parent):  # whoever begins it has written the first page before another looks
            if path.exists() and path.stat().st_size == 0 and not path.with_name(path.name + "-wal").exists():
                raise _damaged(path, "it is empty: what it held is lost")
            _look_at(path, engine)
    except UnicodeDecodeError as error:  # what is damaged is quoted in what SQLite says of it
        raise _damaged(path, "its schema cannot be read") from error
    finally:
        engine.dispose()


def _look_at(path: Path, engine: Engine) -> None:
    with engine.connect() as connection:
        if path.exists() and path.stat().st_size <= _CHECKED_BYTES:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if found != "ok":
                raise _damaged(path, str(found))
        connection.exec_driver_sql("PRAGMA journal_mode=WAL").close()


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Nobody else prepares a file of the folder meanwhile; who dies lets go."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


@contextmanager
def opened_for(url: str) -> Iterator[Engine]:
    """An engine on such a database, for transactions of our own beside the library's."""
    parsed = parse_url(url)
    patience = {"timeout": _PATIENCE_SECONDS} if parsed.get_backend_name() == "sqlite" else {}
    engine = create_engine(parsed, connect_args=patience)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def refusals_of_database(url: str) -> Iterator[None]:
    """Whatever the database refuses in this block becomes a StorageError."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StorageError(
            f"the database refuses: {error.__cause__ or error}",
            where=parse_url(url).render_as_string(),
            remedy="Check that it is reachable, can be written, has room and is not damaged",
        ) from error


def _damaged(path: Path, what: str) -> StorageError:
    return StorageError(
        f"the file is damaged: {what}", where=str(path), remedy="Restore it, or move it away; it was not touched"
    )
