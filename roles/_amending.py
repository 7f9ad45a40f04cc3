"""Puts the Changes that a person decided on top of what was read; what the text asks for otherwise is deferred."""

from __future__ import annotations

from collections.abc import Sequence

from blueprints import Change, Clause, Element, Gap, Specification, apply_change, elements_of, parts_within
from roles._artefacts import Reason
from roles._demotion import demote

_MOST_QUESTIONS = 5
_BUILT = frozenset({"implemented", "assumed", "generic"})


def amended(specification: Specification, changes: Sequence[Change]) -> Specification:
    """The Specification with the Changes; one that no longer fits is listed, and nothing else becomes of it.

    The evidence of a Change is the sentences, a line for each, that ask for something else than it: what they say of
    its element is deferred, and its reason says why.
    """
    for change in changes:
        reached = _reached(specification, change)
        applied, outcome = apply_change(specification, change)
        full = len(applied.questions) > max(_MOST_QUESTIONS, len(specification.questions))
        if full or not outcome.accepted:
            why = outcome.reason or f"{_MOST_QUESTIONS} questions are asked already"
            specification = _left_out(specification, change, why)
            continue
        if change.action == "remove":
            applied = demote(_spared(specification, change, reached), [Reason(part=change.id, text=change.reason)])
        specification = applied.model_copy(
            update={"clauses": tuple(_deferred(one, change, reached) for one in applied.clauses)}
        )
    return specification


def _spared(specification: Specification, change: Change, reached: frozenset[str]) -> Specification:
    """The Specification whose other requirements no longer speak of what is taken out: they are carried by the rest."""
    named = {one.requirement for one in specification.clauses if one.id in reached}
    requirements = []
    for one in specification.requirements:
        kept = tuple(element for element in one.elements if element != change.id)
        spared = one.id not in named and kept and kept != one.elements
        requirements.append(one.model_copy(update={"elements": kept}) if spared else one)
    return specification.model_copy(update={"requirements": tuple(requirements)})


def with_lost(specification: Specification, changes: Sequence[Change]) -> Specification:
    """The Specification with a gap for each Change whose element could not stand."""
    for change in changes:
        there = any(one.id == change.id for one in getattr(specification, change.part, ()))
        listed = any(one.id == _gap_of(change) for one in specification.gaps)
        if change.action != "remove" and not there and not listed:
            specification = _left_out(specification, change, "what it speaks of is not there")
    return specification


def _left_out(specification: Specification, change: Change, why: str) -> Specification:
    text = f"The Change to {change.id} that was decided does not fit: {why}."
    gap = Gap(id=_gap_of(change), text=text, status="deferred")
    return specification.model_copy(update={"gaps": (*specification.gaps, gap)})


def _gap_of(change: Change) -> str:
    return f"gap.decided_{change.id.replace('.', '_')}"


def _reached(specification: Specification, change: Change) -> frozenset[str]:
    """The clauses that speak of the element, among the sentences of the Change's evidence."""
    sentences = set(change.evidence.splitlines())
    held = next((one for one in elements_of(specification) if one.id == change.id), None)
    inside = {one.id for one in parts_within(held) if isinstance(one, Element)} if held is not None else set()
    of_it = {one.id for one in specification.requirements if {change.id, *inside} & set(one.elements)}
    spoken = {one.id for one in specification.sentences if " ".join(one.text.split()) in sentences}
    return frozenset(one.id for one in specification.clauses if one.sentence in spoken and one.requirement in of_it)


def _deferred(clause: Clause, change: Change, reached: frozenset[str]) -> Clause:
    lost = change.action == "remove" and clause.note == change.reason
    if not lost and (clause.id not in reached or clause.status not in _BUILT):
        return clause
    return clause.model_copy(update={"status": "deferred", "note": change.reason})
