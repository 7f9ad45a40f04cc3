"""One attempt at one step: the doer drafts, the approver judges, both by message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from autogenesis.conductor._crew import assignment_of, payload_of, role_topic
from autogenesis.conductor._nouns import Attempt, Progress
from autogenesis.core import (
    Clock,
    ConversationId,
    GuardError,
    JsonObject,
    MessageId,
    RunId,
    Settings,
)
from broker import BrokerClient
from loopguard import LoopGuard
from roles import Assignment, Reason, Step, Verdict
from storage import Publication, Storage

_RUN_THE_PACKAGE = frozenset({"modules", "integration", "tuning", "deployment", "documentation"})


@dataclass
class Attempts:
    """Asks doers and approvers of one run; whatever is done already is taken from the store."""

    run: RunId
    client: BrokerClient
    storage: Storage
    guard: LoopGuard
    settings: Settings
    clock: Clock
    tell: Callable[[Progress], None]

    async def make(self, step: Step, number: int, inputs: Mapping[str, str], rejections: Sequence[Reason]) -> Attempt:
        """Have the step's artefact drafted and judged. Where the guard takes the two out of a loop, the attempt ends
        with the sentence that names it, and the conversation goes back to before the loop."""
        place = f"loop.{step.id}.{number}"
        taken_out = self.storage.runs.state(self.run, place)
        if taken_out is not None:
            return Attempt.model_validate(taken_out)
        try:
            return await self._make(step, number, inputs, rejections)
        except GuardError as error:
            if error.decision is None or error.decision.verdict != "intervene":
                raise
            said = Reason(part=step.id, text=error.decision.inject or error.what)
            back_to = self._attempt_of(error.decision.onset)
            attempt = Attempt(accepted=False, hash="", reasons=(said.model_dump(),), back_to=back_to)
            self.storage.runs.save_state(self.run, place, attempt.model_dump(mode="json"))
            self._tell(step, step.doer, number, "looping", Verdict(approver="guard", reasons=(said,)))
            return attempt
        finally:
            self.storage.runs.save_state(self.run, "guard", self.guard.export())

    def _attempt_of(self, onset: MessageId | None) -> int | None:
        """The attempt that a message, or the request that it answers, belongs to."""
        sent = {message.id: message for message in self.storage.messages.of_run(self.run)}
        message = sent.get(onset) if onset is not None else None
        if message is None:
            return None
        asked = sent[message.correlation] if message.correlation is not None else message
        return assignment_of(asked.payload).attempt

    async def _make(self, step: Step, number: int, inputs: Mapping[str, str], rejections: Sequence[Reason]) -> Attempt:
        asked = Assignment(
            run=self.run,
            step=step.id,
            attempt=number,
            action="draft",
            produces=step.produces,
            inputs=dict(inputs),
            rejections=tuple(rejections),
        )
        tokens = 0
        published = self.storage.artefacts.find(self.run, step.id, number)
        if published is None:
            self._tell(step, step.doer, number, "working")
            reply = await self._ask(step.doer, asked)
            tokens = int(str(reply.get("tokens", 0)))
            published = self.storage.artefacts.find(self.run, step.id, number)
            assert published is not None
        verdict = await self._judge(step, number, asked, published)
        self._tell(step, step.doer, number, "accepted" if verdict.approved else "rejected", verdict)
        return Attempt(
            accepted=verdict.approved,
            hash=published.hash,
            reasons=tuple(reason.model_dump() for reason in verdict.reasons),
            tokens=tokens,
        )

    async def _judge(self, step: Step, number: int, asked: Assignment, published: Publication) -> Verdict:
        for record in self.storage.verdicts.of_run(self.run):
            if (record.step, record.attempt, record.approver) == (step.id, number, step.approver):
                return Verdict.model_validate({"approver": record.approver, "reasons": record.reasons})
        self._tell(step, step.approver, number, "checking")
        check = asked.model_copy(update={"action": "check", "artefact": published.hash, "rejections": ()})
        reply = await self._ask(step.approver, check)
        verdict = Verdict.model_validate(reply["verdict"])
        self.storage.verdicts.give(
            published,
            step.approver,
            approved=verdict.approved,
            reasons=[reason.model_dump() for reason in verdict.reasons],
        )
        return verdict

    async def _ask(self, role: str, task: Assignment) -> JsonObject:
        limits = self.settings.limits
        seconds = limits.step_seconds + (limits.test_seconds if task.produces in _RUN_THE_PACKAGE else 0.0)
        return await self.client.request(
            role_topic(self.run, role),
            payload_of(task),
            self.clock.now() + timedelta(seconds=seconds),
            action=task.action,
            conversation=ConversationId(task.step.replace("_", "-").replace(".", "-")),
            receiver=role,
        )

    def _tell(self, step: Step, role: str, number: int, state: str, verdict: Verdict | None = None) -> None:
        detail = "; ".join(f"{reason.part}: {reason.text}" for reason in verdict.reasons[:3]) if verdict else ""
        self.tell(
            Progress.model_validate(
                {"step": step.id, "role": role, "attempt": number, "state": state, "detail": detail}
            )
        )
