"""Owns deadlines on a day before another: "until 18:00 on the Thursday before the market", "until noon on the day before its start"."""

from __future__ import annotations

from collections.abc import Sequence

import blueprints as bp
from autogenesis.language._literals import TimeOfDay, Weekdays
from autogenesis.language._syntax import NP, Phrase
from autogenesis.language._terms import end_of
from autogenesis.language.meaning._comparisons import NOW, part
from autogenesis.language.meaning._scope import Scope
from autogenesis.language.meaning._times import moment_of

_UNTIL = frozenset({"until", "till", "by", "before", "up to"})
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_DAYS = frozenset({"day", "evening", "night", "afternoon", "morning"})
_WEEK = 7


def by_a_day_before(phrases: Sequence[Phrase], scope: Scope) -> tuple[bp.Expression, int] | None:
    """That it is not later than that, and how many of the phrases say so; None where they say something else."""
    first = phrases[0]
    if first.prep not in _UNTIL or len(first.items) != 1 or first.measure is not None:
        return None
    time = _time(first.item)
    used = 2 if time is not None else 1
    if len(phrases) <= used:
        return None
    day, before = phrases[used - 1], phrases[used]
    if before.prep != "before" or before.item is None or before.measure is not None or len(before.items) != 1:
        return None
    if used > 1 and day.prep != "on" or len(day.items) != 1 or day.measure is not None:
        return None
    weekday = _weekday(day.item)
    named = day.item is not None and day.item.head in _DAYS and day.item.determiner == "the" and not day.item.of
    if weekday is None and not (named and time is not None):
        return None
    other = moment_of(before.item, scope)
    date = other.expression if other.type.kind == "date" else part(other, "date").expression
    back = _back(date, weekday) if weekday is not None else bp.whole(-1)
    on = bp.Shift(moment=date, amount=back, unit="days")
    limit = end_of(on) if time is None else bp.Moment(date=on, time=bp.Literally(type=bp.TIME, value=time))
    scope.take(first.span, day.span)
    relation = "<" if time is None else "<="
    return bp.Compare(relation=relation, left=NOW.expression, right=limit), used + 1


def _time(np: NP | None) -> str | None:
    if np is None:
        return None
    if isinstance(np.quantity, TimeOfDay):
        return f"{np.quantity.hour:02d}:{np.quantity.minute:02d}"
    return _NAMED.get(np.head)


def _weekday(np: NP | None) -> int | None:
    literal = np.quantity if np is not None else None
    return literal.days[0] if isinstance(literal, Weekdays) and len(literal.days) == 1 and not literal.plural else None


def _back(date: bp.Expression, weekday: int) -> bp.Expression:
    """How many days before a date the last such weekday is: never the date itself."""
    here = bp.Part(of=date, part="weekday")
    value: bp.Expression = bp.whole(-_WEEK)
    for number in range(1, _WEEK + 1):
        gap = (number - 1 - weekday) % _WEEK
        if gap:
            same = bp.Compare(relation="==", left=here, right=bp.whole(number))
            value = bp.Conditional(test=same, then=bp.whole(-gap), otherwise=value)
    return value


__all__ = ["by_a_day_before"]
