"""Long stories: days on which much is asked for, sensible or not, and what everything has come to in the end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import blueprints as b
from autogenesis.assembly._names import role_name
from autogenesis.assembly._oracle import OracleError, Performer, run_scenario
from autogenesis.assembly._telling import Found, Step, overview, told
from autogenesis.assembly._witness import Plot, Search, shown

_WALKS, _KEPT, _LENGTH = 7, 4, 45
_ATTEMPTS = 100
"""How much is asked for in one walk at most, done or refused."""
_WAITING = 1500
"""What waiting may cost in one walk, in rows there are at each thing that falls due."""
_MOST_ROWS = 4
_SAME_REFUSALS = 3
_TRIES = 5
_SPANS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}


def walks(search: Search, perform: Performer | None) -> Iterator[Found]:
    """Long stories that the oracle confirms."""
    for kind, scenario in Walks(search).found():
        try:
            failures = run_scenario(search.specification, scenario, perform=perform).failures
        except OracleError:
            continue
        if not failures:
            yield kind, scenario


class Walks:
    """Makes long stories from what a search knows; the same ones for the same specification."""

    def __init__(self, search: Search) -> None:
        self._search, self._specification = search, search.specification
        self._operations = search.commands
        nodes = list(_nodes(self._specification.model_dump(mode="python")))
        self._clock = sorted({each for node in nodes for each in _times(node)})
        self._days = sorted({days for node in nodes for days in _distances(node)})
        self._most = max((count for node in nodes for count in _counts(node)), default=2)

    def found(self) -> Iterator[Found]:
        """The few walks that together show most."""
        if not self._operations:
            return
        walks = [_Walk(self, random.Random(number)) for number in range(_WALKS)]
        for walk in walks:
            walk.go(_LENGTH)
        seen: set[tuple[str, int]] = set()
        for number in range(1, _KEPT + 1):
            best = max(walks, key=lambda walk: len(walk.showed() - seen))
            if not best.showed() - seen:
                return
            seen |= best.showed()
            walks.remove(best)
            yield told("walks", f"a long story {number}", sorted(best.elements()), best.steps, best.observed())

    def values(self, plot: Plot, item: b.Parameter, fresh: b.Entity | None, chance: random.Random) -> list[Any]:
        """Values for an input, the likeliest first."""
        kind = item.type
        if kind.kind == "date" and self._days:
            today = plot.machine.world.now.date()
            days = [int(distance) + near for distance in self._days for near in (-1, 0, 1)]
            exact = [(today - timedelta(days=count)).isoformat() for count in days if _counts_back(today, count)]
            sample = chance.sample(exact, min(len(exact), 4))
            return [*self._search.candidates.values(plot.machine, item, fresh), *sample]
        if kind.kind == "reference":
            rows = [row.id for row in plot.machine.world.rows(str(kind.entity))]
            return rows[:2] + rows[-_MOST_ROWS:] or self._search.candidates.values(plot.machine, item, fresh)
        worded = self._search.candidates.worded if kind.kind == "text" and chance.random() < 0.4 else []
        return [*worded[:1], *self._search.candidates.values(plot.machine, item, fresh)]

    @property
    def operations(self) -> list[b.Operation]:
        """What can be asked for."""
        return self._operations

    @property
    def most(self) -> int:
        """How often something may have to be done until a count is full."""
        return min(12, self._most + 1)

    def moment(self, plot: Plot, chance: random.Random) -> datetime:
        """When the story goes on: soon, days later, when the next timer is due, or about a time of day that counts."""
        now = plot.machine.world.now
        due = plot.machine.next_moment()
        if due is not None and chance.random() < 0.5:
            return due + timedelta(minutes=chance.choice((-1, 0, 0, 1))) if due - now > timedelta(minutes=2) else due
        if self._clock and chance.random() < 0.6:
            at = datetime.combine(now.date(), chance.choice(self._clock), now.tzinfo)
            at += timedelta(days=chance.choice((0, 1)), minutes=chance.choice((-1, 0, 1)))
            return at if at > now else at + timedelta(days=2)
        days = chance.choice((0.02, 0.1, 1, 1, 7, *(self._days or [30])))
        return (now + timedelta(days=min(days, 1500))).replace(second=0, microsecond=0)


class _Walk:
    """One of them, in the making."""

    def __init__(self, walks: Walks, chance: random.Random) -> None:
        self._walks, self._chance = walks, chance
        self._search = walks._search
        self._plot = self._search.fresh()
        self.steps: list[Step] = []
        self._refused: dict[str, int] = {}
        self._done: dict[str, int] = {}
        self._left = _ATTEMPTS
        self._newest = chance.random() < 0.5

    def go(self, length: int) -> None:
        """Go on until the story is long enough."""
        for _ in range(length * 2):
            if len(self.steps) >= length or self._left <= 0:
                return
            if self._done and self._chance.random() < 0.15:
                self._wait()
                continue
            operation = self._next()
            again = operation.kind == "create" and self._chance.random() < 0.15
            kept: dict[str, Any] = {}
            for _ in range(self._walks.most if again else 1):
                found = self._tried(operation, kept)
                if found is None:
                    break
                kept = found

    def showed(self) -> set[tuple[str, int]]:
        """What acted and what was refused, and how often up to a few times."""
        acted = dict[str, int]()
        for element in self._plot.machine.did:
            acted[element] = acted.get(element, 0) + 1
        counts = [*acted.items(), *self._refused.items(), *self._done.items()]
        return {(element, number) for element, count in counts for number in range(min(count, 4))}

    def elements(self) -> set[str]:
        """The elements that the story shows at work."""
        return {*self._plot.machine.did, *self._refused, *self._done}

    def observed(self) -> list[Step]:
        """All rows, and how many notifications of each type were sent."""
        return overview(self._search.specification, self._plot)

    def _next(self) -> b.Operation:
        """Mostly what was done least, rows first."""
        few = min(self._walks.operations, key=lambda item: self._done.get(item.id, 0) * (item.kind != "create") + 0.0)
        creates = [item for item in self._walks.operations if item.kind == "create" and self._done.get(item.id, 0) < 2]
        if creates and self._chance.random() < 0.6:
            return creates[0]
        return few if self._chance.random() < 0.2 else self._chance.choice(self._walks.operations)

    def _wait(self) -> None:
        to = self._walks.moment(self._plot, self._chance).isoformat()[:16]
        before, machine = self._plot.fork(), self._plot.machine
        usual, machine.patience = machine.patience, max(0, _WAITING - machine.toil)
        try:
            machine.clock(to)
        except (OracleError, OverflowError):
            self._plot = before
            return
        machine.patience = usual
        self.steps.append(b.ClockStep(to=to))

    def _tried(self, operation: b.Operation, kept: dict[str, Any]) -> dict[str, Any] | None:
        """Ask for it a few times until it is done, with the rows that are `kept`; the rows that were named."""
        for _ in range(_TRIES):
            given = self._given(operation, kept)
            if given is None:
                return None
            people = self._search.candidates.people(self._plot.machine)
            by = self._chance.choice(people) if self._search.asks_who(operation) else None
            role = role_name(operation.roles[0]) if operation.roles else None
            if self._take(operation, b.CallStep(operation=operation.name, input=given, role=role, by=by)):
                rows = {item.name for item in operation.inputs if item.type.kind == "reference"}
                return {name: value for name, value in given.items() if name in rows}
        return None

    def _given(self, operation: b.Operation, kept: dict[str, Any]) -> dict[str, Any] | None:
        """Inputs for it; None where there is nothing yet that it could be done to."""
        fresh = self._search.entity_made(operation)
        given: dict[str, Any] = {}
        for item in operation.inputs:
            values = self._walks.values(self._plot, item, fresh, self._chance)
            if not values and item.required:
                return None
            if values and (item.required or self._chance.random() < 0.5):
                given[item.name] = kept[item.name] if item.name in kept else self._chosen(item, values)
        return given

    def _chosen(self, item: b.Parameter, values: list[Any]) -> Any:
        """Mostly the likeliest; among rows mostly the same one, so that much happens to it."""
        chance = self._chance.random()
        if item.type.kind == "reference":
            return values[-1 if self._newest else 0] if chance < 0.6 else self._chance.choice(values)
        bound = item.name in self._search.candidates.bounds or item.type.kind == "date"
        return values[0] if chance < (0.25 if bound else 0.5) else self._chance.choice(values)

    def _take(self, operation: b.Operation, step: b.CallStep) -> bool:
        self._left -= 1
        before = self._plot.fork()
        try:
            reply = self._plot.attempt(step)
        except (OracleError, OverflowError):
            self._plot = before
            return False
        if reply.refused is None:
            self._done[operation.id] = self._done.get(operation.id, 0) + 1
            self.steps.append(step.model_copy(update={"result": shown(reply.result)}))
            return True
        if reply.refused.startswith(("guard.", "invariant.")):
            self._refused[reply.refused] = self._refused.get(reply.refused, 0) + 1
            if self._refused[reply.refused] <= _SAME_REFUSALS:
                self.steps.append(step.model_copy(update={"refused": reply.refused}))
        return False


def _counts_back(today: date, days: int) -> bool:
    return abs(days) < (today - date.min).days


def _times(node: dict[str, Any]) -> Iterator[time]:
    match node:
        case {"op": "literal", "type": {"kind": "time"}, "value": str() as value}:
            yield time.fromisoformat(value[:5])
        case {"unit": "day" | "week" | "month", "at": str() as value}:
            yield time.fromisoformat(value[:5])


def _distances(node: dict[str, Any]) -> Iterator[float]:
    """Lengths of time that dates are compared by or moved by, in days."""
    match node:
        case {"op": "compare", "left": {"op": "between", "unit": str() as unit}, "right": other} | {
            "op": "compare", "right": {"op": "between", "unit": str() as unit}, "left": other,
        } | {"op": "shift", "unit": str() as unit, "amount": other}:  # fmt: skip
            number = _number(other)
            span = _SPANS.get(unit if unit.endswith("s") else f"{unit}s")
            if number is not None and span is not None and abs(number) * Decimal(span) >= 1:
                yield float(abs(number)) * span


def _counts(node: dict[str, Any]) -> Iterator[int]:
    """Numbers of rows that rules ask about."""
    match node:
        case {"op": "compare", "left": {"op": "aggregate", "function": "count"}, "right": other}:
            number = _number(other)
            if number is not None:
                yield int(number)


def _number(node: Any) -> Decimal | None:
    match node:
        case {"op": "literal", "type": {"kind": "integer" | "duration" | "decimal"}, "value": int() | str() as value}:
            return Decimal(str(value))
    return None


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _nodes(value)
