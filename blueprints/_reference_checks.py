"""Checks that every id and name of a Specification is its own, well formed, and leads to something."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, time
from difflib import get_close_matches

from blueprints._environment import RESERVED, SpecificationIndex, members_of
from blueprints._problem import Problem
from blueprints._scenarios import CallStep
from blueprints._specification import Entity, Operation, Reaction, Recurrence, Specification
from blueprints._types import Type
from blueprints._walk import elements_of, parts_within

_SNAKE = re.compile(r"[a-z][a-z0-9_]*\Z")
_CARRIED = frozenset({"implemented", "generic"})
_DAY = range(1, 8)
_MOST_LISTED = 12
"""Of what is known, where something is not; of more only what is spelled most alike."""
_MOST_NEAR = 8


def identity_problems(specification: Specification) -> Iterator[Problem]:
    """Ids are unique over all parts; names are unique among their like and can be Python names."""
    ids = Counter(element.id for element in elements_of(specification))
    ids.update(sentence.id for sentence in specification.sentences)
    ids.update(clause.id for clause in specification.clauses)
    for element, count in ids.items():
        if count > 1:
            yield Problem(
                element=element,
                code="duplicate_id",
                message=f"{count} parts have this id",
                remedy="Rename all but one",
            )
    yield from _named("entities", ((entity.id, entity.name) for entity in specification.entities))
    yield from _named("operations", ((part.id, part.name) for part in specification.operations))
    yield from _named("tables", ((part.id, part.name) for part in specification.tables))
    yield from _named("calendars", ((part.id, part.name) for part in specification.calendars))
    yield from _named("settings", ((part.id, part.name) for part in specification.settings))
    yield from _named("actors", ((part.id, part.name) for part in specification.actors))
    yield from _named("agents", ((part.id, part.name) for part in specification.agents))
    for entity in specification.entities:
        members = ((held.id, held.name) for held in members_of(entity))
        yield from _named(f"fields of {entity.id}", members, {"id", "it"})
    for operation in specification.operations:
        inputs = ((operation.id, parameter.name) for parameter in operation.inputs)
        yield from _named(f"inputs of {operation.id}", inputs, {*RESERVED, "it", "call", "fields"})


def reference_problems(specification: Specification) -> Iterator[Problem]:
    """Every entity, field, actor, table, calendar and operation that is named exists."""
    index = SpecificationIndex.of(specification)
    for element in elements_of(specification):
        for part in parts_within(element):
            if isinstance(part, Type):
                yield from _missing(element.id, "entity", part.entity, index.entities)
                yield from _missing(element.id, "actor", part.actor, index.actors)
    for actor in specification.actors:
        yield from _missing(actor.id, "entity", actor.row, index.entities)
    for entity in specification.entities:
        yield from _entity_problems(entity, specification)
    for operation in specification.operations:
        yield from _operation_problems(operation, index)
    for reaction in specification.reactions:
        yield from _trigger_problems(reaction, index)
    for timer in specification.timers:
        yield from _missing(timer.id, "entity", timer.entity, index.entities)
    for schedule in specification.schedules:
        yield from _recurrence_problems(schedule.id, schedule.recurrence)
    for calendar in specification.calendars:
        if not set(calendar.weekdays) <= set(_DAY):
            yield _bad(calendar.id, "weekday", "A weekday is no number from 1 to 7", "Monday is 1, Sunday is 7")
    for rule in specification.access:
        yield from _missing(rule.id, "entity", rule.entity, index.entities)
        yield from _missing(rule.id, "actor", rule.actor, index.actors)
        members = _members(index.entities.get(rule.entity))
        for name in rule.hidden:
            yield from _missing(rule.id, "field", name, members if rule.entity in index.entities else [name])
    for audit in specification.audits:
        yield from _missing(audit.id, "entity", audit.entity, index.entities)
    for play in specification.plays:
        yield from _missing(play.id, "entity", play.entity, index.entities)
        asked = (play.begin, play.view, play.tick, *(key.operation for key in play.keys), *(play.entry or ())[:1])
        for operation_id in asked:
            yield from _missing(play.id, "operation", operation_id, index.operations)
    for approval in specification.approvals:
        yield from _missing(approval.id, "operation", approval.operation, index.operations)
        yield from _missing(approval.id, "actor", approval.approver, index.actors)
        yield from _missing(approval.id, "entity", approval.subject, index.entities)


def trace_problems(specification: Specification) -> Iterator[Problem]:
    """Every clause is carried or says why not; every requirement and example leads to parts that exist."""
    ids = {element.id for element in elements_of(specification)}
    sentences = {sentence.id for sentence in specification.sentences}
    requirements = {requirement.id for requirement in specification.requirements}
    for clause in specification.clauses:
        yield from _missing(clause.id, "sentence", clause.sentence, sentences)
        yield from _missing(clause.id, "requirement", clause.requirement, requirements)
        if clause.requirement is None and clause.status in _CARRIED:
            yield _bad(
                clause.id,
                "uncarried_clause",
                f"The clause is {clause.status}, but no requirement carries it",
                "Name its requirement or list it as unclear",
            )
    for requirement in specification.requirements:
        for element in requirement.elements:
            yield from _missing(requirement.id, "element", element, ids)
        if requirement.status in _CARRIED and not requirement.elements:
            yield _bad(
                requirement.id,
                "uncarried_requirement",
                f"The requirement is {requirement.status}, but no element carries it",
                "Name its elements or list it as unclear",
            )
    names = {operation.name for operation in specification.operations}
    for example in specification.examples:
        for element in example.carries:
            yield from _missing(example.id, "element", element, ids)
        for step in example.steps:
            if isinstance(step, CallStep):
                yield from _missing(example.id, "operation", step.operation, names)


def _entity_problems(entity: Entity, specification: Specification) -> Iterator[Problem]:
    own = {held.name: held for held in entity.fields}
    yield from _missing(entity.id, "field", entity.key, own)
    for invariant in entity.invariants:
        yield from _missing(invariant.id, "field", invariant.field, _members(entity))
    if entity.lifecycle is None:
        return
    lifecycle = entity.lifecycle
    if lifecycle.field not in own:
        yield from _missing(entity.id, "field", lifecycle.field, own)
        return
    choices = own[lifecycle.field].type.choices
    makers = {part.id for part in (*specification.operations, *specification.reactions, *specification.timers)}
    makers |= {part.id for part in specification.schedules}
    yield from _missing(entity.id, "state", lifecycle.initial, choices)
    for start, end, maker in lifecycle.transitions:
        yield from _missing(entity.id, "state", start, choices)
        yield from _missing(entity.id, "state", end, choices)
        yield from _missing(entity.id, "operation", maker, makers)


def _operation_problems(operation: Operation, index: SpecificationIndex) -> Iterator[Problem]:
    yield from _missing(operation.id, "entity", operation.entity, index.entities)
    for actor in (*operation.roles, *operation.actors):
        yield from _missing(operation.id, "actor", actor, index.actors)
    inputs = {parameter.name for parameter in operation.inputs}
    for guard in operation.guards:
        yield from _missing(guard.id, "input", guard.field, inputs)
    if operation.kind in ("get", "list"):
        if operation.entity is None:
            yield _bad(operation.id, "no_entity", f"A {operation.kind} reads no entity", "Name its entity")
        if operation.guards or operation.steps:
            yield _bad(operation.id, "acting_read", f"A {operation.kind} has guards or steps", "Make it a command")


def _trigger_problems(reaction: Reaction, index: SpecificationIndex) -> Iterator[Problem]:
    trigger = reaction.trigger
    wanted = "operation" if trigger.on == "done" else "entity"
    if (trigger.operation if trigger.on == "done" else trigger.entity) is None:
        yield _bad(reaction.id, "no_trigger", f"The trigger names no {wanted}", f"Name the {wanted}")
    yield from _missing(reaction.id, "operation", trigger.operation, index.operations)
    yield from _missing(reaction.id, "entity", trigger.entity, index.entities)
    if trigger.entity is not None and trigger.entity in index.entities:
        own = [held.name for held in index.entities[trigger.entity].fields]
        yield from _missing(reaction.id, "field", trigger.field, own)


def _recurrence_problems(element: str, recurrence: Recurrence) -> Iterator[Problem]:
    remedy = "Weekdays are 1 to 7, days 1 to 31 or -1, times HH:MM, the anchor an ISO date"
    if recurrence.unit == "week" and not (recurrence.weekdays and set(recurrence.weekdays) <= set(_DAY)):
        yield _bad(element, "recurrence", "A weekly recurrence needs its weekdays", remedy)
    if recurrence.unit == "month" and (recurrence.day is None or recurrence.day not in (-1, *range(1, 32))):
        yield _bad(element, "recurrence", "A monthly recurrence needs its day", remedy)
    try:
        time.fromisoformat(recurrence.at)
        if recurrence.anchor is not None:
            date.fromisoformat(recurrence.anchor)
    except ValueError as error:
        yield _bad(element, "recurrence", f"The recurrence is malformed: {error}", remedy)


def _named(what: str, named: Iterable[tuple[str, str]], reserved: Collection[str] = frozenset()) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for element, name in named:
        plain = name.lower().replace(" ", "_").replace("-", "_")
        if not _SNAKE.match(plain) or keyword.iskeyword(plain) or plain in reserved:
            yield _bad(element, "bad_name", f"{name!r} cannot be a name among {what}", "Choose another name")
        if plain in seen:
            yield _bad(element, "duplicate_name", f"{name!r} is also a name of {seen[plain]}", "Rename one of them")
        seen.setdefault(plain, element)


def _missing(element: str, kind: str, wanted: str | None, known: Collection[str]) -> Iterator[Problem]:
    if wanted is not None and wanted not in known:
        near = (
            sorted(known) if len(known) <= _MOST_LISTED else get_close_matches(wanted, sorted(known), _MOST_NEAR, 0.0)
        )
        listed = ", ".join(near) or f"there is no {kind} at all"
        yield _bad(element, f"unknown_{kind}", f"There is no {kind} {wanted!r}", f"Known: {listed}")


def _members(entity: Entity | None) -> list[str]:
    return [] if entity is None else [held.name for held in members_of(entity)]


def _bad(element: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(element=element, code=code, message=message, remedy=remedy)
