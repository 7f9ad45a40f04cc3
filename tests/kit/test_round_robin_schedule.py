"""Round robins: every promise of the plan checked on its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.round_robin_schedule import (
    Contestant,
    Encounter,
    Official,
    Place,
    schedule_round_robin,
)

DAY = (time(9), time(17))


def teams(groups: str) -> list[Contestant]:
    return [Contestant(f"T{n}", group) for n, group in enumerate(groups, 1)]


def courts(*hours: tuple[time, time]) -> list[Place]:
    return [Place(f"C{n}", *each) for n, each in enumerate(hours, 1)]


def referees(groups: str) -> list[Official]:
    return [Official(f"R{n}", group) for n, group in enumerate(groups, 1)]


def plan(who: str, where: Sequence[Place], whistles: str) -> tuple[Encounter, ...]:
    made = schedule_round_robin(teams(who), where, 40, referees(whistles), 10, 30)
    assert sorted({tuple(sorted((e.first, e.second))) for e in made}) == list(
        combinations(sorted(t.key for t in teams(who)), 2)
    )
    _hold(made, who, where, whistles)
    return made


def _hold(made: Sequence[Encounter], who: str, where: Sequence[Place], whistles: str) -> None:
    """No two lines break a promise."""
    clubs = {t.key: t.group for t in teams(who)} | {r.key: r.group for r in referees(whistles)}
    hours = {place.key: (place.opens, place.closes) for place in where}
    lines = [(e, _minutes(e.start)) for e in made if e.start is not None]
    assert [e for e in made if e.placed] == [e for e, _ in lines]
    for e, start in lines:
        opens, closes = hours[str(e.place)]
        assert _minutes(opens) <= start <= _minutes(closes) - 40
        assert clubs[str(e.official)] not in {clubs[e.first], clubs[e.second]}
    for (a, one), (b, two) in combinations(lines, 2):
        assert a.place != b.place or abs(one - two) >= 50
        assert not {a.first, a.second} & {b.first, b.second} or abs(one - two) >= 70
        assert a.official != b.official or abs(one - two) >= 40


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def test_four_teams_on_two_places_are_all_placed() -> None:
    assert all(e.placed for e in plan("ABCD", courts(DAY, DAY), "EE"))


def test_what_does_not_fit_is_listed() -> None:
    made = plan("ABCDEF", courts((time(9), time(12))), "G")
    assert [e.placed for e in made] == [True] * 3 + [False] * 12


def test_nobody_attends_the_own_group() -> None:
    made = plan("PQR", courts(DAY), "P")
    assert [(e.first, e.second, e.official) for e in made if e.placed] == [("T2", "T3", "R1")]


def test_officials_may_be_needless() -> None:
    made = schedule_round_robin(teams("ABC"), courts(DAY), 30, with_officials=False)
    assert all(e.placed and e.official is None for e in made)


def test_no_places_and_no_contestants() -> None:
    assert [e.placed for e in plan("AB", [], "C")] == [False]
    assert schedule_round_robin([], [], 40) == ()


def test_refusals() -> None:
    with pytest.raises(Refused, match="closes before"):
        plan("AB", courts((time(17), time(9))), "C")
    with pytest.raises(Refused, match="twice"):
        schedule_round_robin([Contestant("T"), Contestant("T")], [], 40)


@settings(max_examples=60, deadline=None)
@given(
    some.text("ABC", max_size=6),
    some.lists(some.tuples(some.integers(8, 11), some.integers(12, 15)), max_size=2),
    some.text("ABCD", max_size=3),
)
def test_no_plan_breaks_a_promise(who: str, hours: list[tuple[int, int]], whistles: str) -> None:
    plan(who, courts(*[(time(a), time(b)) for a, b in hours]), whistles)
