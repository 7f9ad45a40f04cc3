"""Board games in which seeds are sown round the pits of two players: the pure step, and the greedy move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Refused

RULES = frozenset({"again", "capture", "lowest"})


@dataclass(frozen=True)
class Position:
    """The board as the player sees it who has just moved; `stays` where that player is to move again."""

    own_pits: tuple[int, ...]
    other_pits: tuple[int, ...]
    own_store: int
    other_store: int
    stays: bool
    over: bool

    def turned(self) -> Position:
        """The same board, as the other player sees it."""
        return Position(self.other_pits, self.own_pits, self.other_store, self.own_store, not self.stays, self.over)


def begin_sowing(pits: int, seeds: int, rules: str = "", answered: bool = False) -> Position:
    """The board at the start, as the player sees it who moves first; where the computer begins (`answered`), the other."""
    start = Position((seeds,) * pits, (seeds,) * pits, 0, 0, True, False)
    return _answered(start.turned(), _named(rules)) if answered else start


def sow(
    own_pits: Sequence[int],
    other_pits: Sequence[int],
    own_store: int,
    other_store: int,
    pit: int,
    rules: str = "",
    answered: bool = False,
) -> Position:
    """The board after the seeds of an own pit (numbered from 1) were sown, one into each place that follows.

    That is the own pits upwards, the own store, and the other player's pits; never the other's store. `rules` may
    name ``again`` (a last seed in the own store: the player moves again) and ``capture`` (a last seed in an empty own
    pit goes into the own store with the seeds straight across). As soon as a player's pits are all empty the game is
    over, and the other player stores what is left. Where the other player is the computer (`answered`), it moves
    until it is through.
    Refused: a pit that is not there, or empty.
    """
    if not 1 <= pit <= len(own_pits):
        raise Refused(f"There is no pit {pit}: choose 1 to {len(own_pits)}.", rule="sowing.pit", field="pit")
    if not own_pits[pit - 1]:
        raise Refused(f"Pit {pit} is empty: choose another.", rule="sowing.empty", field="pit")
    position = Position(tuple(own_pits), tuple(other_pits), own_store, other_store, True, False)
    moved = _cleared(_sown(position, pit, _named(rules)))
    return _answered(moved, _named(rules)) if answered else moved


def greedy_pit(own_pits: Sequence[int], other_pits: Sequence[int], rules: str = "") -> int:
    """The pit that brings most seeds into the own store in one move; of equal ones the highest (``lowest`` as a rule).

    What is stored because the game ends with it does not count. Refused: a side without seeds.
    """
    named = _named(rules)
    position = Position(tuple(own_pits), tuple(other_pits), 0, 0, True, False)
    playable = [pit for pit, seeds in enumerate(own_pits, 1) if seeds]
    if not playable:
        raise Refused("There is no move: all pits are empty.", rule="sowing.no_move")
    sign = -1 if "lowest" in named else 1
    return max(playable, key=lambda pit: (_sown(position, pit, named).own_store, sign * pit))


def _named(rules: str) -> frozenset[str]:
    named = frozenset(rule.strip() for rule in rules.split(",") if rule.strip())
    if unknown := sorted(named - RULES):
        raise Refused(f"There is no rule {unknown[0]}.", rule="sowing.rule", field="rules")
    return named


def _sown(position: Position, pit: int, rules: frozenset[str]) -> Position:
    count = len(position.own_pits)
    places = [*position.own_pits, position.own_store, *position.other_pits]
    hand, places[pit - 1] = places[pit - 1], 0
    place = pit - 1
    for _ in range(hand):
        place = (place + 1) % len(places)
        places[place] += 1
    across = 2 * count - place
    if "capture" in rules and place < count and places[place] == 1 and places[across]:
        places[count] += places[place] + places[across]
        places[place] = places[across] = 0
    stays = "again" in rules and place == count
    return Position(
        tuple(places[:count]), tuple(places[count + 1 :]), places[count], position.other_store, stays, False
    )


def _cleared(position: Position) -> Position:
    """The game is over as soon as the pits of one side are all empty."""
    if any(position.own_pits) and any(position.other_pits):
        return position
    empty = (0,) * len(position.own_pits)
    own, other = position.own_store + sum(position.own_pits), position.other_store + sum(position.other_pits)
    return Position(empty, empty, own, other, position.stays, True)


def _answered(position: Position, rules: frozenset[str]) -> Position:
    """The board once the other player, who takes the greedy move, is through."""
    while not position.over and not position.stays:
        turned = position.turned()
        pit = greedy_pit(turned.own_pits, turned.other_pits, ",".join(sorted(rules)))
        position = _cleared(_sown(turned, pit, rules)).turned()
    return position
