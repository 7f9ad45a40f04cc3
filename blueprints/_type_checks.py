"""Types every expression and statement of a Specification, and collects what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from autogenesis.core import SpecificationError
from blueprints._environment import (
    Environment,
    SkillSignature,
    SpecificationIndex,
    base_environment,
    operation_environment,
    row_environment,
    schedule_environment,
    timer_environment,
)
from blueprints._expressions import Expression
from blueprints._inference import require, require_boolean
from blueprints._problem import Problem
from blueprints._specification import Entity, Guard, Operation, Specification, Table
from blueprints._statement_checks import (
    check_statements,
    reaction_environment,
    result_type,
    steps_environment,
)
from blueprints._statements import Statement
from blueprints._types import DATETIME, Type


def type_problems(
    specification: Specification, skills: Mapping[str, SkillSignature] | None = None
) -> tuple[Problem, ...]:
    """Every expression that has no type, or not the one its place needs."""
    checker = _TypeChecker(specification, skills or {})
    for entity in specification.entities:
        checker.entity(entity)
    for table in specification.tables:
        checker.table(table)
    for operation in specification.operations:
        checker.operation(operation)
    checker.events()
    checker.access()
    return tuple(checker.problems)


class _TypeChecker:
    """Runs one check after the other; what one raises becomes a problem and the next goes on."""

    def __init__(self, specification: Specification, skills: Mapping[str, SkillSignature]) -> None:
        self.specification = specification
        self.skills = skills
        self.problems: list[Problem] = []

    @contextmanager
    def trying(self, element: str) -> Iterator[None]:
        try:
            yield
        except SpecificationError as error:
            where = error.where.removeprefix(f"{element}: ")
            message = f"{error.what} ({where})"
            self.problems.append(Problem(element=element, code="type", message=message, remedy=error.remedy))

    def value(self, expression: Expression | None, target: Type, place: Environment) -> None:
        if expression is not None:
            with self.trying(place.element):
                require(expression, target, place)

    def condition(self, expression: Expression | None, place: Environment) -> None:
        if expression is not None:
            with self.trying(place.element):
                require_boolean(expression, place)

    def guards(self, guards: Sequence[Guard], environment: Environment) -> None:
        for guard in guards:
            self.condition(guard.requires, replace(environment, element=guard.id, path="requires"))
            environment = environment.given(guard.requires)
            if not guard.reason.strip():
                self.problems.append(
                    Problem(
                        element=guard.id,
                        code="no_reason",
                        message="The guard gives no reason",
                        remedy="Say in a sentence why it refuses",
                    )
                )

    def steps(self, steps: tuple[Statement, ...], environment: Environment, when: Expression | None = None) -> None:
        self.condition(when, environment.at("when"))
        inner = environment if when is None else environment.given(when)
        with self.trying(environment.element):
            check_statements(steps, inner.at("steps"))

    def entity(self, entity: Entity) -> None:
        plain = base_environment(self.specification, entity.id, self.skills)
        row = row_environment(self.specification, entity, self.skills)
        for held in entity.fields:
            self.value(held.default, held.type, replace(plain, element=held.id, path="default"))
        for derivation in entity.derivations:
            self.value(derivation.value, derivation.type, replace(row, element=derivation.id, path="value"))
        self.guards(entity.invariants, row)
        self.initial(entity, plain)

    def initial(self, entity: Entity, plain: Environment) -> None:
        kinds: dict[str, Type] = {held.name: held.type for held in entity.fields}
        keys: list[object] = []
        for number, values in enumerate(entity.initial):
            place = plain.at(f"initial[{number}]")
            for name, value in values:
                if name in kinds:
                    self.value(value, kinds[name], place)
                else:
                    self.faulty(
                        entity.id, "unknown_field", f"{entity.id} has no field {name!r}", "Name one of its fields"
                    )
            keys.append(next((value.value for name, value in values if name == entity.key), None))
        if entity.key and len(set(keys) - {None}) < len(keys):
            self.faulty(entity.id, "initial_key", f"The initial rows of {entity.id} need different keys", "Number them")

    def faulty(self, element: str, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(element=element, code=code, message=message, remedy=remedy))

    def table(self, table: Table) -> None:
        plain = base_environment(self.specification, table.id, self.skills)
        for number, line in enumerate(table.lines):
            for (name, wanted), cell in zip(table.keys, line.keys, strict=False):
                for bound in (cell.equals, cell.low, cell.high):
                    self.value(bound, wanted, plain.at(f"lines[{number}].{name}"))
            for (name, wanted), value in zip(table.columns, line.values, strict=False):
                self.value(value, wanted, plain.at(f"lines[{number}].{name}"))

    def operation(self, operation: Operation) -> None:
        plain = base_environment(self.specification, operation.id, self.skills)
        for parameter in operation.inputs:
            self.value(parameter.default, parameter.type, plain.at(f"inputs.{parameter.name}"))
        self.guards(operation.guards, operation_environment(self.specification, operation, self.skills))
        before = len(self.problems)
        self.steps(operation.steps, steps_environment(self.specification, operation, self.skills))
        if len(self.problems) == before:
            with self.trying(operation.id):
                result_type(self.specification, operation, self.skills)

    def events(self) -> None:
        for reaction in self.specification.reactions:
            with self.trying(reaction.id):
                environment = reaction_environment(self.specification, reaction, self.skills)
                self.steps(reaction.steps, environment, reaction.when)
        for timer in self.specification.timers:
            environment = timer_environment(self.specification, timer, self.skills)
            self.value(timer.at, DATETIME, environment.at("at"))
            self.steps(timer.steps, environment, timer.when)
        for schedule in self.specification.schedules:
            self.steps(schedule.steps, schedule_environment(self.specification, schedule, self.skills))

    def access(self) -> None:
        entities = SpecificationIndex.of(self.specification).entities
        for rule in self.specification.access:
            if rule.entity in entities:
                environment = row_environment(self.specification, entities[rule.entity], self.skills, element=rule.id)
                self.condition(rule.requires, environment.at("requires"))
