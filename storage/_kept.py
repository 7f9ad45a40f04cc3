"""A connection to a SQLite file that stays open, and whose transactions its driver begins and ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage._engine import by_hand


class KeptConnection:
    """For one user at a time. Taking a connection out of a pool, and telling all who listen that a transaction begins
    and ends, costs many times what SQLite spends on a small one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._driver: sqlite3.Connection | None = None
        self._synchronous = ""

    def begin(self, synchronous: Literal["FULL", "NORMAL", ""]) -> Connection:
        """Begin a transaction: to write, on disk with it or with a later one; or to read, where that is not said.
        Whoever begins one ends it with ``commit`` or with ``undo``."""
        try:
            connection, driver = self._opened()
            if synchronous and synchronous != self._synchronous:
                driver.execute(f"PRAGMA synchronous={synchronous}").close()
                self._synchronous = synchronous
            driver.execute("BEGIN IMMEDIATE" if synchronous else "BEGIN")
        except BaseException as error:
            self.undo(error)
            raise
        return connection

    def commit(self) -> None:
        """End the transaction: it counts, or this raises. Any thread may."""
        connection, driver = self._connection, self._driver
        assert connection is not None
        assert driver is not None
        try:
            if connection.in_transaction():  # SQLAlchemy was asked too, and keeps count
                connection.commit()
            else:
                driver.commit()
        except BaseException as error:
            self.undo(error)
            raise

    def undo(self, error: BaseException) -> None:
        """End the transaction as if it had never begun; where the database is what failed, the connection is not
        trusted any more."""
        if isinstance(error, sqlite3.Error | SQLAlchemyError):
            self.close()
        else:
            self._roll_back()

    @contextmanager
    def transaction(self, synchronous: Literal["FULL", "NORMAL", ""]) -> Iterator[Connection]:
        """One transaction, which counts when the block ends."""
        connection = self.begin(synchronous)
        try:
            yield connection
        except BaseException as error:
            self.undo(error)
            raise
        self.commit()

    @contextmanager
    def statement(self) -> Iterator[Connection]:
        """For one statement that reads, and needs no transaction."""
        try:
            yield self._opened()[0]
        except (sqlite3.Error, SQLAlchemyError):
            self.close()
            raise

    def close(self) -> None:
        """Let go of it; what was begun is undone. The next transaction opens another."""
        connection, self._connection, self._driver, self._synchronous = self._connection, None, None, ""
        if connection is not None:
            with suppress(sqlite3.Error, SQLAlchemyError):  # it is being thrown away
                connection.invalidate()
            connection.close()

    def _opened(self) -> tuple[Connection, sqlite3.Connection]:
        if self._connection is None or self._driver is None:
            self._connection = by_hand(self._engine.connect())
            self._driver = self._connection.connection.driver_connection
        assert self._driver is not None
        return self._connection, self._driver

    def _roll_back(self) -> None:
        try:
            if self._connection is not None and self._connection.in_transaction():
                self._connection.rollback()
            if self._driver is not None:
                self._driver.rollback()
        except (sqlite3.Error, SQLAlchemyError):
            self.close()
