"""One attempt at one step: the doer drafts, the approver judges, both by message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from autogenesis.conductor._crew import assignment_of, payload_of, role_topic
from autogenesis.conductor._guarding import GuardJournal
from autogenesis.conductor._nouns import Attempt, Progress
from autogenesis.conductor._recovery import Recoverer
from autogenesis.conductor._traces import span
from autogenesis.core import (
    Clock,
    ConversationId,
    GenesisError,
    GuardError,
    JsonObject,
    MessageId,
    RunId,
    Settings,
)
from broker import BrokerClient
from roles import Assignment, Reason, Step, Verdict
from storage import Storage

_RUN_THE_PACKAGE = frozenset({"modules", "integration", "tuning", "deployment", "documentation"})


@dataclass
class Attempts:
    """Asks doers and approvers of one run; whatever is done already is taken from the store."""

    run: RunId
    client: BrokerClient
    storage: Storage
    journal: GuardJournal
    settings: Settings
    clock: Clock
    tell: Callable[[Progress], None]
    recoverer: Recoverer
    resumed: bool
    """Whether the run made anything before this process took it up: only then is there something to look for."""

    async def make(self, step: Step, number: int, inputs: Mapping[str, str], rejections: Sequence[Reason]) -> Attempt:
        """Have the step's artefact drafted and judged. Where the guard takes the two out of a loop, the attempt ends
        with the sentence that names it, and the conversation goes back to before the loop."""
        place = f"loop.{step.id}.{number}"
        taken_out = self.storage.runs.state(self.run, place) if self.resumed else None
        if taken_out is not None:
            return Attempt.model_validate(taken_out)
        try:
            return await self._mended(step, number, inputs, rejections)
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
            self.journal.keep()

    async def _mended(
        self, step: Step, number: int, inputs: Mapping[str, str], rejections: Sequence[Reason]
    ) -> Attempt:
        """The attempt, made again as long as the faults that it runs into may pass."""
        again, alone = False, False
        while True:
            try:
                return await self._make(step, number, inputs, rejections, again=again, alone=alone)
            except GenesisError as error:
                recovery = await self.recoverer.recovery(step, number, error)
                if recovery is None:
                    raise
                said = Reason(part=step.id, text=recovery.reason)
                self._tell(step, "error_recovery", number, "recovering", Verdict(approver="", reasons=(said,)))
                if recovery.action == "repair":
                    return Attempt(accepted=False, hash="", reasons=(said.model_dump(),))
                handed = recovery.action == "hand_over" and recovery.to == "builtin" and not alone
                if recovery.action != "retry" and not handed:
                    raise
                again, alone = True, alone or handed

    def _attempt_of(self, onset: MessageId | None) -> int | None:
        """The attempt that a message, or the request that it answers, belongs to."""
        sent = {message.id: message for message in self.storage.messages.of_run(self.run)}
        message = sent.get(onset) if onset is not None else None
        if message is None:
            return None
        asked = sent[message.correlation] if message.correlation is not None else message
        return assignment_of(asked.payload).attempt

    async def _make(
        self,
        step: Step,
        number: int,
        inputs: Mapping[str, str],
        rejections: Sequence[Reason],
        *,
        again: bool,
        alone: bool,
    ) -> Attempt:
        asked = Assignment(
            run=self.run,
            step=step.id,
            attempt=number,
            action="draft",
            produces=step.produces,
            inputs=dict(inputs),
            rejections=tuple(rejections),
            alone=alone,
        )
        tokens = 0
        published = self.storage.artefacts.find(self.run, step.id, number) if self.resumed else None
        digest = "" if published is None else published.hash
        if published is None:
            self._tell(step, step.doer, number, "working")
            reply = await self.ask(step.doer, asked, again=again)
            tokens, digest = int(str(reply.get("tokens", 0))), str(reply["made"])
        verdict = await self._judge(step, number, asked, digest)
        self._tell(step, step.doer, number, "accepted" if verdict.approved else "rejected", verdict)
        return Attempt(
            accepted=verdict.approved,
            hash=digest,
            reasons=tuple(reason.model_dump() for reason in verdict.reasons),
            tokens=tokens,
        )

    async def _judge(self, step: Step, number: int, asked: Assignment, digest: str) -> Verdict:
        known = self.resumed
        record = self.storage.verdicts.find(self.run, step.id, number, step.approver) if known else None
        if record is not None:
            return Verdict.model_validate({"approver": record.approver, "reasons": record.reasons})
        self._tell(step, step.approver, number, "checking")
        check = asked.model_copy(update={"action": "check", "artefact": digest, "rejections": ()})
        reply = await self.ask(step.approver, check)
        verdict = Verdict.model_validate(reply["verdict"])
        self.storage.verdicts.give(
            asked,
            step.approver,
            approved=verdict.approved,
            reasons=[reason.model_dump() for reason in verdict.reasons],
        )
        return verdict

    async def ask(self, role: str, task: Assignment, *, again: bool = False) -> JsonObject:
        """What the role answers. Where the same is asked `again` after a fault, that is said, and is no loop."""
        limits = self.settings.limits
        seconds = limits.step_seconds + (limits.test_seconds if task.produces in _RUN_THE_PACKAGE else 0.0)
        with span(task.action, run=task.run, step=task.step, attempt=task.attempt, role=role):
            try:
                return await self.client.request(
                    role_topic(self.run, role),
                    {**payload_of(task), **({"polling": True} if again else {})},
                    self.clock.now() + timedelta(seconds=seconds),
                    action=task.action,
                    conversation=ConversationId(task.step.replace("_", "-").replace(".", "-")),
                    receiver=role,
                )
            except GuardError:
                self.journal.stir()
                raise

    def _tell(self, step: Step, role: str, number: int, state: str, verdict: Verdict | None = None) -> None:
        detail = "; ".join(f"{reason.part}: {reason.text}" for reason in verdict.reasons[:3]) if verdict else ""
        self.tell(
            Progress.model_validate(
                {"step": step.id, "role": role, "attempt": number, "state": state, "detail": detail}
            )
        )
