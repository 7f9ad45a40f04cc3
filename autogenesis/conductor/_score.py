"""The workflow of one run: the plan step by step, bounded rework, and back to the reading where tests fail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pydantic import JsonValue

from autogenesis.conductor._attempts import Attempts
from autogenesis.conductor._durable import Checkpoint
from autogenesis.conductor._ladder import Climb
from autogenesis.conductor._lending import were_helped
from autogenesis.conductor._nouns import Attempt, Order
from autogenesis.core import BudgetError, GenesisError, JsonObject, PackageTestsError, RunId
from blueprints import Specification
from roles import (
    PLAN_STEP,
    UNHELPED,
    Brief,
    Intervention,
    Reason,
    Step,
    TestReport,
    WorkPlan,
    blamed_readings,
    proposed_readings,
    silent_readings,
)

_TESTED = "integration"
_READ = "specification"


class Deliverer(Protocol):
    """Puts the accepted files of a package in place under `out`."""

    def refuse_edited(self, modules: JsonObject, out: Path) -> None:
        """Raise InputError where somebody has edited what stands there."""

    def deliver(self, artefacts: Mapping[str, JsonObject], out: Path) -> Path:
        """Write the package; its folder."""
        ...


@dataclass
class _Tries:
    """How often a step was tried, over all rounds; why its artefacts were rejected, attempt by attempt, and blamed
    later for tests that fail."""

    count: int = 0
    rejections: dict[int, tuple[Reason, ...]] = field(default_factory=dict)
    blamed: list[Reason] = field(default_factory=list)
    climb: Climb = field(default_factory=Climb)
    accepted: set[str] = field(default_factory=set)

    @property
    def known(self) -> tuple[Reason, ...]:
        """What the doer is told: every reason that still stands."""
        return (*(reason for reasons in self.rejections.values() for reason in reasons), *self.blamed)

    def reject(self, attempt: Attempt) -> None:
        """Keep the reasons of the latest attempt, or what is done against a loop; those since then are forgotten."""
        if attempt.intervention is not None:
            self.climb = Climb(self.climb.first, Intervention.model_validate(attempt.intervention), self.count)
        if attempt.back_to is not None:
            self.rejections = {n: reasons for n, reasons in self.rejections.items() if n < attempt.back_to}
        self.rejections[self.count] = tuple(Reason.model_validate(reason) for reason in attempt.reasons)


@dataclass
class Score:
    """Played on the event loop that all runs of a process share; what takes long is done on a thread beside it."""

    run: RunId
    order: Order
    attempts: Attempts
    deliverer: Deliverer
    go_on: Callable[[RunId], None]
    """Raises where the run is to end before its next step."""
    tokens: int = 0
    _tries: dict[str, _Tries] = field(default_factory=dict)

    async def play(self, checkpoint: Checkpoint) -> JsonObject:
        """Every step of the plan, in order; then the package is put in its place."""
        storage, limits = self.attempts.storage, self.attempts.settings.limits
        brief = Brief(
            text=self.order.text,
            answers=self.order.answers,
            changes=self.order.changes,
            past=self.order.past,
            tests=self.order.tests,
            sparing=self.order.revises is not None and not self.order.all_tests,
            shown=self.order.shown,
            attempts=limits.max_attempts,
        )
        published = await storage.in_group(
            lambda: storage.artefacts.publish(self.run, "brief", 1, kind="brief", body=brief)
        )
        made = {"brief": published.hash}
        made["work_plan"] = await self._step(checkpoint, PLAN_STEP, made)
        plan = WorkPlan.model_validate(self._body(made["work_plan"]))
        failure: PackageTestsError | None = None
        try:
            made |= await self._built(checkpoint, plan, made)
        except _TestsFailedError as failed:
            made, failure = await self._rework(checkpoint, plan, made, failed)
        await storage.in_group(lambda: storage.runs.save_state(self.run, "made", dict(made)))
        folder = await checkpoint("deliver", lambda: asyncio.to_thread(self._deliver, made))
        if failure is not None:
            raise failure
        return {**folder, "tokens": self.tokens}

    def _deliver(self, made: Mapping[str, str]) -> JsonObject:
        bodies = self.attempts.storage.artefacts.bodies([*made.values()])
        artefacts = {kind: _object(body) for kind, body in zip(made, bodies, strict=True)}
        return {"folder": str(self.deliverer.deliver(artefacts, self.order.out))}

    async def _built(self, checkpoint: Checkpoint, plan: WorkPlan, made: Mapping[str, str]) -> dict[str, str]:
        """What the steps made; where what a model changed cannot be built, what they make without one."""
        try:
            return await self._carry_out(checkpoint, plan.steps, made)
        except BudgetError:
            if self._spent or not were_helped(self.attempts.storage, self.run):
                raise
        self._bar_models(plan.steps)
        return await self._carry_out(checkpoint, plan.steps, made)

    async def _carry_out(
        self, checkpoint: Checkpoint, steps: Sequence[Step], given: Mapping[str, str]
    ) -> dict[str, str]:
        """What the steps made, with what was given; _TestsFailedError with it where the tests are rejected."""
        made = dict(given)
        for step in steps:
            if step.produces in made:
                continue
            try:
                made[step.produces] = await self._step(checkpoint, step, made)
            except PackageTestsError as error:
                failing = self._failing(step)
                if failing is None:  # whoever runs them failed: there is no report of what to do about it
                    raise
                digest, report = failing
                raise _TestsFailedError({**made, step.produces: digest}, error, report) from error
            if step.produces == "modules":
                await asyncio.to_thread(self._refuse_edited, made["modules"])
        return made

    def _refuse_edited(self, modules: str) -> None:
        self.deliverer.refuse_edited(self._body(modules), self.order.out)

    async def _rework(
        self, checkpoint: Checkpoint, plan: WorkPlan, made: Mapping[str, str], failed: _TestsFailedError
    ) -> tuple[dict[str, str], PackageTestsError | None]:
        """Bar the readings that failing tests point at and do the steps from the reading on again, a bounded number
        of times. Where that does not help, the package with the fewest failing tests stands, and its error."""
        read = next(step for step in plan.steps if step.produces == _READ)
        rounds = next(step.attempts for step in plan.steps if step.produces == _TESTED)
        best = failed
        if were_helped(self.attempts.storage, self.run):
            try:
                return await self._unhelped(checkpoint, plan, made, failed), None
            except _TestsFailedError as error:
                failed = error
                best = min(best, failed, key=_TestsFailedError.count)
        for _ in range(rounds - 1):
            blamed = await asyncio.to_thread(self._blamed, failed)
            if not blamed:
                break
            self._tries[read.id].blamed += blamed
            for later in plan.steps:
                if later.produces != _READ and later.id in self._tries:
                    self._tries[later.id].rejections.clear()
            seen = set(self._tries[read.id].accepted)
            try:
                again = {**made, _READ: await self._step(checkpoint, read, made)}
                if again[_READ] in seen:
                    break
                return await self._carry_out(checkpoint, plan.steps, again), None
            except _TestsFailedError as error:
                failed = error
                best = min(best, failed, key=_TestsFailedError.count)
            except BudgetError:  # what is read instead cannot be built; its reasons stand in the record
                if self._spent:
                    raise
                break
        return best.made, best.error

    async def _unhelped(
        self, checkpoint: Checkpoint, plan: WorkPlan, made: Mapping[str, str], failed: _TestsFailedError
    ) -> dict[str, str]:
        """The steps from the reading on again, without what failing tests point at of that which a model proposed, or
        else without models: a run ends no worse than it would have without them."""
        read = next(step for step in plan.steps if step.produces == _READ)
        against = await asyncio.to_thread(self._against_models, failed)
        self._bar_models([step for step in plan.steps if step is not read])
        if against:
            self._tries[read.id].blamed += against
            try:
                return await self._carry_out(checkpoint, plan.steps, made)
            except (_TestsFailedError, BudgetError):
                if self._spent:
                    raise
        self._bar_models([read])
        return await self._carry_out(checkpoint, plan.steps, made)

    def _bar_models(self, steps: Sequence[Step]) -> None:
        """From here on these steps are made without models, and what was said against what they made is forgotten."""
        for step in steps:
            tries = self._tries.setdefault(step.id, _Tries())
            tries.rejections.clear()
            if UNHELPED not in tries.blamed:
                tries.blamed.append(UNHELPED)

    def _against_models(self, failed: _TestsFailedError) -> list[Reason]:
        specification = Specification.model_validate(self._body(failed.made[_READ]))
        proposed = proposed_readings(specification)
        failing = [one for one in blamed_readings(failed.report, specification) if one.part in proposed]
        return failing or [one for one in silent_readings(failed.report, specification) if one.part in proposed]

    def _blamed(self, failed: _TestsFailedError) -> Sequence[Reason]:
        specification = Specification.model_validate(self._body(failed.made[_READ]))
        return blamed_readings(failed.report, specification)

    def _failing(self, step: Step) -> tuple[str, TestReport] | None:
        """The report that was rejected last, and its hash; None where the attempt made none."""
        published = self.attempts.storage.artefacts.find(self.run, step.id, self._tries[step.id].count)
        if published is None or step.produces != _TESTED:
            return None
        return published.hash, TestReport.model_validate(published.body)

    def _body(self, digest: str) -> JsonObject:
        return _object(self.attempts.storage.artefacts.body(digest))

    async def _step(self, checkpoint: Checkpoint, step: Step, made: Mapping[str, str]) -> str:
        """The hash of the step's accepted artefact; an error where the rework has no end in sight."""
        tries = self._tries.setdefault(step.id, _Tries())
        tries.climb = Climb(tries.count + 1)
        seen: set[str] = set()
        inputs = {need: made[need] for need in step.needs}
        attempt = Attempt(accepted=False, hash="")
        for _ in range(1 if step.produces == _TESTED else step.attempts):  # the same files give the same results
            self.go_on(self.run)
            tries.count += 1
            attempt = Attempt.model_validate(
                await checkpoint(
                    f"{step.id}.{tries.count}",
                    lambda number=tries.count, known=tries.known, climb=tries.climb: self._attempt(  # type: ignore[misc]
                        step, number, inputs, known, climb
                    ),
                )
            )
            self.tokens += attempt.tokens
            self._refuse_spent()
            if attempt.accepted:
                tries.accepted.add(attempt.hash)
                return attempt.hash
            tries.reject(attempt)
            if attempt.hash and attempt.hash in seen:
                break
            seen.add(attempt.hash)
        raise self._given_up(step, attempt)

    @property
    def _spent(self) -> bool:
        """Whether more was asked of models than the run may: no rework makes that less."""
        return self.tokens > self.attempts.settings.limits.max_tokens

    def _refuse_spent(self) -> None:
        if self._spent:
            most = self.attempts.settings.limits.max_tokens
            raise BudgetError(
                f"the run has asked for {self.tokens} tokens of language models, and {most} are allowed",
                where=f"run {self.run}",
                remedy="Allow more with --set limits.max_tokens=N, or run with --model builtin",
            )

    async def _attempt(
        self, step: Step, number: int, inputs: Mapping[str, str], rejections: tuple[Reason, ...], climb: Climb
    ) -> JsonObject:
        made = await self.attempts.make(step, number, inputs, rejections, climb)
        dumped: JsonObject = made.model_dump(mode="json")
        return dumped

    def _given_up(self, step: Step, attempt: Attempt) -> GenesisError:
        shown = "; ".join(f"{reason['part']}: {reason['text']}" for reason in attempt.reasons[:3])
        where = f"run {self.run}, step {step.id}"
        remedy = f"Look at all reasons with `genesis show {self.run}`"
        if step.produces == _TESTED:
            return PackageTestsError(f"the package does not pass its tests: {shown}", where=where, remedy=remedy)
        return BudgetError(
            f"{step.approver} rejects what {step.doer} makes, and rework does not help: {shown}",
            where=where,
            remedy=remedy,
        )


def _object(body: JsonValue) -> JsonObject:
    assert isinstance(body, dict)  # an artefact is a model, written down
    return body


class _TestsFailedError(Exception):
    """The tests of a package were rejected; carries what was made up to then, and the report."""

    def __init__(self, made: dict[str, str], error: PackageTestsError, report: TestReport) -> None:
        super().__init__(str(error))
        self.made, self.error, self.report = made, error, report

    def count(self) -> int:
        """How many tests fail."""
        return self.report.count("failed", "error")
