"""Round robins: everybody meets everybody, on places with opening hours, with breaks, rests and officials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from ..errors import Refused


@dataclass(frozen=True)
class Contestant:
    """Somebody who meets the others; `group` is what an official must not share."""

    key: str
    group: str | None = None


@dataclass(frozen=True)
class Place:
    """Where encounters take place, from `opens` until `closes` on one day."""

    key: str
    opens: time
    closes: time


@dataclass(frozen=True)
class Official:
    """Somebody who attends one encounter at a time, never one of the own group."""

    key: str
    group: str | None = None


@dataclass(frozen=True)
class Encounter:
    """A pairing; place and start are absent where it could not be placed, the official where none is needed."""

    first: str
    second: str
    place: str | None
    official: str | None
    start: time | None
    placed: bool


_Slot = tuple[int, Place, Official | None]


@dataclass(frozen=True)
class _Terms:
    duration: int
    gap: int
    rest: int


class _Day:
    """The plan while it is made: what is placed where, in minutes of the day."""

    def __init__(self, places: Sequence[Place], officials: Sequence[Official] | None, terms: _Terms) -> None:
        self.places, self.officials, self.terms = places, officials, terms
        self.busy: dict[tuple[str, str], list[int]] = {}
        self.made: dict[tuple[str, str], _Slot] = {}

    def starts(self) -> list[int]:
        """The moments at which something may become free, in order."""
        wait = (0, self.terms.gap, self.terms.rest)
        ends = [start + self.terms.duration for start, *_ in self.made.values()]
        return sorted({_minutes(place.opens) for place in self.places} | {end + w for end in ends for w in wait})

    def place(self, first: Contestant, second: Contestant, start: int) -> bool:
        """Place the pairing at `start` where a place, both contestants and an official are free."""
        if not all(self._free("contestant", each.key, start, self.terms.rest) for each in (first, second)):
            return False
        for place in self.places:
            inside = _minutes(place.opens) <= start and start + self.terms.duration <= _minutes(place.closes)
            if not (inside and self._free("place", place.key, start, self.terms.gap)):
                continue
            able = self._able(first, second, start)
            if self.officials is not None and not able:
                return False
            official = min(able, key=lambda each: len(self.busy.get(("official", each.key), [])), default=None)
            self._book((first, second), place, official, start)
            return True
        return False

    def _able(self, first: Contestant, second: Contestant, start: int) -> list[Official]:
        groups = {first.group, second.group} - {None}
        return [
            each
            for each in self.officials or ()
            if each.group not in groups and self._free("official", each.key, start, 0)
        ]

    def _book(self, pair: tuple[Contestant, Contestant], place: Place, official: Official | None, start: int) -> None:
        self.made[pair[0].key, pair[1].key] = (start, place, official)
        taken = [("contestant", pair[0].key), ("contestant", pair[1].key), ("place", place.key)]
        for each in taken + ([("official", official.key)] if official else []):
            self.busy.setdefault(each, []).append(start)

    def _free(self, kind: str, key: str, start: int, wait: int) -> bool:
        apart = self.terms.duration + wait
        return all(abs(start - other) >= apart for other in self.busy.get((kind, key), []))


def schedule_round_robin(
    contestants: Sequence[Contestant],
    places: Sequence[Place],
    duration: int,
    officials: Sequence[Official] = (),
    gap: int = 0,
    rest: int = 0,
    with_officials: bool = True,
) -> tuple[Encounter, ...]:
    """Every pairing once, placed as early as may be; all in minutes of one day.

    Pairings are taken round by round (the circle method). At each moment, from the first opening on, those that
    fit are placed: within the opening hours, a place left empty for `gap` minutes between two, a contestant for
    `rest`, an official of another group and free. Of several officials the one with the fewest encounters
    attends. What finds no place is not placed, and listed after the others. The rounds are tried in each turn,
    and the plan with the most placed, then the one that ends first, is taken.
    Refused: a key given twice, a duration below one minute, a place that closes before it opens.
    """
    _check(contestants, places, officials, duration)
    rounds = _rounds(contestants)
    terms = _Terms(duration, gap, rest)
    needed = officials if with_officials else None
    best: _Day | None = None
    for turn in range(max(1, len(rounds))):
        order = [pair for each in (*rounds[turn:], *rounds[:turn]) for pair in each]
        day = _filled(_Day(places, needed, terms), order)
        if best is None or _worth(day) > _worth(best):
            best = day
    assert best is not None
    made = sorted(best.made.items(), key=lambda item: (item[1][0], places.index(item[1][1])))
    placed = [
        Encounter(first, second, place.key, official.key if official else None, _time(start), True)
        for (first, second), (start, place, official) in made
    ]
    missing = [(a.key, b.key) for each in rounds for a, b in each if (a.key, b.key) not in best.made]
    return (*placed, *(Encounter(first, second, None, None, None, False) for first, second in missing))


_Pair = tuple[Contestant, Contestant]


def _filled(day: _Day, order: Sequence[_Pair]) -> _Day:
    waiting = list(order)
    last, moment = -1, next(iter(day.starts()), None)
    while moment is not None and waiting:
        waiting = [pair for pair in waiting if not day.place(*pair, moment)]
        last = moment
        moment = next((start for start in day.starts() if start > last), None)
    return day


def _worth(day: _Day) -> tuple[int, int]:
    return len(day.made), -max((start for start, *_ in day.made.values()), default=0)


def _rounds(contestants: Sequence[Contestant]) -> list[list[_Pair]]:
    """The circle method: in each round everybody meets at most one other; the one listed first goes first."""
    circle: list[Contestant | None] = list(contestants)
    if len(circle) % 2:
        circle.append(None)
    place = {each.key: index for index, each in enumerate(contestants)}
    made = []
    for _ in range(len(circle) - 1):
        pairs = [(a, b) for a, b in zip(circle, reversed(circle), strict=True) if a is not None and b is not None]
        half = [(a, b) for a, b in pairs if place[a.key] < place[b.key]]
        made.append(sorted(half, key=lambda pair: place[pair[0].key]))
        circle = [circle[0], circle[-1], *circle[1:-1]]
    return made


def _check(
    contestants: Sequence[Contestant], places: Sequence[Place], officials: Sequence[Official], duration: int
) -> None:
    for keys in ([c.key for c in contestants], [p.key for p in places], [o.key for o in officials]):
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise Refused(f"{twice} is in the list twice.", rule="round_robin.twice", field="key")
    if duration < 1:
        raise Refused("An encounter takes at least a minute.", rule="round_robin.duration", field="duration")
    for place in places:
        if place.closes <= place.opens:
            raise Refused(f"{place.key} closes before it opens.", rule="round_robin.hours", field="places")


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
