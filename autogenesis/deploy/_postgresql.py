"""The data of a deployment behind a PostgreSQL URL: copies are schemas of the same database.

The database is the system's alone: all tables of its current schema count as its own, but for those of extensions.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from autogenesis.core import DeploymentError
from autogenesis.deploy._data import COUNTED, Held

if TYPE_CHECKING:
    import psycopg

_TRIAL = "genesis_trial"
_PATIENCE = "30s"
_TURN = "SELECT pg_advisory_xact_lock(42, CAST(CAST(to_regnamespace(current_schema()) AS oid) AS int))"
"""As the package's own writers do it."""
_TABLES = """
SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = to_regnamespace(%s)
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname
"""


class PostgresqlData:
    """A database."""

    def __init__(self, url: str) -> None:
        self._url = url

    def release(self) -> int:
        with self._connected() as connection:
            if "deployed" not in _tables(connection, _schema(connection)):
                return 0
            return _number(connection, "SELECT max(release) FROM deployed")

    def aside(self, release: int) -> str:
        with self._connected() as connection:
            return f"schema {_kept(release)}" if _tables(connection, _kept(release)) else ""

    def writes(self, release: int = 0) -> int:
        with self._connected() as connection:
            schema = _kept(release) if release else _schema(connection)
            if "facts" not in _tables(connection, schema):
                return 0
            connection.execute(f"SET LOCAL search_path = {_quoted(schema)}")
            return _number(connection, COUNTED.replace("%", "%%"))

    @contextmanager
    def trial(self) -> Iterator[str]:
        with self._copied("") as place:
            yield place

    @contextmanager
    def held(self, before: int, *, back_to: int = 0) -> Iterator[Held]:
        with self._connected() as connection:
            schema = _schema(connection)
            tables = _tables(connection, schema)
            connection.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
            connection.execute(
                _TURN
            )  # a package's writers wait before they have read anything, and others at the tables
            if tables:
                named = ", ".join(f"{_quoted(schema)}.{_quoted(each)}" for each in tables)
                connection.execute(f"LOCK TABLE {named} IN SHARE ROW EXCLUSIVE MODE")
            with self._copied(_kept(back_to) if back_to else "") as place:
                held = _HeldSchema(connection, schema, place, _kept(before) if before else "")
                try:
                    yield held
                finally:
                    held.end()

    @contextmanager
    def _copied(self, source: str) -> Iterator[str]:
        """A copy of a schema (where none is named, the current one) as a schema of its own; its URL."""
        with self._connected() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            source = source or _schema(connection)
            connection.execute(f"DROP SCHEMA IF EXISTS {_TRIAL} CASCADE")
            connection.execute(f"CREATE SCHEMA {_TRIAL}")
            for table in _tables(connection, source):
                old, new = f"{_quoted(source)}.{_quoted(table)}", f"{_TRIAL}.{_quoted(table)}"
                connection.execute(
                    f"CREATE TABLE {new} (LIKE {old} INCLUDING ALL EXCLUDING DEFAULTS EXCLUDING IDENTITY)"
                )
                connection.execute(f"INSERT INTO {new} SELECT * FROM {old}")
        try:
            option = quote(f"-csearch_path={_TRIAL}")
            yield f"{self._url}{'&' if '?' in self._url else '?'}options={option}"
        finally:
            with self._connected() as connection:
                connection.execute(f"DROP SCHEMA IF EXISTS {_TRIAL} CASCADE")

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Any]]:
        """A transaction in the database."""
        try:
            import psycopg
        except ImportError as error:
            raise DeploymentError(
                "PostgreSQL needs psycopg", where="--data", remedy="Install autogenesis[postgresql]"
            ) from error
        try:
            with psycopg.connect(self._url.replace("+psycopg", "", 1), connect_timeout=10) as connection:
                yield connection
        except psycopg.Error as error:
            raise DeploymentError(
                f"the database refuses: {' '.join(str(error).split())[:300]}",
                where="--data",
                remedy="See that it runs, and that its user may make schemas there",
            ) from error


class _HeldSchema:
    def __init__(self, connection: psycopg.Connection[Any], schema: str, trial: str, kept: str) -> None:
        self._connection, self._schema, self._kept, self.trial = connection, schema, kept, trial
        self._turn = threading.Lock()

    def replace(self, release: int) -> None:
        run, schema = self._connection.execute, _quoted(self._schema)
        with self._turn:
            run(f"CREATE TABLE IF NOT EXISTS {_TRIAL}.deployed (release INTEGER)")
            run(f"DELETE FROM {_TRIAL}.deployed")
            run(f"INSERT INTO {_TRIAL}.deployed VALUES ({int(release)})")
            kept = _quoted(self._kept or f"{_TRIAL}_before")
            run(f"DROP SCHEMA IF EXISTS {kept} CASCADE")
            run(f"CREATE SCHEMA {kept}")
            for table in _tables(self._connection, self._schema):
                run(f"ALTER TABLE {schema}.{_quoted(table)} SET SCHEMA {kept}")
            for table in _tables(self._connection, _TRIAL):
                run(f"ALTER TABLE {_TRIAL}.{_quoted(table)} SET SCHEMA {schema}")
            if not self._kept:
                run(f"DROP SCHEMA {kept} CASCADE")
            self._connection.commit()

    def end(self) -> None:
        """Let go; where nothing was replaced nothing has happened."""
        self._connection.rollback()


def _schema(connection: psycopg.Connection[Any]) -> str:
    row = connection.execute("SELECT current_schema()").fetchone()
    return str(row[0]) if row else "public"


def _tables(connection: psycopg.Connection[Any], schema: str) -> list[str]:
    return [str(name) for (name,) in connection.execute(_TABLES, (_quoted(schema),)).fetchall()]


def _number(connection: psycopg.Connection[Any], query: str) -> int:
    row = connection.execute(query, ()).fetchone()
    return int(row[0] or 0) if row else 0


def _kept(release: int) -> str:
    return f"genesis_kept_{release}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
