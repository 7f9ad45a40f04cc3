"""Ranking tables, by example and against sorting with a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.ranking import Contestant, Result, Standing, rank

CHAIN = "points, difference, scored, direct, lower"


def table(keys: str, played: str, criteria: str = CHAIN) -> list[Standing]:
    contestants = [Contestant(key, int(key)) for key in keys]
    results = [Result(p[0], p[2], int(p[4]), int(p[6])) for p in played.split(", ")] if played else []
    return list(rank(contestants, results, criteria, 3, 1))


def test_the_direct_match_decides_between_equals() -> None:
    made = table("1234", "1-2 1:2, 1-3 3:1, 1-4 2:1, 2-3 1:2, 2-4 3:1, 3-4 0:0")
    assert [(s.key, s.rank, s.points, s.difference, s.scored) for s in made] == [
        ("2", 1, 6, 2, 6),
        ("1", 2, 6, 2, 6),
        ("3", 3, 4, -1, 3),
        ("4", 4, 1, -3, 2),
    ]


def test_the_lower_number_comes_first_where_all_else_is_equal() -> None:
    assert [s.key for s in table("75", "7-5 1:1")] == ["5", "7"]
    assert [s.rank for s in table("75", "7-5 1:1", "points")] == [1, 1]


def test_a_ring_of_three_goes_on_to_the_next_criterion() -> None:
    assert [s.key for s in table("312", "1-2 1:0, 2-3 1:0, 3-1 1:0")] == ["1", "2", "3"]


def test_refusals() -> None:
    with pytest.raises(Refused, match="against itself"):
        table("1", "1-1 1:0")
    with pytest.raises(Refused, match="no criterion beauty"):
        table("12", "", "beauty")
    with pytest.raises(Refused, match="not in the table"):
        table("12", "1-3 1:0")


some_results = some.lists(
    some.tuples(some.integers(0, 3), some.integers(0, 3), some.integers(0, 4), some.integers(0, 4)).filter(
        lambda r: r[0] != r[1]
    ),
    max_size=12,
)


@pytest.mark.slow
@given(some_results)
def test_without_the_direct_match_it_is_a_sort(played: list[tuple[int, int, int, int]]) -> None:
    totals = {n: [0, 0, 0] for n in range(4)}
    for first, second, a, b in played:
        for who, own, other in ((first, a, b), (second, b, a)):
            totals[who][0] += 3 if own > other else (own == other)
            totals[who][1] += own - other
            totals[who][2] += own
    wanted = sorted(totals, key=lambda n: (*(-v for v in totals[n]), n))
    results = [Result(str(f), str(s), a, b) for f, s, a, b in played]
    made = rank([Contestant(str(n), n) for n in range(4)], results, "points, difference, scored, lower", 3, 1)
    assert [int(s.key) for s in made] == wanted
