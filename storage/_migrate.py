"""Opens a database: refuses what is not ours, creates what is not there, migrates what is older."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy import URL, Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from autogenesis.core import StorageError
from storage._engine import APPLICATION_ID, make_engine
from storage._tables import HEAD, VERSION_TABLE, metadata

_QUICK_CHECK_BYTES = 64 * 2**20
_POSTGRES_LOCK = APPLICATION_ID
_MADE = "A database was made here. Where it is missing, it was lost; remove this file to begin with an empty one.\n"


def open_engine(url: URL) -> Engine:
    """An engine on a database whose schema is the code's; StorageError where that cannot be had."""
    shown = url.render_as_string()
    try:
        if url.get_backend_name() == "sqlite":
            return _open_file(url, Path(str(url.database)))
        with _engine(url) as (engine, connection):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
            _bring_up(connection, shown, may_create=True)
        return engine
    except SQLAlchemyError as error:
        raise StorageError(
            f"the database cannot be opened: {error.__cause__ or error}",
            where=shown,
            remedy="Check the URL and that the server runs; a damaged file must be restored or moved away",
        ) from error
    except OSError as error:
        raise StorageError(
            f"the database's folder cannot be used: {error.strerror}",
            where=shown,
            remedy="Give a folder that this user may write to",
        ) from error


def _open_file(url: URL, path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path.with_name(path.name + ".lock")) as known:
        if not path.exists():
            if known.read():
                raise _refusal("the database is gone: there was one", str(path))
            _create_file(url, path)
        elif path.stat().st_size == 0:
            raise _refusal("the file is empty: what it held is lost", str(path))
        with _engine(url) as (engine, connection):
            _check_file(connection, path)
            _bring_up(connection, str(path), may_create=False)
        if not known.read():
            known.write(_MADE)
    return engine


def _create_file(url: URL, path: Path) -> None:
    """Make the database beside its place and move it there whole, so that a crash leaves no half of one."""
    fresh = path.with_name(path.name + ".new")
    for leftover in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm"))):
        leftover.unlink(missing_ok=True)
    with _engine(url.set(database=str(fresh))) as (engine, connection):
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        _bring_up(connection, str(path), may_create=True)
    engine.dispose()
    os.replace(fresh, path)


@contextmanager
def _engine(url: URL) -> Iterator[tuple[Engine, Connection]]:
    """An engine in a transaction; where that fails, the engine's connections are closed."""
    engine = make_engine(url)
    opened = False
    try:
        with engine.begin() as connection:
            yield engine, connection
        opened = True
    finally:
        if not opened:
            engine.dispose()


@contextmanager
def _locked(path: Path) -> Iterator[TextIO]:
    """The file beside the database, locked; what it holds says that a database was made."""
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file


def _check_file(connection: Connection, path: Path) -> None:
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise _refusal("the file is the database of another program", str(path))
    if path.stat().st_size <= _QUICK_CHECK_BYTES:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise _refusal(f"the file is damaged: {found}", str(path))


def _bring_up(connection: Connection, where: str, *, may_create: bool) -> None:
    tables = set(inspect(connection).get_table_names())
    ours = tables & set(metadata.tables)
    if VERSION_TABLE in tables:
        version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    elif ours or not may_create:
        raise _refusal("the tables there are not those of this program", where)
    else:
        version = None
    if version != HEAD:
        _upgrade(connection, where)
    missing = set(metadata.tables) - set(inspect(connection).get_table_names())
    if missing:
        raise _refusal(f"tables are missing: {', '.join(sorted(missing))}", where)


def _upgrade(connection: Connection, where: str) -> None:
    # Imported here because an up-to-date database, the usual case, does not need it.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes |= {"connection": connection, "version_table": VERSION_TABLE}
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise _refusal(f"the database is of a version this program does not know: {error}", where) from error


def _refusal(what: str, where: str) -> StorageError:
    return StorageError(
        what,
        where=where,
        remedy="Restore it, move it away, or name another with --set database_url=…; it was not touched",
    )
