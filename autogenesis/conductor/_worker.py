"""A worker: takes runs out of the queue that all workers of a database share, and carries several out at a time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from functools import partial

from autogenesis.conductor._conductor import SHARE, Conductor, PausedError, turn_of, turns_of
from autogenesis.conductor._durable import Checkpoint, DurableQueue, open_queue, steps_url
from autogenesis.conductor._house import House
from autogenesis.conductor._loop import LoopThread
from autogenesis.core import GenesisError, JsonObject, ResourceError, RunId
from roles import BudgetInputs, Budgets, Claim, Demand, settled

WORKERS = "workers"
_POLL_SECONDS, _MOST_POLL_SECONDS = 0.1, 1.0
_LOOKING = 0.02
"""The share of its time that a worker spends on looking for what there is to do, at most."""
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
        self._faults: dict[RunId, Exception] = {}
        self._given_up: list[GenesisError] = []
        self.name = f"w-{house.ids.run()}"

    def stop(self) -> None:
        """Let nothing more in, and give what is in hand back before its next step."""
        self._stopping.set()
        self._conductor.pause()

    def work(self, *, until_idle: bool = False) -> None:
        """Carry out runs; where `until_idle`, only as long as there are any in the queue or in anybody's hands.

        A run that something was raised in goes back to the queue. ResourceError in the end where that did not help.
        """
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
                    house.storage.steps,
                    lambda run, checkpoint: self._carry_out(RunId(run), checkpoint, loop),
                ) as queue,
            ):
                self._serve(queue, until_idle)
                self._leave(queue)
        finally:
            house.storage.holds.release(self.name, WORKERS)
        if self._given_up:
            raise ResourceError(
                f"{len(self._given_up)} of the runs were given up: {'; '.join(str(one) for one in self._given_up)}",
                where=f"worker {self.name}",
                remedy="See how they stand with `genesis runs`, and go on with `genesis resume`",
            )

    def _carry_out(self, run: RunId, checkpoint: Checkpoint, loop: LoopThread) -> JsonObject:
        try:
            return self._conductor.carry_out(run, checkpoint, loop)
        except PausedError:
            raise
        except Exception as error:  # of whatever kind: the run is left over, and told of when it is put back
            self._faults[run] = error
            raise

    def _serve(self, queue: DurableQueue, until_idle: bool) -> None:
        storage, added = self._house.storage, set[tuple[RunId, int]]()
        while not self._stopping.is_set():
            began = time.thread_time()
            in_hand = queue.in_hand()
            unfinished = storage.runs.unfinished()  # a run is that from being queued until it has ended
            workers = {worker for worker in in_hand.values() if worker is not None and worker != self.name}
            gone = [worker for worker in workers if not storage.holds.taken(worker, WORKERS)]
            if gone:
                queue.take_over(gone)
            waiting = [run for run, status in unfinished if status == "queued"]
            killed = [run for run, status in unfinished if status == "running" and run not in in_hand]
            ours = list(storage.runs.states(SHARE, killed)) if killed else []  # others are no worker's
            known = {run for run, _ in added}
            self._put_back(queue, [*ours, *(run for run in waiting if run in known and run not in in_hand)], added)
            self._let_in(queue, waiting, [run for run, worker in in_hand.items() if worker is not None], added)
            if until_idle and not in_hand and not waiting and not ours:
                return
            spent = (time.thread_time() - began) / _LOOKING
            self._stopping.wait(min(max(_POLL_SECONDS, spent), _MOST_POLL_SECONDS))

    def _put_back(self, queue: DurableQueue, runs: list[RunId], added: set[tuple[RunId, int]]) -> None:
        """Of these runs, put back those that were let in, have not ended, and are in nobody's hands: a worker could not
        get hold of them, or something was raised in them."""
        storage = self._house.storage

        def has_its_place(run: RunId) -> bool:
            """Whether a worker has it now, or it waits in a turn that it was not let in for."""
            if run in queue.in_hand():
                return True
            return storage.runs.get(run).status == "queued" and (run, turn_of(storage, run)) not in added

        for run in runs:
            if storage.holds.taken(run) or has_its_place(run):
                continue
            fault = self._faults.pop(run, None)
            error = self._conductor.put_back(run, partial(has_its_place, run), fault)
            if error is not None:
                self._given_up.append(error)

    def _let_in(
        self, queue: DurableQueue, waiting: list[RunId], at_work: list[str], added: set[tuple[RunId, int]]
    ) -> None:
        """Put into the durable queue what there is room for, each with its share."""
        storage, busy = self._house.storage, set(at_work)
        fresh = [run for run in waiting if run not in busy]
        if not fresh:
            return
        let_in: list[tuple[RunId, int]] = []
        shares = [share for share in self.budgets(fresh, at_work).shares if share.runs and share.id not in busy]
        turns = turns_of(storage, [RunId(share.id) for share in shares])
        with storage.together():
            for share in shares:
                run = RunId(share.id)
                if (run, turns[run]) not in added:
                    storage.runs.save_state(run, SHARE, {"tokens": share.tokens, "seconds": share.seconds})
                    let_in.append((run, turns[run]))
        if let_in:
            queue.add(let_in)
            added.update(let_in)

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
        while self.name in queue.in_hand().values() and time.monotonic() < until:
            threading.Event().wait(_POLL_SECONDS)
