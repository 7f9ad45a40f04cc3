"""Transactions for the repositories, with every database error turned into ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.exc import SQLAlchemyError

from autogenesis.core import Clock, StorageError
from storage._engine import passing, reading


class Database:
    """An engine, a clock, and the ways to use them: ``read``, ``write``, and ``note`` for what goes with the next."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self.clock = clock

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._translated(), self._engine.connect() as connection, reading(connection).begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block ends, with all before it, or leaves no trace."""
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def note(self) -> Iterator[Connection]:
        """A transaction that outlives the process when the block ends, and is on disk with the next that is written."""
        with self._translated(), self._engine.connect() as connection, passing(connection).begin():
            yield connection

    def insert_once(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
        """Insert unless a row with the same key is there."""
        if connection.dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import insert as insert_postgresql  # slow to import

            connection.execute(insert_postgresql(table).values(**row).on_conflict_do_nothing())
        else:
            connection.execute(insert_sqlite(table).values(**row).on_conflict_do_nothing())

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StorageError(
                f"the database refuses: {error.__cause__ or error}",
                where=self._engine.url.render_as_string(),
                remedy="Check that the database is reachable, has room and is not damaged",
            ) from error
