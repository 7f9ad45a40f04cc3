"""Commits what many runs want to write at one moment together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from storage._writer import Writer

_Result = TypeVar("_Result")
Work = Callable[[], Any]
_Ended = list[tuple[asyncio.Future[Any], Any, BaseException | None]]
_MOST_CROWDED = 32


@dataclass
class _Line:
    """Who waits on one event loop, and whether anything is on its way for it."""

    waiting: list[tuple[Work, asyncio.Future[Any]]] = field(default_factory=list)
    durable: bool = False
    under_way: bool = False
    crowd: int = 0
    """The more, the more wrote together of late."""


class Group:
    """One transaction for what the tasks of an event loop want to write until the one before has ended. A commit costs
    as much for fifty as for one; nobody is told that it is written before it is. Where there are several, the loop
    goes on while the disk is waited for; one alone has nothing else to do."""

    def __init__(self, writer: Writer, joined: ContextVar[Connection | None]) -> None:
        """`joined` is what the works find the transaction in that they belong to."""
        self._writer, self._joined = writer, joined
        self._lines: WeakKeyDictionary[asyncio.AbstractEventLoop, _Line] = WeakKeyDictionary()
        self._beside: ThreadPoolExecutor | None = None

    async def write(self, work: Callable[[], _Result], *, durable: bool = False) -> _Result:
        """What `work` gives, once it is committed, and on disk where it is to be `durable`. What it raises undoes what
        it wrote, and nobody else's."""
        loop = asyncio.get_running_loop()
        line = self._lines.get(loop)
        if line is None:
            line = self._lines[loop] = _Line()
        written: asyncio.Future[_Result] = loop.create_future()
        line.waiting.append((work, written))
        line.durable |= durable
        if not line.under_way:
            line.under_way = True
            loop.call_soon(self._begin, loop, line)
        return await written

    def close(self) -> None:
        """Wait for what is on its way."""
        beside, self._beside = self._beside, None
        if beside is not None:
            beside.shutdown()

    def _begin(self, loop: asyncio.AbstractEventLoop, line: _Line) -> None:
        if self._writer.take(wait=False):
            self._carry_out(loop, line)
        else:
            self._do_beside(loop, self._writer.wait, lambda _: self._begin(loop, line))

    def _carry_out(self, loop: asyncio.AbstractEventLoop, line: _Line) -> None:
        waiting = [one for one in line.waiting if not one[1].cancelled()]
        line.waiting, line.durable, durable = [], False, line.durable
        line.crowd = max(len(waiting), line.crowd - 1)
        ended: _Ended = []
        try:
            connection = self._writer.begin(durable=durable)
        except Exception as error:  # noqa: BLE001 - of whatever kind: who waits is told, and nothing of it was written
            self._tell(loop, line, [(written, None, error) for _, written in waiting])
            return
        before = self._joined.set(connection)
        try:
            if len(waiting) == 1:
                work, written = waiting[0]
                ended.append((written, work(), None))
            else:
                ended += [(written, *_apart(connection, work)) for work, written in waiting]
        except BaseException as error:  # as above
            self._writer.undo(error)
            self._tell(loop, line, [(written, None, error) for _, written in waiting])
            if not isinstance(error, Exception):
                raise
            return
        finally:
            self._joined.reset(before)
        if line.crowd > 1:
            self._do_beside(loop, self._writer.commit, lambda failure: self._told(loop, line, ended, failure))
        else:
            self._told(loop, line, ended, _failure_of(self._writer.commit))

    def _told(self, loop: asyncio.AbstractEventLoop, line: _Line, ended: _Ended, failure: BaseException | None) -> None:
        if failure is not None:
            ended = [(written, None, failure) for written, _, _ in ended]
        self._tell(loop, line, ended)

    def _tell(self, loop: asyncio.AbstractEventLoop, line: _Line, ended: _Ended) -> None:
        for written, result, failure in ended:
            if written.done():  # it was cancelled meanwhile
                continue
            if failure is None:
                written.set_result(result)
            else:
                written.set_exception(failure)
        line.under_way = bool(line.waiting)
        if line.under_way:
            loop.call_soon(self._begin, loop, line)

    def _do_beside(
        self, loop: asyncio.AbstractEventLoop, what: Callable[[], Any], then: Callable[[BaseException | None], None]
    ) -> None:
        """Do what may wait on a thread, `then` go on with what it raised."""
        if self._beside is None:
            self._beside = ThreadPoolExecutor(1, thread_name_prefix="commit")

        def work() -> None:
            failure = _failure_of(what)
            with suppress(RuntimeError):  # the loop has ended, and nobody waits
                loop.call_soon_threadsafe(then, failure)

        self._beside.submit(work)


def _failure_of(what: Callable[[], Any]) -> BaseException | None:
    try:
        what()
    except Exception as error:  # noqa: BLE001 - of whatever kind: it is told to whoever waits
        return error
    return None


def _apart(connection: Connection, work: Work) -> tuple[Any, BaseException | None]:
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
