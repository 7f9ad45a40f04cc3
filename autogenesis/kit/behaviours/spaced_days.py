"""Days at equal distances within a period: after every third night, every second week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..errors import Refused


@dataclass(frozen=True)
class Due:
    """A day on which something is due."""

    day: date


def spaced_days(first: date, last: date, every: int, with_last: bool = False) -> tuple[Due, ...]:
    """The days `every` days apart after `first`, up to and with `last`; `with_last` adds `last` itself, once.

    Refused: a distance below one day. A period that ends before it begins has no days.
    """
    if every < 1:
        raise Refused("The distance must be at least a day.", rule="spaced_days.every", field="every")
    days = [first + timedelta(days=n) for n in range(every, (last - first).days + 1, every)]
    if with_last and first <= last and last not in days:
        days.append(last)
    return tuple(Due(day) for day in days)
