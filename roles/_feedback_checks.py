"""What is wrong with proposals for the next revision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from autogenesis.skills import signatures
from blueprints import Change, Specification, apply_change, check_specification, elements_of
from roles._artefacts import Feedback, Reason
from roles._inputs import RevisionInputs


def check_feedback(feedback: Feedback, basis: RevisionInputs) -> tuple[Reason, ...]:
    """Every Change has a reason and evidence that exists, fits the Specification, and breaks no accepted check."""
    counts = Counter((change.part, change.id) for change in feedback.changes)
    found: list[Reason] = []
    before = frozenset(map(str, check_specification(basis.specification, signatures())))
    for change in feedback.changes:
        part = f"changes.{change.id}"
        if counts[change.part, change.id] > 1:
            found.append(Reason(part=part, text="two Changes are about the same element"))
        found += [Reason(part=part, text=text) for text in _one(change, basis, before)]
    return tuple(dict.fromkeys(found))


def _one(change: Change, basis: RevisionInputs, before: frozenset[str]) -> Iterator[str]:
    if not change.reason.strip():
        yield "it gives no reason"
    if not change.evidence.strip():
        yield "it gives no evidence"
    elif change.evidence not in _known(basis):
        yield f"its evidence {change.evidence!r} is no clause, sentence, element, test or event"
    counted = next((str(seen.count) for seen in basis.seen if seen.id == change.evidence), "")
    if counted and not re.search(rf"\b{counted}\b", str((change.value or {}).get("text", ""))):
        yield f"it does not say that this was counted {counted} times"
    changed, outcome = apply_change(basis.specification, change)
    if not outcome.accepted:
        yield outcome.reason
        return
    if changed == basis.specification:
        yield "it changes nothing"
        return
    if change.part in ("sentences", "clauses"):
        yield "it rewrites what the text says"
    for problem in check_specification(changed, signatures()):
        if str(problem) not in before:
            yield f"it would break {problem.element}: {problem.message}"
    lost = _carrying(basis.specification) - _carrying(changed)
    if change.action == "remove" and lost:
        yield f"it would leave {', '.join(sorted(lost))} without what carries it"


def _known(basis: RevisionInputs) -> frozenset[str]:
    specification = basis.specification
    return frozenset(
        (
            *(sentence.id for sentence in specification.sentences),
            *(clause.id for clause in specification.clauses),
            *(element.id for element in elements_of(specification)),
            *(case.id for case in basis.integration.cases),
            *(seen.id for seen in basis.seen),
        )
    )


def _carrying(specification: Specification) -> frozenset[str]:
    """The requirements that count as implemented and whose elements are all there."""
    there = {element.id for element in elements_of(specification)}
    return frozenset(
        requirement.id
        for requirement in specification.requirements
        if requirement.status == "implemented" and set(requirement.elements) <= there
    )
