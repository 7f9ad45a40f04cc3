"""Checks a whole Specification: its names, references, types, bounds, states and trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from blueprints._base import Frozen
from blueprints._contradictions import contradictions
from blueprints._coverage import uncovered_literals
from blueprints._environment import SkillSignature, SpecificationIndex, members_of
from blueprints._expressions import Aggregate, Expression, Get, Literally, Name, Records
from blueprints._graph import ahead_of, circles
from blueprints._problem import Problem
from blueprints._reference_checks import identity_problems, reference_problems, trace_problems
from blueprints._specification import Entity, Specification
from blueprints._statements import Create
from blueprints._type_checks import type_problems
from blueprints._walk import parts_within


def check_specification(
    specification: Specification,
    skills: Mapping[str, SkillSignature] | None = None,
    text: str | None = None,
) -> tuple[Problem, ...]:
    """Everything wrong with `specification`, in a fixed order; nothing at all means that it can be built.

    `skills` are those its steps may perform. With `text`, its numbers and quotations must be accounted for.
    """
    problems = [
        *identity_problems(specification),
        *reference_problems(specification),
        *type_problems(specification, skills),
        *_circular_derivations(specification),
        *contradictions(specification),
        *_unset_fields(specification),
        *_unreachable_states(specification),
        *trace_problems(specification),
    ]
    for literal in uncovered_literals(specification, text or ""):
        problems.append(
            Problem(
                element="text",
                code="lost_literal",
                message=f"{literal.text!r} at character {literal.span[0]} is in no part of the specification",
                remedy="Carry it in a rule, or list its clause as unclear",
            )
        )
    return tuple(dict.fromkeys(problems))


def _unset_fields(specification: Specification) -> Iterator[Problem]:
    """Required fields that nothing can ever give a value, and entities whose rows nothing creates."""
    creates = [part for part in parts_within(specification) if isinstance(part, Create)]
    for entity in specification.entities:
        own = [part for part in creates if part.entity == entity.id]
        if not own and not entity.initial:
            yield Problem(
                element=entity.id,
                code="never_created",
                message=f"Nothing ever creates a row of {entity.id}",
                remedy="Add an operation that creates one",
            )
            continue
        given = {name for values in (*(part.values for part in own), *entity.initial) for name, _ in values}
        for held in entity.fields:
            if held.required and held.default is None and held.name not in given:
                yield Problem(
                    element=held.id,
                    code="never_set",
                    message=f"{held.name!r} of {entity.id} is required, but nothing ever sets it",
                    remedy="Set it when a row is created, give it a default, or make it optional",
                )


def _unreachable_states(specification: Specification) -> Iterator[Problem]:
    """States that no transition leads to from where rows begin."""
    for entity in specification.entities:
        lifecycle = entity.lifecycle
        if lifecycle is None:
            continue
        leads_to: dict[str, set[str]] = {}
        for start, end, _ in lifecycle.transitions:
            leads_to.setdefault(start, set()).add(end)
        starts = {lifecycle.initial, *_created_states(specification, entity, lifecycle.field)}
        reached = starts | ahead_of(leads_to, starts)
        choices = next((held.type.choices for held in entity.fields if held.name == lifecycle.field), ())
        for state in choices:
            if state not in reached:
                yield Problem(
                    element=entity.id,
                    code="unreachable_state",
                    message=f"No row of {entity.id} ever becomes {state!r}",
                    remedy="Add the operation that leads there, or remove the state",
                )


def _created_states(specification: Specification, entity: Entity, field: str) -> set[str]:
    """The states that rows may be created in, apart from the usual one."""
    states: set[str] = set()
    for part in parts_within(specification):
        if isinstance(part, Create) and part.entity == entity.id:
            for name, expression in part.values:
                if name == field:
                    states |= {str(node.value) for node in parts_within(expression) if isinstance(node, Literally)}
    return states


def _circular_derivations(specification: Specification) -> Iterator[Problem]:
    """Derivations that need each other's value to compute their own."""
    index = SpecificationIndex.of(specification)
    reads = {
        derivation.id: set(_derivations_read(derivation.value, {"it": entity.id}, index))
        for entity in specification.entities
        for derivation in entity.derivations
    }
    for circle in circles(reads):
        yield Problem(
            element=circle[0],
            code="circular_derivation",
            message=f"{', '.join(circle)} need each other's value",
            remedy="Compute one of them without the others",
        )


def _derivations_read(value: object, bound: Mapping[str, str], index: SpecificationIndex) -> Iterator[str]:
    """The ids of the derivations that an expression reads, given which names are rows of which entity."""
    if isinstance(value, tuple):
        for item in value:
            yield from _derivations_read(item, bound, index)
        return
    if not isinstance(value, Frozen):
        return
    if isinstance(value, Aggregate | Records):
        bound = {**bound, value.name: value.entity}
    if isinstance(value, Get):
        entity = index.entities.get(_entity_of(value.of, bound, index) or "")
        yield from (part.id for part in (entity.derivations if entity else ()) if part.name == value.field)
    for name in type(value).model_fields:
        yield from _derivations_read(getattr(value, name), bound, index)


def _entity_of(expression: Expression, bound: Mapping[str, str], index: SpecificationIndex) -> str | None:
    if isinstance(expression, Name):
        return bound.get(expression.name)
    if isinstance(expression, Aggregate):
        return expression.entity if expression.function in ("first", "last") else None
    if isinstance(expression, Get):
        entity = index.entities.get(_entity_of(expression.of, bound, index) or "")
        for held in members_of(entity) if entity else ():
            if held.name == expression.field:
                return held.type.entity
    return None
