"""Reads how work is handed out: in list order, on open days, to whoever is able and free."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import MEASURES, Weekdays
from autogenesis.language._patterns import Match, find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._text import Span
from autogenesis.language._typing import of_unit
from autogenesis.language.readings._planned import (
    Planning,
    duration_of,
    give_derivations,
    give_fields,
    give_steps,
    link_of,
    planning_of,
    put_under,
)
from autogenesis.language.readings._wording import wording

_GIVE = "hand|give|share|deal|allot|assign|allocate|distribute"
_BEGIN = "begin|start|commence"
_END = "end|finish|complete|close"
_NOUN_OF = {
    "assign": "assignment",
    "allocate": "allocation",
    "allot": "allotment",
    "book": "booking",
    "plan": "planning",
}
_CIRCLE = regex(r"\b(?:circles?|loops?|cycles?|circular|cyclic)\b", re.I)
_NAMES = ("name", "title", "code", "label")
_MADE_BY = regex(r"\bas (?:an? )?([a-z]+)[.!]?$", re.I)
_REST = (
    f"on NP(day) after everything|all|what|whatever ( that|which )? it|they V=depend ANY? HAVE be? V({_END})=end ,"
    " or on NP(day|date|start|beginning)=first ,? once|when|if|provided|as ( soon as )?"
    " somebody|someone|anybody|anyone ( with NP=need )? BE free|available"
)
_START = (
    f"^ ( each|every|it | NP=job ) one? MODAL? V({_BEGIN})=begin {_REST}",
    f"^ NP({_BEGIN})=begin {_REST}",  # "each start", which might be a noun
)
_SEVERAL = "^ if|when|where|of ( several|both|many|more | Q.Bound ) ... V(take|choose|pick|prefer|use) whoever HAVE NP(day)=load ..."


def read_working_days(unit: Unit, draft: Draft) -> None:
    """ "Our team works Tuesday to Saturday.": the days of a plan, where "works" was taken for a noun."""
    match = find(unit, "^ NP(work)=who Q.Weekdays=days $")
    days = match.literal("days") if match else None
    if match is None or not isinstance(days, Weekdays) or days.plural or draft.claimed(unit.span):
        return
    calendar = draft.calendar("working days", [day + 1 for day in days.days], match.span)
    draft.claim(unit.span, "calendar", [calendar.id])


def read_hand_out(unit: Unit, draft: Draft) -> None:
    """ "Errands are handed out in list order." """
    match = _handed_out(unit)
    if match is not None and planning_of(draft) is not None:
        draft.claim(unit.span, "list_scheduling", _carriers(draft))


def _handed_out(unit: Unit) -> Match | None:
    match = find(unit, f"^ NP=job BE V.part({_GIVE}) out? in the? NP(order)=order")
    listed = re.search(
        r"\b(?:list|listed|input|given|entry|entered|arrival)\b",
        wording(unit)[wording(unit).find("order") - 12 :],
        re.I,
    )
    return match if match is not None and listed else None


def read_earliest_start(unit: Unit, draft: Draft) -> None:
    """ "Each begins on the first open day after everything it needs has ended, or on the fair's first day, once
    somebody with the permit is free." """
    match = find(unit, *_START)
    owner = _possessor(match["first"]) if match else None
    job = _job(match, draft) if match else None
    if match is None or job is None or owner is None or planning_of(draft) is not None:
        return
    project = draft.entity(owner, match["first"].span)
    draft.add_field(project, "name", bp.TEXT, required=False)
    first = draft.add_field(project, match["first"].label, bp.DATE, match["first"].span)
    put_under(draft, job, project)
    if job.key is None:
        job.key = next((name for name in _NAMES if name in job.fields), None)
    need = best_field(job, match["need"].words) if "need" in match else None
    person, skills = _people(draft, job, need, match)
    verb, label, made_of = _product(draft)
    plan = draft.entity(label, made_of)
    operation = draft.operation(verb, plan, "create", span=made_of or unit.span)
    begins, ends = (f"{_third(match[name].head)} on" for name in ("begin", "end"))
    assignment = draft.entity(_assigned(draft), unit.span)
    open_ = _open_word(draft)
    give_fields(draft, plan, project, job, verb)
    for field, kind in ((plan.label, plan.type), (job.label, job.type)):
        draft.add_field(assignment, field, kind)
    draft.add_field(assignment, person.label, person.type, required=False)
    first_on = draft.add_field(assignment, begins, bp.DATE, match["begin"].span, required=False)
    last_on = draft.add_field(assignment, ends, bp.DATE, match["end"].span, required=False)
    open_name = draft.add_field(assignment, open_, bp.BOOLEAN, required=False, default=bp.truth(False))
    planning = Planning(job, project, person, plan, assignment, operation, first_on, last_on, open_name)
    draft.remember(planning)
    draft.made_by_rule.update({plan.name, assignment.name})
    give_derivations(planning)
    give_steps(draft, planning, first, need, skills)
    draft.claim(unit.span, "list_scheduling", _carriers(draft))


def _possessor(piece: Piece) -> str | None:
    """ "the fair's first day" is a day of a fair."""
    words = [t for t in piece.tokens if t.pos not in {"DET"}]
    mark = next((i for i, t in enumerate(words) if t.lower in {"'s", "’s", "'", "’"}), 0)
    return " ".join(t.lemma for t in words[:mark]) or None


def _job(match: Match, draft: Draft) -> EntityDraft | None:
    """What is handed out: something with a duration that refers to others of its kind."""
    handed = next((m["job"] for u in draft.units if (m := _handed_out(u))), None)
    named = match.piece("job") or handed
    wanted = draft.find_entity(named.label) if named else None
    fit = [e for e in draft.entities.values() if link_of(e) and duration_of(e)]
    return wanted if wanted in fit else None if wanted else next(iter(fit), None)


def reporter(unit: Unit) -> Match | None:
    """ "Porters report progress in percent." """
    match = find(unit, "^ NP=who MODAL? V(report|enter|give|state|record|log|note)=verb NP=what in NP=unit $")
    return match if match is not None and _counted(match["unit"].text) else None


def _counted(unit: str) -> bool:
    """Whether something can be counted in the unit."""
    return of_unit(unit).kind != "decimal" or unit.lower().removesuffix("s") in MEASURES


def _people(draft: Draft, job: EntityDraft, need: str | None, match: Match) -> tuple[EntityDraft, str | None]:
    """Who works, and the field for what they are able to do."""
    piece = next((m["who"] for u in draft.units if (m := reporter(u))), None)
    label = {"people": "person"}.get(piece.label, piece.label) if piece else "person"
    person = draft.entity(label, piece.span if piece else match.span)
    draft.add_field(person, "name", bp.TEXT)
    person.key = person.key or "name"
    draft.actor(label, piece.span if piece else None, row=person)
    if need is None:
        return person, None
    kind = job.fields[need].type
    label = plural_of(job.fields[need].label)
    return person, draft.add_field(person, label, bp.list_of(kind), match["need"].span, required=False)


def _product(draft: Draft) -> tuple[str, str, Span | None]:
    """What comes out ("turn a list into a roster"): the verb that makes it, its name, where it stands."""
    for unit in draft.units:
        match = purpose(unit)
        if match is not None:
            return "make", match["plan"].label, match["plan"].span
    return "make", "schedule", None


def purpose(unit: Unit) -> Match | None:
    """ "agents that turn an errand list into a roster" """
    return find(
        unit,
        "V(turn|make|convert|transform) NP(list)=list into NP=plan",
        "V(draw|make|build|prepare)=verb NP=plan from|of|for NP(list)=list",
    )


def _assigned(draft: Draft) -> str:
    """The noun of the verb by which work is given to people."""
    for unit in draft.units:
        match = find(unit, "fewest|least V=verb", "whoever V(have) NP(day|hour) V=verb")
        if match is not None and match["verb"].head in _NOUN_OF:
            return _NOUN_OF[match["verb"].head]
    return "assignment"


def _open_word(draft: Draft) -> str:
    """What work is called that nobody is able to do ("show it as uncovered")."""
    for unit in draft.units:
        if _nobody(unit) and (found := _MADE_BY.search(wording(unit))):
            return found[1].lower()
    return "uncovered"


def _nobody(unit: Unit) -> Match | None:
    return find(unit, "if|when|where nobody|none|noone HAVE NP=need ,? V(show|list|mark|report|flag|note) ANY? NP as")


def _third(verb: str) -> str:
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _carriers(draft: Draft) -> list[str]:
    planning = planning_of(draft)
    return [planning.operation.id, planning.assignment.id] if planning else []


def read_tie(unit: Unit, draft: Draft) -> None:
    """ "If several are, take whoever has the fewest days, then the first in the alphabet." """
    match = find(
        unit,
        f"{_SEVERAL} ,? then ( the Q.Number )? in|by NP(alphabet|order|name) $",
        f"{_SEVERAL} ,? then ( by|in )? alphabetically $",
    )
    if match is None or planning_of(draft) is None:
        return
    alphabetical = re.search(r"\balphabet|\bby (?:\w+ )?name\b", wording(unit), re.I)
    if {"fewest", "least"} & {t.lower for t in match["load"].tokens} and alphabetical:
        draft.assume(
            "“Several” are several people who are able and free on that day.", (unit.span[0], match["load"].span[0])
        )
        draft.claim(unit.span, "tie_breaking", _carriers(draft))


def read_uncovered(unit: Unit, draft: Draft) -> None:
    """ "If nobody has the permit, show the errand as open." """
    if _nobody(unit) and planning_of(draft) is not None:
        draft.claim(unit.span, "list_scheduling", _carriers(draft))


def read_circle(unit: Unit, draft: Draft) -> None:
    """ "Errands depending on each other in a circle are refused, by name." """
    planning = planning_of(draft)
    match = find(unit, "^ NP=what ... BE V.part(refuse|reject|decline|forbid)")
    if match is None or planning is None or not _CIRCLE.search(wording(unit)):
        return
    if draft.find_entity(match["what"].label) is planning.job or match["what"].head in {
        "dependency",
        "circle",
        "loop",
        "cycle",
    }:
        draft.claim(unit.span, "list_scheduling", _carriers(draft))


def read_purpose(unit: Unit, draft: Draft) -> None:
    """ "I would like agents that turn an errand list into a roster and watch over it." """
    planning = planning_of(draft)
    if planning is not None and purpose(unit) and not draft.claimed(unit.span):
        draft.claim(unit.span, "purpose", [planning.operation.id, *(t.id for t in draft.timers)])
