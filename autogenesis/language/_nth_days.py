"""Owns days that are told by their order in a month: "the first working day of each month", "the last Friday of a quarter"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autogenesis.language._regex import regex
from autogenesis.language._text import Span

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
NTH_DAY = regex(
    rf"\b(?:(?:on|by)\s+)?(?:(?:every|each|the)\s+)?(?P<nth>{'|'.join(_ORDER)})\s+(?:(?P<work>working|business|work|week|open|opening)[ -]?day|(?P<wd>{_DAY}))\s+"
    r"(?:of|in)\s+(?:the\s+|an?\s+|each\s+|every\s+|any\s+)(?:new\s+)?(?P<unit>month|quarter|year)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class NthDay:
    """The `nth` (-1: the last) of some days in a month, quarter or year: those of one weekday (0 is Monday), else working days."""

    span: Span
    text: str
    nth: int
    weekday: int | None
    unit: str


def nth_day(match: re.Match[str], span: Span) -> NthDay:
    """What the words that `NTH_DAY` found say."""
    weekday = _DAYS.index(match["wd"].lower()) if match["wd"] else None
    return NthDay(span, match[0], _ORDER[match["nth"].lower()], weekday, match["unit"].lower())


__all__ = ["NTH_DAY", "NthDay", "nth_day"]
