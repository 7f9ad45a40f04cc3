"""Writes to a SQLite file: one transaction at a time, each with what was left for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from storage._kept import KeptConnection
from storage._later import Later, Left


class Writer:
    """SQLite lets one write at a time, and those who wait ask again and again until they give up. The threads of this
    process stand in line here before they ask."""

    def __init__(self, kept: KeptConnection, later: Later, put: Callable[[Connection, Left], None]) -> None:
        """`put` writes what was left."""
        self._kept, self._later, self._put = kept, later, put
        self._line = threading.Lock()
        self._left = Left()

    def take(self, *, wait: bool = True) -> bool:
        """Come to the head of the line; whether that was possible at once, where one does not `wait`."""
        return self._line.acquire(blocking=wait)

    def wait(self) -> None:
        """Wait until those at the head of the line have ended."""
        with self._line:
            pass

    def begin(self, *, durable: bool) -> Connection:
        """Begin a transaction with what was left. Whoever is at the head of the line may, and ends it."""
        self._left = self._later.take()
        try:
            connection = self._kept.begin("FULL" if durable or self._left.durable else "NORMAL")
        except BaseException:
            self._give_up()
            raise
        try:
            self._put(connection, self._left)
        except BaseException as error:
            self.undo(error)
            raise
        return connection

    def commit(self) -> None:
        """End the transaction, and let the next one in; any thread may. What was left stands again where this fails."""
        try:
            self._kept.commit()
        except BaseException:
            self._give_up()
            raise
        self._line.release()

    def undo(self, error: BaseException) -> None:
        """End the transaction as if it had never begun, and let the next one in."""
        self._kept.undo(error)
        self._give_up()

    @contextmanager
    def transaction(self, *, durable: bool) -> Iterator[Connection]:
        """One transaction, once those before it have ended."""
        self.take()
        connection = self.begin(durable=durable)
        try:
            yield connection
        except BaseException as error:
            self.undo(error)
            raise
        self.commit()

    def close(self) -> None:
        with self._line:
            self._kept.close()

    def _give_up(self) -> None:
        self._later.put_back(self._left)
        self._line.release()
