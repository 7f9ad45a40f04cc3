"""Filled issues: entries into issues on a rhythm, in order and up to a number, what does not fit first in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..errors import Refused


@dataclass(frozen=True)
class Entry:
    """What is to appear, not before `earliest`; with a `leading` date it goes before those without, by that date."""

    key: str
    earliest: date
    owner: str | None = None
    leading: date | None = None


@dataclass(frozen=True)
class Placed:
    """The issue in which an entry appears, and its place in it from 1."""

    key: str
    day: date
    place: int


def fill_issues(
    entries: Sequence[Entry], every: int, capacity: int | None = None, one_each: bool = False
) -> tuple[Placed, ...]:
    """The places, issue by issue. Entries stand in the order in which they came; issues are `every` days apart.

    What an issue does not hold opens the next one, in the order it had. With `one_each` an owner appears once in an
    issue: of two entries the one that came later waits for the next. Refused: a key given twice, a rhythm of less
    than a day, an issue that holds nothing.
    """
    _check(entries, every, capacity)
    came = {entry.key: number for number, entry in enumerate(entries)}
    waiting: list[Entry] = []
    new = sorted(entries, key=lambda entry: entry.earliest)
    made: list[Placed] = []
    day = new[0].earliest if new else date.min
    while waiting or new:
        if not waiting:
            day = max(day, new[0].earliest)
        fresh = [entry for entry in new if entry.earliest <= day]
        new = [entry for entry in new if entry.earliest > day]
        fresh.sort(key=lambda entry: (entry.leading is None, entry.leading or date.min, came[entry.key]))
        queue = [*waiting, *fresh]
        later = _later(queue, came) if one_each else set()
        held = [entry for entry in queue if entry.key not in later][:capacity]
        made += [Placed(entry.key, day, place) for place, entry in enumerate(held, start=1)]
        shown = {entry.key for entry in held}
        waiting = [entry for entry in queue if entry.key not in shown]
        day += timedelta(days=every)
    return tuple(made)


def _later(queue: Sequence[Entry], came: dict[str, int]) -> set[str]:
    """The entries of owners who have one that came before."""
    first: dict[str, str] = {}
    for entry in sorted(queue, key=lambda entry: came[entry.key]):
        if entry.owner is not None:
            first.setdefault(entry.owner, entry.key)
    return {entry.key for entry in queue if entry.owner is not None and first[entry.owner] != entry.key}


def _check(entries: Sequence[Entry], every: int, capacity: int | None) -> None:
    keys = [entry.key for entry in entries]
    for key in keys:
        if keys.count(key) > 1:
            raise Refused(f"{key} is in the list twice.", rule="filled_issues.twice", field="key")
    if every < 1:
        raise Refused("Issues are at least a day apart.", rule="filled_issues.rhythm", field="every")
    if capacity is not None and capacity < 1:
        raise Refused("An issue holds at least one entry.", rule="filled_issues.capacity", field="capacity")
