"""Transactions for the repositories, with every database error turned into ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from json import JSONDecodeError
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import SQLAlchemyError

from autogenesis.core import Clock, StorageError
from storage._engine import passing, reading
from storage._group import Group
from storage._kept import KeptConnection
from storage._later import Later, Left
from storage._prepared import Prepared, insertion, replacement
from storage._writer import Writer

_READERS = 4
"""Connections that are kept for reading; who finds none of them free takes one out of the pool."""
_Result = TypeVar("_Result")


class Database:
    """An engine, a clock, and the ways to use them: ``read``, ``write``, ``note``, and ``later`` for rows that go with
    whatever is written next, or by themselves soon after."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self.clock = clock
        self._later = Later(self.flush)
        on_file = engine.url.get_backend_name() == "sqlite"
        self._writer = Writer(KeptConnection(engine), self._later, self._put) if on_file else None
        self._readers = [KeptConnection(engine) for _ in range(_READERS if on_file else 0)]
        self._statements: dict[tuple[str, ...], Prepared] = {}
        self._joined: ContextVar[Connection | None] = ContextVar("joined", default=None)
        self._group = None if self._writer is None else Group(self._writer, self._joined)

    @contextmanager
    def read(self, *, fresh: bool = True) -> Iterator[Connection]:
        """Where `fresh`, what was left for later is written first."""
        joined = self._joined.get()
        if joined is not None:
            yield joined
            return
        if fresh and self._later:
            self.flush()
        reader = self._reader()
        if reader is not None:
            try:
                with self._translated(), reader.transaction("") as connection:
                    yield connection
            finally:
                self._readers.append(reader)
            return
        with self._translated(), self._engine.connect() as connection, reading(connection).begin():
            yield connection

    def first(self, statement: Prepared, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """The first row that is found, of what was written up to now."""
        reader = None if self._joined.get() is not None else self._reader()
        if reader is None:
            with self.read(fresh=False) as connection:
                return statement.first(connection, values)
        try:
            with self._translated(), reader.statement() as connection:
                return statement.first(connection, values)
        finally:
            self._readers.append(reader)

    def all(self, statement: Prepared, values: Mapping[str, Any], *, fresh: bool = True) -> list[dict[str, Any]]:
        """Every row that is found; where `fresh`, of what was left for later too."""
        with self.read(fresh=fresh) as connection:
            return statement.all(connection, values)

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction that is on disk when the block ends, with all before it, or leaves no trace."""
        return self._joining() or self._written(durable=True)

    def note(self) -> AbstractContextManager[Connection]:
        """A transaction that outlives the process when the block ends, and is on disk with the next that is written."""
        return self._joining() or self._written(durable=False)

    def together(self, *, durable: bool = False) -> AbstractContextManager[Connection]:
        """A transaction as of ``note``, or as of ``write`` where it is to be `durable`; all that the block does with
        this database belongs to it."""
        return self._joining() or self._together(durable=durable)

    async def in_group(self, work: Callable[[], _Result], *, durable: bool = False) -> _Result:
        """What `work` gives, once what it wrote is committed as of ``note``, or as of ``write`` where that is to be
        `durable`: with what others want to write at that moment, where there is one file; by itself on a server, where
        whoever waits for a row would hold up all."""
        if self._group is not None and self._joined.get() is None:
            with self._translated():
                return await self._group.write(work, durable=durable)
        with self.together(durable=durable):
            return work()

    def later(self, table: Table, row: Mapping[str, Any], *, durable: bool = False) -> None:
        """Leave a row for the next transaction; unless a row with its key is there, it is kept then.

        Where it is to be `durable`, that transaction is on disk when it ends. On a server, whose transactions do not
        stand in line, such a row is kept at once.
        """
        if durable and self._writer is None:
            with self.write() as connection:
                self.insert_once(connection, table, row)
            return
        self._later.leave(table, row, durable=durable)

    def flush(self) -> None:
        """Write what was left for later."""
        with self.note():
            pass

    def commit(self) -> None:
        """Have what was left for later on disk."""
        if self._later:
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
        self._later.stop()
        if self._group is not None:
            self._group.close()
        try:
            if self._later:
                self.flush()
        finally:
            self._later.join()
            if self._writer is not None:
                self._writer.close()
            while self._readers:
                self._readers.pop().close()
            self._engine.dispose()

    def _reader(self) -> KeptConnection | None:
        """A kept connection that nobody uses; whoever took it puts it back."""
        try:
            return self._readers.pop()
        except IndexError:
            return None

    def _joining(self) -> AbstractContextManager[Connection] | None:
        """The transaction that this belongs to, if it belongs to one."""
        joined = self._joined.get()
        return None if joined is None else nullcontext(joined)

    @contextmanager
    def _together(self, *, durable: bool) -> Iterator[Connection]:
        with self._written(durable=durable) as connection:
            before = self._joined.set(connection)
            try:
                yield connection
            finally:
                self._joined.reset(before)

    @contextmanager
    def _written(self, *, durable: bool) -> Iterator[Connection]:
        with self._translated():
            if self._writer is not None:
                with self._writer.transaction(durable=durable) as connection:
                    yield connection
                return
            left = self._later.take()
            try:
                with self._engine.begin() if durable or left.durable else self._passing() as connection:
                    self._put(connection, left)
                    yield connection
            except BaseException:
                self._later.put_back(left)
                raise

    def _put(self, connection: Connection, left: Left) -> None:
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
