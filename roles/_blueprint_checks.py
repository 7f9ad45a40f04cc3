"""What is wrong with a Blueprint, seen by whoever understood the text."""

from __future__ import annotations

from collections.abc import Iterator

from autogenesis.core import content_hash
from autogenesis.skills import signatures
from blueprints import Blueprint, Entity, Specification, check_blueprint
from roles._artefacts import Reason
from roles._inputs import BlueprintInputs
from roles._naming import taken

_CARRIED = frozenset({"implemented", "generic"})


def check_blueprint_draft(blueprint: Blueprint, basis: BlueprintInputs) -> tuple[Reason, ...]:
    """An operation or rule that nobody carries, orphan agents, unreachable states, agents the text names and lost."""
    specification = basis.specification
    return tuple(
        dict.fromkeys(
            (
                *(
                    Reason(part=problem.element, text=f"{problem.message}. {problem.remedy}.")
                    for problem in check_blueprint(blueprint, specification, signatures())
                ),
                *_origin(blueprint, specification),
                *_named_agents(blueprint, specification),
                *_trace(blueprint, specification),
                *(reason for entity in specification.entities for reason in _states(entity)),
            )
        )
    )


def _origin(blueprint: Blueprint, specification: Specification) -> Iterator[Reason]:
    if blueprint.specification_hash != content_hash(specification):
        yield Reason(part="specification_hash", text="it was made from another specification")
    if taken(blueprint.package):
        yield Reason(part="package", text=f"{blueprint.package!r} would hide a module that is installed")


def _named_agents(blueprint: Blueprint, specification: Specification) -> Iterator[Reason]:
    names = {agent.name for agent in blueprint.agents}
    for agent in specification.agents:
        if agent.name not in names:
            yield Reason(part=agent.id, text=f"the text asks for an agent {agent.name!r}, and there is none")


def _trace(blueprint: Blueprint, specification: Specification) -> Iterator[Reason]:
    lines = {line.clause: line for line in blueprint.trace}
    for clause in specification.clauses:
        line = lines.get(clause.id)
        if line is None:
            yield Reason(part=clause.id, text="no line of the trace begins at this clause")
        elif line.requirement != clause.requirement:
            yield Reason(part=clause.id, text="the trace leads to another requirement")
        elif clause.status == "implemented" and line.elements and not line.agents:
            yield Reason(part=clause.id, text="it counts as implemented, and no agent carries it")


def _states(entity: Entity) -> Iterator[Reason]:
    if entity.lifecycle is None:
        return
    reached, grown = {entity.lifecycle.initial}, True
    while grown:
        new = {to for source, to, _ in entity.lifecycle.transitions if source in reached} - reached
        reached |= new
        grown = bool(new)
    for source, to, _ in entity.lifecycle.transitions:
        for state in (source, to):
            if state not in reached:
                yield Reason(part=entity.id, text=f"no way leads to the state {state!r}")
