"""What an operation, reaction, timer or schedule writes: the ground for owners and for endless loops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from blueprints._base import Frozen, Id
from blueprints._environment import Environment, SkillSignature, schedule_environment, timer_environment
from blueprints._expressions import Literally
from blueprints._inference import infer_type
from blueprints._specification import Specification
from blueprints._statement_checks import (
    each_environment,
    reaction_environment,
    statement_environments,
    steps_environment,
)
from blueprints._statements import Create, Each, Remove, Statement, Update, When


class Write(Frozen):
    """One statement that writes rows of `entity`.

    `conditional` where it stands inside a `when`; `constant` where every value it gives is a constant.
    """

    entity: Id
    does: Literal["created", "changed", "removed"]
    fields: tuple[str, ...] = ()
    conditional: bool = False
    constant: bool = False


def writes_of(
    specification: Specification, element: str, skills: Mapping[str, SkillSignature] | None = None
) -> tuple[Write, ...]:
    """What the operation, reaction, timer or schedule with that id writes, in order."""
    for operation in specification.operations:
        if operation.id == element:
            environment = steps_environment(specification, operation, skills)
            return tuple(_writes(operation.steps, environment.at("steps")))
    for reaction in specification.reactions:
        if reaction.id == element:
            environment = reaction_environment(specification, reaction, skills)
            environment = environment if reaction.when is None else environment.given(reaction.when)
            return tuple(_writes(reaction.steps, environment.at("steps")))
    for timer in specification.timers:
        if timer.id == element:
            environment = timer_environment(specification, timer, skills)
            environment = environment if timer.when is None else environment.given(timer.when)
            return tuple(_writes(timer.steps, environment.at("steps")))
    for schedule in specification.schedules:
        if schedule.id == element:
            return tuple(_writes(schedule.steps, schedule_environment(specification, schedule, skills)))
    return ()


def _writes(statements: Sequence[Statement], environment: Environment, conditional: bool = False) -> Iterator[Write]:
    for statement, here in statement_environments(statements, environment):
        match statement:
            case Create():
                fields = tuple(name for name, _ in statement.values)
                yield Write(entity=statement.entity, does="created", fields=fields, conditional=conditional)
            case Update():
                yield Write(
                    entity=infer_type(statement.row, here).entity or "",
                    does="changed",
                    fields=tuple(name for name, _ in statement.values),
                    conditional=conditional,
                    constant=all(isinstance(value, Literally) for _, value in statement.values),
                )
            case Remove():
                entity = infer_type(statement.row, here).entity or ""
                yield Write(entity=entity, does="removed", conditional=conditional)
            case Each():
                yield from _writes(statement.steps, each_environment(statement, here), conditional)
            case When():
                yield from _writes(statement.then, here.given(statement.test), True)
                yield from _writes(statement.otherwise, here.given(statement.test, False), True)
