"""Exact numbers, days and moments, decision tables and texts: what rules compute with. None is absent."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeVar, overload

from .errors import Refused

Number = int | Decimal | Fraction
Unit = Literal["minutes", "hours", "days", "weeks", "months", "years", "open_days"]
Way = Literal["up", "down", "half_up"]
Moment = TypeVar("Moment", date, datetime, date | None, datetime | None)
_Days = Literal["date", "month_end"]
_Edges = Literal["start", "end"]
_Numbers = Literal["weekday", "day", "month", "year", "hour"]
_SPANS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(1),
    "weeks": timedelta(7),
}


@dataclass(frozen=True)
class Calendar:
    """The days on which something is open: ISO weekdays, 1 is Monday."""

    name: str
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)

    def open_on(self, day: date) -> bool:
        """Whether `day` is an open one."""
        return day.isoweekday() in self.weekdays


def exact(value: Number) -> Fraction:
    """The number as a fraction, so that integers, decimals and ratios mix."""
    return Fraction(value)


def divided(left: Number, right: Number) -> Fraction:
    """The exact ratio; refused where `right` is zero."""
    if right == 0:
        raise Refused(f"{left} cannot be divided by zero.", rule="arithmetic.zero")
    return Fraction(left) / Fraction(right)


@overload
def integer(value: Number, way: Way = ...) -> int: ...
@overload
def integer(value: Number | None, way: Way = ...) -> int | None: ...
def integer(value: Number | None, way: Way = "half_up") -> int | None:
    """The whole number that `value` is rounded to: up and down are towards plus and minus infinity."""
    if value is None:
        return None
    shifted = Fraction(value) + (Fraction(1, 2) if way == "half_up" and value >= 0 else 0)
    if way == "half_up" and value < 0:
        return -integer(-value, "half_up")
    return -((-shifted).__floor__()) if way == "up" else shifted.__floor__()


@overload
def rounded(value: Number, way: Way = ..., places: int = ...) -> Decimal: ...
@overload
def rounded(value: Number | None, way: Way = ..., places: int = ...) -> Decimal | None: ...
def rounded(value: Number | None, way: Way = "half_up", places: int = 2) -> Decimal | None:
    """`value` rounded to `places` decimal places, exactly."""
    return None if value is None else Decimal(integer(Fraction(value) * 10**places, way)).scaleb(-places)


def compare(left: Any, relation: str, right: Any) -> bool:
    """``left relation right`` for <, <=, > and >=; false when either is absent."""
    if left is None or right is None:
        return False
    strictly = left < right if relation[0] == "<" else left > right
    return bool(strictly or (relation.endswith("=") and left == right))


def smallest(*values: Any) -> Any:
    """The smallest of the values; absent when one of them is."""
    return None if any(value is None for value in values) else min(values)


def largest(*values: Any) -> Any:
    """The largest of the values; absent when one of them is."""
    return None if any(value is None for value in values) else max(values)


def shift(moment: Moment, amount: int | None, unit: Unit, calendar: Calendar | None = None) -> Moment:
    """`moment` moved by `amount` units; months and years keep the day, or take the month's last one."""
    if moment is None or amount is None:
        return None  # type: ignore[return-value]
    if unit in _SPANS:
        return moment + amount * _SPANS[unit]
    if unit != "open_days" or calendar is None:
        index = moment.year * 12 + moment.month - 1 + amount * (12 if unit == "years" else 1)
        year, month = divmod(index, 12)
        if not 1 <= year <= 9999:
            raise OverflowError("date value out of range")
        return moment.replace(year=year, month=month + 1, day=min(moment.day, months.monthrange(year, month + 1)[1]))
    for _ in range(abs(amount)):
        moment = roll(moment + timedelta(1 if amount > 0 else -1), calendar, "next" if amount > 0 else "previous")
    return moment


def roll(day: Moment, calendar: Calendar, direction: Literal["next", "previous"] = "next") -> Moment:
    """The day itself when `calendar` is open on it, otherwise the next (or previous) open day."""
    while day is not None and not calendar.open_on(day):
        day += timedelta(1 if direction == "next" else -1)
    return day


@overload
def between(start: date, end: date, unit: Unit, calendar: Calendar | None = ...) -> int: ...
@overload
def between(start: date | None, end: date | None, unit: Unit, calendar: Calendar | None = ...) -> int | None: ...
def between(start: date | None, end: date | None, unit: Unit, calendar: Calendar | None = None) -> int | None:
    """How many whole units lie between; days count from after `start` up to and with `end`; never below 0."""
    if start is None or end is None:
        return None
    if unit in ("days", "weeks", "open_days") or not isinstance(start, datetime) or not isinstance(end, datetime):
        if unit in ("minutes", "hours"):
            return max(0, (_day(end) - _day(start)) // _SPANS[unit])
        start, end = _day(start), _day(end)
    if unit == "open_days" and calendar is not None:
        weeks, rest = divmod(max(0, (end - start).days), 7)
        return weeks * len(set(calendar.weekdays)) + sum(
            calendar.open_on(end - timedelta(back)) for back in range(rest)
        )
    if unit in _SPANS:
        return max(0, (end - start) // _SPANS[unit])
    size = 12 if unit == "years" else 1
    count = ((end.year - start.year) * 12 + end.month - start.month) // size
    while count > 0 and shift(start, count * size, "months") > end:
        count -= 1
    return max(0, count)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def at_time(day: date | None, clock: time | None, zone: tzinfo) -> datetime | None:
    """The moment made of a date and a time of day in `zone`."""
    return None if day is None or clock is None else datetime.combine(_day(day), clock, zone)


@overload
def part(of: date, name: _Days, zone: tzinfo | None = ...) -> date: ...
@overload
def part(of: date | None, name: _Days, zone: tzinfo | None = ...) -> date | None: ...
@overload
def part(of: date, name: _Edges, zone: tzinfo | None = ...) -> datetime: ...
@overload
def part(of: date | None, name: _Edges, zone: tzinfo | None = ...) -> datetime | None: ...
@overload
def part(of: date, name: _Numbers, zone: tzinfo | None = ...) -> int: ...
@overload
def part(of: date | None, name: _Numbers, zone: tzinfo | None = ...) -> int | None: ...
@overload
def part(of: date, name: Literal["time"], zone: tzinfo | None = ...) -> time: ...
@overload
def part(of: date | None, name: Literal["time"], zone: tzinfo | None = ...) -> time | None: ...
def part(of: date | None, name: str, zone: tzinfo | None = None) -> Any:
    """Part of a moment: date, time, weekday (1 is Monday), day, month, year, hour, start, end, month_end."""
    if of is None:
        return None
    day = _day(of)
    match name:
        case "date":
            return day
        case "weekday":
            return day.isoweekday()
        case "month_end":
            return day.replace(day=months.monthrange(day.year, day.month)[1])
        case "start" | "end":
            start = day + timedelta(1) if name == "end" else day
            return datetime.combine(start, time(), of.tzinfo if isinstance(of, datetime) else zone)
        case "time":
            return of.time() if isinstance(of, datetime) else time()
        case "hour":
            return of.hour if isinstance(of, datetime) else 0
        case _:
            return getattr(day, name)


@dataclass(frozen=True)
class Band:
    """A condition on a key of a decision table: between bounds, each inclusive or not; None is no bound."""

    low: Any = None
    high: Any = None
    low_inclusive: bool = True
    high_inclusive: bool = True

    def holds(self, value: Any) -> bool:
        """Whether `value` lies in the band."""
        if self.low is not None and not compare(self.low, "<=" if self.low_inclusive else "<", value):
            return False
        return self.high is None or compare(value, "<=" if self.high_inclusive else "<", self.high)


@dataclass(frozen=True)
class Table:
    """A decision table of (cells, values) lines; a cell is a Band, a value to equal, or None for any."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...]

    def lookup(self, column: str, *keys: Any) -> Any:
        """The value in `column` of the first line that the keys fall into; absent when none does."""
        for cells, values in self.lines:
            if all(_matches(cell, key) for cell, key in zip(cells, keys, strict=True)):
                return values[self.columns.index(column)]
        return None


def _matches(cell: Any, key: Any) -> bool:
    if isinstance(cell, Band):
        return key is not None and cell.holds(key)
    return bool(cell is None or _folded(cell) == _folded(key))


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def contains(collection: Collection[Any] | None, item: Any) -> bool:
    """Whether `item` is in the list; texts without regard to case."""
    return _folded(item) in [_folded(each) for each in collection or ()]


def contains_word(text: str | None, word: str) -> bool:
    """Whether `word` stands in `text` as a whole word, without regard to case."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text or "", re.IGNORECASE) is not None


def present(value: Any) -> bool:
    """Whether the value is there and, for texts and lists, not empty."""
    return value is not None and value not in ("", (), [])


def in_words(*parts: Any) -> str:
    """A text for people, put together from constants and values."""
    return "".join(_word(part) for part in parts)


def _word(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Fraction):
        return str(rounded(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return joined(value)
    return "" if value is None else str(getattr(value, "id", value))


def joined(values: Iterable[Any], separator: str = ", ") -> str:
    """The values as people read them, with `separator` between."""
    return separator.join(_word(value) for value in values)
