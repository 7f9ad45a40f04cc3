"""Asks a language model for Changes to a draft; the only place where a role does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.messages import StructuredMessage
from autogen_core import CancellationToken
from autogen_core.models import ChatCompletionClient

from autogenesis.core import BudgetError, ModelError
from autogenesis.models import AnswerError, Exchange, Lender, ProviderError
from blueprints import Change, Changes, Frozen, Gap, Outcome, Specification
from roles._artefacts import Assignment, Reason
from roles._ladder import action_of
from roles._offers import OFFERS, Offer
from roles._prompts import render_prompt
from roles._proposals import (
    UNHELPED,
    barred_sentences,
    fitting,
    grounds_meaning,
    is_of_proposals,
    orphaned,
    without_barred,
    without_words,
)
from roles._refinement import grounded, refine, refused
from roles._role import Role
from roles._warmth import Warmed

_ChangesMessage = StructuredMessage[Changes]  # held: pydantic forgets such a class when nobody does


@dataclass(frozen=True)
class Drafted:
    """A draft, what it was made from, and what was asked."""

    task: Assignment
    basis: Frozen
    draft: Frozen


@dataclass(frozen=True)
class Helped:
    """An artefact as it is with a model's help, what became of each Change, and the exchanges that took."""

    artefact: Frozen
    outcomes: tuple[Outcome, ...] = ()
    exchanges: tuple[Exchange, ...] = ()


@dataclass(frozen=True)
class Asking:
    """How roles of one run ask models: by whose leave, and whether also where a draft has no gaps."""

    lender: Lender
    full: bool = False

    async def help(
        self, role: Role[Any, Any], drafted: Drafted, client: ChatCompletionClient, token: CancellationToken
    ) -> Helped:
        """The draft with what a model adds to it. Where there is nothing to ask, or the model fails for good, the
        draft stands; the last exchange says why."""
        task, draft = drafted.task, drafted.draft
        offer = OFFERS.get(task.kind)
        gaps = role.gaps(draft) if offer is not None else ()
        if offer is None or UNHELPED in task.rejections or not (gaps or self.full):
            return Helped(draft)
        exchanges: list[Exchange] = []
        began = self.lender.clock.now()

        async def propose(shown: Frozen, left: Sequence[Gap], told: Sequence[str]) -> Sequence[Change]:
            spent = (self.lender.clock.now() - began).total_seconds()
            if spent >= self.lender.seconds:  # what was proposed in time stands
                return ()
            within = replace(self, lender=replace(self.lender, seconds=self.lender.seconds - spent))
            asked = replace(drafted, draft=shown)
            return await within._changes(role, asked, left, client, exchanges, token, told)

        def settle(changes: Sequence[Change]) -> tuple[Frozen, tuple[Outcome, ...]]:
            return _refined(role, drafted, changes, gaps, self.full)

        helped, outcomes = await role.helped(drafted.basis, draft, gaps, propose, settle)
        return Helped(helped, outcomes, tuple(exchanges))

    async def _changes(
        self,
        role: Role[Any, Any],
        drafted: Drafted,
        gaps: Sequence[Gap],
        client: ChatCompletionClient,
        exchanges: list[Exchange],
        token: CancellationToken,
        told: Sequence[str],
    ) -> Sequence[Change]:
        """What the model proposes; each exchange is noted. `told` is what was wrong with what it proposed before."""
        task = drafted.task
        lent = self.lender.lend(client, exchanges.append)
        inner = AssistantAgent(
            name=f"{role.name}_model",
            model_client=lent if task.temperature is None else Warmed(lent, task.temperature),
            system_message=_prompt(
                role,
                drafted.draft,
                OFFERS[task.kind],
                gaps,
                about=() if self.full else gaps,
                tokens=lent.remaining_tokens([]),
            ),
            output_content_type=Changes,
        )
        known = [f"{one.part}: {one.text}" for one in task.rejections if not is_of_proposals(one)] + [*told]
        asked = render_prompt("again", gaps=len(gaps), rejections=known, barred=task.barred)
        try:
            result = await inner.run(task=asked.strip(), cancellation_token=token)
        except (AnswerError, ProviderError, BudgetError) as error:
            if not exchanges or exchanges[-1].outcome == "answered":
                model = getattr(client, "name", None) or type(client).__name__
                exchanges.append(Exchange(model=model, outcome=type(error).__name__, said=error.what))
            return ()
        answer = result.messages[-1]
        if not isinstance(answer, StructuredMessage) or not isinstance(answer.content, Changes):
            raise ModelError(
                "the model answered out of shape",
                where=f"role {role.name}",
                remedy="Ask again, or run with --model builtin",
            )
        return answer.content.changes


def _prompt(
    role: Role[Any, Any], draft: Frozen, offer: Offer, gaps: Sequence[Gap], *, about: Sequence[Gap], tokens: int
) -> str:
    return render_prompt(
        role.name,
        gaps=[f"{gap.id}: {gap.text}" for gap in gaps],
        artefact=offer.shown(draft, about, tokens),
        parts=offer.parts,
        shapes=offer.shapes(draft),
    )


def _refined(
    role: Role[Any, Any], drafted: Drafted, changes: Sequence[Change], gaps: Sequence[Gap], full: bool
) -> tuple[Frozen, tuple[Outcome, ...]]:
    """The draft with those of the model's Changes that nothing speaks against, and what became of each. They
    fill the gaps; where `full`, they may change whatever is open to Changes."""
    task, basis, draft = drafted.task, drafted.basis, drafted.draft
    offer = OFFERS[task.kind]
    circling = [change for change in changes if action_of(change) in task.barred]
    dropped = refused(circling, "it went round in a circle and is barred")
    kept, groundless = grounded(
        [one for one in changes if one not in circling], offer.parts, offer.grounds(draft, gaps, full=full)
    )
    dropped += groundless
    named = {(one.part, one.id): one.grounds for one in kept}
    if isinstance(draft, Specification):
        kept, unfit = fitting(kept, draft, gaps, filling=not full)
        kept, failing = without_barred(kept, draft, barred_sentences(task.rejections))
        dropped += [*unfit, *failing]

    def judged(artefact: Frozen) -> Sequence[Reason]:
        lost = orphaned(draft, artefact) if isinstance(draft, Specification) else []  # type: ignore[arg-type]
        return (*offer.judge(artefact, basis), *lost)

    def grounds_of(part: str) -> tuple[str, ...]:
        return grounds_meaning(part, draft) if isinstance(draft, Specification) else (part,)

    refined, outcomes = refine(draft, kept, role.apply, judged, grounds_of)
    told = [without_words(one, named.get((one.change.part, one.change.id), ())) for one in outcomes]
    return refined, (*told, *dropped)
