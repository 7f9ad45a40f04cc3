"""Claims on names that end with their process: file locks beside SQLite, advisory locks in PostgreSQL."""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
import time
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from autogenesis.core import StorageError

_TRIES, _PAUSE = 200, 0.01
RUNS = "runs"
_COUNT = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND classid::bigint = :group"
)


class Holds(Protocol):
    """Who holds what. No clock is asked: a claim stands as long as the process lives, not a moment longer."""

    def take(self, name: str, group: str = RUNS) -> bool:
        """Claim the name; whether nobody held it, this process included."""
        ...

    def release(self, name: str, group: str = RUNS) -> None:
        """Give the name back; one that is not held is no error."""
        ...

    def taken(self, name: str, group: str = RUNS) -> bool:
        """Whether anybody holds the name."""
        ...

    def count(self, group: str = RUNS) -> int:
        """How many names of the group are held."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


class FileHolds:
    """Claims by ``flock`` on files in `folder`, which must be on a disk of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[Path, int] = {}

    def take(self, name: str, group: str = RUNS) -> bool:
        path = self._folder / group / name
        for _ in range(_TRIES):
            if self._take(path):
                return True
            if self.taken(name, group):
                return False
            time.sleep(_PAUSE)  # somebody only looks at it, which takes a moment, or has just let it go
        return False

    def _take(self, path: Path) -> bool:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            while True:
                file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(file)
                    return False
                if _is_still(path, file):
                    self._held[path] = file
                    return True
                os.close(file)  # whoever held it before has removed it in between
        except OSError as error:
            raise StorageError(
                f"no claim can be kept: {error.strerror}",
                where=str(path),
                remedy="Let this user write to the folder, and see that the disk has room",
            ) from error

    def release(self, name: str, group: str = RUNS) -> None:
        self._release(self._folder / group / name)

    def _release(self, path: Path) -> None:
        file = self._held.pop(path, None)
        if file is not None:
            path.unlink(missing_ok=True)
            os.close(file)

    def taken(self, name: str, group: str = RUNS) -> bool:
        try:
            file = os.open(self._folder / group / name, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
        except BlockingIOError:
            return True
        finally:
            os.close(file)

    def count(self, group: str = RUNS) -> int:
        folder = self._folder / group
        return sum(self.taken(path.name, group) for path in folder.iterdir()) if folder.is_dir() else 0

    def close(self) -> None:
        for path in list(self._held):
            self._release(path)


class ServerHolds:
    """Claims by session locks of PostgreSQL: one connection holds them all, and the server drops them with it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._held: set[tuple[int, int]] = set()
        self._turn = threading.Lock()

    def take(self, name: str, group: str = RUNS) -> bool:
        key = _key(group), _key(name)
        with self._turn:
            if key in self._held or not self._ask("SELECT pg_try_advisory_lock(:group, :name)", *key):
                return False
            self._held.add(key)
            return True

    def release(self, name: str, group: str = RUNS) -> None:
        key = _key(group), _key(name)
        with self._turn:
            if key in self._held:
                self._held.discard(key)
                self._ask("SELECT pg_advisory_unlock(:group, :name)", *key)

    def taken(self, name: str, group: str = RUNS) -> bool:
        with self._turn:
            return bool(self._ask(f"{_COUNT} AND objid::bigint = :name", _key(group) % 2**32, _key(name) % 2**32))

    def count(self, group: str = RUNS) -> int:
        with self._turn:
            return int(str(self._ask(_COUNT, _key(group) % 2**32)))

    def close(self) -> None:
        with self._turn:
            self._held.clear()
            if self._connection is not None:
                self._connection.invalidate()  # the server drops what a connection held when it ends
                self._connection.close()
                self._connection = None

    def _ask(self, question: str, group: int, name: int | None = None) -> object:
        try:
            if self._connection is None:
                self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            return self._connection.execute(text(question), {"group": group, "name": name}).scalar()
        except SQLAlchemyError as error:
            raise StorageError(
                f"no claim can be kept: {error.__cause__ or error}",
                where=self._engine.url.render_as_string(),
                remedy="Check that the database is reachable",
            ) from error


def holds_on(engine: Engine) -> Holds:
    """The claims that belong to a database."""
    if engine.url.get_backend_name() == "sqlite":
        return FileHolds(Path(str(engine.url.database)).parent / "holds")
    return ServerHolds(engine)


def _is_still(path: Path, file: int) -> bool:
    """Whether the file that was opened is the one that stands there."""
    try:
        return os.stat(path).st_ino == os.fstat(file).st_ino
    except FileNotFoundError:
        return False


def _key(name: str) -> int:
    """32 bits, as PostgreSQL numbers its locks; that two runs at work share them is one chance in a million."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big", signed=True)
