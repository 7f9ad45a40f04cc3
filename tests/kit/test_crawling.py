"""Games in which a row of cells crawls over a grid: the pure steps, against a slow oracle and what players expect."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.crawling import Crawl, Grid, advance, begin, turn, view

KEYS = (("w", "up"), ("s", "down"), ("a", "left"), ("d", "right"))
GRID = Grid(columns=10, rows=6, start=(4, 3), way="right", length=3, keys=KEYS, crossing_ends=True)  # type: ignore[arg-type]


def after(grid: Grid, now: Crawl, ticks: int = 1) -> Crawl:
    return now if now.over else advance(grid, now.cells, now.way, now.food, now.score, 1, ticks)


def steered(grid: Grid, now: Crawl, keys: str) -> Crawl:
    """A tick after each key."""
    for key in keys:
        now = after(grid, replace(now, way=turn(grid, key, now.cells, now.way)))
    return now


def test_it_crawls_on_and_its_end_follows() -> None:
    start = replace(begin(GRID), food=(1, 1))
    assert start.cells == ((4, 3), (3, 3), (2, 3))
    assert after(GRID, start, 2).cells == ((6, 3), (5, 3), (4, 3))
    assert steered(GRID, start, "dw").cells == ((5, 2), (5, 3), (4, 3))


def test_it_never_turns_straight_back_and_other_keys_do_nothing() -> None:
    start = begin(GRID)
    assert turn(GRID, "a", start.cells, "right") == "right"
    assert turn(GRID, "w", start.cells, "right") == "up"
    assert turn(GRID, "a", start.cells, "up") == "up"  # two keys within a tick
    assert turn(GRID, "x", start.cells, "right") == turn(GRID, "", start.cells, "right") == "right"


def test_it_grows_by_what_it_eats_and_there_is_new_food_on_a_free_cell() -> None:
    fed = after(GRID, replace(begin(GRID), food=(5, 3)))
    assert (fed.cells, fed.score) == (((5, 3), (4, 3), (3, 3), (2, 3)), 1)
    assert fed.food not in fed.cells
    more = replace(GRID, growth=3, points=10)
    fed = after(more, replace(begin(more), food=(5, 3)), 3)
    assert (fed.score, fed.cells) == (10, ((7, 3), (6, 3), (5, 3), (4, 3), (3, 3), (2, 3)))


def test_the_edge_ends_it_or_is_passed_through() -> None:
    start = replace(begin(GRID), food=(1, 1))
    assert after(GRID, start, 6).cells[0] == (10, 3)
    assert not after(GRID, start, 6).over
    end = after(GRID, start, 7)
    assert (end.over, end.cells[0]) == (True, (10, 3))
    through = replace(GRID, through=True)
    assert after(through, start, 7).cells == ((1, 3), (10, 3), (9, 3))


def test_crossing_itself_ends_it_only_where_it_shall() -> None:
    long = replace(GRID, length=5, start=(6, 3))
    start = replace(begin(long), food=(1, 1))
    assert steered(long, start, "sa").over is False
    assert steered(long, start, "saw").over is True
    assert steered(replace(long, crossing_ends=False), start, "saw").over is False
    four = replace(GRID, length=4, start=(6, 3))  # its end has left the cell by then
    assert steered(four, replace(begin(four), food=(1, 1)), "saw").over is False


def test_points_may_win_and_a_full_grid_does() -> None:
    quick = replace(GRID, winning=1)
    won = after(quick, replace(begin(quick), food=(5, 3)))
    assert view(quick, won.cells, won.food, won.score, won.over)["status"] == "score 1: won"
    tiny = replace(GRID, columns=2, rows=1, start=(1, 1), length=1)
    full = after(tiny, begin(tiny))
    assert (full.over, full.food) == (True, ())
    assert view(tiny, full.cells, full.food, full.score, full.over)["status"] == "score 1: won"


def test_the_view_shows_head_cells_and_food() -> None:
    start = replace(begin(GRID), food=(10, 6))
    seen = view(GRID, start.cells, start.food, 0, False, "right")
    assert seen["body"]["head"] == {"column": 4, "row": 3}
    assert seen["food"] == {"column": 10, "row": 6}
    assert seen["picture"][3] == "| oo@      |"
    assert seen["picture"][6] == "|         *|"


def test_the_seed_decides_where_food_lies() -> None:
    assert begin(GRID, 1) == begin(GRID, 1)
    assert len({begin(GRID, seed).food for seed in range(50)}) > 10


@pytest.mark.parametrize("wrong", [{"length": 5}, {"start": (11, 3)}, {"length": 0}])
def test_it_must_fit_on_the_grid(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        replace(GRID, **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("ticks", [0, 10_001])
def test_ticks_are_counted_from_one(ticks: int) -> None:
    with pytest.raises(Refused):
        advance(GRID, begin(GRID).cells, "right", (1, 1), 0, ticks=ticks)


def pencilled(keys: str, foods: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], int, bool]:
    """The oracle: a list of cells on paper; food is eaten where the list says it lies at that tick."""
    cells, heading, score, over = [(4, 3), (3, 3), (2, 3)], (1, 0), 0, False
    ways = {"w": (0, -1), "s": (0, 1), "a": (-1, 0), "d": (1, 0)}
    for key, food in zip(keys, foods, strict=True):
        column, row = ways[key]
        if (cells[0][0] + column, cells[0][1] + row) != cells[1]:
            heading = ways[key]
        head = (cells[0][0] + heading[0], cells[0][1] + heading[1])
        body = cells if head == food else cells[:-1]
        if head in body or not (1 <= head[0] <= 10 and 1 <= head[1] <= 6):
            return cells, score, True
        cells, score = [head, *body], score + (head == food)
    return cells, score, over


@given(some.lists(some.tuples(some.sampled_from("wasd"), some.integers(1, 10), some.integers(1, 6)), max_size=40))
def test_a_tick_is_what_a_pencil_does(told: list[tuple[str, int, int]]) -> None:
    now = begin(GRID)
    keys, foods = "".join(each[0] for each in told), [each[1:] for each in told]
    for key, food in zip(keys, foods, strict=True):
        if now.over:
            break
        now = steered(GRID, replace(now, food=food), key)
    cells, score, over = pencilled(keys, foods)
    assert (list(now.cells), now.score, now.over) == (cells, score, over)
