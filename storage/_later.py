"""Rows that wait for the next transaction, and who sees to it that there is one soon."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from autogenesis.core import StorageError

_SOON = 0.1
"""Seconds after which what was left for the next transaction gets one of its own."""
_MOST_LEFT = 500


@dataclass
class Left:
    """Rows for the next transaction, by their tables; where they are to be `durable`, it is on disk when it ends."""

    rows: dict[str, tuple[Table, list[Mapping[str, Any]]]] = field(default_factory=dict)
    durable: bool = False

    def before(self, since: Left) -> Left:
        """These, and then what was left since."""
        rows = {name: (table, list(some)) for name, (table, some) in self.rows.items()}
        for name, (table, some) in since.rows.items():
            rows.setdefault(name, (table, []))[1].extend(some)
        return Left(rows, self.durable or since.durable)


class Later:
    """What is left, from any thread. Where nothing is written for a while, a thread of its own calls `flush`."""

    def __init__(self, flush: Callable[[], None]) -> None:
        self._flush = flush
        self._left = Left()
        self._turn = threading.Lock()
        self._takings = 0
        self._some, self._closed = threading.Event(), threading.Event()
        self._sweeper: threading.Thread | None = None

    def __bool__(self) -> bool:
        return bool(self._left.rows)

    def leave(self, table: Table, row: Mapping[str, Any], *, durable: bool) -> None:
        """Leave a row for the next transaction."""
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
            self._flush()

    def take(self) -> Left:
        """What was left, for a transaction that begins now."""
        with self._turn:
            left, self._left = self._left, Left()
            self._takings += 1
        return left

    def put_back(self, left: Left) -> None:
        """The transaction came to nothing: the rows stand where they stood."""
        with self._turn:
            self._left = left.before(self._left)

    def stop(self) -> None:
        """Sweep no more; what is left is written by whoever closes."""
        self._closed.set()
        self._some.set()

    def join(self) -> None:
        """Wait for the last sweep."""
        if self._sweeper is not None:
            self._sweeper.join(timeout=5)

    def _sweep(self) -> None:
        while self._some.wait() and not self._closed.is_set():
            before = self._takings
            if self._closed.wait(_SOON / 2):
                return
            if self._takings != before:  # others write, and take along what is left
                continue
            self._some.clear()
            try:
                if self._left.rows:
                    self._flush()
            except StorageError:  # the rows stand where they stood; whoever writes next is told
                continue
