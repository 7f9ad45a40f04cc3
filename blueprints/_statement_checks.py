"""Walks statements: what each binds, and whether what it does fits the entities it does it to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from blueprints._absence import field_may_be_absent, may_be_absent
from blueprints._environment import (
    RESERVED,
    Environment,
    SkillSignature,
    base_environment,
    choose,
    operation_environment,
    with_inputs,
)
from blueprints._expressions import Expression
from blueprints._inference import infer_type, require, require_boolean
from blueprints._relations import is_textual
from blueprints._specification import Derivation, Entity, FieldOf, Operation, Reaction, Specification
from blueprints._statements import Create, Each, Let, Notify, Perform, Remove, Statement, Update, When
from blueprints._types import NOTHING, Type, reference

_SNAKE = re.compile(r"[a-z][a-z0-9_]*\Z")


def check_statements(statements: Sequence[Statement], environment: Environment) -> Environment:
    """Check statements in order; the environment afterwards holds the names they bind."""
    for position, statement in enumerate(statements):
        here = environment.at(f"[{position}]")
        environment = replace(_checked(statement, here), path=environment.path)
    return environment


def statement_environments(
    statements: Sequence[Statement], environment: Environment
) -> tuple[tuple[Statement, Environment], ...]:
    """Each statement with the environment that its expressions stand in; inner steps are not walked."""
    walked = []
    for position, statement in enumerate(statements):
        walked.append((statement, environment))
        after = _checked(statement, environment.at(f"[{position}]"))
        environment = replace(after, path=environment.path)
    return tuple(walked)


def result_type(
    specification: Specification, operation: Operation, skills: Mapping[str, SkillSignature] | None = None
) -> Type:
    """What `operation` returns: its result, else the row it creates or changes, else nothing."""
    if operation.kind in ("get", "list"):
        if operation.entity is None:
            return NOTHING
        row = reference(operation.entity)
        return row if operation.kind == "get" else Type(kind="list", item=row)
    if operation.result is not None:
        environment = steps_environment(specification, operation, skills)
        after = check_statements(operation.steps, environment.at("steps"))
        return infer_type(operation.result, replace(after, path="result"))
    if operation.entity is not None and operation.kind in ("create", "change", "command"):
        return reference(operation.entity)
    return NOTHING


def reaction_environment(
    specification: Specification, reaction: Reaction, skills: Mapping[str, SkillSignature] | None = None
) -> Environment:
    """`it` is the row that the event is about; after an operation its inputs are bound as well."""
    environment = base_environment(specification, reaction.id, skills)
    trigger = reaction.trigger
    if trigger.on != "done":
        if trigger.entity is None:
            raise environment.at("trigger").error(
                "The trigger names no entity", "Name the entity whose rows it watches"
            )
        entity = environment.at("trigger").entity(trigger.entity)
        return environment.bind("it", reference(entity.id))
    operation = environment.index.operations.get(trigger.operation or "")
    if operation is None:
        raise environment.at("trigger").error(
            f"There is no operation {trigger.operation}", choose(environment.index.operations, "an operation")
        )
    environment = with_inputs(environment, operation)
    result = result_type(specification, operation, skills)
    return environment.bind("it", result) if result.kind == "reference" else environment


def steps_environment(
    specification: Specification, operation: Operation, skills: Mapping[str, SkillSignature] | None = None
) -> Environment:
    """The inputs of `operation` once its guards hold: what they show to be present is present."""
    environment = operation_environment(specification, operation, skills)
    for guard in operation.guards:
        environment = environment.given(guard.requires)
    return environment


def each_environment(statement: Each, environment: Environment) -> Environment:
    """What the steps of `statement` may name."""
    rows = infer_type(statement.rows, environment.at("rows"))
    if rows.kind != "list" or rows.item is None:
        raise environment.at("rows").error(f"{rows} is no list", "Name a list of rows")
    return environment.bind(statement.name, rows.item)


def _checked(statement: Statement, environment: Environment) -> Environment:
    match statement:
        case Create():
            return _create(statement, environment)
        case Update():
            entity = _row(statement.row, environment.at("row"))
            _values(statement.values, entity, environment)
            return environment
        case Remove():
            _row(statement.row, environment.at("row"))
            return environment
        case Notify():
            _notify(statement, environment)
            return environment
        case Each():
            inner = each_environment(statement, environment)
            check_statements(statement.steps, inner.at("steps"))
            return environment
        case When():
            return _when(statement, environment)
        case Let():
            value = infer_type(statement.value, environment.at("value"))
            absent = may_be_absent(statement.value, environment)
            return _bind(statement.name, value, environment, optional=absent)
        case Perform():
            return _perform(statement, environment)


def _create(statement: Create, environment: Environment) -> Environment:
    entity = environment.entity(statement.entity)
    _values(statement.values, entity, environment)
    given = {name for name, _ in statement.values}
    for held in entity.fields:
        if held.required and held.default is None and held.name not in given:
            raise environment.error(
                f"{entity.id} needs its field {held.name!r}",
                "Give it a value, a default, or make it optional",
            )
    if statement.name is None:
        return environment
    return _bind(statement.name, reference(entity.id), environment)


def _values(values: tuple[tuple[str, Expression], ...], entity: Entity, environment: Environment) -> None:
    seen: set[str] = set()
    for name, expression in values:
        place = environment.at(f"values.{name}")
        if name in seen:
            raise place.error(f"{name!r} is given twice", "Give it once")
        seen.add(name)
        held = _own_field(entity, name, place)
        require(expression, held.type, place)
        if may_be_absent(expression, place) and not field_may_be_absent(held):
            raise place.error(
                f"{name!r} of {entity.id} must not be absent, but this value may be",
                "Test that the value is present first, or make the field optional",
            )


def _own_field(entity: Entity, name: str, environment: Environment) -> FieldOf:
    if name == "id":
        raise environment.error("The id of a row is given by the system", "Leave it out")
    held = environment.member(entity, name)
    if isinstance(held, Derivation):
        raise environment.error(f"{name!r} of {entity.id} is computed", "Change what it is computed from")
    return held


def _row(expression: Expression, environment: Environment) -> Entity:
    found = infer_type(expression, environment)
    if found.kind != "reference" or found.entity is None:
        raise environment.error(f"{found} is no row", "Name a row")
    return environment.entity(found.entity)


def _notify(statement: Notify, environment: Environment) -> None:
    to = statement.to
    if to.actor is None and to.person is None:
        raise environment.at("to").error("Nobody is notified", "Name an actor or a person")
    if to.actor is not None and to.actor not in environment.index.actors:
        known = ", ".join(sorted(environment.index.actors))
        raise environment.at("to").error(f"There is no actor {to.actor}", f"Use one of: {known}")
    if to.person is not None:
        person = infer_type(to.person, environment.at("to.person"))
        if person.kind not in ("person", "text", "reference"):
            raise environment.at("to.person").error(f"{person} is nobody", "Give a person, an id or a row")
    if not _SNAKE.match(statement.type):
        raise environment.error(f"{statement.type!r} is no name for a notification", "Use snake_case")
    body = infer_type(statement.text, environment.at("text"))
    if not is_textual(body):
        raise environment.at("text").error(f"{body} is no text", "Put it into a sentence")
    if statement.subject is not None:
        infer_type(statement.subject, environment.at("subject"))
    for name, expression in statement.data:
        infer_type(expression, environment.at(f"data.{name}"))


def _when(statement: When, environment: Environment) -> Environment:
    """A name that both branches bind to one type is bound afterwards; others stay inside."""
    require_boolean(statement.test, environment.at("test"))
    then = check_statements(statement.then, environment.at("then").given(statement.test))
    otherwise = check_statements(statement.otherwise, environment.at("otherwise").given(statement.test, False))
    for name, kind in then.names.items():
        if name not in environment.names and otherwise.names.get(name) == kind:
            absent = name in then.optional or name in otherwise.optional
            environment = environment.bind(name, kind, optional=absent)
    return environment


def _perform(statement: Perform, environment: Environment) -> Environment:
    skill = environment.skills.get(statement.skill)
    if skill is None:
        known = ", ".join(sorted(environment.skills)) or "none is known here"
        raise environment.error(f"There is no skill {statement.skill}", f"Use one of: {known}")
    given = {name for name, _ in statement.arguments}
    missing = sorted(skill.parameters.keys() - given - skill.optional)
    if missing:
        raise environment.error(f"{skill.id} needs {', '.join(missing)}", "Give every argument it needs")
    for name, expression in statement.arguments:
        place = environment.at(f"arguments.{name}")
        if name not in skill.parameters:
            raise place.error(f"{skill.id} takes no {name!r}", f"Use one of: {', '.join(sorted(skill.parameters))}")
        require(expression, skill.parameters[name], place)
    return _bind(statement.name, skill.result, environment)


def _bind(name: str, kind: Type, environment: Environment, *, optional: bool = False) -> Environment:
    if name in RESERVED or not _SNAKE.match(name):
        raise environment.error(f"{name!r} cannot be bound", "Choose another name in snake_case")
    return environment.bind(name, kind, optional=optional)
