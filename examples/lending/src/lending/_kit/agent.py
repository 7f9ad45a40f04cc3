"""What generated agents are made of: operations, reactions, timers and schedules."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Literal, TypeVar, get_args, get_origin, get_type_hints

from .call import Call
from .records import Record
from .values import shift

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Input:
    """An input: a value, a row (given as id, key or name), or several rows."""

    name: str
    annotation: Any
    required: bool
    row: type[Record] | None = None
    many: bool = False


@dataclass(frozen=True)
class Operation:
    """Something that callers can ask an agent for."""

    name: str
    summary: str
    roles: tuple[str, ...]
    actors: tuple[str, ...] = ()
    creates: type[Record] | None = None
    reads: type[Record] | None = None
    many: bool = False
    inputs: tuple[Input, ...] = ()
    output: Any = None
    run: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Trigger:
    """An event that a reaction answers: an operation done, a row created, or a row (or one field) changed."""

    on: Literal["done", "created", "changed"]
    what: str
    field: str | None = None

    def matches(self, on: str, what: str, fields: tuple[str, ...]) -> bool:
        """Whether an event is meant."""
        return (on, what) == (self.on, self.what) and (self.field is None or self.field in fields)


@dataclass(frozen=True)
class Reaction:
    """An agent's answer to each of some events."""

    name: str
    triggers: tuple[Trigger, ...]
    run: Callable[..., Any]
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True)
class Timer:
    """For each row, at a moment."""

    name: str
    record: type[Record]
    at: Callable[[Call, Any], datetime | None]
    run: Callable[..., Any]


@dataclass(frozen=True)
class Recurrence:
    """Every `every` days, weeks on `weekdays`, or months on `day` (-1: the last), counted from `anchor`."""

    every: int = 1
    unit: Literal["day", "week", "month"] = "day"
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    at: str = "00:00"
    anchor: str | None = None

    def after(self, moment: datetime, first: date) -> datetime:
        """The first moment after `moment`; `first` is the day that counting starts on without an anchor."""
        anchor, clock = date.fromisoformat(self.anchor) if self.anchor else first, time.fromisoformat(self.at)
        day = moment.date()
        while True:
            due = datetime.combine(day, clock, moment.tzinfo)
            if due > moment and self._on(day, anchor):
                return due
            day += timedelta(1)

    def _on(self, day: date, anchor: date) -> bool:
        if self.unit == "day":
            return (day - anchor).days % self.every == 0
        if self.unit == "week":
            monday = anchor - timedelta(anchor.weekday())
            on = self.weekdays or (anchor.isoweekday(),)
            return day.isoweekday() in on and (day - monday).days // 7 % self.every == 0
        last = (shift(day.replace(day=1), 1, "months") - timedelta(1)).day
        wanted = last if self.day == -1 else min(self.day or anchor.day, last)
        return day.day == wanted and ((day.year - anchor.year) * 12 + day.month - anchor.month) % self.every == 0


@dataclass(frozen=True)
class Schedule:
    """Done again and again."""

    name: str
    recurrence: Recurrence
    run: Callable[..., Any]


Declaration = Operation | Reaction | Timer | Schedule


def _declared(make: Callable[[Callable[..., Any]], Declaration]) -> Callable[[F], F]:
    def mark(function: F) -> F:
        setattr(function, "__declares__", make(function))  # noqa: B010 - functions have no typed place for it
        return function

    return mark


def operation(
    *,
    summary: str,
    actors: tuple[str, ...] = (),
    roles: tuple[str, ...] = (),
    creates: type[Record] | None = None,
) -> Callable[[F], F]:
    """A method that callers can ask for; with `creates` they may give the id of a new row without key."""
    return _declared(lambda run: Operation(run.__name__, summary, roles, actors=actors, creates=creates, run=run))


def getter(
    record: type[Record], *, summary: str, roles: tuple[str, ...] = (), parameter: str | None = None
) -> Operation:
    """Shows one row to those who may see it."""
    row = Input(parameter or record.__entity__.prefix, record, True, record)
    return Operation("", summary, roles, reads=record, inputs=(row, _FIELDS), output=record)


def lister(record: type[Record], *, summary: str, roles: tuple[str, ...] = ()) -> Operation:
    """Lists the rows that the caller may see; the fields are optional filters."""
    filters = [Input(name, info.annotation, False) for name, info in record.model_fields.items()]
    output = list[record]  # type: ignore[valid-type]
    return Operation("", summary, roles, reads=record, many=True, inputs=(*filters, _FIELDS), output=output)


_FIELDS = Input("fields", tuple[str, ...], False)


def done(operation: str) -> Trigger:
    """The operation succeeded."""
    return Trigger("done", operation)


def created(record: type[Record]) -> Trigger:
    """A row came to be."""
    return Trigger("created", record.__entity__.prefix)


def changed(record: type[Record], field: str | None = None) -> Trigger:
    """A row (or this field of it) changed."""
    return Trigger("changed", record.__entity__.prefix, field)


def reaction(*triggers: Trigger) -> Callable[[F], F]:
    """A method that answers an event, or each of several, after it and exactly once."""
    return _declared(lambda run: Reaction(run.__name__, triggers, run))


def timer(record: type[Record], *, at: Callable[[Call, Any], datetime | None]) -> Callable[[F], F]:
    """A method done once for each row and moment."""
    return _declared(lambda run: Timer(run.__name__, record, at, run))


def schedule(recurrence: Recurrence) -> Callable[[F], F]:
    """A method done again and again."""
    return _declared(lambda run: Schedule(run.__name__, recurrence, run))


class Agent:
    """An agent: it alone writes the rows of `writes`, and does what its methods declare."""

    name: ClassVar[str]
    writes: ClassVar[tuple[type[Record], ...]] = ()

    def __init__(self) -> None:
        self.declarations: list[Declaration] = []
        members: dict[str, Any] = {}
        for each in reversed(type(self).__mro__):
            members |= vars(each)
        for name, member in members.items():
            declared = member if isinstance(member, Operation) else getattr(member, "__declares__", None)
            if isinstance(declared, Operation) and declared.run is None:
                self.declarations.append(replace(declared, name=name))
            elif isinstance(declared, Operation) and declared.run is not None:
                inputs, output = inputs_of(declared.run)
                self.declarations.append(replace(declared, inputs=inputs, output=output))
            elif isinstance(declared, Reaction):
                self.declarations.append(replace(declared, inputs=inputs_of(declared.run)[0]))
            elif declared is not None:
                self.declarations.append(declared)


class Observer:
    """Is told of every event (a message, a notification, an audit entry) in order and once. It writes no rows; it may
    notify. What observers do is not told to observers."""

    def observe(self, call: Call, event: dict[str, Any]) -> None:
        """Take note of an event, as `events` shows it."""
        raise NotImplementedError


def inputs_of(method: Callable[..., Any]) -> tuple[tuple[Input, ...], Any]:
    """The inputs and the output of a method, by its signature."""
    hints = get_type_hints(method, include_extras=True)
    inputs = []
    for name, parameter in list(inspect.signature(method).parameters.items())[2:]:
        hint, required = hints[name], parameter.default is inspect.Parameter.empty
        kinds = [each for each in (get_args(hint) or (hint,)) if isinstance(each, type)]
        rows = [each for each in kinds if issubclass(each, Record)]
        many = bool(rows) and get_origin(hint) in (list, tuple)
        inputs.append(Input(name, hint, required, rows[0] if rows else None, many))
    return tuple(inputs), hints.get("return")
