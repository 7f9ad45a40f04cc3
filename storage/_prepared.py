"""Statements that are compiled once, and that SQLite's driver is handed as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Table, Update
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

Values = Mapping[str, Any]
_AT_ONCE = (64, 16, 4, 1)
_Turn = Callable[[Any], Any] | None
"""What a column's type makes of a value on its way in or out; None: it stays as it is."""


@dataclass(frozen=True)
class _Given:
    """A statement in SQLite's words: each parameter in its place, each column in its."""

    sql: str
    parameters: tuple[tuple[str, _Turn], ...]
    literals: Values
    columns: tuple[tuple[str, _Turn], ...]

    def bound(self, values: Values) -> list[Any]:
        return [
            turn(value) if turn is not None else value
            for name, turn in self.parameters
            for value in (values[name] if name in values else self.literals[name],)
        ]

    def many(self, rows: Sequence[Values]) -> Iterator[tuple[str, list[Any]]]:
        """Statements that do it for all of the rows, some dozen each: between two statements the driver lets other
        threads in, and each time it waits for its turn."""
        done = 0
        while done < len(rows):
            size = next(one for one in _AT_ONCE if one <= len(rows) - done)
            yield self._of(size), [value for row in rows[done : done + size] for value in self.bound(row)]
            done += size

    def _of(self, size: int) -> str:
        """The insertion with so many rows."""
        row = f"({', '.join('?' * len(self.parameters))})"
        head, values, tail = self.sql.partition(f" VALUES {row}")
        assert size == 1 or values, f"no rows can be put into {self.sql}"
        return self.sql if size == 1 else f"{head} VALUES {', '.join([row] * size)}{tail}"

    def row(self, found: Sequence[Any]) -> dict[str, Any]:
        return {
            name: turn(value) if turn is not None else value
            for (name, turn), value in zip(self.columns, found, strict=True)
        }


class Prepared:
    """One statement. SQLAlchemy spends many times what SQLite does on finding a small one and its row, so what is asked
    for every message goes around it there; on a server, where the way is what costs, it goes its usual way."""

    def __init__(self, statement: Select[Any] | Update | Callable[[str], Insert], keys: Sequence[str] = ()) -> None:
        """`keys` are the columns of an insertion, which is made for a dialect's name."""
        self._made, self._keys = statement, list(keys)
        self._there: Select[Any] | Update | Insert | None = None
        self._given: _Given | None = None

    def first(self, connection: Connection, values: Values) -> dict[str, Any] | None:
        """The first row by its columns' names, where there is one."""
        driver = _driver(connection)
        if driver is None:
            row = connection.execute(self._statement(connection.dialect), values).first()
            return None if row is None else dict(row._mapping)
        given = self._on_sqlite(connection.dialect)
        found = driver.execute(given.sql, given.bound(values)).fetchone()
        return None if found is None else given.row(found)

    def all(self, connection: Connection, values: Values) -> list[dict[str, Any]]:
        """Every row by its columns' names."""
        driver = _driver(connection)
        if driver is None:
            return [dict(row._mapping) for row in connection.execute(self._statement(connection.dialect), values)]
        given = self._on_sqlite(connection.dialect)
        return [given.row(found) for found in driver.execute(given.sql, given.bound(values)).fetchall()]

    def run(self, connection: Connection, rows: Sequence[Values]) -> int:
        """Carry it out for each of the rows; how many rows of the table that concerned."""
        driver = _driver(connection)
        if driver is None:
            statement = self._statement(connection.dialect)
            return connection.execute(
                statement, [dict(row) for row in rows] if len(rows) > 1 else dict(rows[0])
            ).rowcount
        given = self._on_sqlite(connection.dialect)
        if len(rows) == 1:
            return driver.execute(given.sql, given.bound(rows[0])).rowcount
        return sum(driver.execute(sql, values).rowcount for sql, values in given.many(rows))

    def _statement(self, dialect: Dialect) -> Select[Any] | Update | Insert:
        if self._there is None:
            made = self._made(dialect.name) if callable(self._made) else self._made
            self._there = made.execution_options(preserve_rowcount=True) if isinstance(made, Insert) else made
        return self._there

    def _on_sqlite(self, dialect: Dialect) -> _Given:
        if self._given is None:
            statement = self._statement(dialect)
            compiled: Any = statement.compile(
                dialect=dialect, column_keys=self._keys or None, for_executemany=bool(self._keys)
            )
            columns = statement.selected_columns if isinstance(statement, Select) else ()
            self._given = _Given(
                sql=compiled.string,
                parameters=tuple(
                    (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
                    for name in compiled.positiontup
                ),
                literals=dict(compiled.params),
                columns=tuple(
                    (str(column.key), column.type.dialect_impl(dialect).result_processor(dialect, None))
                    for column in columns
                ),
            )
        return self._given


def insertion(table: Table, keys: Sequence[str]) -> Prepared:
    """Insert these columns, unless a row with the same key is there."""
    return Prepared(lambda dialect: _into(table, dialect).on_conflict_do_nothing(), keys)


def replacement(table: Table, keys: Sequence[str]) -> Prepared:
    """Insert these columns, or replace those of the row with the same key: whoever comes last stands."""
    key = [column.name for column in table.primary_key]
    rest = [name for name in keys if name not in key]

    def made(dialect: str) -> Insert:
        row = _into(table, dialect)
        new = {name: row.excluded[name] for name in rest}
        replaced: Insert = row.on_conflict_do_update(index_elements=key, set_=new)
        return replaced

    return Prepared(made, keys)


def _into(table: Table, dialect: str) -> Any:
    """An insertion that may say what becomes of a row with the same key; each dialect has its own."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_postgresql  # slow to import

        return insert_postgresql(table)
    return insert_sqlite(table)


def _driver(connection: Connection) -> sqlite3.Connection | None:
    """SQLite's own connection below this one; None on a server."""
    if connection.dialect.name != "sqlite":
        return None
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return driver
