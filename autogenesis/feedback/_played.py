"""Plays an example that somebody tells on a Specification: the way there is one that the package's own tests go, at the example's
times; and makes it a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from autogenesis.assembly import Machine, OracleError, performer, stories
from autogenesis.core import content_hash
from autogenesis.feedback._english import stem, stems_of
from blueprints import CallStep, ClockStep, EventsStep, Scenario, Specification

_MOST_DAYS = 400
_MOST_STEPS = 80


@dataclass(frozen=True)
class Deed:
    """An operation that was done at a moment; "" where that has to be found out."""

    operation: str
    at: str


@dataclass(frozen=True)
class Case:
    """An example: what was done, what held then, which numbers were given, and what is looked at."""

    entity: str
    deeds: tuple[Deed, ...]
    states: tuple[tuple[str, str], ...]
    inputs: tuple[tuple[frozenset[str], Decimal], ...]
    seen: frozenset[str]
    actual: str | Decimal
    wanted: str | Decimal


@dataclass(frozen=True)
class Played:
    """How an example went: its steps, what was looked at (``row FIELD``, ``told TYPE ROLE``), what it was."""

    steps: tuple[CallStep, ...]
    looked: str
    value: str | Decimal


def play(specification: Specification, case: Case, before: Played | None = None) -> Played | str:
    """The example on a Specification, by the way that it went `before`; else by one that is found. Why not, where it
    does not come out as it is told."""
    if before is not None:
        seen = _seen(specification, case, before.steps)
        return (
            Played(before.steps, before.looked, seen[before.looked])
            if before.looked in seen
            else "nothing is there to be seen"
        )
    way = _way(specification, case)
    if way is None:
        return f"no way was found to {' and '.join(one.operation.replace('_', ' ') for one in case.deeds)}"
    for steps in _at_times(specification, case, way):
        seen = _seen(specification, case, steps)
        fits = [name for name, value in seen.items() if value == case.actual]
        if fits:
            best = max(fits, key=lambda name: (len(case.seen & stems_of(name)), name.startswith("row")))
            return Played(steps, best, seen[best])
    return f"it does not come out as {case.actual} there"


@lru_cache(maxsize=4)
def _stories(written: str) -> tuple[Scenario, ...]:
    return stories(Specification.model_validate_json(written))


def _way(specification: Specification, case: Case) -> tuple[CallStep, ...] | None:
    """The shortest way that a test of the system goes, on which all of it is done in this order."""
    found: list[tuple[CallStep, ...]] = []
    for story in _stories(specification.model_dump_json()):
        calls = [one for one in story.steps if isinstance(one, CallStep) and one.refused is None]
        left = [one.operation for one in case.deeds]
        for number, call in enumerate(calls):
            if left and call.operation == left[0]:
                left.pop(0)
            if not left:
                found.append(tuple(calls[: number + 1]))
                break
    changing = {one.name for one in specification.operations if one.kind not in {"get", "list"}}
    ways = [tuple(one for one in way if one.operation in changing) for way in found]
    return min(ways, key=len, default=None)


def _at_times(specification: Specification, case: Case, way: tuple[CallStep, ...]) -> Iterator[tuple[CallStep, ...]]:
    """The way at the moments of the example; where only what held then is told, at those that lead to it."""
    given = _with_inputs(specification, case, way)
    first = case.deeds[0]
    if first.at:
        yield _timed(given, case.deeds)
        return
    goal = dict(case.states)
    last = min(date.fromisoformat(day) for day in goal.values())
    for days in range(_MOST_DAYS):
        at = f"{(last - timedelta(days=days)).isoformat()}T10:00"
        steps = _timed(given, (replace(first, at=at), *case.deeds[1:]))
        made = _until(specification, steps, first.operation)
        if all(str(made.get(name, ""))[:10] == day for name, day in goal.items()):
            yield steps


def _timed(way: Sequence[CallStep], deeds: Sequence[Deed]) -> tuple[CallStep, ...]:
    """What leads there an hour before the first deed, each deed at its time. The last of its name is the deed."""
    left = list(deeds)
    times: dict[int, str] = {}
    for number in range(len(way) - 1, -1, -1):
        if left and way[number].operation == left[-1].operation:
            times[number] = left.pop().at
    early = (datetime.fromisoformat(deeds[0].at) - timedelta(hours=1)).isoformat(timespec="minutes")
    found, now = [], early
    for number, step in enumerate(way):
        now = max(now, times.get(number, now))
        found.append(step.model_copy(update={"at": now, "result": None}))
    return tuple(found)


def _with_inputs(specification: Specification, case: Case, way: tuple[CallStep, ...]) -> tuple[CallStep, ...]:
    """The way with the numbers that the example gives, each where the last input of such a name stands."""
    steps = list(way)
    for stems, value in case.inputs:
        for number in range(len(steps) - 1, -1, -1):
            names = [
                name
                for name, held in steps[number].input.items()
                if isinstance(held, int | float)
                and not isinstance(held, bool)
                and stems & {stem(one) for one in name.split("_")}
            ]
            if names:
                whole = value == value.to_integral()
                given = {**steps[number].input, names[0]: int(value) if whole else float(value)}
                steps[number] = steps[number].model_copy(update={"input": given})
                break
    return tuple(steps)


def _machine(specification: Specification, steps: Sequence[CallStep]) -> Machine:
    return Machine(specification, str(steps[0].at), perform=performer(specification))


def _until(specification: Specification, steps: Sequence[CallStep], operation: str) -> dict[str, Any]:
    machine = _machine(specification, steps)
    made: dict[str, Any] = {}
    for step in steps:
        reply = _call(machine, step)
        if step.operation == operation and isinstance(reply, dict):
            made = reply
    return made


def _call(machine: Machine, step: CallStep) -> Any:
    try:
        return machine.call(step.operation, step.input, role=step.role, by=step.by, at=step.at).result
    except OracleError:
        return None


def _seen(specification: Specification, case: Case, steps: Sequence[CallStep]) -> dict[str, str | Decimal]:
    """What can be seen at the end: the values of the row, and when somebody was told of something for the first time."""
    machine = _machine(specification, steps)
    result: Any = None
    told_before = 0
    for step in steps:
        told_before = len(machine.notes) if step.operation != case.deeds[-1].operation else told_before
        result = _call(machine, step)
    found: dict[str, str | Decimal] = {}
    own = next(
        (one for one in specification.operations if one.kind == "list" and one.entity == f"entity.{case.entity}"), None
    )
    rows = machine.call(own.name, {}).result if own is not None else None
    for row in (rows[-1] if isinstance(rows, list) and rows else {}, result if isinstance(result, dict) else {}):
        for name, value in row.items():
            plain = _plain(value)
            if plain is not None:
                found[f"row {name}"] = plain
    if isinstance(case.wanted, str) and isinstance(case.actual, str):
        until = date.fromisoformat(max(case.wanted, case.actual)) + timedelta(days=8)
        machine.clock(f"{until.isoformat()}T00:00")
        for note in machine.notes[told_before:]:
            found.setdefault(f"told {note.type} {note.role}", note.at.date().isoformat())
    return found


def _plain(value: Any) -> str | Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    if isinstance(value, str):
        try:
            return Decimal(value)
        except ArithmeticError:
            return value[:10] if len(value) > 9 and value[4:5] == "-" else value
    return None


def example_of(case: Case, played: Played, title: str) -> Scenario | None:
    """The example as a scenario that expects what should come out; None where that is no more than was told."""
    kind, _, name = played.looked.partition(" ")
    steps: list[CallStep | ClockStep | EventsStep] = list(played.steps)
    wanted = case.wanted if isinstance(case.wanted, str) else float(case.wanted)
    if kind == "row":
        last = played.steps[-1]
        steps[-1] = last.model_copy(update={"result": {name: wanted}})
    else:
        type_ = name.split(" ")[0]
        steps += [
            ClockStep(to=f"{case.wanted}T00:00"), EventsStep(type=type_, count=0),
            ClockStep(to=f"{case.wanted}T23:59"), EventsStep(type=type_, count=1),
        ]  # fmt: skip
    return Scenario(
        id=f"example.told_{content_hash([one.model_dump(mode='json') for one in steps])[:10]}",
        title=title,
        start=str(played.steps[0].at),
        steps=tuple(steps),
        carries=(f"operation.{case.deeds[-1].operation}",),
    )
