"""Engines for SQLite and PostgreSQL, and what is asked of each connection."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from autogenesis.core import StorageError
from storage._columns import written

APPLICATION_ID = 0x47454E53
_PATIENCE_SECONDS = 600.0
"""For a connection: as many runs at once as the machine carries take turns, and none gives up on it."""
_READING, _PASSING, _SYNCHRONOUS = "genesis_reading", "genesis_passing", "genesis_synchronous"
_BY_HAND = "genesis_by_hand"


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
    """An engine whose transactions are durable when they return, but for those of `passing` connections."""
    if url.get_backend_name() == "postgresql":
        try:
            engine = create_engine(url, pool_pre_ping=True, pool_timeout=_PATIENCE_SECONDS, json_serializer=written)
        except ModuleNotFoundError as error:
            raise StorageError(
                "PostgreSQL needs psycopg, which is not installed",
                where=url.render_as_string(),
                remedy="Install autogenesis[postgresql]",
            ) from error
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    engine = create_engine(url, connect_args={"timeout": 30.0}, pool_timeout=_PATIENCE_SECONDS, json_serializer=written)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def reading(connection: Connection) -> Connection:
    """Mark a connection as one that only reads, so that it waits for no writer."""
    return connection.execution_options(**{_READING: True})


def passing(connection: Connection) -> Connection:
    """Mark a connection whose transactions need not reach the disk before the next one of any other does.

    A killed process loses nothing of them. A power cut may take the latest, as if it had come a moment sooner.
    """
    return connection.execution_options(**{_PASSING: True})


def by_hand(connection: Connection) -> Connection:
    """Mark a connection whose user begins its transactions in the driver."""
    return connection.execution_options(**{_BY_HAND: True})


def _prepare_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions begin in _begin_sqlite, not in the driver
    try:
        for pragma in ("journal_mode=WAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()
    except UnicodeDecodeError as error:  # what is damaged is quoted in what SQLite says of it
        raise sqlite3.DatabaseError("the file is damaged") from error


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins by reading and then wants to write can fail with SQLITE_BUSY at once; one that says
    # so first waits its turn.
    options = connection.get_execution_options()
    if options.get(_BY_HAND):
        return
    if options.get(_READING):
        connection.exec_driver_sql("BEGIN")
        return
    wanted = "NORMAL" if options.get(_PASSING) else "FULL"
    if connection.info.get(_SYNCHRONOUS) != wanted:
        connection.exec_driver_sql(f"PRAGMA synchronous={wanted}")
        connection.info[_SYNCHRONOUS] = wanted
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(_PASSING):
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")
