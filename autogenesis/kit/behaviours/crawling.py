"""Games on a grid in which a row of cells crawls on by itself, players turn it, and it grows by what it eats."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..errors import Refused

Way = Literal["right", "left", "up", "down"]
Cell = tuple[int, ...]
_STEPS = {"right": (1, 0), "left": (-1, 0), "up": (0, -1), "down": (0, 1)}
MOST_TICKS = 10_000


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The rules: columns count from 1 at the left, rows from 1 at the top.

    At the start the head is at `start` and moves `way`, with `length` cells in line behind it. `keys` turn it. A tick
    moves it by `pace` cells. What it eats lies on a free cell; it then grows by `growth` cells, which come out at its
    end one by one, and `points` are scored. The edge ends the game, or is passed `through` to the other side; it may
    cross itself where nothing says `crossing_ends`. With `winning` points the game is won.
    """

    columns: int
    rows: int
    start: tuple[int, int]
    way: Way
    length: int
    keys: tuple[tuple[str, Way], ...]
    body: str = "body"
    food: str = "food"
    pace: int = 1
    growth: int = 1
    points: int = 1
    through: bool = False
    crossing_ends: bool = False
    winning: int | None = None

    def __post_init__(self) -> None:
        """Refused: what does not lie on the grid."""
        right, down = _STEPS[self.way]
        tail = (self.start[0] - right * (self.length - 1), self.start[1] - down * (self.length - 1))
        if self.length < 1 or not (self.holds(self.start) and self.holds(tail)):
            raise Refused(f"The {self.body} does not fit on the grid.", rule="grid.start")

    def holds(self, cell: Sequence[int]) -> bool:
        """Whether a cell is on the grid."""
        return 1 <= cell[0] <= self.columns and 1 <= cell[1] <= self.rows


@dataclass(frozen=True)
class Crawl:
    """How a game stands: the cells from the head on, which way it moves, where the food lies, the score."""

    cells: tuple[Cell, ...]
    way: str
    food: Cell
    score: int
    over: bool


def begin(grid: Grid, seed: int = 1) -> Crawl:
    """The game at the start; the `seed` decides where food will lie."""
    right, down = _STEPS[grid.way]
    cells = tuple((grid.start[0] - right * back, grid.start[1] - down * back) for back in range(grid.length))
    food = _free_cell(grid, cells, seed, 0)
    return Crawl(cells, grid.way, food, 0, not food)


def turn(grid: Grid, key: str, cells: Sequence[Sequence[int]], way: str) -> str:
    """The way it moves after a key: never straight back into itself; other keys turn nothing."""
    wanted = dict(grid.keys).get(key) if key else None
    if wanted is None:
        return way
    ahead = _ahead(grid, cells[0], wanted)
    return way if len(cells) > 1 and ahead == tuple(cells[1]) else wanted


def advance(
    grid: Grid,
    cells: Sequence[Sequence[int]],
    way: str,
    food: Sequence[int],
    score: int,
    seed: int = 1,
    ticks: int = 1,
) -> Crawl:
    """The game some ticks later; it stands still once it is over. Refused: no tick at all, or very many."""
    if not 1 <= ticks <= MOST_TICKS:
        raise Refused(f"Let 1 to {MOST_TICKS} ticks pass.", rule="grid.ticks", field="ticks")
    now = Crawl(tuple(map(tuple, cells)), way, tuple(food), score, False)
    for _ in range(ticks * grid.pace):
        if now.over:
            break
        now = _moved(grid, now, seed)
    return now


def view(
    grid: Grid, cells: Sequence[Sequence[int]], food: Sequence[int], score: int, over: bool, way: str = ""
) -> dict[str, Any]:
    """What players see: the head and the other cells, the food, the score, and a picture in lines of text."""
    seen: dict[str, Any] = {
        grid.body: {"head": _named(cells[0]), "cells": [_named(each) for each in cells], "way": way},
        grid.food: _named(food) if food else None,
        "score": score,
    }
    won = grid.winning is not None and score >= grid.winning
    status = f"score {score}" + (": won" if over and (won or not food) else ": the game is over" if over else "")
    return {**seen, "over": over, "status": status, "picture": _picture(grid, cells, food)}


def _moved(grid: Grid, now: Crawl, seed: int) -> Crawl:
    head = _ahead(grid, now.cells[0], now.way)
    eats = head == now.food
    kept = now.cells if eats and grid.growth else now.cells[:-1]
    if not grid.holds(head) or (grid.crossing_ends and head in kept):
        return Crawl(now.cells, now.way, now.food, now.score, True)
    cells = (head, *kept)
    if not eats:
        return Crawl(cells, now.way, now.food, now.score, False)
    cells += (cells[-1],) * (grid.growth - 1)  # these come apart as it moves on
    score = now.score + grid.points
    food = _free_cell(grid, cells, seed, score)
    won = grid.winning is not None and score >= grid.winning
    return Crawl(cells, now.way, food, score, won or not food)


def _ahead(grid: Grid, cell: Sequence[int], way: str) -> Cell:
    right, down = _STEPS[way]
    column, row = cell[0] + right, cell[1] + down
    if grid.through:
        column, row = (column - 1) % grid.columns + 1, (row - 1) % grid.rows + 1
    return column, row


def _free_cell(grid: Grid, cells: Sequence[Sequence[int]], seed: int, score: int) -> Cell:
    """A free cell, chosen by the seed and the score alone; none where all are taken."""
    taken = {tuple(each) for each in cells}
    free = [
        (column, row)
        for row in range(1, grid.rows + 1)
        for column in range(1, grid.columns + 1)
        if (column, row) not in taken
    ]
    digest = hashlib.sha256(f"{seed}/{score}".encode()).digest()
    return free[int.from_bytes(digest[:8], "big") % len(free)] if free else ()


def _named(cell: Sequence[int]) -> dict[str, int]:
    return {"column": cell[0], "row": cell[1]}


def _picture(grid: Grid, cells: Sequence[Sequence[int]], food: Sequence[int]) -> list[str]:
    drawn = [[" "] * grid.columns for _ in range(grid.rows)]
    if food:
        drawn[food[1] - 1][food[0] - 1] = "*"
    for number, (column, row) in enumerate(reversed(cells), start=1):
        drawn[row - 1][column - 1] = "@" if number == len(cells) else "o"
    edge = "+" + "-" * grid.columns + "+"
    return [edge, *("|" + "".join(line) + "|" for line in drawn), edge]
