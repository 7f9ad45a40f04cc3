"""Takes rejected parts out of a Specification and lists what they were read from as unclear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from blueprints import (
    Clause,
    Element,
    SourceSentence,
    Span,
    Specification,
    element_parts,
    elements_of,
    parts_within,
    uncovered_literals,
)
from roles._artefacts import Reason

_NESTED = ("fields", "derivations", "invariants", "guards")


def demote(specification: Specification, reasons: Sequence[Reason]) -> Specification:
    """The Specification without the parts that the reasons name; their clauses are unclear, and say why."""
    why = {reason.part: reason.text for reason in reasons}
    changed: dict[str, Any] = {}
    for part in element_parts(Specification):
        if part != "requirements":
            held = getattr(specification, part)
            changed[part] = tuple(_without(element, why) for element in held if element.id not in why)
    why |= _inside(specification, why)
    hit: dict[str, str] = {}
    requirements = []
    for requirement in specification.requirements:
        lost = [element for element in requirement.elements if element in why]
        if lost or requirement.id in why:
            hit[requirement.id] = why[lost[0] if lost else requirement.id]
            kept = tuple(element for element in requirement.elements if element not in why)
            requirement = requirement.model_copy(
                update={"status": "unclear", "elements": kept, "note": hit[requirement.id]}
            )
        requirements.append(requirement)
    clauses = []
    for clause in specification.clauses:
        note = why.get(clause.id) or why.get(clause.sentence) or hit.get(clause.requirement or "")
        clauses.append(clause.model_copy(update={"status": "unclear", "note": note}) if note else clause)
    return specification.model_copy(update={**changed, "requirements": tuple(requirements), "clauses": tuple(clauses)})


def list_unread(specification: Specification, text: str) -> Specification:
    """The Specification with a clause, listed as unclear, for each line whose literals stand nowhere in it."""
    lines: dict[Span, str] = {}
    for literal in uncovered_literals(specification, text):
        start = text.rfind("\n", 0, literal.span[0]) + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        lines[start, end] = text[start:end]
    sentences = [SourceSentence(id=f"unread.s{span[0]}", span=span, text=line.strip()) for span, line in lines.items()]
    clauses = [
        Clause(
            id=f"unread.c{sentence.span[0]}",
            sentence=sentence.id,
            span=sentence.span,
            text=sentence.text,
            status="unclear",
            note="Nothing was made of this line.",
        )
        for sentence in sentences
    ]
    return specification.model_copy(
        update={
            "sentences": (*specification.sentences, *sentences),
            "clauses": (*specification.clauses, *clauses),
        }
    )


def _inside(specification: Specification, why: Mapping[str, str]) -> dict[str, str]:
    """The parts of what is taken out, which go with it."""
    return {
        part.id: why[element.id]
        for element in elements_of(specification)
        if element.id in why
        for part in parts_within(element)
        if isinstance(part, Element)
    }


def _without(element: Element, why: Mapping[str, str]) -> Element:
    """The element without the parts of it that are named."""
    changed = {}
    for inner in _NESTED:
        held = getattr(element, inner, None)
        if isinstance(held, tuple) and any(isinstance(one, Element) and one.id in why for one in held):
            changed[inner] = tuple(one for one in held if one.id not in why)
    return element.model_copy(update=changed) if changed else element
