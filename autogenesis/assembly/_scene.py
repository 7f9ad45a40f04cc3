"""A moment in a story at which something is about to be asked for, and what expressions come to there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import Machine, Reply, Row
from autogenesis.assembly._past import Past, State
from autogenesis.assembly._witness import Plot, plain
from autogenesis.core import AssemblyError

BREAKS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, AssemblyError)


@dataclass(frozen=True)
class ToCome:
    """The row of `entity` that the call of a scene makes or changes; without an entity, the one that it gives."""

    entity: str | None


@dataclass(frozen=True)
class Scope:
    """What names stand for: with `own` the inputs of the call of the scene, and `more`."""

    own: bool
    more: Mapping[str, Any] = field(default_factory=dict)

    def bound(self, name: str, value: Any) -> Scope:
        """The scope with one more name."""
        return Scope(self.own, {**self.more, name: value})


OWN = Scope(True)


@dataclass(frozen=True)
class Scene:
    """What has happened, and the call that comes next, where there is one."""

    plot: Plot
    step: b.CallStep | None = None

    def giving(self, name: str, value: Any) -> Scene:
        """The scene with an input of the call changed."""
        assert self.step is not None
        given = {key: each for key, each in self.step.input.items() if key != name}
        given |= {} if value is None else {name: value}
        return replace(self, step=self.step.model_copy(update={"input": given}))

    def by(self, person: str | None) -> Scene:
        """The scene with the call made by somebody else."""
        assert self.step is not None
        return replace(self, step=self.step.model_copy(update={"by": person}))

    def value(self, node: b.Expression, scope: Scope) -> Any:
        """What an expression comes to here; None where it comes to nothing."""
        known = self._known.get((id(node), id(scope)))
        if known is None:  # nobody changes a plot, so it comes to the same when it is asked for again
            known = self._known[id(node), id(scope)] = (self._value(node, scope), node, scope)
        return known[0]

    def _value(self, node: b.Expression, scope: Scope) -> Any:
        machine, names = self.plot.machine, dict(scope.more)
        try:
            if scope.own:
                names = {**self.inputs, **names}
            if any(isinstance(value, ToCome) for value in names.values()):
                machine = self._after[0]
                names = {
                    name: self.to_come(value) if isinstance(value, ToCome) else value for name, value in names.items()
                }
            return machine.evaluate(node, names)
        except BREAKS:
            return None

    @cached_property
    def _known(self) -> dict[tuple[int, int], tuple[Any, b.Expression, Scope]]:
        """Values by the identities of an expression and a scope; both are kept, so that no others get these."""
        return {}

    @property
    def operation(self) -> b.Operation:
        """What is asked for."""
        assert self.step is not None
        asked = self.step.operation
        return next(item for item in self.plot.machine.specification.operations if item.name == asked)

    @cached_property
    def inputs(self) -> dict[str, Any]:
        """The inputs of the call, as expressions see them, and who makes it."""
        assert self.step is not None
        world, names = self.plot.machine.world, dict[str, Any]()
        for item in self.operation.inputs:
            given = self.step.input.get(item.name)
            names[item.name] = () if given is None and item.type.kind == "list" else world.lead(
                item.type, world.read(item.type, given)
            )  # fmt: skip
        return {**names, "by": self.step.by or "", "role": self.step.role or ""}

    @cached_property
    def _after(self) -> tuple[Machine, Reply]:
        """What the call comes to by itself."""
        assert self.step is not None
        machine = self.plot.machine.unanswered()
        return machine, machine.call(self.step.operation, self.step.input, role=self.step.role, by=self.step.by)

    def to_come(self, what: ToCome) -> Row | None:
        """The row that the call makes, changes or gives."""
        machine, reply = self._after
        if what.entity is None:
            id = reply.result.get("id") if isinstance(reply.result, dict) else None
            tables = machine.world.tables
            return next((Row(name, id, rows[id]) for name, rows in tables.items() if id in rows), None) if id else None
        before = self.plot.machine.world.tables[what.entity]
        rows = [row for row in machine.world.rows(what.entity) if before.get(row.id) is not row.values]
        return rows[-1] if rows else None

    def writes(self, entity: str) -> bool:
        """Whether the call makes or changes a row of an entity."""
        try:
            return self.to_come(ToCome(entity)) is not None
        except BREAKS:
            return False

    def settled(self, scope: Scope) -> Scope:
        """The scope with names that stand for what they stand for now, whatever is asked for instead."""
        names = {**(self.inputs if scope.own else {}), **scope.more}
        for name, value in names.items():
            if isinstance(value, ToCome):
                row = self.to_come(value)
                names[name] = None if row is None else Row(row.entity, f"{row.id} to come", row.values)
        return Scope(False, names)

    def taken(self) -> Plot | None:
        """What has happened after the call, which is refused or done; None where it makes no sense."""
        assert self.step is not None
        plot = self.plot.fork()
        try:
            reply = plot.attempt(self.step)
        except BREAKS:
            return None
        if reply.refused is not None:
            if not reply.refused.startswith(("guard.", "invariant.")):
                return None
            plot.steps.append(self.step.model_copy(update={"refused": reply.refused}))
        return plot


def retold(past: Past, steps: list[b.CallStep | b.ClockStep]) -> Plot | None:
    """The steps taken from the beginning, on another system; None where one of them comes out in another way."""
    state, taken = past.beginning, list[b.CallStep | b.ClockStep]()
    for step in steps:
        following = state.what_of(step)
        refused = step.refused if isinstance(step, b.CallStep) else None
        if isinstance(following, str) and following == refused:
            taken.append(step)
        elif not isinstance(following, State) or refused is not None:
            return None
        else:
            state = following
            taken.append(state.plot.steps[-1])
    return Plot(state.plot.machine.fork(), taken)


def as_given(value: Any) -> Any:
    """A value as calls give it."""
    if isinstance(value, Row):
        return value.id
    if isinstance(value, list | tuple):
        return [as_given(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else plain(value)
