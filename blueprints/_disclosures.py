"""Which fields a system tells to whom: in notifications, and in results that are a value and no row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from blueprints._base import Frozen, Id
from blueprints._environment import Environment, SkillSignature, schedule_environment, timer_environment
from blueprints._expressions import (
    Aggregate,
    AllOf,
    AnyOf,
    Compare,
    Contains,
    Expression,
    Get,
    Not,
    Present,
    Records,
)
from blueprints._inference import infer_type
from blueprints._specification import Specification
from blueprints._statement_checks import (
    check_statements,
    each_environment,
    reaction_environment,
    statement_environments,
    steps_environment,
)
from blueprints._statements import Each, Notify, Statement, When
from blueprints._types import reference


class Disclosure(Frozen):
    """`element` tells the field `field` of a row of `entity`: in a notification to `actor` (None where it goes to a
    person by their id), or in the result of an operation, which whoever asked for it gets."""

    element: Id
    entity: Id
    field: str
    result: bool = False
    actor: Id | None = None
    person: bool = False


def disclosures_of(
    specification: Specification, skills: Mapping[str, SkillSignature] | None = None
) -> tuple[Disclosure, ...]:
    """What the operations, reactions, timers and schedules of a checked Specification tell."""
    return tuple(dict.fromkeys(_told(specification, skills)))


def _told(specification: Specification, skills: Mapping[str, SkillSignature] | None) -> Iterator[Disclosure]:
    for operation in specification.operations:
        environment = steps_environment(specification, operation, skills)
        yield from _notified(operation.id, operation.steps, environment)
        if operation.result is not None:
            for entity, field in _read(operation.result, check_statements(operation.steps, environment)):
                yield Disclosure(element=operation.id, entity=entity, field=field, result=True)
    for reaction in specification.reactions:
        environment = _given(reaction.when, reaction_environment(specification, reaction, skills))
        yield from _notified(reaction.id, reaction.steps, environment)
    for timer in specification.timers:
        yield from _notified(timer.id, timer.steps, _given(timer.when, timer_environment(specification, timer, skills)))
    for schedule in specification.schedules:
        yield from _notified(schedule.id, schedule.steps, schedule_environment(specification, schedule, skills))


def _given(when: Expression | None, environment: Environment) -> Environment:
    return environment if when is None else environment.given(when)


def _notified(element: Id, steps: Sequence[Statement], environment: Environment) -> Iterator[Disclosure]:
    for statement, here in statement_environments(steps, environment):
        match statement:
            case Notify(to=to):
                for told in (statement.text, *(value for _, value in statement.data)):
                    for entity, field in _read(told, here):
                        yield Disclosure(
                            element=element,
                            entity=entity,
                            field=field,
                            actor=to.actor,
                            person=to.person is not None,
                        )
            case Each():
                yield from _notified(element, statement.steps, each_environment(statement, here))
            case When():
                yield from _notified(element, statement.then, here.given(statement.test))
                yield from _notified(element, statement.otherwise, here.given(statement.test, False))


def _read(expression: Expression, environment: Environment) -> Iterator[tuple[Id, str]]:
    """The fields of rows whose value the expression passes on: what it only counts, or tests for, is not told."""
    if isinstance(expression, Get):
        of = infer_type(expression.of, environment)
        if of.kind == "reference" and of.entity is not None:
            yield of.entity, expression.field
        return
    if isinstance(expression, Compare | AllOf | AnyOf | Not | Present | Contains):  # no more than yes or no
        return
    if isinstance(expression, Aggregate | Records):
        within = environment.bind(expression.name, reference(expression.entity))
        values = (
            [value for _, value in expression.fields]
            if isinstance(expression, Records)
            else [expression.value]
            if expression.value is not None
            else []
        )
        for value in values:
            yield from _read(value, within)
        return
    for value in _passed_on(expression):
        yield from _read(value, environment)


def _passed_on(expression: Expression) -> Iterator[Expression]:
    """The parts of an expression that its value is made of, but for tests."""
    for name, value in vars(expression).items():
        if name in _TESTS:
            continue
        for each in value if isinstance(value, tuple) else (value,):
            if hasattr(each, "op"):
                yield each


_TESTS = frozenset({"test", "where", "order"})
