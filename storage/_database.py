"""Transactions for the repositories, with every database error turned into ours."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import SQLAlchemyError

from autogenesis.core import Clock, StorageError
from storage._engine import passing, reading
from storage._group import Group
from storage._kept import KeptConnection
from storage._prepared import Prepared, insertion, replacement

_SOON = 0.1
"""Seconds after which what was left for the next transaction gets one of its own."""
_MOST_LEFT = 500
_Result = TypeVar("_Result")


@dataclass
class _Left:
    """Rows for the next transaction, by their tables; where they are to be `durable`, it is on disk when it ends."""

    rows: dict[str, tuple[Table, list[Mapping[str, Any]]]] = field(default_factory=dict)
    durable: bool = False

    def before(self, since: _Left) -> _Left:
        """These, and then what was left since."""
        rows = {name: (table, list(some)) for name, (table, some) in self.rows.items()}
        for name, (table, some) in since.rows.items():
            rows.setdefault(name, (table, []))[1].extend(some)
        return _Left(rows, self.durable or since.durable)


class Database:
    """An engine, a clock, and the ways to use them: ``read``, ``write``, ``note``, and ``later`` for rows that go with
    whatever is written next, or by themselves soon after."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self.clock = clock
        self._left = _Left()
        self._turn = threading.RLock()
        on_file = engine.url.get_backend_name() == "sqlite"
        self._writing: AbstractContextManager[object] = threading.Lock() if on_file else nullcontext()
        """SQLite lets one write at a time, and those who wait ask again and again until they give up. The threads of
        this process stand in line for it before they take a connection."""
        self._some = threading.Event()
        self._closed = threading.Event()
        self._sweeper: threading.Thread | None = None
        self._writer = KeptConnection(engine) if on_file else None
        self._reader = KeptConnection(engine) if on_file else None
        self._reading = threading.Lock()
        """Whoever finds the kept connection in use reads through one of the pool."""
        self._statements: dict[tuple[str, ...], Prepared] = {}
        self._group = Group(self.together)
        self._joined: ContextVar[Connection | None] = ContextVar("joined", default=None)

    @contextmanager
    def read(self, *, fresh: bool = True) -> Iterator[Connection]:
        """Where `fresh`, what was left for later is written first."""
        joined = self._joined.get()
        if joined is not None:
            yield joined
            return
        if fresh and self._left.rows:
            self.flush()
        if self._reader is not None and self._reading.acquire(blocking=False):
            try:
                with self._translated(), self._reader.transaction("") as connection:
                    yield connection
            finally:
                self._reading.release()
            return
        with self._translated(), self._engine.connect() as connection, reading(connection).begin():
            yield connection

    def first(self, statement: Prepared, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """The first row that is found, of what was written up to now."""
        reader = self._reader
        if reader is None or self._joined.get() is not None or not self._reading.acquire(blocking=False):
            with self.read(fresh=False) as connection:
                return statement.first(connection, values)
        try:
            with self._translated(), reader.statement() as connection:
                return statement.first(connection, values)
        finally:
            self._reading.release()

    def all(self, statement: Prepared, values: Mapping[str, Any], *, fresh: bool = True) -> list[dict[str, Any]]:
        """Every row that is found; where `fresh`, of what was left for later too."""
        with self.read(fresh=fresh) as connection:
            return statement.all(connection, values)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block ends, with all before it, or leaves no trace."""
        joined = self._joined.get()
        if joined is not None:
            yield joined
            return
        with self._translated(), self._writing, self._taking() as left, self._begun(durable=True) as connection:
            self._put(connection, left)
            yield connection

    @contextmanager
    def note(self) -> Iterator[Connection]:
        """A transaction that outlives the process when the block ends, and is on disk with the next that is written."""
        joined = self._joined.get()
        if joined is not None:
            yield joined
            return
        with self._translated(), self._writing, self._taking() as left, self._begun(durable=left.durable) as connection:
            self._put(connection, left)
            yield connection

    @contextmanager
    def together(self) -> Iterator[Connection]:
        """A transaction as of ``note``; all that the block does with this database belongs to it."""
        there = self._joined.get()
        if there is not None:
            yield there
            return
        with self.note() as connection:
            before = self._joined.set(connection)
            try:
                yield connection
            finally:
                self._joined.reset(before)

    async def in_group(self, work: Callable[[], _Result]) -> _Result:
        """What `work` gives, once what it wrote is committed as of ``note``: with what others want to write at that
        moment, where there is one file; by itself on a server, where whoever waits for a row would hold up all."""
        if self._writer is None:
            with self.together():
                return work()

        def told() -> _Result:
            with self._translated():
                return work()

        return await self._group.write(told)

    def later(self, table: Table, row: Mapping[str, Any], *, durable: bool = False) -> None:
        """Leave a row for the next transaction; unless a row with its key is there, it is kept then.

        Where it is to be `durable`, that transaction is on disk when it ends. On a server, whose transactions do not
        stand in line, such a row is kept at once.
        """
        if durable and self._writer is None:
            with self.write() as connection:
                self.insert_once(connection, table, row)
            return
        with self._turn:
            self._left.durable |= durable
            rows = self._left.rows.setdefault(table.name, (table, []))[1]
            rows.append(row)
            if self._sweeper is None and not self._closed.is_set():
                self._sweeper = threading.Thread(target=self._sweep, name="storage", daemon=True)
                self._sweeper.start()
            crowded = len(rows) >= _MOST_LEFT
        if not self._some.is_set():
            self._some.set()
        if crowded:
            self.flush()

    def flush(self) -> None:
        """Write what was left for later."""
        with self.note():
            pass

    def commit(self) -> None:
        """Have what was left for later on disk."""
        if self._left.rows:
            with self.write():
                pass

    def insert_once(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
        """Insert unless a row with the same key is there; whether it was inserted."""
        return self._insert(connection, table, [row]) > 0

    def put(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
        """Insert, or replace the row with the same key: whoever comes last stands, however many come at once."""
        self._prepared(replacement, table, row).run(connection, [row])

    def close(self) -> None:
        """Write what was left, and let go of the database."""
        self._closed.set()
        self._some.set()
        try:
            if self._left.rows:
                self.flush()
        finally:
            if self._sweeper is not None:
                self._sweeper.join(timeout=5)
            for kept, turn in ((self._writer, self._writing), (self._reader, self._reading)):
                if kept is not None:
                    with turn:
                        kept.close()
            self._engine.dispose()

    def _sweep(self) -> None:
        while self._some.wait() and not self._closed.wait(_SOON):
            self._some.clear()
            if self._closed.is_set():  # what is left is written by whoever closes
                return
            try:
                if self._left.rows:
                    self.flush()
            except StorageError:  # the rows stand where they stood; whoever writes next is told
                continue

    @contextmanager
    def _taking(self) -> Iterator[_Left]:
        """What was left for later; put back where the transaction fails."""
        with self._turn:
            left, self._left = self._left, _Left()
        try:
            yield left
        except BaseException:
            with self._turn:
                self._left = left.before(self._left)
            raise

    def _put(self, connection: Connection, left: _Left) -> None:
        for table, rows in left.rows.values():
            self._insert(connection, table, rows)

    def _insert(self, connection: Connection, table: Table, rows: list[Mapping[str, Any]]) -> int:
        return self._prepared(insertion, table, rows[0]).run(connection, rows)

    def _prepared(
        self, make: Callable[[Table, Sequence[str]], Prepared], table: Table, row: Mapping[str, Any]
    ) -> Prepared:
        key = (make.__name__, table.name, *row)
        found = self._statements.get(key)
        if found is None:
            found = self._statements[key] = make(table, tuple(row))
        return found

    def _begun(self, *, durable: bool) -> AbstractContextManager[Connection]:
        if self._writer is not None:
            return self._writer.transaction("FULL" if durable else "NORMAL")
        return self._engine.begin() if durable else self._passing()

    @contextmanager
    def _passing(self) -> Iterator[Connection]:
        with self._engine.connect() as connection, passing(connection).begin():
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except JSONDecodeError as error:
            raise StorageError(
                f"what is stored cannot be read: {error}",
                where=self._engine.url.render_as_string(),
                remedy="The database is damaged: restore it",
            ) from error
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise StorageError(
                f"the database refuses: {error.__cause__ or error}",
                where=self._engine.url.render_as_string(),
                remedy="Check that the database is reachable, has room and is not damaged",
            ) from error
