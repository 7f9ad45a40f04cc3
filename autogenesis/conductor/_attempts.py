"""One attempt at one step: the doer drafts, the approver judges, both by message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from autogenesis.conductor._crew import assignment_of, conversation_of, payload_of, role_topic
from autogenesis.conductor._guarding import GuardJournal
from autogenesis.conductor._ladder import Climb, Ladder
from autogenesis.conductor._lending import were_helped
from autogenesis.conductor._nouns import Attempt, Progress
from autogenesis.conductor._recovery import Recoverer
from autogenesis.conductor._traces import span
from autogenesis.core import (
    Clock,
    DeadlineError,
    Decision,
    GenesisError,
    GuardError,
    JsonObject,
    MessageId,
    RunId,
    Settings,
)
from broker import BrokerClient
from roles import TOP_RUNG, UNHELPED, Assignment, Reason, Step, Verdict
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
    ladder: Ladder
    resumed: bool
    """Whether the run made anything before this process took it up: only then is there something to look for."""

    async def make(
        self, step: Step, number: int, inputs: Mapping[str, str], rejections: Sequence[Reason], climb: Climb
    ) -> Attempt:
        """Have the step's artefact drafted and judged. Where the guard finds the two in a loop, the attempt ends with
        what is done against it; GuardError where nothing helps any more."""
        place = f"loop.{step.id}.{number}"
        taken_out = self.storage.runs.state(self.run, place) if self.resumed else None
        if taken_out is not None:
            return Attempt.model_validate(taken_out)
        try:
            made = await self._mended(step, number, inputs, rejections, climb)
        except GuardError as error:
            found = error.decision
            if found is None:
                raise
            if not found.cycle:
                raise self._spent(step, found) from error
            back_to = self._attempt_of(found.onset)
            met = await self.ladder.meet(step, number, found, back_to, climb)
            if met.rung < TOP_RUNG:
                said = Reason(part=step.id, text=met.said)
                intervention = met.model_dump(mode="json")
                attempt = Attempt(
                    accepted=False, hash="", reasons=(said.model_dump(),), back_to=back_to, intervention=intervention
                )
                self.storage.runs.save_state(self.run, place, attempt.model_dump(mode="json"))
                shown = Reason(part=f"rung {met.rung} of {TOP_RUNG}", text=met.said)
                passed = [Reason(part=f"rung {one.rung} passed over", text=one.why) for one in met.passed]
                verdict = Verdict(approver="guard", reasons=(*passed, shown))
                self._tell(step, "conversation_management", number, "looping", verdict)
                return attempt
        else:
            if made is not None:
                return made
        finally:
            self.journal.keep()
        raise self.ladder.end(step)

    async def _mended(
        self, step: Step, number: int, inputs: Mapping[str, str], rejections: Sequence[Reason], climb: Climb
    ) -> Attempt | None:
        """The attempt, made again as long as the faults that it runs into may pass; None where its approver decides
        that nothing stands."""
        asked = self._asked(step, number, inputs, rejections, climb)
        again = False
        while True:
            try:
                return await self._make(step, asked, climb, again=again)
            except GenesisError as error:
                if (
                    isinstance(error, DeadlineError)
                    and UNHELPED not in rejections
                    and were_helped(self.storage, self.run)
                ):
                    raise  # what a model changed may be what takes so long: it is made without that
                recovery = await self.recoverer.recovery(step, number, error)
                if recovery is None:
                    raise
                said = Reason(part=step.id, text=recovery.reason)
                self._tell(step, "error_recovery", number, "recovering", Verdict(approver="", reasons=(said,)))
                if recovery.action == "repair":
                    return Attempt(accepted=False, hash="", reasons=(said.model_dump(),))
                handed = recovery.action == "hand_over" and recovery.to == "builtin" and not asked.alone
                if recovery.action != "retry" and not handed:
                    raise
                again, asked = True, asked.model_copy(update={"alone": asked.alone or handed})

    def _attempt_of(self, onset: MessageId | None) -> int | None:
        """The attempt that a message, or the request that it answers, belongs to."""
        sent = {message.id: message for message in self.storage.messages.of_run(self.run)}
        message = sent.get(onset) if onset is not None else None
        if message is None:
            return None
        asked = sent[message.correlation] if message.correlation is not None else message
        return assignment_of(asked.payload).attempt

    def _asked(
        self, step: Step, number: int, inputs: Mapping[str, str], rejections: Sequence[Reason], climb: Climb
    ) -> Assignment:
        """What the doer is asked: where it went round, as the ladder says."""
        met = climb.made
        return Assignment(
            run=self.run,
            step=step.id,
            attempt=number,
            action="draft",
            produces=step.produces,
            inputs=dict(inputs),
            rejections=tuple(rejections),
            temperature=met.temperature if met else None,
            barred=met.barred if met else (),
            other=met.other_model if met else False,
        )

    async def _make(self, step: Step, asked: Assignment, climb: Climb, *, again: bool) -> Attempt | None:
        number, tokens, known = asked.attempt, 0, self.resumed or again
        published = self.storage.artefacts.find(self.run, step.id, number) if known else None
        digest = "" if published is None else published.hash
        if published is None and self._is_to_be_decided(step, number, climb):
            self._tell(step, step.approver, number, "working")
            digest = await self.ladder.decided(step, number, asked.inputs, climb)
            if not digest:
                return None
        elif published is None:
            self._tell(step, step.doer, number, "working")
            reply = await self.ask(step.doer, asked, again=again)
            tokens, digest = int(str(reply.get("tokens", 0))), str(reply["made"])
        verdict = await self._judge(step, asked, digest, again=again)
        self._tell(step, step.doer, number, "accepted" if verdict.approved else "rejected", verdict)
        return Attempt(
            accepted=verdict.approved,
            hash=digest,
            reasons=tuple(reason.model_dump() for reason in verdict.reasons),
            tokens=tokens,
        )

    def _is_to_be_decided(self, step: Step, number: int, climb: Climb) -> bool:
        """Whether the approver has the last word on this attempt; where it had it and nothing stood, and somebody
        resumed the run, the doer is asked once more."""
        fourth = climb.made is not None and climb.made.rung == TOP_RUNG - 1 and climb.at == number - 1
        return fourth and not (self.resumed and self.ladder.has_decided_for_none(step, number))

    async def _judge(self, step: Step, asked: Assignment, digest: str, *, again: bool) -> Verdict:
        number, known = asked.attempt, self.resumed or again
        record = self.storage.verdicts.find(self.run, step.id, number, step.approver) if known else None
        if record is not None:
            return Verdict.model_validate({"approver": record.approver, "reasons": record.reasons})
        self._tell(step, step.approver, number, "checking")
        check = asked.model_copy(update={"action": "check", "artefact": digest, "rejections": ()})
        reply = await self.ask(step.approver, check, again=again)
        verdict = Verdict.model_validate(reply["verdict"])
        self.storage.verdicts.leave(
            asked,
            step.approver,
            approved=verdict.approved,
            reasons=[reason.model_dump() for reason in verdict.reasons],
        )
        return verdict

    async def ask(self, role: str, task: Assignment, *, again: bool = False) -> JsonObject:
        """What the role answers. Where the same is asked `again` after a fault, that is said, and is no loop."""
        limits, guard = self.settings.limits, self.journal.guard
        seconds = limits.step_seconds + (limits.test_seconds if task.produces in _RUN_THE_PACKAGE else 0.0)
        left = guard.seconds_left
        with span(task.action, run=task.run, step=task.step, attempt=task.attempt, role=role):
            try:
                return await self.client.request(
                    role_topic(self.run, role),
                    {**payload_of(task), **({"polling": True} if again else {})},
                    self.clock.now() + timedelta(seconds=min(seconds, left)),
                    action=task.action,
                    conversation=conversation_of(task.step),
                    receiver=role,
                )
            except GuardError:
                self.journal.stir()
                raise
            except DeadlineError as error:
                if left > seconds:
                    raise
                spent = Decision(verdict="stop", reason=f"The run has used its {limits.run_seconds:g} seconds.")
                raise self._spent(task, spent) from error

    def _spent(self, work: Step | Assignment, found: Decision) -> GuardError:
        """Why the run stops where it has sent as much, or lasted as long, as it may."""
        step = work.id if isinstance(work, Step) else work.step
        return GuardError(
            found.reason or "the run has spent what it may",
            where=f"run {self.run}, step {step}",
            remedy="What was made stays. Allow more with --set limits.max_messages=N or limits.run_seconds=N, then "
            f"`genesis resume {self.run}`",
            decision=found,
        )

    def _tell(self, step: Step, role: str, number: int, state: str, verdict: Verdict | None = None) -> None:
        detail = "; ".join(f"{reason.part}: {reason.text}" for reason in verdict.reasons[:3]) if verdict else ""
        self.tell(
            Progress.model_validate(
                {"run": self.run, "step": step.id, "role": role, "attempt": number, "state": state, "detail": detail}
            )
        )
