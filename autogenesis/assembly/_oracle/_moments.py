"""Reckoning with dates and moments: shifting, rolling, counting, and the parts of a day."""

from __future__ import annotations

import calendar as almanac
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta

from blueprints import Unit

_SPANS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}
Weekdays = Collection[int] | None


def shift(moment: date, amount: int, unit: Unit, weekdays: Weekdays) -> date:
    """`moment` moved by `amount` units; a datetime stays one."""
    match unit:
        case "minutes" | "hours":
            return _as_datetime(moment) + amount * _SPANS[unit]
        case "days":
            return moment + timedelta(days=amount)
        case "weeks":
            return moment + timedelta(weeks=amount)
        case "months" | "years":
            months = moment.year * 12 + moment.month - 1 + amount * (12 if unit == "years" else 1)
            year, month = divmod(months, 12)
            last = almanac.monthrange(year, month + 1)[1]
            return moment.replace(year=year, month=month + 1, day=min(moment.day, last))
        case "open_days":
            step = timedelta(days=1 if amount > 0 else -1)
            left = abs(amount)
            while left:
                moment += step
                left -= moment.isoweekday() in (weekdays or ())
            return moment


def roll(day: date, weekdays: Weekdays, direction: str) -> date:
    """`day` itself when open, otherwise the nearest open day in `direction`."""
    step = timedelta(days=1 if direction == "next" else -1)
    while day.isoweekday() not in (weekdays or ()):
        day += step
    return day


def between(start: date, end: date, unit: Unit, weekdays: Weekdays) -> int:
    """How many whole units lie from `start` to `end`; 0 where `end` is not later."""
    if unit in _SPANS:
        span = _as_datetime(end) - _as_datetime(start)
        return max(0, span // _SPANS[unit])
    if unit in ("months", "years"):
        return _completed(start, end, unit)
    first, last = _as_date(start), _as_date(end)
    days = max(0, (last - first).days)
    if unit == "days":
        return days
    if unit == "weeks":
        return days // 7
    return sum((first + timedelta(days=n)).isoweekday() in (weekdays or ()) for n in range(1, days + 1))


def part(moment: date, which: str) -> date | time | int:
    """The part `which` of a date or datetime."""
    day = _as_date(moment)
    zone = moment.tzinfo if isinstance(moment, datetime) else None
    parts: dict[str, Callable[[], date | time | int]] = {
        "date": lambda: day,
        "time": lambda: _as_datetime(moment).time(),
        "weekday": day.isoweekday,
        "day": lambda: day.day,
        "month": lambda: day.month,
        "year": lambda: day.year,
        "hour": lambda: _as_datetime(moment).hour,
        "start": lambda: datetime.combine(day, time(), zone),
        "end": lambda: datetime.combine(day + timedelta(days=1), time(), zone),
        "month_end": lambda: day.replace(day=almanac.monthrange(day.year, day.month)[1]),
    }
    return parts[which]()


def _completed(start: date, end: date, unit: str) -> int:
    first, last = _as_date(start), _as_date(end)
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    months = max(0, months)
    return months // 12 if unit == "years" else months


def _as_date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _as_datetime(moment: date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())
