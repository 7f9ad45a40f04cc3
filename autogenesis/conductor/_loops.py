"""The loops of a run, as they are kept: which messages, which cycle, what was done."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from autogenesis.core import MessageId, RunId
from roles import TOP_RUNG, Intervention, Loop, PassedOver, Ruling
from storage import Storage

KEPT_LOOP, KEPT_INTERVENTION, KEPT_RULING = "loop.", "intervention.", "ruling."
"""What the steps under which they are kept begin with; the rest is the step's own name."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Frozen):
    """One message of a loop."""

    id: MessageId
    sender: str = ""
    receiver: str = ""
    action: str = ""
    at: datetime | None = None


class MetLoop(_Frozen):
    """A loop that was found in a run, and what was done against it."""

    step: str
    attempt: int
    reason: str
    cycle: tuple[str, ...]
    messages: tuple[Said, ...]
    back_to: int | None
    """The attempt that it began with, and that the conversation was put back to before."""
    rung: int
    passed: tuple[PassedOver, ...] = ()
    said: str
    temperature: float | None = None
    barred: tuple[str, ...] = ()
    asked_instead: str = ""
    """The other model."""
    ruling: str = ""
    """What the approver decided."""

    @property
    def done(self) -> str:
        """What was done, in one or two sentences."""
        passed = " ".join(f"Rung {one.rung} was passed over: {one.why}." for one in self.passed)
        return f"{passed} Rung {self.rung} (attempt {self.attempt}): {self.deed}.".strip()

    @property
    def deed(self) -> str:
        """What was done on the rung."""
        barred = f", with {', '.join(self.barred)} barred" if self.barred else ""
        match self.rung:
            case 1:
                before = "the loop" if self.back_to is None else f"attempt {self.back_to}"
                return f"put back to before {before}, with a sentence that names the cycle"
            case 2:
                return f"asked again at temperature {self.temperature:g}{barred}"
            case 3:
                return f"asked {self.asked_instead} instead{barred}"
            case 4:
                ruling = self.ruling.rstrip(".")
                return f"the approver decides: {ruling}" if ruling else "the approver decides"
            case _:
                return "the run was stopped"


def loops_of(storage: Storage, run: RunId) -> tuple[MetLoop, ...]:
    """Every loop of the run, in order."""
    kept = {(one.step, one.attempt): one.body for one in storage.artefacts.of_run(run)}
    found = [(step.removeprefix(KEPT_LOOP), attempt) for step, attempt in kept if step.startswith(KEPT_LOOP)]
    if not found:
        return ()
    refused = {(one.step, one.attempt) for one in storage.verdicts.of_run(run) if not one.approved}
    sent = {message.id: message for message in storage.messages.of_run(run)}

    def said(id: str) -> Said:
        message = sent.get(MessageId(id))
        if message is None:
            return Said(id=MessageId(id))
        return Said(
            id=message.id,
            sender=message.sender,
            receiver=message.receiver or str(message.topic),
            action=message.action,
            at=message.sent_at,
        )

    met = []
    for step, attempt in found:
        loop = Loop.model_validate(kept[f"{KEPT_LOOP}{step}", attempt])
        body = kept.get((f"{KEPT_INTERVENTION}{step}", attempt))
        made = Intervention.model_validate(body) if body else Intervention(rung=loop.rung, said=loop.reason)
        if (f"{KEPT_INTERVENTION}{step}", attempt) in refused:
            made = Intervention(rung=TOP_RUNG, said=loop.reason)
        ruled = kept.get((f"{KEPT_RULING}{step}", attempt + 1))
        met.append(
            MetLoop(
                step=step,
                attempt=attempt,
                reason=loop.reason,
                cycle=loop.cycle,
                messages=tuple(map(said, loop.messages)),
                back_to=loop.back_to,
                asked_instead=loop.other_model if made.other_model and not loop.asks_other else "",
                ruling=Ruling.model_validate(ruled).reason if ruled and made.rung == 4 else "",
                **made.model_dump(include={"rung", "said", "temperature", "barred"}),
                passed=made.passed,
            )
        )
    return tuple(met)
