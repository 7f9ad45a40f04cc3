"""The stories of products that are played: every key, ticks between keys, and a whole game to its end."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count, islice
from typing import Any

import blueprints as b
from autogenesis.assembly._names import role_name
from autogenesis.assembly._oracle import OracleError
from autogenesis.assembly._telling import Found, Step, told
from autogenesis.assembly._witness import Plot, Search

_STRETCH = 25
_MOST_STRETCHES = 8
_MOST_MOVES = 120
_NUMBERS = 12
_HELD = 5
_TURNS = 60
_GAMES = 50
_WORDS_AT = (5, 6, 9)
"""The moves before which each word is said once; before the last of them in another order."""


def games(specification: b.Specification, search: Search) -> Iterator[Found]:
    """What the views show while each product is played."""
    for play in specification.plays:
        game = _Game(specification, play, search.fresh())
        yield game.told("the keys of a game", *game.every_key())
        if play.tick:
            game = _Game(specification, play, search.fresh())
            yield game.told("games in which one key is held", *game.one_key_held())
            game = _Game(specification, play, search.fresh())
            yield game.told("a game in which keys come all the time", *game.many_keys())
        game = _Game(specification, play, search.fresh())
        yield game.told("a whole game", *(game.to_the_end() if play.tick else game.by_turns()))
        if play.entry and not play.tick:
            yield from _ends(specification, search, play)


def _ends(specification: b.Specification, search: Search, play: b.Play) -> Iterator[Found]:
    """Games with each end that there may be, and those that end just at, below or above a number that rules name."""
    seen: set[tuple[str, Any]] = set()
    for number in range(_GAMES):
        tried = _Game(specification, play, search.fresh())
        tried.unseen(random.Random(number))
        ends = list(_end(tried.row(), search.candidates.bounds))[::-1]
        fresh = [end for end in ends if end not in seen]
        seen.update(ends)
        if fresh:
            name, value = fresh[0]
            game = _Game(specification, play, search.fresh())
            steps = game.by_turns(random.Random(number))
            _, scenario = game.told(f"a game that ends with {name.replace('_', ' ')} {value}", *steps)
            yield "decisions", scenario
        numbers = {end for end in seen if isinstance(end[1], int) and not isinstance(end[1], bool)}
        if numbers and len(numbers) >= 3 * len({name for name, _ in numbers}):
            return


def _end(row: Mapping[str, Any], bounds: Mapping[str, set[Decimal]]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, int) and not isinstance(value, bool):
            if any(abs(value - bound) <= 1 for bound in bounds.get(name, ())):
                yield name, value
        elif isinstance(value, str | bool) and name != "id":
            yield name, value


class _Game:
    """A row of a product, as it is played in a plot."""

    def __init__(self, specification: b.Specification, play: b.Play, plot: Plot) -> None:
        self._play, self._plot = play, plot
        self._operations = {operation.id: operation for operation in specification.operations}
        self._row = next(entity.name for entity in specification.entities if entity.id == play.entity)
        self._steps: list[Step] = []
        self._given: dict[str, Any] = {}
        self._begin()

    def _begin(self) -> None:
        self._given = {}
        self._take(self._play.begin, {})
        begun = self._plot.steps[-1]
        self._given = {self._row: begun.result["id"]} if isinstance(begun, b.CallStep) else {}

    def told(self, title: str, *steps: Step) -> Found:
        """The story of these steps; only what is seen is expected, and how it begins."""
        asked = dict.fromkeys((self._play.begin, self._play.view, self._play.tick, *(self._play.entry or ())[:1]))
        pressed = dict.fromkeys(key.operation for key in self._play.keys)
        return told("games", title, [id for id in (*asked, *pressed) if id], list(steps))

    def every_key(self) -> list[Step]:
        """Each key (or word) twice, with a few ticks after it, where there are any."""
        for number, key in enumerate(self._play.keys, start=1):
            for _ in range(2):
                self._take(key.operation, key.input)
            if self._play.tick:
                self._pass(number * 3)
            self._look()
        if not self._play.keys:
            self._look()
        return self._shown()

    def one_key_held(self) -> list[Step]:
        """A game for each key, which is pressed again and again at the start."""
        for number, key in enumerate(self._play.keys):
            if number:
                self._begin()
            for _ in range(_HELD):
                self._take(key.operation, key.input)
            self._pass(_STRETCH)
            self._look()
        return self._shown()

    def many_keys(self) -> list[Step]:
        """A key every few ticks, in an order that seldom repeats, for as long as there is something to see."""
        keys = self._play.keys
        for turn in range(_TURNS if keys else 0):
            key = keys[turn * turn * 7 // 3 % len(keys)]
            self._take(key.operation, key.input)
            self._pass(1 + turn * 5 % 7)
            if turn % 10 == 9 and self._look().get("over"):
                break
        for key in (*keys, *keys[::2], *keys[1::2]):  # as close to a circle as keys lead
            self._take(key.operation, key.input)
            self._pass(1)
        self._look()
        return self._shown()

    def to_the_end(self) -> list[Step]:
        """Ticks without keys until it is over, and some more; or for long."""
        for ticks in islice(count(1), 3):
            self._pass(ticks)
            self._look()
        for _ in range(_MOST_STRETCHES):
            self._pass(_STRETCH)
            if self._look().get("over"):
                break
        self._pass(_STRETCH)
        self._look()
        return self._shown()

    def by_turns(self, chance: random.Random | None = None) -> list[Step]:
        """Numbers entered in turn, or by chance, whichever is allowed, until it is over."""
        operation, name = self._play.entry or ("", "")
        for move in range(_MOST_MOVES):
            if chance is not None:
                self._answers(move)
            elif move in _WORDS_AT:
                self._every_word(backwards=move == _WORDS_AT[-1])
            if not self._moved(move, chance) or (move % 4 == 0 and self._look().get("over")):
                break
        self._look()
        if chance is None:
            for number in (1, 2):
                self._take(operation, {name: number}, refused=True)
            self._every_word(backwards=False)
        return self._shown()

    def _every_word(self, *, backwards: bool) -> None:
        """Each word once, and what it comes to."""
        for key in self._play.keys[::-1] if backwards else self._play.keys:
            self._take(key.operation, key.input, refused=True)
        self._look()

    def unseen(self, chance: random.Random) -> None:
        """The same game by chance, without anything that is looked at."""
        for move in range(_MOST_MOVES):
            if not self._moved(move, chance):
                return

    def _moved(self, move: int, chance: random.Random | None) -> bool:
        """Enter a number that is allowed; whether there was one."""
        operation, name = self._play.entry or ("", "")
        numbers = [(move + step) % _NUMBERS + 1 for step in range(_NUMBERS)]
        if chance is not None:
            chance.shuffle(numbers)
        return any(self._take(operation, {name: number}) for number in numbers)

    def _answers(self, move: int) -> None:
        """What words give that change nothing, at every third move."""
        for key in self._play.keys if move % 3 == 2 else ():
            if self._operations[key.operation].kind == "command":
                self._take(key.operation, key.input)

    def row(self) -> Mapping[str, Any]:
        """The row of the game, as it is now."""
        rows = self._plot.machine.world.rows(self._play.entity)
        return dict(self._plot.machine.view(rows[-1], None)) if rows else {}

    def _pass(self, ticks: int) -> None:
        """So many ticks, in one call where the operation takes their number."""
        tick = self._play.tick or ""
        many = next((item.name for item in self._operations[tick].inputs if item.type.kind == "integer"), None)
        for given in [{many: ticks}] if many else [{}] * ticks:
            self._take(tick, given)

    def _look(self) -> dict[str, Any]:
        self._take(self._play.view, {})
        seen = self._plot.steps[-1]
        return dict(seen.result) if isinstance(seen, b.CallStep) and isinstance(seen.result, dict) else {}

    def _take(self, operation: str, given: dict[str, Any], *, refused: bool = False) -> bool:
        """Take a step; whether it was allowed. It is told where it was, or also where it is `refused`."""
        asked = self._operations[operation]
        role = role_name(asked.roles[0]) if asked.roles else None
        step = b.CallStep(operation=asked.name, input={**self._given, **given}, role=role)
        try:
            reply = self._plot.attempt(step)
        except (OracleError, OverflowError):
            return False
        if reply.refused is None:
            self._steps.append(self._plot.steps[-1])
        elif refused:
            self._steps.append(step.model_copy(update={"refused": reply.refused}))
        return reply.refused is None

    def _shown(self) -> list[Step]:
        """The steps, each view and each answer with what it shows."""
        telling = {item.name for item in self._operations.values() if item.kind == "command"}
        return [
            step.model_copy(update={"result": None})
            if isinstance(step, b.CallStep) and step.operation not in telling
            else step
            for step in self._steps
        ]
