"""Owns whether a day is the first working day of a month, its last Friday; and which days are public holidays."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft
from autogenesis.language._nth_days import NthDay
from autogenesis.language._regex import regex
from autogenesis.language._terms import both, either, no
from autogenesis.language.meaning._scope import Scope

_HOLIDAYS = regex(r"\b(?:public|bank|national|legal|statutory)\s+holidays?\b", re.I)
_STARTS = {"quarter": (1, 4, 7, 10), "year": (1,)}
_ENDS = {"quarter": (3, 6, 9, 12), "year": (12,)}


def is_nth(day: bp.Expression, said: NthDay, scope: Scope) -> bp.Expression:
    """That a date is that day."""
    number = bp.Part(of=day, part="day")
    months = (_STARTS if said.nth > 0 else _ENDS).get(said.unit, ())
    month = [either(*(_equal(bp.Part(of=day, part="month"), m) for m in months))] if months else []
    end = bp.Part(of=day, part="month_end")
    if said.weekday is not None:
        weekday = _equal(bp.Part(of=day, part="weekday"), said.weekday + 1)
        if said.nth < 0:
            left = bp.Between(start=day, end=end, unit="days")
            return both(*month, weekday, bp.Compare(relation="<", left=left, right=bp.whole(7)))
        low, high = 7 * (said.nth - 1), 7 * said.nth
        placed = [bp.Compare(relation="<=", left=number, right=bp.whole(high))]
        placed += [bp.Compare(relation=">", left=number, right=bp.whole(low))] if low else []
        return both(*month, weekday, *placed)
    calendar = working_days(scope, said.span)
    before = bp.Shift(moment=day, amount=bp.Arithmetic(operator="-", left=bp.whole(0), right=number), unit="days")
    start, until = (before, day) if said.nth > 0 else (day, end)
    days: bp.Expression = bp.Between(start=start, end=until, unit="open_days", calendar=calendar)
    off = _free_days(start, until, scope)
    count = bp.Compare(relation="==", left=days, right=_plus(off, said.nth if said.nth > 0 else 0))
    return both(*month, is_working(day, scope, said.span), count)


def is_working(day: bp.Expression, scope: Scope, span: tuple[int, int]) -> bp.Expression:
    """That a date is a working day, and no public holiday where the text knows of them."""
    calendar = scope.draft.calendars[working_days(scope, span)]
    weekday = bp.Part(of=day, part="weekday")
    first, last = min(calendar.weekdays), max(calendar.weekdays)
    if calendar.weekdays == tuple(range(first, last + 1)):
        open_ = [bp.Compare(relation=">=", left=weekday, right=bp.whole(first))] if first > 1 else []
        open_ += [bp.Compare(relation="<=", left=weekday, right=bp.whole(last))] if last < 7 else []
        terms: list[bp.Expression] = [*open_]
    else:
        terms = [either(*(_equal(weekday, d) for d in calendar.weekdays))]
    holiday = is_holiday(day, scope.draft)
    return both(*terms, *([no(holiday)] if holiday is not None else []))


def working_days(scope: Scope, span: tuple[int, int]) -> str:
    """The calendar of working days: the one of the text, else Monday to Friday."""
    known = next(iter(scope.draft.calendars), None)
    if known is not None:
        return known
    if speaks_of_holidays(scope.draft):
        scope.draft.assume("Working days are Monday to Friday, but for public holidays.", span)
    else:
        scope.draft.assume("Working days are Monday to Friday, holidays included.", span)
    return scope.draft.calendar("working days", range(1, 6), span).id


def speaks_of_holidays(draft: Draft) -> bool:
    """Whether the text knows public holidays."""
    return _HOLIDAYS.search(draft.text.text) is not None


def is_holiday(day: bp.Expression, draft: Draft) -> bp.Expression | None:
    """That a date is a public holiday; None where the text knows none.

    Which days are public holidays no text says: they are entered.
    """
    found = _HOLIDAYS.search(draft.text.text)
    if found is None:
        return None
    entity = draft.entities.get("public_holiday")
    if entity is None:
        entity = draft.entity("public holiday", found.span())
        draft.add_field(entity, "date", bp.DATE)
        draft.assume("Which days are public holidays is entered: each has a date.", found.span())
    name = next(f.name for f in entity.fields.values() if f.type.kind == "date")
    where = bp.Compare(relation="==", left=bp.path("public_holiday", name), right=day)
    return bp.Aggregate(function="exists", entity=entity.id, name="public_holiday", where=where)


def _free_days(start: bp.Expression, until: bp.Expression, scope: Scope) -> bp.Expression | None:
    """How many working days in that time are public holidays."""
    day = bp.path("public_holiday", "date")
    if is_holiday(day, scope.draft) is None:
        return None
    entity = scope.draft.entities["public_holiday"]
    weekday = bp.Part(of=day, part="weekday")
    where = both(
        bp.Compare(relation=">", left=day, right=start),
        bp.Compare(relation="<=", left=day, right=until),
        bp.Compare(relation="<=", left=weekday, right=bp.whole(5)),
    )
    return bp.Aggregate(function="count", entity=entity.id, name="public_holiday", where=where)


def _plus(count: bp.Expression | None, more: int) -> bp.Expression:
    if count is None:
        return bp.whole(more)
    return bp.Arithmetic(operator="+", left=count, right=bp.whole(more)) if more else count


def _equal(left: bp.Expression, right: int) -> bp.Expression:
    return bp.Compare(relation="==", left=left, right=bp.whole(right))


__all__ = ["is_holiday", "is_nth", "is_working", "speaks_of_holidays", "working_days"]
