"""What became of every clause: the report, the trace, and the package's own copy of its blueprint."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import blueprints as b


@dataclass(frozen=True)
class TraceRow:
    """A clause with what carries it: requirement, elements, agents and tests."""

    clause: b.Clause
    requirement: b.Requirement | None
    elements: tuple[str, ...]
    agents: tuple[str, ...]
    tests: tuple[str, ...]


def report_lines(specification: b.Specification) -> list[dict[str, Any]]:
    """One line for every clause, then for what the text leaves open: assumptions, gaps and qualities."""
    sentences = {sentence.id: sentence.text for sentence in specification.sentences}
    requirements = {requirement.id: requirement for requirement in specification.requirements}
    lines = [
        {
            "status": clause.status,
            "sentence": sentences.get(clause.sentence, clause.text),
            "clause": clause.text,
            "span": list(clause.span),
            "requirement": clause.requirement,
            "note": clause.note or _note(requirements.get(clause.requirement or "")),
        }
        for clause in specification.clauses
    ]
    told = {str(line["note"]) for line in lines}
    left_open: list[tuple[b.Element, str, str]] = [
        *((item, "assumed", item.text) for item in specification.assumptions),
        *((item, item.status, item.text) for item in specification.gaps),
    ]
    for element, status, text in left_open:
        if text not in told:
            lines.append(_line(specification, element, status, text))
    return lines


def trace_rows(
    specification: b.Specification, blueprint: b.Blueprint, tests: Mapping[str, Sequence[str]]
) -> list[TraceRow]:
    """Clause → requirement → elements → agents → tests; `tests` names the tests of each element."""
    requirements = {requirement.id: requirement for requirement in specification.requirements}
    carriers: dict[str, list[str]] = {}
    for agent in blueprint.agents:
        for element in (*agent.carries, *agent.entities):
            carriers.setdefault(element, []).append(agent.id)
    owners = _owners(specification)
    shared = {line.clause: line.agents for line in blueprint.trace}  # calendars and the like are everybody's
    rows = []
    for clause in specification.clauses:
        requirement = requirements.get(clause.requirement or "")
        elements = requirement.elements if requirement is not None else ()
        agents = [name for item in elements for name in carriers.get(item, carriers.get(owners.get(item, ""), []))]
        agents = agents or list(shared.get(clause.id, ()))
        found = [name for item in elements for name in tests.get(item, ())]
        rows.append(TraceRow(clause, requirement, elements, tuple(dict.fromkeys(agents)), tuple(dict.fromkeys(found))))
    return rows


def blueprint_json(specification: b.Specification, blueprint: b.Blueprint, rows: Sequence[TraceRow]) -> str:
    """The text of ``blueprint.json``: specification, blueprint and trace."""
    trace = [
        b.TraceLine(
            clause=row.clause.id,
            requirement=row.requirement.id if row.requirement else None,
            elements=row.elements,
            agents=row.agents,
            tests=row.tests,
        )
        for row in rows
    ]
    whole = {
        "specification": specification.model_dump(mode="json"),
        "blueprint": blueprint.model_copy(update={"trace": tuple(trace)}).model_dump(mode="json"),
    }
    return as_json_text(whole)


def as_json_text(value: Any) -> str:
    """JSON as people read it, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _owners(specification: b.Specification) -> dict[str, str]:
    """For guards, invariants, fields, derivations, timers' and access rules' elements: whose agent carries them."""
    owners: dict[str, str] = {}
    for entity in specification.entities:
        for item in (*entity.fields, *entity.derivations, *entity.invariants):
            owners[item.id] = entity.id
    for operation in specification.operations:
        for guard in operation.guards:
            owners[guard.id] = operation.id
    owners.update({rule.id: rule.entity for rule in specification.access})
    owners.update({audit.id: audit.entity for audit in specification.audits})
    return owners


def _line(specification: b.Specification, element: b.Element, status: str, note: str) -> dict[str, Any]:
    span = element.spans[0] if element.spans else None
    sentence = next(
        (item.text for item in specification.sentences if span and item.span[0] <= span[0] < item.span[1]),
        None,
    )
    return {
        "status": status,
        "sentence": sentence,
        "clause": None,
        "span": list(span) if span else None,
        "requirement": None,
        "note": note,
    }


def _note(requirement: b.Requirement | None) -> str:
    return requirement.note if requirement is not None else ""
