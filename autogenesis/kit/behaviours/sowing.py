"""Board games in which counters are sown round the holes of two players: the pure step, and the greedy move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import Refused

RULES = frozenset({"again", "capture", "lowest"})


@dataclass(frozen=True)
class Position:
    """The board as the player sees it who has just moved; `stays` where that player is to move again."""

    own_holes: tuple[int, ...]
    other_holes: tuple[int, ...]
    own_home: int
    other_home: int
    stays: bool
    over: bool

    def turned(self) -> Position:
        """The same board, as the other player sees it."""
        return Position(self.other_holes, self.own_holes, self.other_home, self.own_home, not self.stays, self.over)


def begin_sowing(holes: int, counters: int, rules: str = "", answered: bool = False) -> Position:
    """The board at the start, as who moves first sees it; where the computer begins (`answered`), the other."""
    start = Position((counters,) * holes, (counters,) * holes, 0, 0, True, False)
    return _answered(start.turned(), _named(rules)) if answered else start


def sow(
    own_holes: Sequence[int],
    other_holes: Sequence[int],
    own_home: int,
    other_home: int,
    hole: int,
    rules: str = "",
    answered: bool = False,
) -> Position:
    """The board after the counters of an own hole (numbered from 1) were sown, one into each place that follows.

    That is the own holes upwards, the own home, and the other player's holes; never the other's home. `rules` may
    name ``again`` (a last counter in the own home: the player moves again) and ``capture`` (a last counter in an
    empty own hole goes into the own home with the counters straight across). As soon as a player's holes are all
    empty the game is over, and the other player keeps what is left. Where the other player is the computer
    (`answered`), it moves until it is through.
    Refused: a hole that is not there, or empty.
    """
    if not 1 <= hole <= len(own_holes):
        raise Refused(f"There is no number {hole}: choose 1 to {len(own_holes)}.", rule="sowing.hole")
    if not own_holes[hole - 1]:
        raise Refused(f"Number {hole} is empty: choose another.", rule="sowing.empty")
    position = Position(tuple(own_holes), tuple(other_holes), own_home, other_home, True, False)
    moved = _cleared(_sown(position, hole, _named(rules)))
    return _answered(moved, _named(rules)) if answered else moved


def greedy_hole(own_holes: Sequence[int], other_holes: Sequence[int], rules: str = "") -> int:
    """The hole that brings most counters into the own home in one move; of equal ones the highest, or ``lowest``.

    What is kept because the game ends with it does not count. Refused: a side without counters.
    """
    named = _named(rules)
    position = Position(tuple(own_holes), tuple(other_holes), 0, 0, True, False)
    playable = [hole for hole, counters in enumerate(own_holes, 1) if counters]
    if not playable:
        raise Refused("There is no move: all of them are empty.", rule="sowing.no_move")
    sign = -1 if "lowest" in named else 1
    return max(playable, key=lambda hole: (_sown(position, hole, named).own_home, sign * hole))


def view(
    holes: Sequence[int], opposite: Sequence[int], home: int, other_home: int, players: str, status: str, over: bool
) -> dict[str, Any]:
    """What players see: the board in lines of text, as who sits at the near side sees it, under the `status`.

    `players` names who sits near and who far, with a comma between. The far holes run from right to left.
    """
    near, far = (each.strip() for each in players.split(",", 1))
    indent = max(len(near), len(far)) + 7
    numbers = [f"{number:>3} " for number in range(1, len(holes) + 1)]
    lines = (
        f"{far:<{indent}}{''.join(reversed(numbers))}",
        f"{'':<{indent}}{''.join(f'({each:>2})' for each in reversed(opposite))}",
        f"{f'[{other_home:>2}]':>{indent - 2}}{'':{4 * len(holes) + 4}}[{home:>2}]",
        f"{'':<{indent}}{''.join(f'({each:>2})' for each in holes)}",
        f"{near:<{indent}}{''.join(numbers)}",
    )
    return {"over": over, "status": status, "picture": ["", *(line.rstrip() for line in lines), ""]}


def _named(rules: str) -> frozenset[str]:
    named = frozenset(rule.strip() for rule in rules.split(",") if rule.strip())
    if unknown := sorted(named - RULES):
        raise Refused(f"There is no rule {unknown[0]}.", rule="sowing.rule", field="rules")
    return named


def _sown(position: Position, hole: int, rules: frozenset[str]) -> Position:
    count = len(position.own_holes)
    places = [*position.own_holes, position.own_home, *position.other_holes]
    hand, places[hole - 1] = places[hole - 1], 0
    place = hole - 1
    for _ in range(hand):
        place = (place + 1) % len(places)
        places[place] += 1
    across = 2 * count - place
    if "capture" in rules and place < count and places[place] == 1 and places[across]:
        places[count] += places[place] + places[across]
        places[place] = places[across] = 0
    stays = "again" in rules and place == count
    return Position(tuple(places[:count]), tuple(places[count + 1 :]), places[count], position.other_home, stays, False)


def _cleared(position: Position) -> Position:
    """The game is over as soon as the holes of one side are all empty."""
    if any(position.own_holes) and any(position.other_holes):
        return position
    empty = (0,) * len(position.own_holes)
    own, other = position.own_home + sum(position.own_holes), position.other_home + sum(position.other_holes)
    return Position(empty, empty, own, other, position.stays, True)


def _answered(position: Position, rules: frozenset[str]) -> Position:
    """The board once the other player, who takes the greedy move, is through."""
    while not position.over and not position.stays:
        turned = position.turned()
        hole = greedy_hole(turned.own_holes, turned.other_holes, ",".join(sorted(rules)))
        position = _cleared(_sown(turned, hole, rules)).turned()
    return position
