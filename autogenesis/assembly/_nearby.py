"""Stories near a known one: another value, a step more or less, another caller, a longer wait."""

from __future__ import annotations

import random
from collections.abc import Container, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

import blueprints as b
from autogenesis.assembly._doubts import Steps, Trial, literals
from autogenesis.assembly._names import role_name
from autogenesis.assembly._oracle import OracleError, SpentError
from autogenesis.assembly._walks import Walks
from autogenesis.assembly._witness import START, Plot, Search

_MOST_AGAIN = 12
_WRONG = ("type.", "known.", "required.", "role.")
_SCALES = (10, 100, 1000)
Change = tuple[str, int, str]
"""What can be turned up and down in steps: a value of an input, a wait, or how often a step is taken."""


class Nearby:
    """Makes other steps from those of a trial."""

    def __init__(self, search: Search) -> None:
        self._search, self._walks = search, Walks(search)
        self._operations = {operation.name: operation for operation in search.commands}
        self._numbers = _numbers(search.specification)

    def steps(self, trial: Trial) -> Steps:
        """The steps of a trial without what is only looked at, and without calls that are wrong in themselves."""
        return tuple(
            step
            for step in trial.steps
            if isinstance(step, b.ClockStep)
            or (
                isinstance(step, b.CallStep)
                and step.operation in self._operations
                and not (step.refused or "").startswith(_WRONG)
            )
        )

    def changes(self, steps: Steps, names: Container[str]) -> list[Change]:
        """What can be turned up and down: first the values that go by one of the names, then the latest ones."""
        values, waits, often = list[Change](), list[Change](), list[Change]()
        for place in range(len(steps) - 1, -1, -1):
            step = steps[place]
            if isinstance(step, b.ClockStep):
                waits.append(("wait", place, ""))
                continue
            for item in self._operations[step.operation].inputs:
                number = item.type.is_number or item.type.kind in ("date", "datetime", "duration")
                if number and step.input.get(item.name) is not None:
                    values.append(("value", place, item.name))
            often.append(("often", place, ""))
        values.sort(key=lambda change: change[2] not in names)
        named = sum(change[2] in names for change in values)
        return [*values[:named], *waits, *often, *values[named:]]

    def unit(self, steps: Steps, change: Change) -> float:
        """The least by which something can be turned up."""
        kind, place, name = change
        step = steps[place]
        if kind == "value" and isinstance(step, b.CallStep):
            types = {item.name: item.type.kind for item in self._operations[step.operation].inputs}
            return 0.01 if types[name] in ("decimal", "money", "percent") else 1
        return 1

    def turned(self, steps: Steps, change: Change, by: float) -> Steps | None:
        """The steps with something turned up, or down; nothing where that cannot be."""
        kind, place, name = change
        step = steps[place]
        try:
            if isinstance(step, b.ClockStep):
                return _waited(steps, place, timedelta(minutes=round(by)))
            if kind == "often":
                more = round(by)
                again = tuple(self._another(step, number + 2) for number in range(more))
                return (*steps[: place + 1], *again, *steps[place + 1 :]) if 0 < more <= _MOST_AGAIN else None
            value = _moved(step.input[name], by, self.unit(steps, change))
        except (OverflowError, ValueError):
            return None
        return _given(steps, place, {**step.input, name: value})

    def at_random(self, trial: Trial, chance: random.Random) -> Steps | None:
        """Other steps, near to those of the trial; none where its machine may not work out as much any more."""
        try:
            return self._at_random(trial, chance)
        except SpentError:
            return None

    def _at_random(self, trial: Trial, chance: random.Random) -> Steps | None:
        steps = self.steps(trial)
        calls = [place for place, step in enumerate(steps) if isinstance(step, b.CallStep)]
        kind = chance.random()
        if kind < 0.35 or not calls:
            return self._with_another(trial, steps, chance)
        place = chance.choice(calls)
        if kind < 0.7:
            return self._revalued(trial, steps, place, chance)
        if kind < 0.8:
            return self._scaled(steps, chance.choice(_SCALES), chance)
        if kind < 0.9:
            return self._later(trial, steps, chance)
        if kind < 0.94:
            return self._by_another(trial, steps, place, chance)
        if kind < 0.96:
            return (*steps[:place], *steps[place + 1 :])
        return (*steps[:place], self._another(steps[place], 2), *steps[place:])

    def twice(self, steps: Steps, schedule: b.Schedule) -> Iterator[Steps]:
        """The steps, then the moment when a schedule is due; the same with the next such moment."""
        machine = self._search.fresh().machine
        for _ in range(2):
            due = machine.due(schedule.id)
            try:
                machine.clock(due.isoformat())
            except (OracleError, OverflowError):
                return
            steps = (*steps, b.ClockStep(to=due.isoformat()[:16]))
            yield steps

    def crowded(self, steps: Steps, schedule: b.Schedule) -> Iterator[Steps]:
        """One row of each kind that the steps make, and many of one kind in turn, until a schedule is due."""
        made: dict[str, b.CallStep] = {}
        for step in steps:
            if isinstance(step, b.CallStep) and self._operations[step.operation].kind == "create":
                made.setdefault(step.operation, step)
        for many in made:
            crowd: list[b.CallStep | b.ClockStep] = []
            for operation, step in made.items():
                more = range(2, _MOST_AGAIN + 1) if operation == many else ()
                crowd += [step, *(self._another(step, number) for number in more)]
            yield from islice(self.twice(tuple(crowd), schedule), 1)

    def grafted(self, trial: Trial, other: Trial, number: int) -> Steps | None:
        """The steps of a trial, then one of another trial."""
        step = other.steps[number] if number < len(other.steps) else other.steps[-1]
        if isinstance(step, b.ClockStep) or (isinstance(step, b.CallStep) and step.operation in self._operations):
            return (*self.steps(trial), step)
        return None

    def _revalued(self, trial: Trial, steps: Steps, place: int, chance: random.Random) -> Steps | None:
        step = steps[place]
        assert isinstance(step, b.CallStep)
        operation = self._operations[step.operation]
        if not operation.inputs:
            return None
        item = chance.choice(operation.inputs)
        if item.name in step.input and not item.required and chance.random() < 0.3:
            return _given(steps, place, {name: value for name, value in step.input.items() if name != item.name})
        values = self._values(trial, operation, item, chance)
        return _given(steps, place, {**step.input, item.name: chance.choice(values)}) if values else None

    def _values(self, trial: Trial, operation: b.Operation, item: b.Parameter, chance: random.Random) -> list[Any]:
        fresh = self._search.entity_made(operation)
        values = self._walks.values(Plot(trial.before[-1], []), item, fresh, chance)
        if item.type.kind in ("decimal", "money", "percent", "integer", "duration"):
            whole = item.type.kind in ("integer", "duration")
            pool = self._numbers.get("whole" if whole else "decimal", [])
            return [*values, *pool]
        return values

    def _scaled(self, steps: Steps, factor: int, chance: random.Random) -> Steps | None:
        """All amounts larger alike, or the numbers that go by one name: what holds between them still does."""
        names = [name for step in steps if isinstance(step, b.CallStep) for name in step.input]
        only = chance.choice(names) if names and chance.random() < 0.5 else None
        scaled: list[b.CallStep | b.ClockStep] = []
        for step in steps:
            if isinstance(step, b.CallStep):
                types = {item.name: item.type for item in self._operations[step.operation].inputs}
                given = {
                    name: round(value * factor, 2)
                    if (only == name and types[name].is_number)
                    or (only is None and types[name].kind in ("decimal", "money"))
                    else value
                    for name, value in step.input.items()
                }
                step = step.model_copy(update={"input": given}) if given != step.input else step
            scaled.append(step)
        return None if tuple(scaled) == steps else tuple(scaled)

    def _with_another(self, trial: Trial, steps: Steps, chance: random.Random) -> Steps | None:
        """One more step at the end, as any operation may be asked for by anybody."""
        operation = chance.choice(self._search.commands)
        given: dict[str, Any] = {}
        for item in operation.inputs:
            values = self._values(trial, operation, item, chance)
            if not values and item.required:
                return None
            if values and (item.required or chance.random() < 0.5):
                given[item.name] = values[0] if chance.random() < 0.4 else chance.choice(values)
        roles: list[str | None] = [role_name(role) for role in operation.roles] or [None]
        by = (
            chance.choice(self._search.candidates.people(trial.before[-1]))
            if self._search.asks_who(operation)
            else None
        )
        step = b.CallStep(operation=operation.name, input=given, role=chance.choice(roles), by=by)
        return (*steps, step)

    def _later(self, trial: Trial, steps: Steps, chance: random.Random) -> Steps | None:
        """A wait, at the end or before the last step."""
        machine = trial.before[-1]
        dues = [machine.due(schedule.id) for schedule in self._search.specification.schedules]
        if dues and chance.random() < 0.4:
            to = chance.choice(dues).isoformat()[:16]
        else:
            to = self._walks.moment(Plot(machine, []), chance).isoformat()[:16]
        place = chance.choice((len(steps), max(0, len(steps) - 1)))
        return (*steps[:place], b.ClockStep(to=to), *steps[place:])

    def _by_another(self, trial: Trial, steps: Steps, place: int, chance: random.Random) -> Steps | None:
        step = steps[place]
        assert isinstance(step, b.CallStep)
        roles: list[str | None] = [role_name(role) for role in self._operations[step.operation].roles] or [None]
        asks = self._search.asks_who(self._operations[step.operation])
        by = chance.choice(self._search.candidates.people(trial.before[-1])) if asks else step.by
        changed = step.model_copy(update={"role": chance.choice(roles), "by": by})
        return (*steps[:place], changed, *steps[place + 1 :])

    def _another(self, step: b.CallStep | b.ClockStep, number: int) -> b.CallStep | b.ClockStep:
        """The same once more, where something must be called otherwise each time with another name."""
        if isinstance(step, b.ClockStep):
            return step
        operation = self._operations[step.operation]
        entity = self._search.entity_made(operation)
        single = {field.name for field in entity.fields if field.unique or field.name == entity.key} if entity else ()
        given = {name: _other_name(value, number) if name in single else value for name, value in step.input.items()}
        return step.model_copy(update={"input": given})


def _other_name(value: Any, number: int) -> Any:
    if isinstance(value, str):
        return f"{value} {number}"
    return value + number if isinstance(value, int) and not isinstance(value, bool) else value


def _given(steps: Steps, place: int, given: dict[str, Any]) -> Steps:
    step = steps[place]
    assert isinstance(step, b.CallStep)
    return (*steps[:place], step.model_copy(update={"input": given}), *steps[place + 1 :])


def _waited(steps: Steps, place: int, longer: timedelta) -> Steps | None:
    """The clock of one step moved; what comes later never comes before it."""
    moved: list[b.CallStep | b.ClockStep] = list(steps)
    least = datetime.fromisoformat(START)
    for number, step in enumerate(steps):
        if isinstance(step, b.ClockStep):
            at = datetime.fromisoformat(step.to[:16])
            if number == place:
                at += longer
            if at < least:
                return None
            least = at
            moved[number] = b.ClockStep(to=at.isoformat()[:16])
    return tuple(moved)


def _moved(value: Any, by: float, unit: float) -> Any:
    if isinstance(value, str):
        if len(value) == len("2000-01-01"):
            return (date.fromisoformat(value) + timedelta(days=round(by))).isoformat()
        return (datetime.fromisoformat(value) + timedelta(minutes=round(by))).isoformat()
    if unit == 1:
        return value + round(by)
    moved = round(value + by, 2)
    return int(moved) if moved == int(moved) else moved


def _numbers(specification: b.Specification) -> dict[str, list[Any]]:
    """The numbers that the specification speaks of, and larger ones."""
    found: dict[str, set[Decimal]] = {"whole": set(), "decimal": set()}
    for literal in literals(specification):
        number = Decimal(str(literal.value))
        found["decimal"] |= {number, number * 10}
        if number == int(number):
            found["whole"] |= {number, number + 1}
    return {
        kind: [int(number) if number == int(number) else float(number) for number in sorted(numbers)]
        for kind, numbers in found.items()
    }
