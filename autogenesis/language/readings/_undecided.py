"""Reads what becomes of votes that differ or do not come: somebody else decides, the slow are nudged."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, OperationDraft, article
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, both, compare, no, over, same, say, shift, update
from autogenesis.language._text import Span
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._states import in_state, moves, row_input, set_state, state, states
from autogenesis.language.readings._structure import NOTIFY
from autogenesis.language.readings._votes import Outcomes, Votes


def read_disagreement(unit: Unit, draft: Draft) -> None:
    """ "If the two disagree, the chair decides." """
    votes = draft.recall(Votes)
    match = find(
        unit, "if|when ( the Q | the|both? NP | they | Q NP? ) V(disagree|differ|split) ,? NP=who MODAL? V(decide)", "NP=who V(decide) if|when|where ( the Q | they | NP ) V(disagree|differ|split)",
        "if|when ( NP|they|opinions ) BE V.part|past(divide|split) ,? NP=who MODAL? V(decide)",
    )  # fmt: skip
    outcomes = draft.recall(Outcomes)
    if match is None or votes is None or outcomes is None:
        return
    thing, vote = votes.thing, votes.vote
    actor = draft.actor(match["who"].label, match["who"].span)
    split = both(
        *(compare(votes.said(a, f"it.{thing.name}"), ">=", bp.whole(1)) for a in ("yes", "no")),
        no(
            over(
                "exists",
                vote.name,
                both(same(f"{vote.name}.{thing.name}", f"it.{thing.name}"), absent(f"{vote.name}.answer")),
            )
        ),
    )
    states(draft, thing, "open", "undecided")
    asked = bp.Reaction(
        id=draft.unique(f"reaction.ask_{match['who'].head}"), spans=(unit.span,), summary=unit.text, trigger=bp.Trigger(on="changed", entity=vote.id, field="answer"),
        when=both(in_state(f"it.{thing.name}", "open"), split),
        steps=(set_state(f"it.{thing.name}", "undecided"), bp.Notify(to=bp.Recipient(actor=actor), type="question", subject=bp.path("it", thing.name), text=say(f"The votes on {article(thing.label)} differ. Please decide: ", f"{{it.{thing.name}.id}}", "."))),
    )  # fmt: skip
    draft.reactions.append(asked)
    moves(draft, thing, "open", "undecided", asked.id)
    operation = _deciding(votes, outcomes, actor, unit, match.span, draft)
    draft.claim(unit.span, "disagreement", [asked.id, operation.id])


def _deciding(votes: Votes, outcomes: Outcomes, actor: str, unit: Unit, span: Span, draft: Draft) -> OperationDraft:
    """The operation by which whoever is asked decides."""
    thing, vote = votes.thing, votes.vote
    operation = draft.operation(
        "decide on", thing, "change", f"Decide on {article(thing.label)} where the votes differ.", unit.span
    )
    operation.entity = thing
    row_input(operation, thing)
    operation.roles.append(actor)
    operation.inputs["answer"] = bp.Parameter(name="answer", type=vote.fields["answer"].type)
    operation.guards.append(
        draft.guard(
            f"{operation.name} state",
            in_state(thing.name, "undecided"),
            f"The {thing.label} is not undecided.",
            span,
            thing.name,
        )
    )
    good, bad = outcomes.good, outcomes.bad
    operation.steps.append(
        update(
            thing.name, status=bp.Conditional(test=same("answer", state("yes")), then=state(good), otherwise=state(bad))
        )
    )
    for end in (good, bad):
        moves(draft, thing, "undecided", end, operation.id)
    return operation


def read_slow_voter(unit: Unit, draft: Draft) -> None:
    """ "A moderator who has not voted after 48 hours is nudged, once." """
    votes = draft.recall(Votes)
    match = find(
        unit,
        f"NP=who who|that HAVE not|never V.part|past(vote|answer|reply|respond|decide|judge) after|within|in? Q=late ,? ( MODAL? BE be? V.part|past({NOTIFY})=told | V.part|past({NOTIFY})=told )",
        f"if|when|whoever NP|a? HAVE not V.part|past(vote|answer|reply|respond|decide|judge) after|within Q=late ,? PRONOUN|NP MODAL? BE be? V.part|past({NOTIFY})=told",
        f"whoever HAVE not V.part|past(vote|answer|reply|respond|decide|judge) after|within? Q=late MODAL? BE be? V.part|past({NOTIFY})=told",
    )
    literal = match.literal("late") if match else None
    late = literal.value if isinstance(literal, Bound) else literal
    if match is None or votes is None or not isinstance(late, Duration):
        return
    vote, thing = votes.vote, votes.thing
    verb = match["told"].head
    kind = {"remind": "reminder", "alert": "alert", "ask": "question", "nudge": "nudge"}.get(verb, "notice")
    timer = bp.Timer(
        id=draft.unique(f"timer.{verb}_{votes.judge.name}"), spans=(unit.span,), summary=unit.text, entity=vote.id,
        at=shift("it.given_at", int(late.value), unit_of_time(late)), when=both(absent("it.answer"), in_state(f"it.{thing.name}", "open")),
        steps=(bp.Notify(to=bp.Recipient(person=bp.path("it", votes.judge.name)), type=kind, subject=bp.path("it", thing.name), text=say("Please vote on ", f"{{it.{thing.name}.id}}", ".")),),
    )  # fmt: skip
    draft.timers.append(timer)
    draft.claim(unit.span, "slow_voter", [timer.id])
