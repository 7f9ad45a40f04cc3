"""The data of a deployment while it changes: copied for a trial, held still, replaced in one transaction, put aside.

Whatever a new release does to data it does to a copy first. Only the copy that passed takes the place of what was
there, and both are there afterwards: what was before is put aside under the number of the release that it belongs to.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import IO, Protocol

from autogenesis.core import DeploymentError
from autogenesis.deploy._place import locked, writing

_PATIENCE = 30.0
_ROOM = 16_000_000
COUNTED = "SELECT sum(CAST(value AS BIGINT)) FROM facts WHERE name LIKE 'last.%'"
"""A package counts the rows of each kind that it writes, messages and events: what was last given grows."""
_MARK = "CREATE TABLE IF NOT EXISTS deployed (release INTEGER)"


class Held(Protocol):
    """Data that nobody else writes until this ends; unless it is replaced, nothing has happened to them."""

    @property
    def trial(self) -> str:
        """Where the copy is; it may be opened and changed."""

    def replace(self, release: int) -> None:
        """Put the copy in the place of the data, as those of a release."""


class Data(Protocol):
    """The data of a deployment."""

    def release(self) -> int:
        """The release whose data they are; 0 where none has marked them."""

    def trial(self) -> AbstractContextManager[str]:
        """A copy of the data as they are, for as long as it is needed."""

    def held(self, before: int, *, back_to: int = 0) -> AbstractContextManager[Held]:
        """Hold the data still, with a copy of them, or of those put aside for a release. Once replaced, those that were
        there are put aside as those of `before`."""

    def aside(self, release: int) -> str:
        """Where the data of a release were put aside; empty where they were not."""

    def writes(self, release: int = 0) -> int:
        """A number that grows with each write, of the data or of those put aside for a release."""


def data_at(place: str) -> Data:
    """The data in a folder, or behind a PostgreSQL URL."""
    if "://" in place:
        from autogenesis.deploy._postgresql import PostgresqlData

        return PostgresqlData(place)
    return FolderData(Path(place))


class FolderData:
    """A folder with `state.sqlite` and settings; what is put aside is in `.deploy` there."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._aside = folder, folder / ".deploy"
        self._state = folder / "state.sqlite"

    def release(self) -> int:
        if not self._state.is_file():
            return 0
        with closing(sqlite3.connect(self._state, timeout=_PATIENCE)) as connection:
            marked = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'deployed'").fetchone()
            found = connection.execute("SELECT max(release) FROM deployed").fetchone() if marked else None
            return int(found[0] or 0) if found else 0

    def aside(self, release: int) -> str:
        file = self._kept(release)
        return str(file) if file.is_file() else ""

    def writes(self, release: int = 0) -> int:
        file = self._kept(release) if release else self._state
        if not file.is_file():
            return 0
        with closing(sqlite3.connect(file, timeout=_PATIENCE)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'facts'").fetchone():
                return 0
            found = connection.execute(COUNTED).fetchone()
            return int(found[0] or 0)

    @contextmanager
    def trial(self) -> Iterator[str]:
        with _sound(self._folder), self._copy(self._state) as folder:
            yield str(folder)

    @contextmanager
    def held(self, before: int, *, back_to: int = 0) -> Iterator[Held]:
        with writing(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _sound(self._folder), (self._folder / "lock").open("a") as lock:
            self._alone(lock)
            with closing(self._opened()) as live:
                live.execute("PRAGMA journal_mode=WAL")
                live.execute("PRAGMA synchronous=FULL")
                live.execute("BEGIN IMMEDIATE")  # the lock keeps calls out, and this everybody else
                source = self._kept(back_to) if back_to else self._state
                with self._copy(source) as folder:
                    held = _HeldFolder(live, folder, self._kept(before) if before else None, self._state)
                    try:
                        yield held
                    finally:
                        held.end()

    def _opened(self) -> sqlite3.Connection:
        """The data, for one thread after another."""
        return sqlite3.connect(self._state, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)

    def _alone(self, lock: IO[str]) -> None:
        until = time.monotonic() + _PATIENCE
        while not locked(lock):
            if time.monotonic() > until:
                raise DeploymentError(
                    "another process is using the data",
                    where=str(self._folder),
                    remedy="Stop it, or choose another folder with --data",
                )
            time.sleep(0.05)

    def _kept(self, release: int) -> Path:
        return self._aside / "kept" / f"{release}.sqlite"

    @contextmanager
    def _copy(self, source: Path) -> Iterator[Path]:
        folder = self._aside / "trial"
        with writing(self._folder):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        self._make_room(source)
        try:
            for file in self._folder.glob("*.toml"):
                shutil.copy2(file, folder)
            if source.is_file():
                _backed_up(source, folder / "state.sqlite")
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _make_room(self, source: Path) -> None:
        """Refuse before anything is stopped where the disk would be full in the middle of it."""
        size = source.stat().st_size if source.is_file() else 0
        free = shutil.disk_usage(self._aside).free
        if free < 4 * size + _ROOM:
            raise DeploymentError(
                f"{free // 1_000_000} MB are free, and changing over needs {(4 * size + _ROOM) // 1_000_000} MB",
                where=str(self._folder),
                remedy="Free some space there, and ask again",
            )


class _HeldFolder:
    def __init__(self, live: sqlite3.Connection, folder: Path, kept: Path | None, state: Path) -> None:
        self._live, self._folder, self._kept, self._state = live, folder, kept, state

    @property
    def trial(self) -> str:
        return str(self._folder)

    def replace(self, release: int) -> None:
        if self._kept is not None:
            self._kept.parent.mkdir(exist_ok=True)
            beside = self._kept.with_suffix(".making")
            _backed_up(self._state, beside)
            beside.replace(self._kept)
        made = self._folder / "state.sqlite"
        with closing(sqlite3.connect(made, timeout=_PATIENCE)) as source:
            _replaced(self._live, source)
        self._live.execute(_MARK)
        self._live.execute("DELETE FROM deployed")
        self._live.execute("INSERT INTO deployed VALUES (?)", (release,))
        self._live.execute("COMMIT")
        self._live.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def end(self) -> None:
        """Let go; where nothing was replaced nothing has happened."""
        if self._live.in_transaction:
            self._live.execute("ROLLBACK")


def _backed_up(source: Path, to: Path) -> None:
    """A copy of a database as it is at one moment, on disk."""
    with writing(to.parent):
        to.unlink(missing_ok=True)
    with closing(sqlite3.connect(source, timeout=_PATIENCE)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)
    with to.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _sound(folder: Path) -> Iterator[None]:
    """Say what is to be done where the database refuses: damaged, held by another program, or out of room."""
    try:
        yield
    except sqlite3.Error as error:
        raise DeploymentError(
            f"the data cannot be read and written: {error}",
            where=str(folder),
            remedy="See that nobody else holds them, that there is room, and that they are sound",
        ) from error


def _replaced(live: sqlite3.Connection, source: sqlite3.Connection) -> None:
    """Have the tables of one database be those of another, in the transaction under way."""
    listed = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL"
    for kind, name, _ in live.execute(f"{listed} ORDER BY type = 'table'").fetchall():
        live.execute(f"DROP {kind.upper()} IF EXISTS {_quoted(name)}")
    found = source.execute(f"{listed} ORDER BY type != 'table'").fetchall()
    for kind, name, made in found:
        live.execute(made)
        if kind == "table":
            rows = source.execute(f"SELECT * FROM {_quoted(name)}")
            marks = ", ".join("?" for _ in rows.description)
            live.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", rows)
    version = source.execute("PRAGMA user_version").fetchone()[0]
    live.execute(f"PRAGMA user_version = {int(version)}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
