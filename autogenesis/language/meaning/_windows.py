"""Frames for how far ahead something is booked: "up to 30 days ahead", "until 2 hours before it starts", "not once it has begun"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal as OneOf

import blueprints as bp
from autogenesis.language._clauses import parse
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._sentences import Sentence
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, compare
from autogenesis.language._text import Span
from autogenesis.language.meaning._assumed import add
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import NOW, TODAY, part
from autogenesis.language.meaning._day_slots import date_bookings
from autogenesis.language.meaning._measuring import begins
from autogenesis.language.meaning._members import date_times
from autogenesis.language.meaning._permissions import may_do
from autogenesis.language.meaning._placing import IT, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._situations import situation

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}|an?)"
_UNIT = r"(?P<unit>minute|hour|day|week|month|year)s?['’]?"
_START = (
    r"before(?:\s+(?:(?:the|its|their|your)\s+)?(?:start|beginning|arrival|departure|date|day|slot|time|pickup|pick-up|event)"
    r"(?:\s+(?:begins|starts))?\b|\s+(?:it|they)\s+(?:starts?|begins?)\b|\s+(?:the|its)\s+[a-z-]+\s+(?:starts|begins)\b|hand)?"
)
_AHEAD = rf"(?:ahead(?: of time)?|in advance|{_START})"
_PATTERNS: tuple[tuple[str, OneOf["latest", "soonest"]], ...] = (
    (rf"(?:at the earliest|(?:not|no) earlier than|from)\s+{_N}\s+{_UNIT}\s+{_AHEAD}", "latest"),
    (rf"from\s+{_N}\s+{_UNIT}\s+(?=(?:until|till)\s+(?:\d{{1,3}}|[a-z]+)\s+[a-z]+\s+(?:ahead|in advance|beforehand))", "latest"),
    (rf"(?:until|till)\s+{_N}\s+{_UNIT}\s+(?:ahead(?: of time)?|in advance|beforehand)", "soonest"),
    (rf"(?:(?:not|no) (?:more|longer|further) than|at most|(?:a )?max(?:imum|\.)?(?: of)?|up to|only)\s+{_N}\s+{_UNIT}\s+(?:ahead(?: of time)?|in advance|beforehand)", "latest"),
    (rf"{_N}\s+{_UNIT}\s+(?:ahead|in advance|beforehand)\s+(?:at (?:the )?most|at the earliest|max(?:imum|\.)?)", "latest"),
    (rf"(?:at least|not less than|no less than|(?:not|no) later than|at the latest|until|till|up to)\s+{_N}\s+{_UNIT}\s+{_START}", "soonest"),
    (rf"(?:at least|not less than|no less than|(?:not|no) later than)\s+{_N}\s+{_UNIT}\s+(?:ahead(?: of time)?|in advance)", "soonest"),
    (rf"{_N}\s+{_UNIT}\s+(?:ahead|in advance|{_START})\s+at (?:the latest|least)", "soonest"),
)  # fmt: skip
_BEGUN = (
    r"(?:not|never|no longer)\s+(?:once|after|when)\s+(?:the|its|a|that)?\s*(?:[a-z-]+)\s+(?:has |have )?(?:already )?(?:begun|started|begins|starts)(?: already)?",
    r"as long as (?:the|its)?\s*[a-z-]+ has(?: not|n['’]t) (?:yet )?(?:begun|started)(?: yet)?",
)
_PAST = r"(?:not|never)\s+(?:for\s+(?:a|any)\s+(?:day|date|time)\s+)?in the past"


@dataclass(frozen=True, slots=True)
class Window:
    """How a stretch bounds the moment for which something is booked."""

    span: Span
    kind: OneOf["latest", "soonest", "begun", "past"]
    amount: int = 0
    unit: str = "days"


def windows(text: str, offset: int) -> tuple[Window, ...]:
    """The bounds that a text tells, the first pattern first, none overlapping another."""
    found: list[Window] = []

    def free(match: re.Match[str]) -> bool:
        start, end = match.start() + offset, match.end() + offset
        return all(end <= known.span[0] or known.span[1] <= start for known in found)

    for pattern, kind in _PATTERNS:
        for match in re.finditer(rf"\b{pattern}", text, re.I):
            if free(match):
                span = (match.start() + offset, match.end() + offset)
                found.append(Window(span, kind, _number(match["n"]), f"{match['unit'].lower()}s"))
    for pattern in _BEGUN:
        found += [
            Window((m.start() + offset, m.end() + offset), "begun") for m in re.finditer(pattern, text, re.I) if free(m)
        ]
    found += [Window((m.start() + offset, m.end() + offset), "past") for m in re.finditer(_PAST, text, re.I) if free(m)]
    return tuple(sorted(found, key=lambda each: each.span))


def _number(word: str) -> int:
    low = word.lower()
    return int(low) if low.isdigit() else 1 if low in {"a", "an"} else _NUMBERS.index(low) + 1


def without(spans: Iterator[Span] | tuple[Span, ...], clause: Clause, scope: Scope) -> Clause | None:
    """The clause as it reads without these stretches, which are blanked out so that every place stays the same."""
    unit = scope.unit
    text, start = unit.text, unit.span[0]
    for first, last in spans:
        text = text[: first - start] + " " * (last - first) + text[last - start :]
    again = parse(Sentence(unit.span, text, unit.sentence.block))
    place = next((i for i, each in enumerate(parse(unit.sentence)) if each.span == clause.span), None)
    return again[place] if place is not None and place < len(again) else None


def booked_within(clause: Clause, scope: Scope) -> Claimed | None:
    """ "I want to reserve a tool for a day up to 30 days ahead", "Guests can book from 14 days ahead until 2 hours before arrival"."""
    found = windows(clause.text, clause.span[0])
    if not found or clause.conditions and any(c.marker not in {"so that"} for c in clause.conditions):
        return None
    if clause.negated and clause.frame != "fragment" or not clause.verb or clause.voice == "copula":
        return None
    scope.take(*(each.span for each in found))
    plain = without(tuple(each.span for each in found), clause, scope)
    if plain is None:
        return None
    made = may_do(plain, scope)
    date_bookings(scope.draft)
    elements = list(made.elements) if made is not None else []
    operation = next((o for o in scope.draft.operations.values() if o.id in elements and o.kind == "create"), None)
    if operation is None:
        told = situation(replace(plain, modal="", negators=()), scope)
        operation = told.operation if told is not None and not told.terms and told.operation.kind == "create" else None
    if operation is None or operation.entity is None:
        return None
    elements += [_bounded(operation, operation.entity, each, clause, scope) for each in found]
    return Claimed("booked_within", (operation.id, *elements))


def further_bounds(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Not more than 14 days ahead, and not once the slot has begun.": of what was spoken of before."""
    if clause.frame != "fragment" or clause.span[0] != scope.unit.span[0]:
        return None
    found = windows(scope.unit.text, scope.unit.span[0])
    if not found:
        return None
    scope.take(*(each.span for each in found))
    before = [
        o for o in scope.draft.operations.values() if o.kind == "create" and o.entity is not None and _told(o, scope)
    ]
    if not before:
        return None
    operation = max(before, key=lambda each: _told(each, scope))
    if operation.entity is None:
        return None
    scope.finish(scope.unit.span)
    elements = [_bounded(operation, operation.entity, each, clause, scope) for each in found]
    tail = (clause.span[1], scope.unit.span[1])
    if any(c.isalnum() for c in scope.draft.text.at(tail)):
        scope.draft.claim(tail, "booked_within", (operation.id, *elements))
    return Claimed("booked_within", (operation.id, *elements))


def _told(operation: OperationDraft, scope: Scope) -> int:
    """Where the deed was spoken of last before this sentence; 0 where it was not."""
    units = [u for u in scope.draft.units if u.block.under == scope.unit.block.under and u.number < scope.unit.number]
    inside = [s[0] for s in operation.spans for u in units if u.span[0] <= s[0] < u.span[1]]
    return max(inside, default=0)


def _bounded(operation: OperationDraft, entity: EntityDraft, window: Window, clause: Clause, scope: Scope) -> str:
    row = Row(entity, IT)
    start = begins(row, scope)
    if start is None:
        date_times(scope.draft)  # a start time without a day is a moment of some day
        start = begins(row, scope)
    if start is None:
        hours = window.kind == "begun" or window.unit in {"minutes", "hours"}
        name = add(entity, "start" if hours else "day", bp.DATETIME if hours else bp.DATE, window.span, scope)
        start = Value(bp.Get(of=IT, field=name), entity.fields[name].type)
        entity.given.add(name)
    requires = _requires(window, start)
    return guarded(operation, entity, requires, window.kind, clause, scope.draft)


def _requires(window: Window, start: Value) -> bp.Expression:
    day = part(start, "date") if start.type.kind == "datetime" else start
    if window.kind == "begun":
        return (
            compare(NOW.expression, "<", start.expression)
            if start is not day
            else compare(TODAY.expression, "<", day.expression)
        )
    if window.kind == "past":
        return compare(day.expression, ">=", TODAY.expression)
    by = bp.whole(window.amount)
    fine = window.unit in {"minutes", "hours"}
    if fine and start.type.kind == "date":
        raise NotUnderstoodError("nothing says at what time of the day it begins", window.span)
    like, current = (start, NOW) if fine else (day, TODAY)
    limit = bp.Shift(moment=current.expression, amount=by, unit=window.unit)
    if window.kind == "soonest":
        return compare(like.expression, ">=", limit)
    return both(compare(like.expression, "<=", limit), compare(day.expression, ">=", TODAY.expression))


WINDOWS: tuple[Frame, ...] = (booked_within,)
"""The frames that also bring the deed about."""
MORE_WINDOWS: tuple[Frame, ...] = (further_bounds,)
"""The frames about a deed that is known."""
