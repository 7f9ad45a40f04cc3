"""Statements, executed straight from the tree in a world."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle._evaluate import Evaluator
from autogenesis.assembly._oracle._rows import DeclinedError, MistypedError, Row, World, as_json
from autogenesis.assembly._oracle._words import told

Performer = Callable[[str, Mapping[str, Any]], Any]
"""Runs a skill: its id and its arguments as JSON-like values; raises `DeclinedError` when the skill refuses."""


@dataclass(frozen=True)
class Note:
    """A notification that was sent."""

    at: datetime
    type: str
    to: str
    role: str
    subject: str | None
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Happening:
    """What reactions answer to: something was done, created or changed."""

    on: str
    element: str
    row: Row | None
    fields: frozenset[str] = frozenset()
    inputs: Mapping[str, Any] = field(default_factory=dict)


class Executor:
    """Executes statements; what they did is in `notes` and `happened` until the transaction ends."""

    def __init__(self, world: World, evaluate: Evaluator, perform: Performer | None) -> None:
        self._world = world
        self._evaluate = evaluate
        self._perform = perform
        self.notes: list[Note] = []
        self.happened: deque[Happening] = deque()
        self._changed: list[Row] = []
        self._removed = False

    @property
    def acted(self) -> bool:
        """Whether anything was told, or any row made, changed or taken away."""
        return bool(self.notes or self.happened or self._removed)

    def latest(self, entity: str | None) -> Row | None:
        """The row of `entity` created or changed last; without one, the row of any entity."""
        own = [row for row in self._changed if row.entity == entity]
        found = own or self._changed
        return found[-1] if found else None

    def run(self, steps: Sequence[b.Statement], names: dict[str, Any]) -> None:
        """Execute in order; names that statements bind are added to `names`."""
        for step in steps:
            match step:
                case b.Create():
                    row = self.create(step.entity, {n: self._evaluate(v, names) for n, v in step.values})
                    if step.name:
                        names[step.name] = row
                case b.Update():
                    row = self._evaluate(step.row, names)
                    if row is not None:
                        self._update(row, {n: self._evaluate(v, names) for n, v in step.values})
                case b.Remove():
                    row = self._evaluate(step.row, names)
                    if row is not None:
                        self._world.change(row.entity).pop(row.id, None)
                        self._removed = True
                        self._changed = [held for held in self._changed if held != row]
                case b.Notify():
                    self._notify(step, names)
                case b.Each():
                    for member in self._evaluate(step.rows, names) or ():
                        self.run(step.steps, _scoped(names, step.name, member))
                case b.When():
                    chosen = step.then if self._evaluate.holds(step.test, names) else step.otherwise
                    self.run(chosen, names)
                case b.Let():
                    names[step.name] = self._evaluate(step.value, names)
                case b.Perform():
                    names[step.name] = self._skill(step, names)

    def create(self, entity: str, values: Mapping[str, Any], id: str | None = None) -> Row:
        """A new row with defaults where nothing is given; its invariants hold or it is declined."""
        held: dict[str, Any] = {}
        for item in self._world.entities[entity].fields:
            if item.name in values:
                held[item.name] = stored(item.type, values[item.name])
            elif item.default is not None:
                held[item.name] = stored(item.type, self._evaluate(item.default, {}))
            else:
                held[item.name] = () if item.type.kind == "list" else None
        self._check_unique(entity, held, None)
        key = self._world.entities[entity].key
        wanted = str(held[key]) if key else id
        if wanted is not None and wanted in self._world.tables[entity]:
            raise DeclinedError(f"unique.{key or 'id'}", key or "id")
        row = self._world.add(entity, held, id)
        self._check_invariants(row)
        self.happened.append(Happening("created", entity, row))
        self._changed.append(row)
        return row

    def _update(self, row: Row, changes: Mapping[str, Any]) -> None:
        kinds = self._world.field_types[row.entity]
        before = self._world.current(row)
        fresh = {name: stored(kinds[name], value) for name, value in changes.items()}
        after = {**before, **fresh}
        self._check_unique(row.entity, after, row.id)
        self._world.change(row.entity)[row.id] = after
        self._check_invariants(row)
        changed = frozenset(name for name in fresh if before.get(name) != after[name])
        if changed:
            self.happened.append(Happening("changed", row.entity, row, changed))
        self._changed.append(row)

    def _check_invariants(self, row: Row) -> None:
        for invariant in self._world.entities[row.entity].invariants:
            if not self._evaluate.holds(invariant.requires, {"it": row}):
                raise DeclinedError(invariant.id, invariant.field)

    def _check_unique(self, entity: str, values: Mapping[str, Any], own: str | None) -> None:
        for item in self._world.entities[entity].fields:
            if not item.unique or values.get(item.name) is None:
                continue
            for id, other in self._world.tables[entity].items():
                if id != own and other.get(item.name) == values[item.name]:
                    raise DeclinedError(f"unique.{item.name}", item.name)

    def _notify(self, step: b.Notify, names: dict[str, Any]) -> None:
        person = self._evaluate(step.to.person, names) if step.to.person is not None else ""
        subject = self._evaluate(step.subject, names) if step.subject is not None else None
        self.notes.append(
            Note(
                at=self._world.now,
                type=step.type,
                to=person.id if isinstance(person, Row) else (person or ""),
                role=(step.to.actor or "").rsplit(".", 1)[-1],
                subject=subject.id if isinstance(subject, Row) else subject,
                text=told([self._evaluate(step.text, names) or ""]),
                data={name: as_json(self._evaluate(value, names)) for name, value in step.data},
            )
        )

    def _skill(self, step: b.Perform, names: dict[str, Any]) -> Any:
        if self._perform is None:
            raise MistypedError(step.skill)
        return self._perform(step.skill, {name: _told(self._evaluate(value, names)) for name, value in step.arguments})


def stored(kind: b.Type, value: Any) -> Any:
    """A value as a row keeps it: references as ids, money to the cent."""
    if isinstance(value, Row):
        return value.id
    if isinstance(value, list | tuple):
        return tuple(stored(kind.item or b.NOTHING, item) for item in value)
    if kind.kind == "money" and value is not None:
        return Decimal(as_json(value)).quantize(Decimal("0.01"))
    if kind.kind in ("decimal", "percent") and isinstance(value, int):
        return Decimal(value)
    return as_json(value) if value is not None and kind.kind in ("decimal", "percent") else value


def _scoped(names: dict[str, Any], name: str, member: Any) -> dict[str, Any]:
    return {**names, name: member}


def _told(value: Any) -> Any:
    """A value as a skill is given it: rows are named by their ids."""
    match value:
        case Row():
            return value.id
        case tuple() | list():
            return tuple(_told(item) for item in value)
        case dict():
            return {name: _told(item) for name, item in value.items()}
    return value
