"""Owns how a stretch tells times that come again: hours of the day, weekdays, days and months of the year, in groups."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from autogenesis.language._quantities import MONTHS
from autogenesis.language._regex import regex
from autogenesis.language.meaning._open_days import weekdays

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_TIME = r"(?:\d{1,2}[:.]\d{2}|\d{1,2}\s*[ap]\.?m\b\.?|noon|midday|midnight)"
_DATE = rf"(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_DAYS = rf"(?:{_DAY}(?:\s*(?:to|until|till|through|-|–)\s*{_DAY})?(?:(?:\s*,\s*|\s+and\s+|\s+or\s+|\s*,\s*and\s+)(?:on\s+)?{_DAY}(?:\s*(?:to|through|-|–)\s*{_DAY})?)*)"
_TO = r"\s*(?:and|to|until|till|-|–)\s*"
_PIECES = (
    ("dates", regex(rf"(?:between|from)\s+(?P<a>{_DATE}){_TO}(?P<b>{_DATE})", re.I)),
    ("months", regex(rf"(?:between|from|in|during)\s+(?P<a>{_MONTH})(?:{_TO}(?P<b>{_MONTH}))?(?!\s+\d)", re.I)),
    ("date", regex(rf"on\s+(?P<a>{_DATE})", re.I)),
    ("hours", regex(rf"(?:between\s+|from\s+)?(?P<a>{_TIME}){_TO}(?P<b>{_TIME})(?!\s*(?:days|weeks|{_MONTH}))", re.I)),
    ("until", regex(rf"(?:until|till|to|before)\s+(?P<b>{_TIME})", re.I)),
    ("from", regex(rf"(?:from|after|at)\s+(?P<a>{_TIME})(?:\s+on(?:wards)?\b)?", re.I)),
    ("days", regex(rf"(?:on\s+|from\s+)?(?P<a>{_DAYS})", re.I)),
    ("days", regex(r"(?:at|on)\s+(?:the\s+)?(?P<a>weekends?)", re.I)),
    ("days", regex(r"(?:on\s+)?(?P<a>weekdays|working days)", re.I)),
    ("days", regex(r"(?P<a>daily|every day|each day|all days|every day of the week|seven days a week)", re.I)),
)
_JOIN = regex(
    r"[\s,]*(?:(?P<but>but\s+not|except(?:\s+for)?|not)\b)?[\s,]*(?P<and>and|or|nor|but)?\s*(?:only\s+)?", re.I
)
_WEEKEND = frozenset({5, 6})
_ALL = frozenset(range(7))
_HALF_DAY = 12


@dataclass(frozen=True, slots=True)
class Hours:
    """A group of times: on these weekdays (0 is Monday), from one time to another, between two days of the year."""

    days: frozenset[int] = _ALL
    start: str = ""
    end: str = ""
    first: int = 0
    last: int = 0
    but: bool = False
    """Whether it is taken out of what is said before."""

    @property
    def everyday(self) -> bool:
        """Whether no weekdays are named."""
        return self.days == _ALL


def hours_said(text: str) -> tuple[Hours, ...] | None:
    """The groups that the whole text tells; None where it says anything else.

    >>> hours_said("between 22:00 and 05:00, nor on 25 December")
    (Hours(days=frozenset({0, 1, 2, 3, 4, 5, 6}), start='22:00', end='05:00', first=0, last=0, but=False), \
Hours(days=frozenset({0, 1, 2, 3, 4, 5, 6}), start='', end='', first=1225, last=1225, but=False))
    """
    groups: list[Hours] = []
    held: set[str] = set()
    place, text = 0, text.strip(" .")
    while place < len(text):
        joint = _JOIN.match(text, place)
        place = joint.end() if joint is not None else place
        found = next(((name, m) for name, way in _PIECES if (m := way.match(text, place)) is not None), None)
        if found is None:
            return None
        name, match = found
        place = match.end()
        slot = {"until": "hours", "from": "hours", "date": "dates", "months": "dates"}.get(name, name)
        but = bool(joint and joint["but"])
        named = bool(joint and joint["and"]) and not (slot not in held and name in {"hours", "until", "from"})
        again = slot == "days" and "hours" in held and _timed(text, place)
        if not groups or slot in held or but or named or again:
            groups.append(Hours(but=but))
            held = set()
        held.add(slot)
        piece = _with(groups[-1], name, match)
        if piece is None:
            return None
        groups[-1] = piece
    return tuple(groups) or None


def _timed(text: str, place: int) -> bool:
    """ "…, on Sundays only until 20:00": whether hours of their own follow the days."""
    joint = _JOIN.match(text, place)
    start = joint.end() if joint is not None and not joint["and"] else place
    return any(way.match(text, start) for name, way in _PIECES if name in {"hours", "until", "from"})


def _with(group: Hours, name: str, match: re.Match[str]) -> Hours | None:
    said = {key: value for key, value in match.groupdict().items() if value}
    if name == "days":
        return replace(group, days=_days(said["a"].lower()))
    if name in {"hours", "until", "from"}:
        times = {key: _clock(value) for key, value in said.items()}
        if None in times.values():
            return None
        return replace(group, start=times.get("a") or group.start, end=times.get("b") or group.end)
    ends = [_day_of_year(said.get(key, ""), last=key == "b" or "b" not in said) for key in ("a", "b") if key in said]
    if None in ends or not ends:
        return None
    first = _day_of_year(said["a"], last=False)
    return replace(group, first=first or 0, last=ends[-1] or 0)


def _days(said: str) -> frozenset[int]:
    if said.startswith("weekend"):
        return _WEEKEND
    if said in {"weekdays", "working days"}:
        return _ALL - _WEEKEND
    return weekdays(said) or _ALL


def _clock(said: str) -> str | None:
    word = said.lower().strip()
    if word in {"noon", "midday"}:
        return "12:00"
    if word == "midnight":
        return "00:00"
    match = re.match(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?", word)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % _HALF_DAY + (_HALF_DAY if match[3] == "p" else 0)
    if hour == 2 * _HALF_DAY and not minute:
        return "00:00"
    return f"{hour:02d}:{minute:02d}" if hour < 2 * _HALF_DAY and minute < 60 else None


def _day_of_year(said: str, *, last: bool) -> int | None:
    """The month and the day as one number: 1225."""
    month = next((i for i, name in enumerate(MONTHS, 1) if name in said.lower()), None)
    if month is None:
        return None
    number = re.search(r"\d{1,2}", said)
    day = int(number[0]) if number is not None else _LENGTHS[month - 1] if last else 1
    return month * 100 + day if 1 <= day <= _LENGTHS[month - 1] else None


__all__ = ["Hours", "hours_said"]
