"""Engines for SQLite and PostgreSQL, and what is asked of each connection."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from autogenesis.core import StorageError

APPLICATION_ID = 0x47454E53
_READING = "genesis_reading"


def parse_url(url: str) -> URL:
    """The URL with its driver filled in; StorageError unless it is a SQLite file or PostgreSQL."""
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError as error:
        raise StorageError(
            "the database URL cannot be read",
            where="database_url",
            remedy="Write it as sqlite:///path/to/file or postgresql://user@host/name",
        ) from error
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return parsed
    raise StorageError(
        f"{parsed.render_as_string()} is neither a SQLite file nor PostgreSQL",
        where="database_url",
        remedy="Write it as sqlite:///path/to/file or postgresql://user@host/name",
    )


def make_engine(url: URL) -> Engine:
    """An engine whose transactions are durable when they return."""
    if url.get_backend_name() == "postgresql":
        try:
            return create_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise StorageError(
                "PostgreSQL needs psycopg, which is not installed",
                where=url.render_as_string(),
                remedy="Install autogenesis[postgresql]",
            ) from error
    engine = create_engine(url, connect_args={"timeout": 30.0})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def reading(connection: Connection) -> Connection:
    """Mark a connection as one that only reads, so that it waits for no writer."""
    return connection.execution_options(**{_READING: True})


def _prepare_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions begin in _begin_sqlite, not in the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins by reading and then wants to write can fail with SQLITE_BUSY at once; one that says
    # so first waits its turn.
    immediate = not connection.get_execution_options().get(_READING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
