"""Reads votes: a thing is given to so many people, so many yeses or noes decide, somebody else decides where they disagree."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, both, compare, create, no, over, present, same
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._screening import sender_of
from autogenesis.language.readings._states import in_state, moves, named, row_input, set_state, state, states
from autogenesis.language.readings._structure import NOTIFY

_GIVE = "give|assign|hand|send|pass|allot|show|go|submit"
_JUDGE = "judge|review|rate|assess|vote|mark|grade|evaluate"


@dataclass
class Votes:
    """Rows of `vote` are what `count` people (rows of `judge`) say of rows of `thing`."""

    thing: EntityDraft
    judge: EntityDraft
    vote: EntityDraft
    count: int
    operation: OperationDraft
    sender: str
    reason: str = ""

    def said(self, answer: str, row: str) -> bp.Expression:
        """How many said so of the thing at the path."""
        name = self.vote.name
        return over("count", name, both(same(f"{name}.{self.thing.name}", row), same(f"{name}.answer", state(answer))))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The states in which a vote ends."""

    good: str
    bad: str


def read_given(unit: Unit, draft: Draft) -> None:
    """ "Every piece is given to two moderators; nobody judges their own." """
    match = find(
        unit,
        f"every|each|any NP=thing BE V.part|past({_GIVE}) to Q=count",
        f"NP=thing MODAL? BE be? V.part|past({_GIVE}) to Q=count",
        f"Q=count V({_JUDGE}) every|each NP=thing",
        f"Q=count V({_JUDGE}) NP=thing",
    )
    count = match.literal("count") if match else None
    thing = named(draft, match["thing"]) if match else None
    if match is None or thing is None or count is None or not match["count"].noun or not _voting(draft):
        return
    many = int(value_of(count))
    judge = draft.entity(match["count"].noun, match["count"].span)
    actor = draft.actor(judge.label, match["count"].span, row=judge)
    vote = _vote(thing, judge, draft)
    states(draft, thing, "open")
    sender = sender_of(draft, thing)
    reaction_steps = _handing_out(thing, judge, vote, many, sender)
    made = []
    for on, field in (("created", None), ("changed", "status")):
        reaction = bp.Reaction(
            id=draft.unique(f"reaction.give_{thing.name}_to_{judge.plural.replace(' ', '_')}"), spans=(unit.span,), summary=unit.text,
            trigger=bp.Trigger(on=on, entity=thing.id, field=field), when=in_state("it", "open"), steps=reaction_steps,
        )  # fmt: skip
        draft.reactions.append(reaction)
        made.append(reaction.id)
    operation = _voting_operation(thing, judge, vote, unit, draft)
    operation.actors.append(actor)
    draft.remember(Votes(thing, judge, vote, many, operation, sender))
    if _never_their_own(unit):
        guard = draft.guard(
            f"{operation.name} own",
            compare("by", "!=", f"{thing.name}.{sender}"),
            f"Nobody judges {article(thing.label)} of their own.",
            unit.span,
            thing.name,
        )
        operation.guards.insert(0, guard)
        made.append(guard.id)
    draft.assume(
        f"Those {judge.plural} get {article(thing.label)} who have been given the fewest, then the one who came first.",
        match["count"].span,
    )
    draft.claim(unit.span, "given_to_judges", [vote.id, operation.id, *made])


def _vote(thing: EntityDraft, judge: EntityDraft, draft: Draft) -> EntityDraft:
    """What is kept of each thing given to each of those who judge it."""
    draft.add_field(judge, "name", bp.TEXT, required=False)
    vote = draft.entity("vote")
    draft.add_field(vote, thing.label, thing.type)
    draft.add_field(vote, judge.label, judge.type)
    draft.add_field(vote, "given at", bp.DATETIME)
    draft.add_field(vote, "answer", bp.Type(kind="choice", choices=("yes", "no")), required=False)
    draft.add_field(vote, "voted at", bp.DATETIME, required=False)
    draft.made_by_rule.add(vote.name)
    return vote


def _never_their_own(unit: Unit) -> bool:
    """ "nobody judges their own" """
    none = find(
        unit,
        f"nobody|none V({_JUDGE}) on? their|his|her own",
        f"nobody|NP MODAL not|never V({_JUDGE}) on? their|his|her own",
        f"never V({_JUDGE}) on? their|his|her own",
        f"NP=none V({_JUDGE}) on? their|his|her own",
    )
    return none is not None and ("none" not in none or none["none"].determiner == "no")


def _voting(draft: Draft) -> bool:
    return any(find(u, "V(vote)", "NP(vote)", "V(disagree)", "NP(yes)") is not None for u in draft.units)


def _handing_out(
    thing: EntityDraft, judge: EntityDraft, vote: EntityDraft, many: int, sender: str
) -> tuple[bp.Statement, ...]:
    """Each in turn to whoever is not its sender, has not got it and has been given the fewest."""
    judge_name = "candidate"
    mine = over(
        "exists",
        vote.name,
        both(same(f"{vote.name}.{thing.name}", "it"), same(f"{vote.name}.{judge.name}", judge_name)),
        name=vote.name,
    )
    fit = both(compare(f"{judge_name}.id", "!=", f"it.{sender}"), no(mine))
    loads = over("count", vote.name, same(f"{vote.name}.{judge.name}", judge_name), name=vote.name)
    given = over("count", vote.name, same(f"{vote.name}.{thing.name}", "it"))
    steps: list[bp.Statement] = []
    for _ in range(many):
        fewest = bp.Aggregate(function="first", entity=judge.id, name=judge_name, where=fit, order=(loads,))
        chosen = bp.Aggregate(function="rows", entity=judge.id, name="one", where=same("one", fewest))
        give = bp.Each(
            name="chosen",
            rows=chosen,
            steps=(create(vote.name, None, **{thing.name: "it", judge.name: "chosen", "given_at": "now"}),),
        )
        steps.append(bp.When(test=compare(given, "<", bp.whole(many)), then=(give,)))
    return tuple(steps)


def _voting_operation(
    thing: EntityDraft, judge: EntityDraft, vote: EntityDraft, unit: Unit, draft: Draft
) -> OperationDraft:
    operation = draft.operation("vote on", thing, "change", f"Vote on {article(thing.label)}.", unit.span)
    operation.entity = vote
    row_input(operation, thing)
    operation.inputs["answer"] = bp.Parameter(name="answer", type=vote.fields["answer"].type)
    mine = both(
        same(f"{vote.name}.{thing.name}", thing.name),
        same(f"{vote.name}.{judge.name}", "by"),
        absent(f"{vote.name}.answer"),
    )
    operation.guards.append(
        draft.guard(
            f"{operation.name} given",
            over("exists", vote.name, mine),
            f"The {thing.label} does not wait for your vote.",
            unit.span,
            thing.name,
        )
    )
    operation.steps.append(
        bp.Each(
            name="mine",
            rows=over("rows", vote.name, mine),
            steps=(
                bp.Update(
                    row=bp.Name(name="mine"),
                    values=(("answer", bp.Name(name="answer")), ("voted_at", bp.Name(name="now"))),
                ),
            ),
        )
    )
    operation.result = over(
        "first", vote.name, both(same(f"{vote.name}.{thing.name}", thing.name), same(f"{vote.name}.{judge.name}", "by"))
    )
    return operation


def read_vote_outcome(unit: Unit, draft: Draft) -> None:
    """ "Two yes votes accept it, two noes reject it, and the sender is told why, so a no needs a reason." """
    votes = draft.recall(Votes)
    match = find(
        unit,
        "Q=yes NP(yes|aye) V(vote)? V=good it|NP ,? and|but? Q=no ( NP V(vote)? )? V=bad it|NP",
        "Q=yes V(vote)? V=good it|NP ,? and|but? Q=no V=bad it|NP",
        "it|NP BE V.part|past=good with|by|after Q=yes ( NP V(vote)? )? and|, ( BE )? V.part|past=bad with|by|after Q=no",
    )
    yes, nay = (match.literal("yes"), match.literal("no")) if match else (None, None)
    if match is None or votes is None or yes is None or nay is None:
        return
    thing, vote = votes.thing, votes.vote
    good, bad = participle_of(match["good"].head), participle_of(match["bad"].head)
    made = []
    reason = find(
        unit,
        "no V(need|require)? NP? NP(reason|comment|explanation|ground)=reason",
        "no without NP(reason|comment|explanation)=reason",
    )
    if reason is not None:
        made.append(_reason(reason["reason"].label, votes, draft, reason.span))
    told = find(unit, f"NP=who MODAL? BE be? V.part|past({NOTIFY}) why|NP")
    for answer, count, end in (("yes", yes, good), ("no", nay, bad)):
        states(draft, thing, "open", end)
        steps: list[bp.Statement] = [set_state(f"it.{thing.name}", end)]
        if answer == "no" and told is not None:
            steps.append(_told(votes, end))
        reaction = bp.Reaction(
            id=draft.unique(f"reaction.{thing.name}_{end}"), spans=(unit.span,), summary=unit.text, trigger=bp.Trigger(on="changed", entity=vote.id, field="answer"),
            when=both(in_state(f"it.{thing.name}", "open"), compare(votes.said(answer, f"it.{thing.name}"), ">=", bp.whole(int(value_of(count))))), steps=tuple(steps),
        )  # fmt: skip
        draft.reactions.append(reaction)
        moves(draft, thing, "open", end, reaction.id)
        made.append(reaction.id)
    draft.remember(Outcomes(good, bad))
    draft.claim(unit.span, "vote_outcome", made)


def _reason(label: str, votes: Votes, draft: Draft, span: tuple[int, int]) -> str:
    name = draft.add_field(votes.vote, label, bp.TEXT, span, required=False)
    votes.reason = name
    operation = votes.operation
    operation.inputs[name] = bp.Parameter(
        name=name, type=bp.TEXT, required=False, summary=f"the {label}; a no needs one"
    )
    given = bp.AnyOf(terms=(compare("answer", "!=", state("no")), present(name)))
    guard = draft.guard(f"{operation.name} {name}", given, f"A no needs {article(label)}.", span, name)
    operation.guards.append(guard)
    for index, step in enumerate(operation.steps):
        if isinstance(step, bp.Each) and isinstance(step.steps[0], bp.Update):
            more = step.steps[0].model_copy(update={"values": (*step.steps[0].values, (name, bp.Name(name=name)))})
            operation.steps[index] = step.model_copy(update={"steps": (more,)})
    return guard.id


def _told(votes: Votes, end: str) -> bp.Notify:
    thing, vote = votes.thing, votes.vote
    kind = thing.fields[votes.sender].type
    parts: list[bp.Expression | str] = [f"Your {thing.label} is {end}. "]
    if votes.reason:
        mine = both(same(f"{vote.name}.{thing.name}", f"it.{thing.name}"), present(f"{vote.name}.{votes.reason}"))
        parts.append(
            bp.TextFunction(
                function="join",
                arguments=(over("values", vote.name, mine, f"{vote.name}.{votes.reason}"), bp.text("; ")),
            )
        )
    return bp.Notify(
        to=bp.Recipient(actor=kind.actor, person=bp.path("it", thing.name, votes.sender)), type=snake(end), subject=bp.path("it", thing.name), text=bp.Sentence(parts=tuple(parts)),
    )  # fmt: skip
