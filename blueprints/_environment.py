"""What names mean where an expression stands: the types bound by operations, reactions, timers and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from autogenesis.core import SpecificationError
from blueprints._base import Frozen, Id
from blueprints._expressions import AllOf, AnyOf, Compare, Expression, Literally, Not, Present
from blueprints._specification import (
    Actor,
    Calendar,
    Derivation,
    Entity,
    FieldOf,
    Operation,
    Schedule,
    Specification,
    Table,
    Timer,
)
from blueprints._types import DATE, DATETIME, PERSON, TEXT, Type, reference

RESERVED: Mapping[str, Type] = {"now": DATETIME, "today": DATE, "by": PERSON, "role": TEXT}
"""The names that are bound everywhere."""


class SkillSignature(Frozen):
    """What a skill takes and gives; a list of records is ``list_of(Type(kind="record", fields=…))``.

    Parameters in `optional` may be left out; the result is a record or any other type.
    """

    id: Id
    parameters: Mapping[str, Type]
    result: Type
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SpecificationIndex:
    """The elements of a Specification by id."""

    entities: Mapping[str, Entity]
    operations: Mapping[str, Operation]
    tables: Mapping[str, Table]
    calendars: Mapping[str, Calendar]
    actors: Mapping[str, Actor]

    @classmethod
    def of(cls, specification: Specification) -> SpecificationIndex:
        """Index `specification`; of two elements with one id the first counts."""
        return cls(
            entities={element.id: element for element in reversed(specification.entities)},
            operations={element.id: element for element in reversed(specification.operations)},
            tables={element.id: element for element in reversed(specification.tables)},
            calendars={element.id: element for element in reversed(specification.calendars)},
            actors={element.id: element for element in reversed(specification.actors)},
        )


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Names with their types, and the Specification they are read against.

    `optional` are the names that may be absent, `known` the expressions that a test has shown to be present;
    `element` and `path` say where we are, for errors.
    """

    index: SpecificationIndex
    skills: Mapping[str, SkillSignature] = field(default_factory=dict)
    names: Mapping[str, Type] = field(default_factory=lambda: dict(RESERVED))
    optional: frozenset[str] = frozenset()
    known: frozenset[Expression] = frozenset()
    element: str = "expression"
    path: str = ""

    def at(self, step: str) -> Environment:
        """The same, one step further down: ``at("left")`` or ``at("[2]")``."""
        joint = "" if not self.path or step.startswith("[") else "."
        return replace(self, path=f"{self.path}{joint}{step}")

    def bind(self, name: str, kind: Type, *, optional: bool = False) -> Environment:
        """The same with one name more."""
        changed = self.optional | {name} if optional else self.optional - {name}
        known = frozenset() if name in self.names else self.known
        return replace(self, names={**self.names, name: kind}, optional=changed, known=known)

    def given(self, test: Expression, holds: bool = True) -> Environment:
        """The same where `test` is known to hold (or not to); only tests for presence teach anything."""
        shown = _shown_present(test, holds)
        return replace(self, known=self.known | shown) if shown else self

    def error(self, what: str, remedy: str) -> SpecificationError:
        """An error that names the element, the node's path and the reason."""
        return SpecificationError(what, where=f"{self.element}: {self.path or 'expression'}", remedy=remedy)

    def entity(self, wanted: str) -> Entity:
        """The entity with that id."""
        if wanted not in self.index.entities:
            raise self.error(f"There is no entity {wanted}", choose(self.index.entities, "an entity"))
        return self.index.entities[wanted]

    def table(self, wanted: str) -> Table:
        """The decision table with that id."""
        if wanted not in self.index.tables:
            raise self.error(f"There is no table {wanted}", choose(self.index.tables, "a table"))
        return self.index.tables[wanted]

    def calendar(self, wanted: str | None) -> Calendar:
        """The calendar with that id; there must be one."""
        if wanted is None:
            raise self.error("Open days need a calendar", choose(self.index.calendars, "a calendar"))
        if wanted not in self.index.calendars:
            raise self.error(f"There is no calendar {wanted}", choose(self.index.calendars, "a calendar"))
        return self.index.calendars[wanted]

    def member(self, entity: Entity, name: str) -> FieldOf | Derivation:
        """The field or derivation `name` of `entity`."""
        members = {held.name: held for held in reversed(members_of(entity))}
        if name in members:
            return members[name]
        raise self.error(f"{entity.id} has no field {name!r}", choose(["id", *members], "a field"))


def members_of(entity: Entity) -> tuple[FieldOf | Derivation, ...]:
    """What can be read of a row: its fields, then its derivations."""
    return (*entity.fields, *entity.derivations)


def base_environment(
    specification: Specification, element: str, skills: Mapping[str, SkillSignature] | None = None
) -> Environment:
    """The names that are bound everywhere, for the element with that id."""
    return Environment(index=SpecificationIndex.of(specification), skills=skills or {}, element=element)


def operation_environment(
    specification: Specification, operation: Operation, skills: Mapping[str, SkillSignature] | None = None
) -> Environment:
    """The inputs of `operation`: what its guards and steps may name."""
    environment = base_environment(specification, operation.id, skills)
    return with_inputs(environment, operation)


def with_inputs(environment: Environment, operation: Operation) -> Environment:
    """Bind the inputs of `operation`; optional ones without a default may be absent."""
    for parameter in operation.inputs:
        absent = not parameter.required and parameter.default is None
        environment = environment.bind(parameter.name, parameter.type, optional=absent)
    return environment


def row_environment(
    specification: Specification,
    entity: Entity,
    skills: Mapping[str, SkillSignature] | None = None,
    *,
    element: str | None = None,
) -> Environment:
    """`it` is a row of `entity`: for invariants, derivations and access rules."""
    return base_environment(specification, element or entity.id, skills).bind("it", reference(entity.id))


def timer_environment(
    specification: Specification, timer: Timer, skills: Mapping[str, SkillSignature] | None = None
) -> Environment:
    """`it` is a row of the timer's entity."""
    return base_environment(specification, timer.id, skills).bind("it", reference(timer.entity))


def schedule_environment(
    specification: Specification, schedule: Schedule, skills: Mapping[str, SkillSignature] | None = None
) -> Environment:
    """Only what is bound everywhere."""
    return base_environment(specification, schedule.id, skills)


def _shown_present(test: Expression, holds: bool) -> frozenset[Expression]:
    match test:
        case Present(value=value) if holds:
            return frozenset({value})
        case Compare(relation="!=" | "==", left=left, right=right) if (test.relation == "!=") is holds:
            if isinstance(right, Literally) and right.value is None:
                return frozenset({left})
            if isinstance(left, Literally) and left.value is None:
                return frozenset({right})
        case Not(term=term):
            return _shown_present(term, not holds)
        case AllOf(terms=terms) if holds:
            return _union(_shown_present(term, True) for term in terms)
        case AnyOf(terms=terms) if not holds:
            return _union(_shown_present(term, False) for term in terms)
    return frozenset()


def _union(sets: Iterable[frozenset[Expression]]) -> frozenset[Expression]:
    empty: frozenset[Expression] = frozenset()
    return empty.union(*sets)


def choose(names: Iterable[str], what: str) -> str:
    """The remedy where a name is not known: the names there are."""
    listed = ", ".join(sorted(names))
    return f"Use one of: {listed}" if listed else f"Add {what} to the specification first"
