"""Works the ladder: each loop that the guard finds is met by what conversation management says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from autogenesis.conductor._asking import Ask, judged, made_and_judged
from autogenesis.conductor._crew import conversation_of
from autogenesis.conductor._guarding import GuardJournal
from autogenesis.conductor._loops import KEPT_INTERVENTION, KEPT_LOOP, KEPT_RULING, loops_of
from autogenesis.conductor._traces import span
from autogenesis.core import Decision, GuardError, JsonObject, Message, RunId
from blueprints import Change
from roles import (
    RULING_APPROVER,
    TOP_RUNG,
    Assignment,
    Dispute,
    Intervention,
    Loop,
    Ruling,
    Step,
    action_of,
)
from storage import Storage

_DOER, _KIND = "conversation_management", "intervention"


@dataclass(frozen=True)
class Climb:
    """How far the ladder was climbed in the step at hand: its first attempt, the latest intervention, and against which
    attempt that was."""

    first: int = 1
    made: Intervention | None = None
    at: int = 0


@dataclass
class Ladder:
    """Keeps each loop with what is done against it, so that a restart goes on from the same rung."""

    run: RunId
    storage: Storage
    journal: GuardJournal
    hire: Callable[[], None]
    """Has the roles that look after runs join the crew; asked once, and only where there is a loop."""
    model_of: Callable[[str], str]
    """The language model that a role may ask; empty where it asks none."""
    other_model_of: Callable[[str], str]
    ask: Ask = field(init=False)
    """Set by whoever works the ladder."""

    async def meet(self, step: Step, number: int, found: Decision, back_to: int | None, climb: Climb) -> Intervention:
        """What is done against the loop that was found in the attempt; it is kept, and the guard counts the rung."""
        self.hire()
        loop = self._loop(step, number, found, back_to, climb)
        asked = Assignment(
            run=self.run,
            step=f"{KEPT_INTERVENTION}{step.id}",
            attempt=number,
            action="draft",
            produces=_KIND,
            inputs={"loop": ""},
        )
        with span("loop", run=self.run, step=step.id, attempt=number, rung=loop.rung, reason=loop.reason):
            body, verdict = await made_and_judged(
                self.ask, self.storage, _DOER, asked, loop, (f"{KEPT_LOOP}{step.id}", number)
            )
        made = Intervention.model_validate(body)
        if not verdict.approved:  # what is not accepted is not done
            made = Intervention(rung=TOP_RUNG, said=f"{loop.reason} {verdict.reasons[0].text}.")
        self.journal.climbed(conversation_of(step.id), made.rung)
        return made

    async def decided(self, step: Step, number: int, inputs: Mapping[str, str], climb: Climb) -> str:
        """The hash of the version that the step's approver lets stand, kept as this attempt's; empty for none."""
        self.hire()
        versions = self._versions(step, climb.first, number)
        asked = Assignment(
            run=self.run,
            step=step.id,
            attempt=number,
            action="decide",
            produces=step.produces,
            inputs=dict(inputs),
            versions=versions,
        )
        await self.ask(step.approver, asked)
        name = f"{KEPT_RULING}{step.id}"
        kept = self.storage.artefacts.find(self.run, name, number)
        assert kept is not None
        dispute = Dispute(step=step.id, kind=step.produces, approver=step.approver, versions=versions)
        basis = self.storage.artefacts.publish(self.run, f"dispute.{step.id}", number, kind="dispute", body=dispute)
        check = Assignment(
            run=self.run,
            step=name,
            attempt=number,
            action="check",
            produces="ruling",
            inputs={"dispute": basis.hash},
        )
        verdict = await judged(self.ask, self.storage, RULING_APPROVER, check, kept.hash)
        ruling = Ruling.model_validate(kept.body)
        if not verdict.approved or not ruling.accepts:
            return ""
        body = ruling.body if ruling.struck else self.storage.artefacts.body(ruling.accepts)
        return self.storage.artefacts.publish(self.run, step.id, number, kind=step.produces, body=body).hash

    def has_decided_for_none(self, step: Step, number: int) -> bool:
        """Whether the approver was asked for this attempt before, and let nothing stand."""
        kept = self.storage.artefacts.find(self.run, f"{KEPT_RULING}{step.id}", number)
        return kept is not None and not Ruling.model_validate(kept.body).accepts

    def end(self, step: Step) -> GuardError:
        """Why the run stops at this step: the latest loop, and all that was done against it."""
        met = [one for one in loops_of(self.storage, self.run) if one.step == step.id]
        last = met[-1]
        done = " ".join(one.done for one in met)
        return GuardError(
            f"{last.reason} {done}",
            where=f"run {self.run}, step {step.id}, messages {last.messages[0].id} to {last.messages[-1].id}",
            remedy=f"What was made stays. Look with `genesis loops show {self.run}`; change the text, the answers or "
            f"the model, or go on as it is with `genesis resume {self.run}`",
            decision=Decision(
                verdict="stop",
                rung=TOP_RUNG,
                reason=last.reason,
                cycle=last.cycle,
                messages=tuple(one.id for one in last.messages),
            ),
        )

    def _loop(self, step: Step, number: int, found: Decision, back_to: int | None, climb: Climb) -> Loop:
        ids = set(found.messages)
        replies = [one for one in self.storage.messages.of_run(self.run) if one.id in ids and "made" in one.payload]
        model, other = self.model_of(step.doer), self.other_model_of(step.doer)
        asks_other = climb.made is not None and climb.made.other_model
        return Loop(
            step=step.id,
            kind=step.produces,
            doer=step.doer,
            approver=step.approver,
            attempt=number,
            rung=found.rung,
            reason=found.reason or "",
            cycle=found.cycle,
            messages=found.messages,
            onset=found.onset or "",
            back_to=back_to,
            model=other if asks_other else model,
            other_model=other if model else "",
            asks_other=asks_other,
            asked=sum(bool(one.payload.get("tokens") or one.payload.get("outcomes")) for one in replies),
            changes=tuple(dict.fromkeys(action for one in replies for action in _actions(one))),
            barred=climb.made.barred if climb.made is not None else (),
            versions=len(self._versions(step, climb.first, number + 1)),
        )

    def _versions(self, step: Step, first: int, before: int) -> tuple[str, ...]:
        """The different artefacts that were made of these inputs, the latest last."""
        made = [self.storage.artefacts.find(self.run, step.id, attempt) for attempt in range(first, before)]
        return tuple(dict.fromkeys(one.hash for one in made if one is not None))


def _actions(reply: Message) -> list[str]:
    """What a model changed for this answer."""
    outcomes: list[JsonObject] = reply.payload.get("outcomes", [])  # type: ignore[assignment]
    return [action_of(Change.model_validate(one["change"])) for one in outcomes if one["accepted"]]
