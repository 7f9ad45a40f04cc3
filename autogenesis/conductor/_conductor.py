"""Conducts runs: the work plan step by step, with bounded rework, over the broker, so that a killed run goes on."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import JsonValue

from autogenesis.conductor import _crew, _durable
from autogenesis.conductor._candidates import keep_candidates
from autogenesis.conductor._data import keep_alike, left_where_they_are, take_along
from autogenesis.conductor._durable import Checkpoint, run_durably, steps_url
from autogenesis.conductor._history import Revised, following, revisions_of
from autogenesis.conductor._house import House
from autogenesis.conductor._loop import LoopThread
from autogenesis.conductor._nouns import Order, Progress, RunResult
from autogenesis.conductor._proposing import propose, proposed
from autogenesis.conductor._recovery import ENDED, ROUND
from autogenesis.conductor._results import summarise
from autogenesis.conductor._revision import (
    Before,
    merge_of,
    put_back,
    restorable,
    restored_by,
    what_was_generated,
)
from autogenesis.conductor._stage import Stage
from autogenesis.conductor._standing import END, PAUSED, Standing, standings
from autogenesis.conductor._traces import span
from autogenesis.core import (
    BudgetError,
    GenesisError,
    InputError,
    JsonObject,
    ResourceError,
    RunCancelledError,
    RunId,
    StorageError,
    content_hash,
)
from blueprints import Change, Specification
from roles import Feedback, Merge, ModuleSet, Seen, refuse_secrets
from storage import RunRecord, Storage

TURN, SHARE, LEFT = "turn", "share", "left"
_PASS, _DATA = "passes", "data"
_THREADS, _LOOK = 8, 0.2
_MOST_LEFT = 3
"""How often a run that a worker could not carry through is put back into the queue."""
Play = Callable[[Callable[[Checkpoint], JsonObject]], JsonObject]
"""Plays a score with checkpoints."""


@dataclass(frozen=True)
class Outcome:
    """The result of a run, the error that ended it, if one did, and what was left open where a package was revised;
    what became of its `data`, where one was put back that keeps them otherwise."""

    result: RunResult
    error: GenesisError | None = None
    merge: Merge | None = None
    data: str = ""


def get_ready() -> None:
    """Import what a run needs and takes long, for whoever waits for something else before it begins."""
    _crew.get_ready()
    _durable.get_ready()


class Conductor:
    """Starts runs, takes up those that were stopped or killed, cancels and lists them."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._cancelled = False
        self._pausing = threading.Event()
        self._looked: dict[RunId, float] = {}

    def start(self, order: Order, slug: str) -> Outcome:
        """Conduct a new run from the text to the package; `slug` names the system."""
        run = self._create(order, slug)
        with self._held(run):
            return self._conduct(run, order, self._player(run, order))

    def queue(self, order: Order, slug: str) -> RunId:
        """Put a new run where the workers of this database take it up, and give its id."""
        return self._create(order, slug)

    def resume(self, run: RunId) -> Outcome:
        """Go on with a run where it stopped; one that is done gives its result again. InputError where another
        process is at work on it."""
        storage = self._house.storage
        record = storage.runs.get(run)
        if record.status == "done" and record.result is not None:
            return Outcome(RunResult.model_validate(record.result), merge=merge_of(storage, run))
        order = order_of(record)
        with self._held(run):
            storage.runs.drop_state(run, END)
            storage.runs.drop_state(run, ENDED)
            for kept in (SHARE, LEFT):  # from here on it is no worker's
                storage.runs.drop_state(run, kept)
            if record.status not in ("queued", "running"):  # it ended, and may try anew what it tried then
                storage.runs.save_state(run, ROUND, int(str(storage.runs.state(run, ROUND) or 0)) + 1)
            self._tell_version(record)
            return self._conduct(run, order, self._player(run, order))

    def cancel(self) -> None:
        """End the run that is conducted here before its next step."""
        self._cancelled = True

    def cancel_run(self, run: RunId) -> Standing:
        """End a run before its next step, whichever process is at work on it; how it stands then."""
        return self._end(run, "cancelled")

    def pause_run(self, run: RunId) -> Standing:
        """Have a run rest before its next step, until somebody has it go on; how it stands then."""
        record = self._house.storage.runs.get(run)
        if record.status not in ("queued", "running", PAUSED):
            raise InputError(
                f"run {run} is {record.status}", where="the database", remedy="Only what is at work or waits can rest"
            )
        return self._end(run, PAUSED)

    def _end(self, run: RunId, status: Literal["paused", "cancelled"]) -> Standing:
        storage = self._house.storage
        record = storage.runs.get(run)
        if record.status == "done":
            raise InputError(f"run {run} is done", where="the database", remedy="There is nothing to cancel")
        storage.runs.save_state(run, END, status)
        if record.status in ("queued", "running", PAUSED) and storage.holds.take(run):  # nobody is at work on it
            try:
                storage.runs.move(run, status)
            finally:
                storage.holds.release(run)
        return standings(storage, [storage.runs.get(run)], self._house.clock.now())[0]

    def restore(self, run: RunId, at: Path, data: str | None = None) -> Outcome:
        """Put the package that a run made back in the place of the one in `at`, as it was and without building it: a
        run of its own, which is done at once. What people edited stays: it is merged. The `data` are taken along.

        InputError where the run made none, a run of the system is at work, or the data cannot be taken there.
        """
        storage, record = self._house.storage, restorable(self._house, run, at)
        there, stands = ModuleSet.model_validate(self.made(run, "modules")), self.before(at).modules
        told = "" if keep_alike(there, stands) else left_where_they_are(there)
        if data is not None:
            told = take_along(there, data)
        new = self._create(order_of(record).model_copy(update={"out": at.parent, "revises": at}), record.slug)
        with self._held(new):
            storage.runs.move(new, "running")
            try:
                result = put_back(storage, record, new, at)
            except GenesisError:
                storage.runs.move(new, "failed")
                raise
            storage.runs.save_state(new, _DATA, told)
            storage.runs.move(new, "done", result=result.model_dump(mode="json"))
        return Outcome(result, merge=merge_of(storage, new), data=told)

    def keeps_data_alike(self, run: RunId, at: Path) -> bool:
        """Whether the package that a run made keeps data in the form of the one in `at`."""
        return keep_alike(ModuleSet.model_validate(self.made(run, "modules")), self.before(at).modules)

    def became_of_data(self, run: RunId) -> str:
        """What became of the data with a run that put a package back; empty where nothing did."""
        return str(self._house.storage.runs.state(run, _DATA) or "")

    def restored(self, run: RunId) -> RunId | None:
        """The run whose package this one put back; None for one that built."""
        return restored_by(self._house.storage, run)

    def merged(self, run: RunId) -> Merge | None:
        """What the run kept of people's edits, and what conflicts with them; None where it revised nothing."""
        return merge_of(self._house.storage, run)

    def before(self, at: Path) -> Before:
        """The run that generated the package in `at`; InputError where it cannot be revised."""
        return following(self._house.storage, what_was_generated(self._house.storage, at), at)

    def revisions(self, at: Path) -> tuple[Revised, ...]:
        """The revisions of the system in `at`, the first one first."""
        return revisions_of(self._house.storage, at)

    def understood(self, run: RunId) -> Specification | None:
        """The Specification that the run's package was made from, as far as it came."""
        found = self.made(run, "specification")
        return None if found is None else Specification.model_validate(found)

    def made(self, run: RunId, step: str) -> JsonValue:
        """What a step made, of what the run's package was made from; None where it did not come so far."""
        storage = self._house.storage
        made = storage.runs.state(run, "made")
        digest = made.get(step) if isinstance(made, dict) else None
        return storage.artefacts.body(str(digest)) if digest else None

    def proposed(self, run: RunId) -> tuple[Change, ...]:
        """The Changes that the run proposes for the next revision, and those that its system gave reason for since."""
        return proposed(self._house.storage, run, self.made(run, "revision"))

    def propose(self, run: RunId, seen: Sequence[Seen]) -> Feedback:
        """What a running system of the run's package gives reason for, as far as the hierarchy accepts it; kept with
        the run, to be decided on. What was seen before is replaced."""
        return propose(self._house.storage, run, partial(self.made, run), seen)

    def runs(self, *, limit: int = 100) -> tuple[RunRecord, ...]:
        """The runs there are, the newest first."""
        return self._house.storage.runs.find(limit=limit)

    def standings(self, *, limit: int = 100) -> tuple[Standing, ...]:
        """How each run stands: at work, waiting, interrupted or ended, in which step, for how long."""
        return standings(self._house.storage, self.runs(limit=limit), self._house.clock.now())

    def carry_out(self, run: RunId, checkpoint: Checkpoint, loop: LoopThread) -> JsonObject:
        """Conduct a queued run as part of a worker's durable workflow; {} where somebody else has it or it ended.

        What is raised here left the run as it stood, held by nobody: `put_back` is for that.
        """
        storage = self._house.storage
        if not storage.holds.take(run):
            return {}
        try:
            record = storage.runs.get(run)
            if record.status not in ("queued", "running"):
                return {}
            order = order_of(record)
            self._tell_version(record)
            outcome = self._within(run)._conduct(run, order, lambda play: play(checkpoint), loop)
            self._tell_end(run, outcome)
            return {"run": run, "error": str(outcome.error or "")}
        finally:
            storage.holds.release(run)

    def put_back(
        self, run: RunId, unless: Callable[[], bool], fault: BaseException | None = None
    ) -> GenesisError | None:
        """Put a run of the queue that is held by nobody and in no worker's hands back into the queue, in a new turn.

        `unless` is asked once the run is held here: whether a worker has it after all. A run that was left over too
        often ends; its error is the result.
        """
        storage = self._house.storage
        if not storage.holds.take(run):
            return None
        try:
            record = storage.runs.get(run)
            if record.status not in ("queued", "running") or unless():
                return None
            before = int(str(storage.runs.state(run, LEFT) or 0))
            if before < _MOST_LEFT:
                storage.runs.save_state(run, LEFT, before + 1)
                storage.runs.save_state(run, TURN, turn_of(storage, run) + 1)
                storage.runs.move(run, "queued")
                said = f"left unfinished by its worker, goes back to the queue; {_why(fault)}"
                self._house.tell(
                    Progress(run=run, step="run", role="conductor", attempt=before + 1, state="recovering", detail=said)
                )
                return None
            error = _left_over(run, before + 1, fault)
            result = partial(summarise, storage, run, order_of(record), seconds=0.0, totals={})
            outcome = self._ended(run, result, error)
            self._tell_end(run, outcome)
            return outcome.error
        finally:
            storage.holds.release(run)

    def _within(self, run: RunId) -> Conductor:
        """A conductor like this with the limits that the run was given its share in."""
        share, settings = self._house.storage.runs.state(run, SHARE), self._house.settings
        if not isinstance(share, dict):
            return self
        given = {"max_tokens": share["tokens"], "run_seconds": share["seconds"]}
        limits = settings.limits.model_copy(update=given)
        house = replace(self._house, settings=settings.model_copy(update={"limits": limits}))
        bounded = Conductor(house)
        bounded._pausing = self._pausing
        return bounded

    def pause(self) -> None:
        """Give the runs in hand back to the queue, each before its next step."""
        self._pausing.set()

    def _create(self, order: Order, slug: str) -> RunId:
        house = self._house
        refuse_secrets(order.text, order.answers)  # before anything of it is kept
        run = house.ids.run()
        house.storage.runs.create(
            run,
            slug=slug,
            spec_hash=content_hash(order.text),
            settings={**house.settings.model_dump(mode="json"), "order": order.model_dump(mode="json")},
            code_version=house.version,
        )
        return run

    def _held(self, run: RunId) -> _Held:
        return _Held(self._house, run)

    def _tell_version(self, record: RunRecord) -> None:
        """A run that another version began: what that one finished is kept, the rest is this one's."""
        if record.code_version != self._house.version:
            said = (
                f"begun by version {record.code_version}, going on with {self._house.version}: what is finished stays"
            )
            self._house.tell(
                Progress(run=record.id, step="run", role="conductor", attempt=1, state="resumed", detail=said)
            )

    def _tell_end(self, run: RunId, outcome: Outcome) -> None:
        """How a run of the queue ended: nobody else waits for its result."""
        result = outcome.result
        said = f"{self._status(run, outcome.error)}, {outcome.error or f'{result.system} is in {result.package_path}'}"
        self._house.tell(Progress(run=run, step="run", role="conductor", attempt=1, state="ended", detail=said))

    def _player(self, run: RunId, order: Order) -> Play:
        """How a run of its own process is played: where tests are run, durably."""
        storage = self._house.storage

        async def kept(name: str, step: Callable[[], Awaitable[JsonObject]]) -> JsonObject:
            made = await step()
            storage.commit()
            return made

        if not order.tests:  # over in a second: what the store holds is checkpoint enough
            return lambda play: play(kept)
        settings = self._house.settings

        def durably(play: Callable[[Checkpoint], JsonObject]) -> JsonObject:
            known = int(str(storage.runs.state(run, _PASS) or 0))
            url = steps_url(settings.database, settings.home)

            def note(number: int) -> None:
                storage.runs.save_state(run, _PASS, number)

            return run_durably(url, run, known, note, storage.steps, play)

        return durably

    def _conduct(self, run: RunId, order: Order, player: Play, loop: LoopThread | None = None) -> Outcome:
        house, storage = self._house, self._house.storage
        if loop is None:
            storage.runs.move(run, "running")
        begun = house.clock.monotonic()
        error: GenesisError | None = None
        totals: JsonObject = {}
        try:
            if loop is None:
                with LoopThread(_THREADS) as own:
                    totals = self._work(run, order, player, own)
            else:  # others share the loop, and what they write
                totals = self._work(run, order, player, loop)
        except PausedError:
            storage.runs.save_state(run, TURN, turn_of(storage, run) + 1)
            storage.runs.move(run, "queued")
            raise
        except GenesisError as failure:
            error = failure
        except (KeyboardInterrupt, CancelledError):
            error = _cancelled(run)
        result = partial(
            summarise, storage, run, order, seconds=round(house.clock.monotonic() - begun, 2), totals=totals
        )
        return self._ended(run, result, error, loop)

    def _ended(
        self, run: RunId, summed: Callable[[], RunResult], error: GenesisError | None, loop: LoopThread | None = None
    ) -> Outcome:
        """Write down how the run ended, with others that end at that moment where they share a loop. Where the store is
        what failed, that stays to be done by whoever resumes."""
        storage = self._house.storage
        try:
            result = summed()
            if error is None and result.receipt is not None and result.receipt.written:
                keep_candidates(storage, run, result.tests.passed)
            end = partial(storage.runs.move, run, self._status(run, error), result=result.model_dump(mode="json"))
            if loop is None:
                end()
            else:
                loop.call(storage.in_group(end, durable=True))
            return Outcome(result, error, merge_of(storage, run))
        except StorageError:
            if error is None:
                raise
            raise error from None

    def _status(self, run: RunId, error: GenesisError | None) -> Any:
        if error is None:
            return "done"
        if isinstance(error, RunCancelledError):
            return PAUSED if self._house.storage.runs.state(run, END) == PAUSED else "cancelled"
        if error.exit_code == BudgetError.exit_code:
            return "stopped"
        ended = self._house.storage.runs.state(run, ENDED)
        return "stopped" if isinstance(ended, dict) and ended.get("action") == "hand_over" else "failed"

    def _work(self, run: RunId, order: Order, player: Play, loop: LoopThread) -> JsonObject:
        stage = Stage(self._house, run, order, self._go_on, loop.turnstile)

        storage = self._house.storage

        async def play(checkpoint: Checkpoint) -> JsonObject:
            try:
                await storage.in_group(lambda: storage.runs.move(run, "running"))
                score = await stage.open()
                with span("run", run=run):
                    return await score.play(checkpoint)
            finally:
                await stage.close()

        try:
            return player(lambda checkpoint: loop.call(play(checkpoint)))
        finally:
            if not stage.closed:  # it was interrupted
                loop.call(stage.close())

    def _go_on(self, run: RunId) -> None:
        """Between two steps; whether somebody cancelled the run is looked up some times a second."""
        now = self._house.clock.monotonic()
        if now - self._looked.get(run, -_LOOK) >= _LOOK:
            self._looked[run] = now
            if self._house.storage.runs.state(run, END):
                raise _cancelled(run)
        if self._cancelled:
            raise _cancelled(run)
        if self._pausing.is_set():
            raise PausedError


def order_of(record: RunRecord) -> Order:
    """What was asked of a run; an error where nothing was kept, or not what was asked."""
    kept = record.settings.get("order")
    if kept is None:
        raise InputError(f"run {record.id} kept no order", where="the database", remedy="Begin anew with `genesis new`")
    order = Order.model_validate(kept)
    if content_hash(order.text) != record.spec_hash:
        raise StorageError(
            "the text of the run is not what its hash says",
            where=f"run {record.id}",
            remedy="The database is damaged: restore it, or begin anew with `genesis new`",
        )
    return order


def turn_of(storage: Storage, run: RunId) -> int:
    """How often the run has been put in the queue."""
    return int(str(storage.runs.state(run, TURN) or 1))


def turns_of(storage: Storage, runs: Sequence[RunId]) -> dict[RunId, int]:
    """How often each of these runs has been put in the queue."""
    kept = storage.runs.states(TURN, runs) if runs else {}
    return {run: int(str(kept.get(run) or 1)) for run in runs}


class PausedError(Exception):
    """The run has been given back to the queue."""


class _Held:
    """A run that this process alone is at work on."""

    def __init__(self, house: House, run: RunId) -> None:
        self._house, self._run = house, run

    def __enter__(self) -> None:
        if not self._house.storage.holds.take(self._run):
            raise InputError(
                f"another process is at work on run {self._run}",
                where="the database",
                remedy="See how it stands with `genesis runs`, or end it with `genesis cancel`",
            )

    def __exit__(self, *exc_info: object) -> None:
        self._house.storage.holds.release(self._run)


def _left_over(run: RunId, times: int, fault: BaseException | None) -> GenesisError:
    return ResourceError(
        f"workers took the run up {times} times and left it unfinished; {_why(fault)}",
        where=f"run {run}",
        remedy=f"See what it was doing with `genesis show {run}`, then go on with `genesis resume {run}`",
    )


def _why(fault: BaseException | None) -> str:
    return "nothing is known of why" if fault is None else f"{type(fault).__name__}: {fault}"


def _cancelled(run: RunId) -> RunCancelledError:
    return RunCancelledError("the run was cancelled", where=f"run {run}", remedy=f"Go on with `genesis resume {run}`")
