"""Commits what many runs want to write at one moment together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

_Result = TypeVar("_Result")
Work = Callable[[], Any]


class Group:
    """One transaction for what the tasks of an event loop want to write in one turn of it. A commit costs as much for
    fifty as for one, and so does waiting for the disk; nobody is told that it is written before it is."""

    def __init__(self, together: Callable[[], AbstractContextManager[Connection]]) -> None:
        """`together` is a transaction that all that its block does belongs to."""
        self._together = together
        self._waiting: WeakKeyDictionary[asyncio.AbstractEventLoop, list[tuple[Work, asyncio.Future[Any]]]]
        self._waiting = WeakKeyDictionary()

    async def write(self, work: Callable[[], _Result]) -> _Result:
        """What `work` gives, once it is committed. What it raises undoes what it wrote, and nobody else's."""
        loop = asyncio.get_running_loop()
        waiting = self._waiting.setdefault(loop, [])
        written: asyncio.Future[_Result] = loop.create_future()
        waiting.append((work, written))
        if len(waiting) == 1:
            loop.call_soon(self._commit, loop)
        return await written

    def _commit(self, loop: asyncio.AbstractEventLoop) -> None:
        waiting = [one for one in self._waiting.pop(loop, []) if not one[1].cancelled()]
        ended: list[tuple[asyncio.Future[Any], Any, Exception | None]] = []
        try:
            if len(waiting) == 1:
                work, written = waiting[0]
                with self._together():
                    ended.append((written, work(), None))
            elif waiting:
                with self._together() as connection:
                    ended += [(written, *_apart(connection, work)) for work, written in waiting]
        except Exception as error:  # noqa: BLE001 - of whatever kind: who waits is told, and nothing of it was written
            ended = [(written, None, error) for _, written in waiting]
        for written, result, failure in ended:
            if failure is None:
                written.set_result(result)
            else:
                written.set_exception(failure)


def _apart(connection: Connection, work: Work) -> tuple[Any, Exception | None]:
    """What the work gives, or what it raised; then it has written nothing."""
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT apart")
    try:
        made = work()
    except Exception as error:  # noqa: BLE001 - of whatever kind: it is for whoever wanted this
        # Where the database is what failed, there may be nothing left to go back to: then it has failed for all.
        driver.execute("ROLLBACK TO apart")
        driver.execute("RELEASE apart")
        return None, error
    driver.execute("RELEASE apart")
    return made, None
