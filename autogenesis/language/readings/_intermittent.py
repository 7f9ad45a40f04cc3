"""Reads what is done every n-th day of a period: "… is changed after every third night of a stay and on departure"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Recurrence
from autogenesis.language._patterns import Match, find
from autogenesis.language._people import noun_kind
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import create
from autogenesis.language.readings._states import named, possessor

_DAYS = {"day": 1, "night": 1, "week": 7}
_BEGINNINGS = {"departure": "arrival", "return": "departure"}
_DEEDS = frozenset({"act", "event", "process"})


def read_every_nth(unit: Unit, draft: Draft) -> None:
    """ "Linen is changed after every third night of a guest's stay and on departure"."""
    match = find(
        unit,
        "NP=what MODAL? BE be? V.part=verb ( after|on )? Q.Recurrence=every of|during|in NP=period ( and on|at|upon NP=end )?",
    )
    every = match.literal("every") if match else None
    if (
        match is None
        or not isinstance(every, Recurrence)
        or every.unit not in _DAYS
        or every.at is not None
        or every.weekdays
    ):
        return
    period = _period(match, draft)
    end = match.piece("end")
    first, last = _bounds(period, end.head if end else "end", draft, match)
    due = draft.entity(f"{match['what'].label} {_deed(match['verb'].head)}", match.span)
    draft.add_field(due, period.label, period.type)
    draft.add_field(due, "due on", bp.DATE)
    draft.made_by_rule.add(due.name)
    arguments: list[tuple[str, bp.Expression]] = [
        ("first", bp.path("it", first)), ("last", bp.path("it", last)), ("every", bp.whole(every.every * _DAYS[every.unit])),
    ]  # fmt: skip
    if end is not None:
        arguments.append(("with_last", bp.truth(True)))
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.plan_{due.name}"), spans=(unit.span,), summary=f"Plan when the {match['what'].label} is {match['verb'].text}.",
        trigger=bp.Trigger(on="created", entity=period.id),
        steps=(
            bp.Perform(skill="skill.spaced_days", arguments=tuple(arguments), name="days"),
            bp.Each(name="each_day", rows=bp.Name(name="days"), steps=(create(due.name, None, **{period.name: "it", "due_on": "each_day.day"}),)),
        ),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.claim(match.span, "every_nth_day", [reaction.id, due.id, period.id])


def _period(match: Match, draft: Draft) -> EntityDraft:
    """What has the days: "a guest's stay" is a stay of a guest."""
    piece = match["period"]
    period = named(draft, piece) or draft.entity(piece.head, piece.span)
    owner = possessor(piece)
    if owner and not any(f.label == " ".join(owner) for f in period.fields.values()):
        other = draft.find_entity(" ".join(owner))
        draft.add_field(period, " ".join(owner), other.type if other else bp.TEXT, piece.span)
    return period


def _deed(verb: str) -> str:
    """The noun for doing it once: a change, a check, a watering."""
    if noun_kind(verb) in _DEEDS and lexicon.word(verb).best == "NOUN":
        return verb
    done = participle_of(verb)
    regular = done.endswith("ed") and done.startswith(verb.removesuffix("e"))
    return f"{done.removesuffix('ed') if regular else verb}ing"


def _bounds(period: EntityDraft, end: str, draft: Draft, match: Match) -> tuple[str, str]:
    """The dates on which a period begins and ends."""
    dates = [f.name for f in period.fields.values() if f.type.kind == "date"]
    if len(dates) >= 2:
        return dates[0], dates[1]
    labels = (_BEGINNINGS.get(end, "start"), end)
    first, last = (draft.add_field(period, label, bp.DATE) for label in labels)
    draft.assume(
        f"A {period.label} has the dates of its {labels[0]} and its {labels[1]}, and does not end before it begins.",
        match["period"].span,
    )
    period.invariants.append(
        bp.Guard(
            id=draft.unique(f"invariant.{period.name}.{first}_before_{last}"), requires=bp.Compare(relation="<=", left=bp.path("it", first), right=bp.path("it", last)),
            reason=f"A {period.label} does not end before it begins.", field=last, spans=(match["period"].span,),
        )
    )  # fmt: skip
    return first, last
