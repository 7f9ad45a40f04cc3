"""Owns the types of literals: numbers, money, durations, times, dates, recurrences, bounds and ranges, each with its span."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from autogenesis.language._nth_days import NthDay
from autogenesis.language._text import Span

MEASURES = frozenset(
    "kg g gram kilogram kilo tonne ton km kilometre metre meter cm centimetre mm millimetre mile foot inch litre liter ml degree"
    " celsius point step piece page word unit".split()
)
"""What a number may be of without counting things: units, and steps of work."""


@dataclass(frozen=True, slots=True)
class Number:
    """As in "five", "1,500", "12.5"; an ordinal ("third", "2nd") has `ordinal` true."""

    span: Span
    text: str
    value: Decimal
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Percent:
    """As in "10 percent", "70 %": value 10, 70."""

    span: Span
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """As in "0.20 euro", "€5", "20,000 dollars"; `currency` is an ISO 4217 code."""

    span: Span
    text: str
    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Duration:
    """As in "10 open days": value 10, unit "day", qualifier "open" (also working, business, calendar, school …)."""

    span: Span
    text: str
    value: Decimal
    unit: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with any other unit or counted noun: "50 kg", "12.5 g/dl", "3 °C", "five items" (unit "item")."""

    span: Span
    text: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Times:
    """As in "once", "twice", "three times": how often."""

    span: Span
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Date:
    """As in "2026-03-01", "8 January 2026", "30 November" (year None)."""

    span: Span
    text: str
    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Weekdays:
    """As in "Monday to Friday", "a Saturday or Sunday", "Mondays"; days are 0 (Monday) to 6; `plural` hints at a recurrence."""

    span: Span
    text: str
    days: tuple[int, ...]
    plural: bool = False


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """As in "16:00", "noon", "9 am"."""

    span: Span
    text: str
    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """As in "09:00 to 16:00", "between 18:00 and 20:00"."""

    span: Span
    text: str
    start: TimeOfDay
    end: TimeOfDay


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When something happens again and again.

    `unit` minute hour day night week month quarter year, or any counted noun; `every` 3 for "every third night".
    `weekdays` 0..6; `day` 1 for "first of the month", -1 for "at the end of each month"; `at` the time of day.
    """

    span: Span
    text: str
    unit: str
    every: int = 1
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    at: TimeOfDay | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation, without its marks in `value`."""

    span: Span
    text: str
    value: str


Scalar = Number | Percent | Money | Duration | Measure | Times | Date | TimeOfDay


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison: `op` is one of < <= > >= ==; "at most twice" is <= Times(2), "180 or more" is >= 180.

    The value's own span lies inside the bound's.
    """

    span: Span
    text: str
    op: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included unless `strict`: "140 to 159", "between 5 and 10"."""

    span: Span
    text: str
    low: Scalar
    high: Scalar
    strict: bool = False


Literal = Scalar | Weekdays | TimeWindow | Recurrence | NthDay | Quoted | Bound | Range
