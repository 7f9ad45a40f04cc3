"""Conducts runs: the work plan step by step, with bounded rework, over the broker, so that a killed run goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from autogenesis.conductor._attempts import Attempts
from autogenesis.conductor._crew import Crew
from autogenesis.conductor._durable import run_durably, steps_url
from autogenesis.conductor._nouns import Order, Progress, RunResult
from autogenesis.conductor._results import summarise
from autogenesis.conductor._revision import Before, Revision, merge_of, what_was_generated
from autogenesis.conductor._score import Deliverer, Score
from autogenesis.core import (
    BudgetError,
    Clock,
    GenesisError,
    IdSource,
    InputError,
    JsonObject,
    RunCancelledError,
    RunId,
    Settings,
    content_hash,
)
from broker import BrokerClient, BrokerOptions, MemoryBroker
from loopguard import GuardInterceptor, GuardLimits, LoopGuard
from roles import Merge, Role
from storage import RunRecord, Storage


class Crewmaker(Protocol):
    """Makes the roles of a run. `folder` is theirs to work in."""

    def __call__(self, folder: Path) -> Mapping[str, Role[Any, Any]]: ...


@dataclass(frozen=True)
class Outcome:
    """The result of a run, the error that ended it, if one did, and what was left open where a package was revised."""

    result: RunResult
    error: GenesisError | None = None
    merge: Merge | None = None


@dataclass(frozen=True, kw_only=True)
class House:
    """What every run is conducted with."""

    settings: Settings
    storage: Storage
    crewmaker: Crewmaker
    deliverer: Deliverer
    ids: IdSource
    clock: Clock
    version: str
    tell: Callable[[Progress], None] = lambda progress: None


class Conductor:
    """Starts runs, takes up those that were stopped or killed, and lists them."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._cancelled = False

    def start(self, order: Order, slug: str) -> Outcome:
        """Conduct a new run from the text to the package; `slug` names the system."""
        storage = self._house.storage
        run = self._house.ids.run()
        storage.runs.create(
            run,
            slug=slug,
            spec_hash=content_hash(order.text),
            settings={**self._house.settings.model_dump(mode="json"), "order": order.model_dump(mode="json")},
            code_version=self._house.version,
        )
        return self._conduct(run, order, 1)

    def resume(self, run: RunId) -> Outcome:
        """Go on with a run where it stopped; one that is done gives its result again."""
        storage = self._house.storage
        record = storage.runs.get(run)
        if record.status == "done" and record.result is not None:
            return Outcome(RunResult.model_validate(record.result), merge=merge_of(storage, run))
        kept = record.settings.get("order")
        if kept is None:
            raise InputError(f"run {run} kept no order", where="the database", remedy="Begin anew with `genesis new`")
        passes = int(str(storage.runs.state(run, "passes") or 1))
        killed = record.status in ("queued", "running")
        return self._conduct(run, Order.model_validate(kept), passes if killed else passes + 1)

    def before(self, at: Path) -> Before:
        """The run that generated the package in `at`; InputError where it cannot be revised."""
        return what_was_generated(self._house.storage, at)

    def runs(self, *, limit: int = 100) -> tuple[RunRecord, ...]:
        """The runs there are, the newest first."""
        return self._house.storage.runs.find(limit=limit)

    def cancel(self) -> None:
        """End the run that is conducted before its next step."""
        self._cancelled = True

    def _conduct(self, run: RunId, order: Order, number: int) -> Outcome:
        house, storage = self._house, self._house.storage
        storage.runs.save_state(run, "passes", number)
        storage.runs.move(run, "running")
        begun = house.clock.monotonic()
        error: GenesisError | None = None
        totals: JsonObject = {}
        try:
            totals = asyncio.run(self._work(run, order, number))
        except GenesisError as failure:
            error = failure
        except KeyboardInterrupt:
            error = _cancelled(run)
        result = summarise(storage, run, order, seconds=round(house.clock.monotonic() - begun, 2), totals=totals)
        storage.runs.move(run, _status(error), result=result.model_dump(mode="json"))
        return Outcome(result, error, merge_of(storage, run))

    async def _work(self, run: RunId, order: Order, number: int) -> JsonObject:
        house, storage = self._house, self._house.storage
        limits = house.settings.limits
        guard_limits = GuardLimits(max_hops=limits.max_messages, max_seconds=limits.run_seconds)
        kept = storage.runs.state(run, "guard")
        guard = LoopGuard.restore(kept, guard_limits) if isinstance(kept, dict) else LoopGuard(guard_limits)
        crew = Crew(run, house.crewmaker(house.settings.home / "runs" / run), storage)
        loop = asyncio.get_running_loop()
        async with MemoryBroker(
            house.clock,
            house.ids,
            options=BrokerOptions(max_deliveries=1),  # a role that breaks on its input breaks again
            interceptor=GuardInterceptor(guard, house.clock),
            recorder=storage.messages,
            inbox=storage.inbox,
        ) as broker:
            crew.join(broker)
            client = BrokerClient(broker, run=run, sender="conductor", ids=house.ids, clock=house.clock)
            attempts = Attempts(run, client, storage, guard, house.settings, house.clock, house.tell)
            deliverer = house.deliverer if order.revises is None else Revision(storage, run, order.revises)
            score = Score(run, order, attempts, loop, deliverer, self._go_on)
            if not order.tests:  # over in a second: what the store holds is checkpoint enough
                return await asyncio.to_thread(score.play, lambda name, step: step())
            url = steps_url(house.settings.database, house.settings.home)
            return await asyncio.to_thread(run_durably, url, run, number, score.play)

    def _go_on(self, run: RunId) -> None:
        if self._cancelled:
            raise _cancelled(run)


def _cancelled(run: RunId) -> RunCancelledError:
    return RunCancelledError("the run was cancelled", where=f"run {run}", remedy=f"Go on with `genesis resume {run}`")


def _status(error: GenesisError | None) -> Any:
    if error is None:
        return "done"
    if isinstance(error, RunCancelledError):
        return "cancelled"
    return "stopped" if error.exit_code == BudgetError.exit_code else "failed"
