"""Frames for when there is nothing to be had: "Between November and March there are no evening slots", "No late shifts on Sundays"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Recurrence, Weekdays
from autogenesis.language._quantities import MONTHS, find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, either, no, same
from autogenesis.language.meaning._booking import bookings, day_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._day_slots import DaySlots
from autogenesis.language.meaning._placing import guarded
from autogenesis.language.meaning._scope import Scope

_MONTH = f"(?:{'|'.join(MONTHS)})"
_SPAN = rf"(?:between|from|in|during|throughout)\s+(?P<first>{_MONTH})(?:\s*(?:and|to|until|till|through|–|-)\s*(?P<last>{_MONTH}))?"
_DAYS = r"(?:on|at)\s+(?P<days>[A-Z][a-z]+days?(?:(?:,| and| or| to)\s+[A-Z][a-z]+days?)*)"
_WHEN = rf"(?:{_SPAN}|{_DAYS})"
_NONE = r"(?:there (?:is|are)\s+no|no|we (?:have|offer|run) no)\s+(?P<which>[a-z0-9 :–-]+?)"
_PATTERNS = (
    regex(rf"^{_WHEN},?\s+{_NONE}$", re.I),
    regex(rf"^{_NONE}\s+(?:(?:is|are) (?:held|offered|available|run)\s+)?{_WHEN}$", re.I),
)


def none_then(clause: Clause, scope: Scope) -> Claimed | None:
    """What there is none of cannot be booked then."""
    text = " ".join(clause.text.split()).rstrip(" .")
    match = next((m for p in _PATTERNS if (m := p.match(text))), None)
    if match is None:
        return None
    made: list[str] = []
    for booking in bookings(scope.draft):
        which = _which(match["which"].lower(), booking.entity, scope)
        day = day_of(booking, scope)
        if which is None or day is None:
            continue
        when = _months(match, day.expression) if match["first"] else _weekdays(match["days"], day.expression)
        if when is not None:
            requires = no(both(*which, when))
            made.append(guarded(booking.operation, booking.entity, requires, "none_then", clause, scope.draft))
    if not made:
        return None
    scope.take(clause.span)
    return Claimed("none_then", tuple(made))


def _which(words: str, entity: EntityDraft, scope: Scope) -> tuple[bp.Expression, ...] | None:
    """That the booking is for such a part of a day, or such a thing; None where the words name neither."""
    if words in {entity.label, entity.plural}:
        return ()
    known = scope.draft.recall(DaySlots)
    for other in scope.draft.entities.values():
        field = entity.reference_to(other)
        if field is None:
            continue
        for label in (other.plural, other.label):
            if words == label and known is not None and other.name == known.entity:
                return ()
            rest = words.removesuffix(label).strip()
            if rest == words and not (known is not None and other.name == known.entity):
                continue
            row = next(
                (
                    r
                    for r in other.initial
                    if str(dict(r)[other.key or ""].value).lower() in {rest, words.removesuffix("s")}
                ),
                None,
            )
            if row is not None and other.key is not None:
                return (same(bp.Get(of=bp.path("it", field), field=other.key), dict(row)[other.key]),)
    return None


def _months(match: re.Match[str], day: bp.Expression) -> bp.Expression:
    first = MONTHS.index(match["first"].lower()) + 1
    last = MONTHS.index((match["last"] or match["first"]).lower()) + 1
    month = bp.Part(of=day, part="month")
    low = bp.Compare(relation=">=", left=month, right=bp.whole(first))
    high = bp.Compare(relation="<=", left=month, right=bp.whole(last))
    return both(low, high) if first <= last else either(low, high)


def _weekdays(text: str, day: bp.Expression) -> bp.Expression | None:
    found = find_literals(text, 0)
    days = sorted(
        {d for x in found if isinstance(x, Weekdays) for d in x.days}
        | {d for x in found if isinstance(x, Recurrence) for d in x.weekdays}
    )
    weekday = bp.Part(of=day, part="weekday")
    return either(*(same(weekday, bp.whole(d + 1)) for d in days)) if days else None


SEASONS: tuple[Frame, ...] = (none_then,)
"""The frames for times at which there is nothing to be had."""
