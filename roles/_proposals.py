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
    parts_within,
)
from roles._artefacts import Reason

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


_NOW = Name(name="now")
_STEPPED = frozenset({"operations", "reactions", "timers", "schedules"})
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_LEAST_SHARED = 1 / 3
"""Of the words that a Change is for, what its element must speak of."""


def fitting(
    changes: Sequence[Change], specification: Specification, gaps: Sequence[Gap], *, filling: bool
) -> tuple[list[Change], list[Outcome]]:
    """The Changes that do something for what they name as their evidence, and the others, refused with why."""
    texts = {gap.id: gap.text for gap in gaps}
    texts |= {sentence.id: sentence.text for sentence in specification.sentences}
    texts |= {clause.id: clause.text for clause in specification.clauses}
    kept, dropped = [], []
    for change in changes:
        why = _unfit(change, texts.get(change.evidence, ""), filling=filling)
        if why:
            dropped.append(Outcome(change=change, accepted=False, reason=why))
        else:
            kept.append(change)
    return kept, dropped


def _unfit(change: Change, text: str, *, filling: bool) -> str:
    """Why a Change is nothing for the text that it names; empty where it is."""
    if change.action == "remove" or change.value is None:
        return "a gap is filled by adding or replacing" if filling else ""
    if change.part in _STEPPED and not _does(change):
        return "its element does nothing"
    wanted = _words(text)
    if change.part in _CARRYING and len(wanted & _words(json.dumps(change.value))) < len(wanted) * _LEAST_SHARED:
        return f"its element says nothing of “{text}”"
    return ""


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
        if outcome.accepted and change.action != "remove" and change.part in _CARRYING and change.evidence:
            carried.setdefault(change.evidence, []).append(change)
    clauses, requirements = [], []
    for clause in specification.clauses:
        found = [change for place in _places(clause, specification) for change in carried.get(place, ())]
        requirement = _requirement(clause, found, specification)
        if clause.status != "unclear" or not requirement.elements:
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


def _places(clause: Clause, specification: Specification) -> list[str]:
    """What a Change may name to mean this clause."""
    over = [
        gap.id
        for gap in specification.gaps
        if any(start < clause.span[1] and clause.span[0] < end for start, end in gap.spans)
    ]
    return [clause.id, f"gap.{clause.id}", clause.sentence, *over]


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
    kept = [change for change in changes if change.evidence not in places]
    dropped = [
        Outcome(change=change, accepted=False, reason=f"it did not stand the tests: {places[change.evidence]}")
        for change in changes
        if change.evidence in places
    ]
    return kept, dropped


def proposed_readings(specification: Specification) -> frozenset[str]:
    """What was proposed, as ``proposed@sentence``."""
    proposed = {one.id for one in specification.requirements if one.pattern == PROPOSED}
    return frozenset(
        f"{PROPOSED}@{clause.sentence}" for clause in specification.clauses if clause.requirement in proposed
    )
