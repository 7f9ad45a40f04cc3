"""Owns constants, and comparing values with bounds: numbers, money, spans of time, dates, times of day, texts."""

from __future__ import annotations

from decimal import Decimal

import blueprints as bp
from autogenesis.language._literals import (
    Bound,
    Date,
    Duration,
    Literal,
    Measure,
    Money,
    Number,
    Percent,
    Quoted,
    Range,
    TimeOfDay,
    Times,
    TimeWindow,
    Weekdays,
)
from autogenesis.language._nth_days import NthDay
from autogenesis.language._terms import Relation, amount, both, choice, either, no
from autogenesis.language._text import Span
from autogenesis.language.meaning._order_of_days import is_nth
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope, Value

_MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}
_MONTHS = {"months": 1, "years": 12}
_FLIPPED: dict[Relation, Relation] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
RELATIONS: dict[str, Relation] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "=="}
TIMES = frozenset({"date", "datetime"})
TODAY = Value(bp.Name(name="today"), bp.DATE)
NOW = Value(bp.Name(name="now"), bp.DATETIME)


def time_unit(literal: Duration, scope: Scope) -> tuple[bp.Unit, str | None]:
    """The unit a span of time is counted in, with the calendar where only open days count."""
    unit = f"{literal.unit.removesuffix('s')}s"
    if unit not in {*_MINUTES, *_MONTHS}:
        raise NotUnderstoodError(f"“{literal.text}” is counted in no known unit of time", literal.span)
    if unit == "days" and literal.qualifier in {"open", "working", "business", "work", "school"}:
        calendar = next(iter(scope.draft.calendars), None)
        if calendar is None:
            calendar = scope.draft.calendar("working days", range(1, 6), literal.span).id
            scope.draft.assume("Working days are Monday to Friday, holidays included.", literal.span)
        return "open_days", calendar
    return unit, None  # type: ignore[return-value]


def constant(literal: Literal, like: bp.Type | None, scope: Scope) -> Value:
    """A literal as a value, of the type `like` where it can be."""
    scope.take(literal.span)
    match literal:
        case Number(value=value) | Times(value=value) | Measure(value=value):
            return _numeric(value, like)
        case Percent(value=value):
            return _made(bp.PERCENT, value)
        case Money(value=value, currency=currency):
            return _made(like if like and like.kind == "money" else bp.Type(kind="money", currency=currency), value)
        case Duration():
            return _duration(literal, like, scope)
        case Date(year=int(), month=month, day=day):
            return Value(bp.Literally(type=bp.DATE, value=f"{literal.year:04d}-{month:02d}-{day:02d}"), bp.DATE)
        case TimeOfDay(hour=hour, minute=minute):
            return Value(bp.Literally(type=bp.TIME, value=f"{hour:02d}:{minute:02d}"), bp.TIME)
        case Quoted(value=said):
            return named(said, like, literal.span)
    raise NotUnderstoodError(f"“{literal.text}” is no single value", literal.span)


def named(said: str, like: bp.Type | None, span: Span) -> Value:
    """A text as a value; of a choice only what can be chosen."""
    if like is not None and like.kind == "choice":
        if said.lower() not in like.choices:
            raise NotUnderstoodError(f"“{said}” is none of {', '.join(like.choices)}", span)
        return Value(choice(said.lower(), like.choices), like)
    return Value(bp.text(said), bp.TEXT)


def _numeric(value: Decimal, like: bp.Type | None) -> Value:
    if like is not None and like.is_number:
        return _made(like, value)
    return _made(bp.INTEGER if value == int(value) else bp.DECIMAL, value)


def _made(kind: bp.Type, value: Decimal) -> Value:
    made = amount(kind, value)
    return Value(made, made.type)


def _duration(literal: Duration, like: bp.Type | None, scope: Scope) -> Value:
    unit, _ = time_unit(literal, scope)
    value = literal.value
    if like is not None and like.kind == "duration" and like.unit and like.unit != unit:
        for table in (_MINUTES, _MONTHS):
            if unit in table and like.unit in table:
                return _made(like, value * table[unit] / table[like.unit])
    elif like is not None and like.is_number and like.kind != "duration":
        return _made(like, value)
    return _made(bp.Type(kind="duration", unit=unit), value)


def compared(left: Value, relation: Relation, right: Value, span: Span) -> bp.Expression:
    """Left relation right, brought to one kind where that can be done."""
    a, b = _aligned(left, right)
    if not (a.type.is_number and b.type.is_number) and a.type.kind != b.type.kind and not _textual(a, b):
        raise NotUnderstoodError(f"{a.type} and {b.type} cannot be compared", span)
    if a.type.kind == b.type.kind == "reference" and a.type.entity != b.type.entity:
        raise NotUnderstoodError(f"{a.type} and {b.type} are never the same", span)
    if a.type.kind in {"boolean", "reference", "list", "record"} and relation not in {"==", "!="}:
        raise NotUnderstoodError(f"{a.type} has no order", span)
    if a.type.kind == b.type.kind == "money" and a.type.currency != b.type.currency:
        raise NotUnderstoodError(f"{a.type.currency} and {b.type.currency} are different moneys", span)
    if a.type.is_number and b.type.is_number and a.type.unit and b.type.unit and a.type.unit != b.type.unit:
        raise NotUnderstoodError(f"{a.type.unit} and {b.type.unit} are different measures", span)
    return bp.Compare(relation=relation, left=a.expression, right=b.expression)


def _aligned(left: Value, right: Value) -> tuple[Value, Value]:
    kinds = (left.type.kind, right.type.kind)
    if kinds == ("datetime", "date"):
        return part(left, "date"), right
    if kinds == ("date", "datetime"):
        return left, part(right, "date")
    if kinds == ("datetime", "time"):
        return part(left, "time"), right
    if kinds == ("time", "datetime"):
        return left, part(right, "time")
    return left, right


def part(value: Value, which: str) -> Value:
    """The date or the time of day of a moment."""
    kind = bp.DATE if which == "date" else bp.TIME
    return Value(bp.Part(of=value.expression, part=which), kind)


def _textual(left: Value, right: Value) -> bool:
    texts = {"text", "choice", "person"}
    kinds = {left.type.kind, right.type.kind}
    return kinds <= texts or kinds == {"person", "reference"}


def bounded(value: Value, literal: Literal, scope: Scope) -> bp.Expression:
    """That a value keeps to a bound ("at most 5", "between 2 and 8", "longer than 7 days"), or is just that."""
    scope.take(literal.span)
    match literal:
        case Bound(op=op, value=limit):
            if (
                isinstance(value.expression, bp.Between)
                and isinstance(limit, Duration)
                and value.type.kind == "duration"
            ):
                return _long(value.expression, RELATIONS[op], limit, scope)
            if value.type.kind in TIMES and isinstance(limit, Duration):
                return _aged(value, RELATIONS[op], limit, scope)
            if value.type.kind in TIMES and isinstance(limit, Number | Measure):
                return _years(value, RELATIONS[op], limit.value)
            return compared(value, RELATIONS[op], constant(limit, value.type, scope), literal.span)
        case Range(low=low, high=high, strict=strict):
            first, last = (">", "<") if strict else (">=", "<=")
            return both(
                compared(value, first, constant(low, value.type, scope), low.span),  # type: ignore[arg-type]
                compared(value, last, constant(high, value.type, scope), high.span),  # type: ignore[arg-type]
            )
        case Weekdays(days=days) if value.type.kind in TIMES:
            weekday = bp.Part(of=value.expression, part="weekday")
            return either(*(bp.Compare(relation="==", left=weekday, right=bp.whole(d + 1)) for d in days))
        case NthDay() if value.type.kind in {"date", "datetime"}:
            day = value if value.type.kind == "date" else part(value, "date")
            return is_nth(day.expression, literal, scope)
        case TimeWindow(start=start, end=end) if value.type.kind in {"datetime", "time"}:
            begins = compared(value, ">=", constant(start, bp.TIME, scope), start.span)
            ends = compared(value, "<", constant(end, bp.TIME, scope), end.span)
            early = (start.hour, start.minute) < (end.hour, end.minute)
            return both(begins, ends) if early else either(begins, ends)
        case Date(year=None):
            return yearly(value, "==", literal)
    return compared(value, "==", constant(literal, value.type, scope), literal.span)


def yearly(value: Value, relation: Relation, day: Date) -> bp.Expression:
    """How a date lies to a day of its own year: "by 20 December", "before 1 April"."""
    month = bp.Arithmetic(operator="*", left=bp.Part(of=value.expression, part="month"), right=bp.whole(100))
    number = bp.Arithmetic(operator="+", left=month, right=bp.Part(of=value.expression, part="day"))
    return bp.Compare(relation=relation, left=number, right=bp.whole(day.month * 100 + day.day))


def later(moment: Value, by: Duration, scope: Scope, *, back: bool = False) -> Value:
    """A moment moved by a span of time; a date counted in hours is the start of its day."""
    unit, calendar = time_unit(by, scope)
    scope.take(by.span)
    if by.value != int(by.value):
        unit, factor = {"hours": ("minutes", 60), "days": ("hours", 24)}.get(unit, (unit, 1))  # type: ignore[assignment]
    else:
        factor = 1
    kind, at = moment.type, moment.expression
    if kind.kind == "date" and unit in {"minutes", "hours"}:
        kind, at = bp.DATETIME, bp.Part(of=at, part="start")
    steps = int(by.value * factor)
    moved = bp.Shift(moment=at, amount=bp.whole(-steps if back else steps), unit=unit, calendar=calendar)
    return Value(moved, kind)


def current(like: bp.Type) -> Value:
    """Today or now, whichever can be compared with it."""
    return TODAY if like.kind == "date" else NOW


def _aged(value: Value, relation: Relation, limit: Duration, scope: Scope) -> bp.Expression:
    """ "older than 7 days": the moment, moved on, lies before now."""
    moved = later(value, limit, scope)
    return compared(moved, _FLIPPED[relation], current(moved.type), limit.span)


def _long(between: bp.Between, relation: Relation, limit: Duration, scope: Scope) -> bp.Expression:
    """ "longer than 7 days": its end lies after its start, moved on."""
    unit, calendar = time_unit(limit, scope)
    start, end = between.start, between.end
    dated = between.unit not in {"minutes", "hours"}
    if dated and unit in {"minutes", "hours"}:
        start, end = bp.Part(of=start, part="start"), bp.Part(of=end, part="start")
    moved = bp.Shift(moment=start, amount=bp.whole(int(limit.value)), unit=unit, calendar=calendar)
    return bp.Compare(relation=relation, left=end, right=moved)


def _years(value: Value, relation: Relation, limit: Decimal) -> bp.Expression:
    """ "younger than 18": completed years since a date."""
    age = years_since(value)
    return bp.Compare(relation=relation, left=age.expression, right=bp.whole(int(limit)))


def years_since(value: Value) -> Value:
    """How many years ago a date was: an age."""
    kind = bp.Type(kind="duration", unit="years")
    return Value(bp.Between(start=value.expression, end=current(value.type).expression, unit="years"), kind)


def denial(expression: bp.Expression) -> bp.Expression:
    """That something does not hold; double denials cancel out."""
    return expression.term if isinstance(expression, bp.Not) else no(expression)
