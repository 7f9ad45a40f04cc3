"""What a line of plain text says: who is named in it, and by when something is to be done."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Naming:
    """Who is named first; nobody where `name` is absent. `count` says how many different ones are named."""

    name: str | None
    count: int


@dataclass(frozen=True)
class Deadline:
    """The day that is meant; absent where the wording gives none."""

    day: date | None


def first_named(text: str, names: Sequence[str]) -> Naming:
    """The name that stands first in `text`, as a whole word and without regard to case."""
    places = {name: found.start() for name in names if (found := _phrase(name).search(text)) is not None}
    return Naming(min(places, key=lambda name: (places[name], -len(name)), default=None), len(places))


def worded_deadline(
    text: str, day: date, before: str, month_end: str | None = None, otherwise: int | None = None
) -> Deadline:
    """The deadline that `text`, written on `day`, gives in words.

    `before` and the name of a weekday: the first such day after `day`. The phrase `month_end`: the last day of the
    month of `day`. Else `otherwise` days later. Of several, the one that stands first in the text counts.

    >>> worded_deadline("Paint the gate by Monday.", date(2024, 5, 6), "by").day
    datetime.date(2024, 5, 13)
    """
    found: list[tuple[int, date]] = []
    weekday = re.search(rf"(?<!\w){re.escape(before)}\s+(?:{'|'.join(_WEEKDAYS)})(?!\w)", text, re.IGNORECASE)
    if weekday is not None:
        wanted = _WEEKDAYS.index(weekday.group(0).split()[-1].lower())
        found.append((weekday.start(), day + timedelta(days=(wanted - day.weekday() - 1) % 7 + 1)))
    ends = _phrase(month_end).search(text) if month_end else None
    if ends is not None:
        found.append((ends.start(), day.replace(day=monthrange(day.year, day.month)[1])))
    if found:
        return Deadline(min(found)[1])
    return Deadline(None if otherwise is None else day + timedelta(days=otherwise))


def _phrase(words: str) -> re.Pattern[str]:
    body = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)
