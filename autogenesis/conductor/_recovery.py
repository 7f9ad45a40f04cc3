"""Faults in a step: each becomes an incident, and what is done about it is the error recovery's to say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from autogenesis.conductor._asking import Ask, made_and_judged
from autogenesis.core import Clock, GenesisError, GuardError, RunCancelledError, RunId, Settings
from roles import Assignment, Incident, Recovery, Step
from storage import Storage

DOER, KIND, ENDED, ROUND = "error_recovery", "recovery", "ended", "round"
_NOT_FAULTS = (GuardError, RunCancelledError)
"""What somebody decided on purpose."""


@dataclass
class Recoverer:
    """Asks what to do about faults, keeps each incident with its recovery, and counts over restarts."""

    run: RunId
    storage: Storage
    settings: Settings
    clock: Clock
    hire: Callable[[], None]
    """Has the roles that look after runs join the crew; asked once, and only where there is a fault."""
    asks_model: Callable[[str], bool]
    ask: Ask = field(init=False)
    """Set by whoever asks for recoveries."""
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.clock.monotonic()

    async def recovery(self, step: Step, attempt: int, error: GenesisError) -> Recovery | None:
        """What is done about the fault; None where it is none, or where nobody can be asked."""
        if isinstance(error, _NOT_FAULTS):
            return None
        try:
            return await self._recovery(step, attempt, error)
        except GenesisError:  # the store or the broker is what failed: there is nobody to ask, and the fault stands
            return None

    async def _recovery(self, step: Step, attempt: int, error: GenesisError) -> Recovery:
        self.hire()
        name, before = self._known(step, attempt)
        incident = self._incident(step, attempt, error, before)
        asked = Assignment(
            run=self.run,
            step=f"{KIND}.{name}",
            attempt=len(before) + 1,
            action="draft",
            produces=KIND,
            inputs={"incident": ""},
        )
        kept_at = (f"incident.{name}", asked.attempt)
        body, verdict = await made_and_judged(self.ask, self.storage, DOER, asked, incident, kept_at)
        recovery = Recovery.model_validate(body)
        if not verdict.approved:  # what is not accepted is not done
            recovery = Recovery(kind=recovery.kind, action="stop", reason=verdict.reasons[0].text)
        self.storage.runs.save_state(self.run, ENDED, recovery.model_dump(mode="json"))
        if recovery.action == "retry":
            await asyncio.sleep(recovery.seconds)
        return recovery

    def _known(self, step: Step, attempt: int) -> tuple[str, list[Incident]]:
        """The name that this attempt's incidents go by since the run was last begun, and those there are."""
        rounds = int(str(self.storage.runs.state(self.run, ROUND) or 0))
        name = f"{step.id}.{attempt}.{rounds}"
        found: list[Incident] = []
        while (kept := self.storage.artefacts.find(self.run, f"incident.{name}", len(found) + 1)) is not None:
            found.append(Incident.model_validate(kept.body))
        return name, found

    def _incident(self, step: Step, attempt: int, error: GenesisError, before: list[Incident]) -> Incident:
        limits = self.settings.limits
        return Incident(
            step=step.id,
            doer=step.doer,
            attempt=attempt,
            most_attempts=step.attempts,
            error=type(error).__name__,
            bases=tuple(one.__name__ for one in type(error).__mro__[1:] if issubclass(one, GenesisError)),
            causes=tuple(_causes(error)),
            text=str(error),
            retryable=error.retryable,
            asked_model=self.asks_model(step.doer),
            before=tuple(f"{one.error}: {one.text}" for one in (*self._earlier(step, attempt), *before)),
            retries=len(before),
            max_retries=limits.max_retries,
            base_seconds=limits.retry_seconds,
            seconds_left=round(max(limits.run_seconds - (self.clock.monotonic() - self.begun), 0.0), 1),
        )

    def _earlier(self, step: Step, attempt: int) -> list[Incident]:
        """The incidents of the attempts before this one."""
        return [one for number in range(1, attempt) for one in self._known(step, number)[1]]


def _causes(error: BaseException) -> list[str]:
    """The classes of what led to an error, the nearest first."""
    found: list[str] = []
    cause: Any = error.__cause__ or error.__context__
    while cause is not None and len(found) < 10:
        found.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return found
