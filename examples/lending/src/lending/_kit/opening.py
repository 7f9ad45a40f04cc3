"""Opens a state: SQLite in a folder, as durable as it gets and tuned as a file there says, or PostgreSQL by its URL."""

from __future__ import annotations

import fcntl
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection

from .errors import Fault

_DURABLE = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000")
_TUNABLE = {
    "sqlite_cache_kib": ("cache_size", -1),
    "sqlite_mmap_mib": ("mmap_size", 1 << 20),
    "sqlite_wal_pages": ("wal_autocheckpoint", 1),
}


def opened(place: str) -> tuple[Engine, Connection]:
    """The database of a place, and the one connection to it."""
    if "://" in place:
        engine = create_engine(place, hide_parameters=True)
        return engine, engine.connect()
    engine = create_engine(f"sqlite:///{Path(place) / 'state.sqlite'}", paramstyle="named")
    pragmas = (*_DURABLE, *_tuned(place))
    event.listen(engine, "connect", lambda connection, _: _set(connection, pragmas))
    with _alone(place):
        return engine, engine.connect()


def toml_in(place: str, name: str) -> dict[str, Any]:
    """What a TOML file beside the data says; nothing where there is none. Raises Fault where it is no TOML."""
    file = Path(place) / name
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except ValueError as error:
        raise Fault(f"{file} is no TOML: {error}.") from error


def _tuned(place: str) -> Iterator[str]:
    """The pragmas of ``tuning.toml``: they change how fast the system answers, never what."""
    for name, value in toml_in(place, "tuning.toml").items():
        if name not in _TUNABLE:
            raise Fault(f"tuning.toml has no setting {name!r}: remove it, or use {', '.join(_TUNABLE)}.")
        if type(value) is not int or not 0 <= value < 1 << 20:
            raise Fault(f"{name} in tuning.toml is {value!r}: give a whole number from 0 to {(1 << 20) - 1}.")
        pragma, factor = _TUNABLE[name]
        yield f"{pragma}={value * factor}"


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Nobody else opens the state in the folder meanwhile: SQLite begins its log for one process at a time."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _set(connection: Any, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
