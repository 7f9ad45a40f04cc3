"""Games on a field in which a body bounces off walls and off bars that players move: the pure steps, and the view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from ..errors import Refused
from ..values import integer

Side = Literal["left", "right", "top", "bottom"]
Serve = Literal["same", "to_loser", "to_winner"]
_SIDES: tuple[tuple[Side, Side], ...] = (("left", "right"), ("top", "bottom"))
_PLACES = 12
MOST_TICKS = 10_000


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What a player moves: it stands in the column `line`, or `lies` in the row `line`, and covers `length` cells.

    At the start it covers those from the first to the last of `covers`; where nothing is said, the middle ones.
    The key `back` moves it `step` cells up (left where it lies), `forth` the other way; never off the field.
    """

    name: str
    line: int
    length: int
    lies: bool = False
    covers: tuple[int, int] | None = None
    back: str = ""
    forth: str = ""
    step: int = 1


@dataclass(frozen=True, kw_only=True)
class Field:
    """The rules: columns count from 1 at the left, rows from 1 at the top.

    A tick moves the body by `motion` (columns, rows). It bounces off `walls` and off bars; at the other sides it is
    missed, as soon as it is there, or only `beyond` the edge. A miss gives the opponent a point where two bars play;
    alone it costs one of `lives`. A hit gives `hit_points` and makes the body `faster` by so many percent, up to
    `fastest` cells a tick. `winning` points end the game. A tick after a miss the body is at its `start` again,
    moving as at first, or to whoever lost or won the point.
    """

    columns: int
    rows: int
    start: tuple[int, int]
    motion: tuple[Decimal | int, Decimal | int]
    bars: tuple[Bar, ...]
    walls: tuple[Side, ...]
    body: str = "body"
    bar: str = "bar"
    beyond: bool = False
    winning: int | None = None
    lives: int | None = None
    hit_points: int = 0
    faster: Decimal | int = 0
    fastest: Decimal | int | None = None
    serve: Serve = "same"

    def __post_init__(self) -> None:
        """Refused: a field on which nothing can move."""
        if self.columns < 3 or self.rows < 3 or not (1 <= self.start[0] <= self.columns):
            raise Refused("The field is too small to play on.", rule="field.size")
        for each in self.bars:
            low, high = each.covers or (1, each.length)
            if not (1 <= low <= high <= self.reach(each) and high - low + 1 == each.length):
                raise Refused(f"The {each.name} {self.bar} does not fit on the field.", rule="field.bar")

    def reach(self, bar: Bar) -> int:
        """How many cells there are along the line of a bar."""
        return self.columns if bar.lies else self.rows


@dataclass(frozen=True)
class Rally:
    """How a game stands: the body's place and motion (columns, rows), the first cell that each bar covers."""

    place: tuple[Decimal, ...]
    motion: tuple[Decimal, ...]
    bars: tuple[int, ...]
    scores: tuple[int, ...]
    lives: int | None
    over: bool
    winner: str | None


def begin(field: Field) -> Rally:
    """The game at the start."""
    first = tuple(_first(field, each) for each in field.bars)
    place, motion = _decimals(field.start), _decimals(field.motion)
    return Rally(place, motion, first, (0,) * len(field.bars), field.lives, False, None)


def press(
    field: Field, key: str, bars: Sequence[int], scores: Sequence[int], lives: int | None = None
) -> tuple[int, ...]:
    """The first cell that each bar covers after a key; other keys, and a game that is over, move nothing."""
    if _ended(field, scores, lives)[0]:
        return tuple(bars)
    return tuple(_moved(field, each, first, key) for each, first in zip(field.bars, bars, strict=True))


def advance(
    field: Field,
    place: Sequence[Decimal | int],
    motion: Sequence[Decimal | int],
    bars: Sequence[int],
    scores: Sequence[int],
    lives: int | None = None,
    ticks: int = 1,
) -> Rally:
    """The game some ticks later; once it is over nothing moves. Refused: no tick at all, or very many."""
    if not 1 <= ticks <= MOST_TICKS:
        raise Refused(f"Let 1 to {MOST_TICKS} ticks pass.", rule="field.ticks", field="ticks")
    play = _Play(field, tuple(bars), list(scores), lives)
    now, speed = [Fraction(each) for each in place], [Fraction(each) for each in motion]
    for _ in range(ticks):
        if _ended(field, play.scores, play.lives)[0]:
            break
        now, speed = play.tick(now, speed)
    over, winner = _ended(field, play.scores, play.lives)
    return Rally(_decimals(now), _decimals(speed), play.bars, tuple(play.scores), play.lives, over, winner)


def view(
    field: Field,
    place: Sequence[Decimal | int],
    bars: Sequence[int],
    scores: Sequence[int],
    lives: int | None = None,
) -> dict[str, Any]:
    """What players see: where the body and the bars are, the score, who has won, and a picture in lines of text."""
    column, row = (integer(each) for each in place)
    over, winner = _ended(field, scores, lives)
    seen: dict[str, Any] = {field.body: {"column": column, "row": row}}
    for each, first in zip(field.bars, bars, strict=True):
        covered = list(range(first, first + each.length))
        name = f"{each.name}_{field.bar}" if len(field.bars) > 1 else field.bar
        seen[name] = {"row": each.line, "columns": covered} if each.lies else {"column": each.line, "rows": covered}
    alone = len(field.bars) == 1
    seen["score"] = scores[0] if alone else {each.name: score for each, score in zip(field.bars, scores, strict=True)}
    if lives is not None:
        seen["lives"] = lives
    status = (
        f"score {scores[0]}" if alone else " : ".join(f"{b.name} {s}" for b, s in zip(field.bars, scores, strict=True))
    )
    status += f", lives {lives}" if lives is not None else ""
    if over:
        status += f": {winner} wins" if winner and not alone else ": won" if winner else ": the game is over"
    return {**seen, "over": over, "winner": winner, "status": status, "picture": _picture(field, (column, row), bars)}


@dataclass
class _Play:
    """One stretch of a game, while it is worked out."""

    field: Field
    bars: tuple[int, ...]
    scores: list[int]
    lives: int | None

    def tick(self, place: list[Fraction], speed: list[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
        """Place and motion after a tick; a body at rest was missed, and starts again."""
        if not any(speed):
            return [Fraction(each) for each in self.field.start], self._served(place)
        place, speed, left, hits = [*place], [*speed], Fraction(1), 0
        passed: set[int] = set()
        while True:
            when, order, what = min(self._ahead(place, speed, passed), default=(left + 1, 0, 0))
            if when > left:
                break
            left -= when
            place = [each + when * pace for each, pace in zip(place, speed, strict=True)]
            if order == 0:
                passed.add(what)
                if self._covers(what, place):
                    axis = 1 if self.field.bars[what].lies else 0
                    speed[axis] = -speed[axis]
                    self.scores[what] += self.field.hit_points
                    hits += 1
            elif order == 1:
                speed[what] = -speed[what]
            else:
                self._missed(what, speed)
                return [Fraction(integer(each)) for each in place], [Fraction(0), Fraction(0)]
        place = [each + left * pace for each, pace in zip(place, speed, strict=True)]
        return place, self._faster(speed, hits)

    def _ahead(self, place: list[Fraction], speed: list[Fraction], passed: set[int]) -> list[tuple[Fraction, int, int]]:
        """What the body meets on its way: when, and which bar (0), which axis's wall (1) or open side (2)."""
        found: list[tuple[Fraction, int, int]] = []
        for index, each in enumerate(self.field.bars):
            axis = 1 if each.lies else 0
            gap = each.line - place[axis]
            if index not in passed and speed[axis] * gap > 0:
                found.append((gap / speed[axis], 0, index))
        for axis, last in enumerate((self.field.columns, self.field.rows)):
            if not speed[axis]:
                continue
            forward = speed[axis] > 0
            wall = _SIDES[axis][forward] in self.field.walls
            outside = 0 if wall or not self.field.beyond else 1
            edge = last + outside if forward else 1 - outside
            found.append((max(Fraction(0), (edge - place[axis]) / speed[axis]), 1 if wall else 2, axis))
        return found

    def _covers(self, index: int, place: list[Fraction]) -> bool:
        bar = self.field.bars[index]
        along = integer(place[0 if bar.lies else 1])
        return self.bars[index] <= along < self.bars[index] + bar.length

    def _missed(self, axis: int, speed: list[Fraction]) -> None:
        if self.lives is not None:
            self.lives -= 1
        if len(self.field.bars) > 1:
            loser = _guard_of(self.field, _SIDES[axis][speed[axis] > 0])
            for index in range(len(self.scores)):
                self.scores[index] += index != loser

    def _faster(self, speed: list[Fraction], hits: int) -> list[Fraction]:
        factor = (1 + Fraction(self.field.faster) / 100) ** hits
        grown = [each * factor for each in speed]
        most = self.field.fastest
        return speed if most is not None and max(map(abs, grown)) > most else grown

    def _served(self, place: list[Fraction]) -> list[Fraction]:
        motion = [Fraction(each) for each in self.field.motion]
        if self.field.serve != "same":
            axis = 1 if self.field.bars[0].lies else 0
            towards = 1 if place[axis] > self.field.start[axis] else -1
            towards = towards if self.field.serve == "to_loser" else -towards
            motion[axis] = abs(motion[axis]) * towards
        return motion


def _guard_of(field: Field, side: Side) -> int:
    """The bar whose side it is: of two, the one that is nearer."""
    order = sorted(range(len(field.bars)), key=lambda index: field.bars[index].line)
    return order[0] if side in ("left", "top") else order[-1]


def _ended(field: Field, scores: Sequence[int], lives: int | None) -> tuple[bool, str | None]:
    best = max(range(len(scores)), key=lambda index: scores[index], default=None)
    if best is not None and field.winning is not None and scores[best] >= field.winning:
        return True, field.bars[best].name
    return lives is not None and lives <= 0, None


def _first(field: Field, bar: Bar) -> int:
    return bar.covers[0] if bar.covers else (field.reach(bar) - bar.length) // 2 + 1


def _moved(field: Field, bar: Bar, first: int, key: str) -> int:
    way = {bar.back: -bar.step, bar.forth: bar.step}.get(key, 0) if key else 0
    return min(max(1, first + way), field.reach(bar) - bar.length + 1)


def _decimals(values: Sequence[Fraction | Decimal | int]) -> tuple[Decimal, ...]:
    """The values exactly; a ratio that never ends, to twelve places."""
    return tuple(_decimal(Fraction(each)) for each in values)


def _decimal(value: Fraction) -> Decimal:
    places = 0
    while (value * 10**places).denominator > 1 and places < 400 and 10**places % value.denominator:
        places += 1
    places = places if places < 400 else _PLACES
    digits = integer(value * 10**places)
    return Decimal((0 if digits >= 0 else 1, tuple(map(int, str(abs(digits)))), -places))


def _picture(field: Field, place: tuple[int, int], bars: Sequence[int]) -> list[str]:
    cells = [[" "] * field.columns for _ in range(field.rows)]
    for each, first in zip(field.bars, bars, strict=True):
        for along in range(first, first + each.length):
            row, column = (each.line, along) if each.lies else (along, each.line)
            cells[row - 1][column - 1] = "=" if each.lies else "#"
    column, row = place
    if 1 <= column <= field.columns and 1 <= row <= field.rows:
        cells[row - 1][column - 1] = "o"
    edge = "+" + "-" * field.columns + "+"
    return [edge, *("|" + "".join(line) + "|" for line in cells), edge]
