"""Owns the parts of the calendar that phrases speak of: "of the week", "next month's", "of the last 30 days", "of a year"."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import article
from autogenesis.language._literals import Duration
from autogenesis.language._syntax import NP
from autogenesis.language._terms import both, same, shift
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._members import members, read
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.readings._due_dates import entered

UNITS = frozenset({"day", "week", "month", "quarter", "year"})
_BEFORE = frozenset({"previous", "last", "past", "preceding"})
_AFTER = frozenset({"next", "coming", "following", "upcoming"})
_PLAIN = frozenset(
    {"calendar", "current", "same", "whole", "entire", "full", "given", "chosen", "certain", "particular"}
)
_ASKED = frozenset({"a", "an", "any", "each", "every"})
_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_HAPPENING = ("date", "day", "start", "begin", "time", "beginning")
_NO_HAPPENING = frozenset(
    {"due", "deadline", "end", "expiry", "last", "birth", "first", "licence", "until", "inspection"}
)


@dataclass(frozen=True, slots=True)
class Period:
    """So many calendar units from the current one; or the last or next `days`; or the unit that is `asked` for."""

    unit: str
    offset: int = 0
    days: int = 0
    asked: bool = False


def period_of(np: NP | None) -> Period | None:
    """The part of the calendar that a phrase names; None where it names none."""
    if np is None or np.relatives or np.gloss or np.possessor is not None:
        return None
    if np.head in _DAYS and not np.of:
        return Period("day", _DAYS[np.head])
    words = {*np.adjectives, *np.words[:-1], np.determiner} - {"", "the", "this", "that"}
    before, after = bool(words & _BEFORE), bool(words & _AFTER)
    if np.head not in UNITS or np.of or (before and after):
        return None
    rest = words - _BEFORE - _AFTER - _PLAIN - _ASKED
    if np.quantity is not None:
        counted = isinstance(np.quantity, Duration) and np.quantity.unit in {"day", "week"} and (before or after)
        whole = isinstance(np.quantity, Duration) and np.quantity.value == int(np.quantity.value)
        if not counted or not whole or rest or not isinstance(np.quantity, Duration):
            return None
        days = int(np.quantity.value) * (7 if np.quantity.unit == "week" else 1)
        return Period("day", days=-days if before else days)
    if rest or np.plural:
        return None
    if words & (_ASKED | {"given", "chosen", "certain", "particular"}):
        return Period(np.head, asked=True)
    return Period(np.head, -1 if before else 1 if after else 0)


def within(moment: Value, period: Period, scope: Scope) -> bp.Expression:
    """That a moment lies in the period, seen from today."""
    today: bp.Expression = bp.Name(name="today")
    day = bp.Part(of=moment.expression, part="date") if moment.type.kind == "datetime" else moment.expression
    if period.days:
        first, last = (period.days, 0) if period.days < 0 else (0, period.days)
        return both(
            bp.Compare(relation=">=", left=day, right=shift(today, first, "days")),
            bp.Compare(relation="<=" if period.days < 0 else "<", left=day, right=shift(today, last, "days")),
        )
    if period.asked:
        if not scope.asking:
            raise NotUnderstoodError(f"which {period.unit} is meant is not known", scope.unit.span)
        today = bp.Name(name=period.unit)
    if period.unit in {"day", "week"}:
        here, there = (day, today) if period.unit == "day" else (_monday(day), _monday(today))
        length = 1 if period.unit == "day" else 7
        return same(here, shift(there, period.offset * length, "days") if period.offset else there)
    here, there = _number(day, period.unit), _number(today, period.unit)
    if period.offset:
        there = bp.Arithmetic(operator="+", left=there, right=bp.whole(period.offset))
    return same(here, there)


def _monday(day: bp.Expression) -> bp.Expression:
    back = bp.Arithmetic(operator="-", left=bp.whole(1), right=bp.Part(of=day, part="weekday"))
    return bp.Shift(moment=day, amount=back, unit="days")


def _number(day: bp.Expression, unit: str) -> bp.Expression:
    """The years, quarters or months up to a day, counted through."""
    year, month = bp.Part(of=day, part="year"), bp.Part(of=day, part="month")
    if unit == "year":
        return year
    parts = 12 if unit == "month" else 4
    begun: bp.Expression = month
    if unit == "quarter":
        third = bp.Arithmetic(
            operator="/", left=bp.Arithmetic(operator="-", left=month, right=bp.whole(1)), right=bp.whole(3)
        )
        begun = bp.Rounded(way="down", value=third)
    years = bp.Arithmetic(operator="*", left=year, right=bp.whole(parts))
    return bp.Arithmetic(operator="+", left=years, right=begun)


def moment_of_row(row: Row, scope: Scope) -> Value:
    """The day a row belongs to: the date on which it happens, else when it came into being."""
    name = happening(row)
    if name is not None:
        return Value(read(row, name), row.entity.member(name).type)
    if row.fresh:
        raise NotUnderstoodError(f"no date of {article(row.entity.label)} is kept", scope.unit.span)
    name = entered(scope.draft, row.entity)
    scope.draft.assume(f"The day of {article(row.entity.label)} is the one on which it is entered.")
    return Value(read(row, name), row.entity.fields[name].type)


def happening(row: Row) -> str | None:
    """The name of the field with the date on which a row happens, where there is one."""
    entity = row.entity
    dated = [
        m
        for m in members(entity)
        if m.type.kind in TIMES - {"time"} and m.name not in entity.later and not m.name.endswith("_at")
    ]
    able = [m for m in dated if not _NO_HAPPENING & set(m.label.lower().replace("-", " ").split())]
    for word in _HAPPENING:
        found = next((m.name for m in able if word in m.label.lower().split()), None)
        if found is not None:
            return found
    return able[0].name if len(able) == 1 and len(dated) == 1 else None


__all__ = ["Period", "happening", "moment_of_row", "period_of", "within"]
