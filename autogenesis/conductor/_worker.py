"""A worker: takes runs out of the queue that all workers of a database share, and carries several out at a time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

from autogenesis.conductor._conductor import SHARE, Conductor, turn_of
from autogenesis.conductor._durable import DurableQueue, open_queue, steps_url
from autogenesis.conductor._house import House
from autogenesis.conductor._loop import LoopThread
from autogenesis.core import RunId
from roles import BudgetInputs, Budgets, Claim, Demand, settled

WORKERS = "workers"
_POLL_SECONDS = 0.1
_LEAVING_SECONDS = 60.0
_SPARE_THREADS = 8


def machine_load() -> float:
    """The share of this machine that is in use: 1 where every core is busy."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)


class Worker:
    """Takes part in the queue until it is told to stop. What a worker that died had in hand goes to another one.

    How many runs are let in, and what each may spend, resource management says, by `load`.
    """

    def __init__(self, house: House, at_once: int, load: Callable[[], float] = machine_load) -> None:
        self._house, self._at_once, self._load = house, at_once, load
        self._conductor = Conductor(house)
        self._stopping = threading.Event()
        self.name = f"w-{house.ids.run()}"

    def stop(self) -> None:
        """Let nothing more in, and give what is in hand back before its next step."""
        self._stopping.set()
        self._conductor.pause()

    def work(self, *, until_idle: bool = False) -> None:
        """Carry out runs; where `until_idle`, only as long as there are any in the queue or in anybody's hands."""
        house = self._house
        url = steps_url(house.settings.database, house.settings.home)
        house.storage.holds.take(self.name, WORKERS)
        try:
            with (
                LoopThread(self._at_once + _SPARE_THREADS) as loop,
                open_queue(
                    url,
                    self.name,
                    self._at_once,
                    lambda run, checkpoint: self._conductor.carry_out(RunId(run), checkpoint, loop),
                ) as queue,
            ):
                self._serve(queue, until_idle)
                self._leave(queue)
        finally:
            house.storage.holds.release(self.name, WORKERS)

    def _serve(self, queue: DurableQueue, until_idle: bool) -> None:
        added: set[tuple[RunId, int]] = set()
        while not self._stopping.is_set():
            at_work = queue.at_work()
            gone = [one for one in at_work if one != self.name and not self._house.storage.holds.taken(one, WORKERS)]
            if gone:
                queue.take_over(gone)
            waiting = [run for run, _ in self._house.storage.runs.waiting()]
            self._let_in(queue, waiting, [run for runs in at_work.values() for run in runs], added)
            if until_idle and not waiting and not at_work and not queue.waiting():
                return
            self._stopping.wait(_POLL_SECONDS)

    def _let_in(
        self, queue: DurableQueue, waiting: list[RunId], at_work: list[str], added: set[tuple[RunId, int]]
    ) -> None:
        """Put into the durable queue what there is room for, each with its share."""
        storage = self._house.storage
        fresh = [run for run in waiting if run not in at_work]
        if not fresh:
            return
        for share in self.budgets(fresh, at_work).shares:
            run = RunId(share.id)
            if not share.runs or share.id in at_work:
                continue
            turn = turn_of(storage, run)
            if (run, turn) not in added:
                storage.runs.save_state(run, SHARE, {"tokens": share.tokens, "seconds": share.seconds})
                queue.add(run, turn)
                added.add((run, turn))

    def budgets(self, waiting: list[RunId], at_work: list[str]) -> Budgets:
        """What those who wait and those at work are given, as resource management says and monitoring approves."""
        limits = self._house.settings.limits
        workers = max(self._house.storage.holds.count(WORKERS), 1)
        claims = [Claim(id=run, started=True, tokens=limits.max_tokens, seconds=limits.run_seconds) for run in at_work]
        claims += [Claim(id=run, tokens=limits.max_tokens, seconds=limits.run_seconds) for run in waiting]
        demand = Demand(
            claims=tuple(claims),
            capacity=self._at_once * workers,
            load=self._load(),
            tokens=limits.max_tokens * self._at_once * workers,
            seconds=limits.run_seconds,
        )
        found = settled("budgets", BudgetInputs(demand=demand))
        assert isinstance(found, Budgets)
        return found

    def _leave(self, queue: DurableQueue) -> None:
        """Wait for the runs in hand to come to the end of their steps."""
        until = time.monotonic() + _LEAVING_SECONDS
        while self.name in queue.at_work() and time.monotonic() < until:
            threading.Event().wait(_POLL_SECONDS)
