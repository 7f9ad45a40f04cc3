"""What is wrong with a Specification, before anything is designed from it."""

from __future__ import annotations

from autogenesis.skills import signatures
from blueprints import Specification, check_specification, uncovered_literals
from roles._artefacts import Reason
from roles._inputs import SpecificationInputs


def check_specification_draft(specification: Specification, basis: SpecificationInputs) -> tuple[Reason, ...]:
    """Lost literals, unresolved actors, contradictory bounds, and whatever else cannot be built as it stands."""
    text = basis.brief.text
    found = [
        Reason(part=problem.element, text=f"{problem.message}. {problem.remedy}.")
        for problem in check_specification(specification, signatures())
    ]
    for literal in uncovered_literals(specification, text):
        found.append(Reason(part=_clause_at(specification, literal.span), text=f"{literal.text!r} is lost"))
    if not specification.entities and not specification.operations:
        found.append(Reason(part="operations", text="nothing is kept and nothing can be asked for"))
    return tuple(dict.fromkeys(found))


def _clause_at(specification: Specification, span: tuple[int, int]) -> str:
    """The clause in which a literal stands; the sentence, where no clause does; else the text."""
    places = [(clause.span, clause.id) for clause in specification.clauses]
    places += [(sentence.span, sentence.id) for sentence in specification.sentences]
    for (start, end), id in places:
        if start <= span[0] and span[1] <= end:
            return id
    return f"text at {span[0]}"
