"""Ranking tables: points from results, and a chain of criteria that decides between equals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..errors import Refused


@dataclass(frozen=True)
class Contestant:
    """Somebody who is ranked; `number` decides for the criteria lower and higher."""

    key: str
    number: int = 0


@dataclass(frozen=True)
class Result:
    """How two contestants ended."""

    first: str
    second: str
    first_score: int
    second_score: int


@dataclass(frozen=True)
class Standing:
    """A line of the table; `rank` 1 is the top, and equals that nothing decides between share a rank."""

    key: str
    rank: int
    played: int
    won: int
    drawn: int
    lost: int
    points: int
    difference: int
    scored: int
    conceded: int


Mark = Callable[[str, frozenset[str]], int]
"""How much speaks for a contestant among those still equal; more is better."""


def rank(
    contestants: Sequence[Contestant],
    results: Sequence[Result],
    criteria: str,
    win: int,
    draw: int = 0,
    loss: int = 0,
) -> tuple[Standing, ...]:
    """The table from the top, decided by the `criteria` in their order (names with commas between them).

    points, difference (scored less conceded), scored, wins, fewest (conceded), lower and higher (number); and
    direct: the points from results among those who are equal on everything before it.
    Refused: an unknown criterion, a result of somebody who is not ranked or against oneself.
    """
    numbers = {contestant.key: contestant.number for contestant in contestants}
    _check(numbers, results)
    totals = {key: _totals(key, results, (win, draw, loss)) for key in numbers}
    everybody = frozenset(numbers)

    def direct(key: str, equals: frozenset[str]) -> int:
        among = [each for each in results if {each.first, each.second} <= equals]
        return _totals(key, among, (win, draw, loss)).points

    marks: dict[str, Mark] = {
        "points": lambda key, _: totals[key].points,
        "difference": lambda key, _: totals[key].difference,
        "scored": lambda key, _: totals[key].scored,
        "wins": lambda key, _: totals[key].won,
        "fewest": lambda key, _: -totals[key].conceded,
        "lower": lambda key, _: -numbers[key],
        "higher": lambda key, _: numbers[key],
        "direct": direct,
    }
    names = [name.strip() for name in criteria.split(",") if name.strip()]
    for name in names:
        if name not in marks:
            raise Refused(f"There is no criterion {name}.", rule="ranking.criterion", field="criteria")
    ordered: list[Standing] = []
    for group in _decided(everybody, [marks[name] for name in names], list(numbers)):
        top = len(ordered) + 1
        ordered += [_ranked(totals[key], top) for key in group]
    return tuple(ordered)


def _decided(equals: frozenset[str], marks: Sequence[Mark], order: Sequence[str]) -> list[list[str]]:
    """Those who are equal so far, split into groups from the top by the marks that follow."""
    if not marks or len(equals) < 2:
        return [[key for key in order if key in equals]] if equals else []
    first, *others = marks
    by_mark: dict[int, set[str]] = {}
    for key in equals:
        by_mark.setdefault(first(key, equals), set()).add(key)
    made = []
    for mark in sorted(by_mark, reverse=True):
        made += _decided(frozenset(by_mark[mark]), others, order)
    return made


def _totals(key: str, results: Sequence[Result], points: tuple[int, int, int]) -> Standing:
    own = [(each.first_score, each.second_score) for each in results if each.first == key]
    own += [(each.second_score, each.first_score) for each in results if each.second == key]
    won = sum(scored > conceded for scored, conceded in own)
    drawn = sum(scored == conceded for scored, conceded in own)
    lost = len(own) - won - drawn
    scored, conceded = sum(goal for goal, _ in own), sum(goal for _, goal in own)
    gained = won * points[0] + drawn * points[1] + lost * points[2]
    return Standing(key, 0, len(own), won, drawn, lost, gained, scored - conceded, scored, conceded)


def _ranked(standing: Standing, rank: int) -> Standing:
    values = {name: getattr(standing, name) for name in standing.__dataclass_fields__}
    return Standing(**{**values, "rank": rank})


def _check(numbers: dict[str, int], results: Sequence[Result]) -> None:
    for each in results:
        if each.first == each.second:
            reason = f"{each.first} cannot play against itself."
            raise Refused(reason, rule="ranking.itself", field="first")
        for key in (each.first, each.second):
            if key not in numbers:
                raise Refused(f"{key} is not in the table.", rule="ranking.unknown", field="results")
