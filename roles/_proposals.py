"""What Changes to a Specification answer: the clauses that they carry, and how those are blamed and barred."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from blueprints import (
    Change,
    Clause,
    Element,
    FieldOf,
    Gap,
    Name,
    Operation,
    Outcome,
    Requirement,
    Span,
    Specification,
    Update,
    elements_of,
    parts_within,
)
from roles._artefacts import Reason
from roles._refinement import WAITING

PROPOSED = "proposed"
"""The pattern of requirements that were not read from the text but proposed for it."""
UNHELPED = Reason(part=f"{PROPOSED}@all", text="the package made with a model's Changes does not pass its tests")
"""Said to a role that is to make its artefact without a model."""
_CARRYING = frozenset(
    {
        "entities",
        "tables",
        "operations",
        "reactions",
        "timers",
        "schedules",
        "access",
        "audits",
        "approvals",
    }
)
"""Parts whose elements make something of a clause; what else there is names, assumes or wishes."""


_OPEN = ("unclear", "generic")
"""What may be carried by something better."""
_NOW = Name(name="now")
_STEPPED = frozenset({"operations", "reactions", "timers", "schedules"})
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_LEAST_SHARED = 1 / 3
"""Of the words that a Change is for, what its element must speak of."""


def fitting(
    changes: Sequence[Change], specification: Specification, gaps: Sequence[Gap], *, filling: bool
) -> tuple[list[Change], list[Outcome]]:
    """The Changes that do something for what they name as their evidence, and the others, refused with why. One that
    does not speak of it itself does something beside one that does."""
    texts = {gap.id: gap.text for gap in gaps}
    texts |= {sentence.id: sentence.text for sentence in specification.sentences}
    texts |= {clause.id: clause.text for clause in specification.clauses}
    kept, dropped = [], []
    spoken = {
        ground for change in changes for ground in _spoken_of(change, texts) if not _unfit(change, filling=filling)
    }
    for change in changes:
        why = _unfit(change, filling=filling)
        grounds = tuple(one for one in change.grounds if why or one in spoken)
        if change.grounds and not grounds:
            said = texts.get(change.grounds[0], "")
            why = f"its element says nothing of “{said}”: use its words in a summary or reason"
        if why:
            dropped.append(Outcome(change=change, accepted=False, reason=why))
        else:
            kept.append(change.model_copy(update={"evidence": "\n".join(grounds)}))
    return kept, dropped


def _unfit(change: Change, *, filling: bool) -> str:
    """Why a Change is nothing for any text; empty where it may be."""
    if change.action == "remove" or change.value is None:
        return "a gap is filled by adding or replacing" if filling else ""
    if change.part in _STEPPED and not _does(change):
        return "its element does nothing"
    return ""


def _spoken_of(change: Change, texts: dict[str, str]) -> tuple[str, ...]:
    """What a Change names as its evidence and its element speaks of."""
    if change.part not in _CARRYING or change.value is None:
        return change.grounds
    said = _words(json.dumps(change.value, ensure_ascii=False))
    wanted = {one: _words(texts.get(one, "")) for one in change.grounds}
    return tuple(one for one, words in wanted.items() if len(words & said) >= len(words) * _LEAST_SHARED)


def _does(change: Change) -> bool:
    """Whether an operation, reaction, timer or schedule does, refuses, gives or reads anything."""
    value = change.value or {}
    return any(value.get(name) for name in ("steps", "guards", "result")) or value.get("kind") in ("get", "list")


def _words(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower().replace("_", " "))}


def credited(specification: Specification, outcomes: Sequence[Outcome]) -> Specification:
    """The Specification in which each open clause that accepted Changes name as their evidence is carried by a
    requirement of its own, and the gaps so closed are gone."""
    carried: dict[str, list[Change]] = {}
    for outcome in outcomes:
        change = outcome.change
        if outcome.accepted and change.action != "remove" and change.part in _CARRYING:
            for ground in change.grounds:
                carried.setdefault(ground, []).append(change)
    if any(outcome.accepted and outcome.change.action != "add" for outcome in outcomes):
        specification = _without_lost(specification)
    clauses, requirements = [], []
    for clause in specification.clauses:
        found = [change for place in _places(clause, specification) for change in carried.get(place, ())]
        requirement = _requirement(clause, found, specification)
        if clause.status not in _OPEN or not requirement.elements:
            clauses.append(clause)
            continue
        requirements.append(requirement)
        note = f"Proposed, not read: {requirement.note}"
        told = {"status": requirement.status, "requirement": requirement.id, "note": note}
        clauses.append(clause.model_copy(update=told))
    closed = [span for requirement in requirements for span in requirement.spans]
    known = {requirement.id for requirement in requirements}
    kept = [one for one in specification.requirements if one.id not in known]
    return specification.model_copy(
        update={
            "clauses": tuple(clauses),
            "requirements": (*kept, *requirements),
            "gaps": tuple(gap for gap in specification.gaps if gap.id not in carried and not _within(gap, closed)),
        }
    )


def _without_lost(specification: Specification) -> Specification:
    """The Specification in which no requirement names what is gone; what nothing is left to carry is unclear."""
    there = {element.id for element in elements_of(specification)}
    left, gone = [], set[str]()
    for one in specification.requirements:
        elements = tuple(id for id in one.elements if id in there)
        if one.elements and not elements:
            gone.add(one.id)
        else:
            left.append(one if elements == one.elements else one.model_copy(update={"elements": elements}))
    lost = {"status": "unclear", "requirement": None, "note": "What carried it was taken away."}
    clauses = [one.model_copy(update=lost) if one.requirement in gone else one for one in specification.clauses]
    return specification.model_copy(update={"requirements": tuple(left), "clauses": tuple(clauses)})


def orphaned(before: Specification, after: Specification) -> list[Reason]:
    """What was carried before and is so no more, said of each element that carried it."""
    open_now = {clause.id for clause in after.clauses if clause.status == "unclear"}
    elements = {requirement.id: requirement.elements for requirement in before.requirements}
    there = {element.id for element in elements_of(after)}
    told = "it carried “{}” ({}), which nothing carries now: name {} as evidence of what does"
    return [
        Reason(part=id, text=told.format(clause.text.strip(), clause.sentence, clause.sentence))
        for clause in before.clauses
        if clause.status != "unclear" and clause.id in open_now
        for id in elements.get(clause.requirement or "", ())
        if id not in there
    ]


def without_words(outcome: Outcome, named: Sequence[str]) -> Outcome:
    """The outcome with what is said of a Change that stands, and not for all that it was made for."""
    silent = [one for one in named if one not in outcome.change.grounds and one not in outcome.reason]
    if not outcome.accepted or not silent:
        return outcome
    note = f"{', '.join(silent)} stays open: use its words in a summary, label or reason"
    return outcome.model_copy(update={"reason": "; ".join(filter(None, (outcome.reason, note)))})


def merged(before: Sequence[Change], now: Sequence[Change]) -> list[Change]:
    """What was proposed in earlier answers with what is proposed now: for one element the later answer counts, in the
    place of the first, as Changes to the draft that neither was made to."""
    again: dict[tuple[str, str], list[Change]] = {}
    for change in now:
        again.setdefault((change.part, change.id), []).append(change)
    found: list[Change] = []
    seen = set[tuple[str, str]]()
    for change in before:
        place = (change.part, change.id)
        if place not in again:
            found.append(change)
        elif place not in seen:
            found += _instead(change, again[place])
        seen.add(place)
    return [*found, *(change for change in now if (change.part, change.id) not in seen)]


def _instead(first: Change, later: Sequence[Change]) -> list[Change]:
    """Changes that take the place of an earlier one; what that added is still to be added, or not wanted any more."""
    change, *more = later
    if first.action == "add":
        return [] if change.action == "remove" else [change.model_copy(update={"action": "add"}), *more]
    return [change.model_copy(update={"action": "replace"}) if change.action == "add" else change, *more]


def faults(outcomes: Sequence[Outcome]) -> list[str]:
    """What was wrong with Changes, for whoever is to mend them; of those that wait for others only which."""
    said = [f"{one.change.action} {one.change.id}: {one.reason}" for one in outcomes if one.reason]
    waiting = [one.change.id for one in outcomes if WAITING in one.reason]
    told = [line for line in said if WAITING not in line]
    if waiting:
        told.append(f"nothing is wrong with these, which stand when that is mended: {', '.join(waiting)}")
    return told


def _places(clause: Clause, specification: Specification) -> list[str]:
    """What a Change may name to mean this clause."""
    over = [
        gap.id
        for gap in specification.gaps
        if any(start < clause.span[1] and clause.span[0] < end for start, end in gap.spans)
    ]
    return [clause.id, f"gap.{clause.id}", clause.sentence, *over]


def grounds_meaning(part: str, specification: Specification) -> tuple[str, ...]:
    """What a Change may name to mean this clause, where it is one."""
    clause = next((one for one in specification.clauses if one.id == part), None)
    return (part,) if clause is None else tuple(_places(clause, specification))


def _within(gap: Gap, spans: Sequence[Span]) -> bool:
    return bool(gap.spans) and all(any(a <= start and end <= b for a, b in spans) for start, end in gap.spans)


def _requirement(clause: Clause, changes: Sequence[Change], specification: Specification) -> Requirement:
    reasons = dict.fromkeys(change.reason.strip() for change in changes if change.reason.strip())
    elements = tuple(dict.fromkeys(id for change in changes for id in _new(change, specification)))
    return Requirement(
        id=f"requirement.{PROPOSED}_{clause.id.replace('.', '_')}",
        text=clause.text,
        pattern=PROPOSED,
        status="generic" if _only_notes(elements, specification) else "implemented",
        elements=elements,
        spans=(clause.span,),
        note=" ".join(reasons)[:300],
    )


def _only_notes(elements: Sequence[str], specification: Specification) -> bool:
    """Whether these are operations that note when they were done, with the fields for it, and nothing else: how they
    are done is still to be written."""
    done = [one for one in specification.operations if one.id in elements]
    noted = {field.id for one in done for field in _noted(one, specification)}
    return (
        bool(noted)
        and all(_noted(one, specification) for one in done)
        and (set(elements) <= noted | {one.id for one in done})
    )


def _noted(operation: Operation, specification: Specification) -> list[FieldOf]:
    """The moments that an operation sets to now, where it does nothing else."""
    if operation.kind != "change" or operation.guards:
        return []
    set_ = [pair for step in operation.steps if isinstance(step, Update) for pair in step.values]
    if not all(isinstance(step, Update) for step in operation.steps) or any(value != _NOW for _, value in set_):
        return []
    fields = next((one.fields for one in specification.entities if one.id == operation.entity), ())
    return [field for field in fields if field.name in {name for name, _ in set_} and field.type.kind == "datetime"]


def _new(change: Change, specification: Specification) -> list[str]:
    """What a Change brought: the element that it added, and the parts of it that no requirement had."""
    element = next((one for one in getattr(specification, change.part) if one.id == change.id), None)
    if element is None:  # a later Change took it away again
        return []
    known = {id for requirement in specification.requirements for id in requirement.elements}
    parts = [part.id for part in parts_within(element) if isinstance(part, Element) and part.id not in known]
    parts = [id for id in parts if id != change.id]
    return [change.id, *parts] if change.action == "add" or not parts else parts


def is_of_proposals(reason: Reason) -> bool:
    """Whether the reason is for whoever asks models, and not for whoever drafts."""
    return reason.part.startswith(f"{PROPOSED}@")


def barred_sentences(rejections: Sequence[Reason]) -> dict[str, str]:
    """The sentences for which nothing may be proposed any more, each with why: ``proposed@sentence`` was rejected."""
    return {one.part.partition("@")[2]: one.text for one in rejections if is_of_proposals(one)}


def without_barred(
    changes: Sequence[Change], specification: Specification, barred: dict[str, str]
) -> tuple[list[Change], list[Outcome]]:
    """The Changes that are for no barred sentence, and the others, refused."""
    places = {
        place: barred[clause.sentence]
        for clause in specification.clauses
        if clause.sentence in barred
        for place in _places(clause, specification)
    }
    kept, dropped = [], []
    for change in changes:
        failed = next((places[ground] for ground in change.grounds if ground in places), None)
        if failed is None:
            kept.append(change)
        else:
            dropped.append(Outcome(change=change, accepted=False, reason=f"it did not stand the tests: {failed}"))
    return kept, dropped


def proposed_readings(specification: Specification) -> frozenset[str]:
    """What was proposed, as ``proposed@sentence``."""
    proposed = {one.id for one in specification.requirements if one.pattern == PROPOSED}
    return frozenset(
        f"{PROPOSED}@{clause.sentence}" for clause in specification.clauses if clause.requirement in proposed
    )
