"""Reads on which days there is work: "Working days are Monday to Saturday", "Opening days: Tue-Sat", "We are closed on Sundays"."""

from __future__ import annotations

import re

from autogenesis.language._draft import Draft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit

_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b\.?"
_RANGE = rf"{_DAY}(?:\s*(?:to|until|till|through|-|–|—)\s*{_DAY})?"
_DAYS = rf"(?:from\s+)?(?P<days>{_RANGE}(?:\s*(?:,|and|&|or|,\s*and)\s*{_RANGE})*)"
_KIND = r"(?P<kind>working|work|business|open|opening|office|service)"
_SAID = (
    regex(rf"(?:(?:the|our|all)\s+)?{_KIND}[- ]?days?\s*(?:are|is|:|=|means?|–|-)?\s*(?:only\s+)?{_DAYS}\.?", re.I),
    regex(rf"{_DAYS}\s+(?:are|is|counts? as|count as)\s+(?:an?\s+|the\s+|our\s+)?{_KIND}[- ]?days?\.?", re.I),
    regex(rf"(?:we|the\s+[\w-]+(?:\s[\w-]+)?)\s+(?:are|is)\s+(?P<kind>open)\s+(?:only\s+)?(?:on\s+)?{_DAYS}\.?", re.I),
)
_CLOSED = regex(
    rf"(?:(?:we|the\s+[\w-]+(?:\s[\w-]+)?)\s+(?:are|is)\s+closed|(?:there\s+is\s+)?no\s+(?:work|service|opening))\s+(?:on\s+)?{_DAYS}\.?", re.I
)  # fmt: skip
_ALL = frozenset(range(7))


def read_open_days(draft: Draft) -> None:
    """Every sentence that says nothing but the days of a calendar."""
    for unit in draft.units:
        if not draft.claimed(unit.span):
            _read(unit, draft)


def _read(unit: Unit, draft: Draft) -> None:
    text = " ".join(unit.text.split())
    match = next((m for way in _SAID if (m := way.fullmatch(text)) is not None), None)
    closed = _CLOSED.fullmatch(text) if match is None else None
    found = match or closed
    if found is None:
        return
    days = weekdays(found["days"])
    if closed is not None:
        days = _ALL - days
    if not days:
        return
    kind = found["kind"].lower() if match is not None else "open"
    name = {"work": "working days", "opening": "open days"}.get(kind, f"{kind} days")
    calendar = draft.calendar(name, [day + 1 for day in sorted(days)], unit.span)
    draft.claim(unit.span, "calendar", [calendar.id])


def weekdays(text: str) -> frozenset[int]:
    """The weekdays of "Tue-Thu, Sat": 0 is Monday."""
    made: set[int] = set()
    for part in re.split(r"\s*(?:,|\band\b|&|\bor\b)\s*", text):
        ends = [_SHORT.index(word[:3].lower()) for word in re.findall(_DAY, part, re.I)]
        if len(ends) == 1:
            made.add(ends[0])
        elif ends:
            first, last = ends[0], ends[-1]
            made |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return frozenset(made)
