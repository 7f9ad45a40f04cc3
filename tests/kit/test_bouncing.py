"""Games with a body that bounces: the pure steps, against a slow oracle and against what players expect."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.bouncing import Bar, Field, Rally, advance, begin, press, view

LEFT = Bar(name="left", line=1, length=3, covers=(7, 9), back="w", forth="s")
RIGHT = Bar(name="right", line=40, length=3, covers=(7, 9), back="o", forth="l")
TWO = Field(columns=40, rows=15, start=(20, 8), motion=(1, 1), bars=(LEFT, RIGHT), walls=("top", "bottom"), winning=5)
BAT = Bar(name="lower", line=12, length=5, lies=True, back="a", forth="d", step=2)
ALONE = Field(
    columns=21, rows=12, start=(11, 2), motion=(1, 1), bars=(BAT,), walls=("left", "right", "top"), lives=3, hit_points=10
)  # fmt: skip


def after(field: Field, ticks: int, rally: Rally | None = None) -> Rally:
    now = rally or begin(field)
    return advance(field, now.place, now.motion, now.bars, now.scores, now.lives, ticks) if ticks else now


def place(rally: Rally) -> tuple[Decimal, ...]:
    return rally.place


def test_it_bounces_off_walls_and_is_missed_where_no_bar_covers_its_row() -> None:
    assert [place(after(TWO, ticks)) for ticks in (7, 8, 20, 21)] == [(27, 15), (28, 14), (40, 2), (20, 8)]
    assert [after(TWO, ticks).scores for ticks in (19, 20, 21)] == [(0, 0), (1, 0), (1, 0)]


def test_it_bounces_off_a_bar_that_covers_its_row() -> None:
    start = begin(TWO)
    bars = start.bars
    for _ in range(5):
        bars = press(TWO, "o", bars, start.scores)
    moved = replace(start, bars=bars)
    assert [place(after(TWO, ticks, moved)) for ticks in (20, 21, 22)] == [(40, 2), (39, 1), (38, 2)]
    assert after(TWO, 22, moved).scores == (0, 0)


def test_keys_move_bars_never_off_the_field_and_other_keys_nothing() -> None:
    bars = begin(TWO).bars
    for _ in range(10):
        bars = press(TWO, "w", bars, (0, 0))
    assert bars == (1, 7)
    assert press(TWO, "x", bars, (0, 0)) == press(TWO, "", bars, (0, 0)) == bars
    for _ in range(20):
        bars = press(TWO, "s", bars, (0, 0))
    assert bars == (13, 7)


def test_a_game_that_is_over_stands_still() -> None:
    end = after(TWO, 5_000)
    assert (end.over, end.winner, end.scores) == (True, "left", (5, 0))
    assert after(TWO, 50, end) == end
    assert press(TWO, "w", end.bars, end.scores) == end.bars


def test_alone_each_hit_counts_and_each_miss_costs_a_life() -> None:
    hit = after(ALONE, 10)
    assert (hit.scores, hit.lives, hit.bars) == ((0,), 2, (9,))  # column 21, where the bat does not reach
    right = replace(begin(ALONE), bars=(17,))
    assert (after(ALONE, 10, right).scores, after(ALONE, 10, right).lives) == ((10,), 3)
    assert after(ALONE, 500).over
    assert after(ALONE, 500).winner is None


def test_after_a_hit_it_is_faster_from_the_next_tick_on() -> None:
    field = replace(ALONE, faster=Decimal(10))
    hit = after(field, 10, replace(begin(field), bars=(17,)))
    assert hit.motion == (Decimal("-1.1"), Decimal("-1.1"))
    assert place(after(field, 1, hit)) == (Decimal("19.9"), Decimal("10.9"))
    slow = replace(field, fastest=1)
    assert after(slow, 10, replace(begin(slow), bars=(17,))).motion == (-1, -1)


def test_two_cells_a_tick_bounce_where_the_wall_is() -> None:
    field = replace(TWO, motion=(2, 2))
    assert [place(after(field, ticks)) for ticks in (3, 4, 5)] == [(26, 14), (28, 14), (30, 12)]


def test_beyond_the_edge_is_one_further() -> None:
    field = replace(TWO, beyond=True)
    assert after(field, 20).scores == (0, 0)
    assert (place(after(field, 21)), after(field, 21).scores) == ((41, 1), (1, 0))


@pytest.mark.parametrize(("serve", "motion"), [("same", 1), ("to_loser", 1), ("to_winner", -1)])
def test_whom_it_moves_to_when_it_starts_again(serve: str, motion: int) -> None:
    assert after(replace(TWO, serve=serve), 21).motion == (motion, 1)  # type: ignore[arg-type]


def test_the_view_names_the_pieces_and_draws_them() -> None:
    now = after(TWO, 7)
    seen = view(TWO, now.place, now.bars, now.scores)
    assert seen["body"] == {"column": 27, "row": 15}
    assert seen["right_bar"] == {"column": 40, "rows": [7, 8, 9]}
    assert (seen["score"], seen["status"]) == ({"left": 0, "right": 0}, "left 0 : right 0")
    assert seen["picture"][15][27] == "o"
    assert [row for row, line in enumerate(seen["picture"]) if line[40] == "#"] == [7, 8, 9]
    lone = begin(ALONE)
    assert view(ALONE, lone.place, lone.bars, lone.scores, lone.lives)["bar"] == {
        "row": 12,
        "columns": [9, 10, 11, 12, 13],
    }
    end = after(ALONE, 500)
    assert view(ALONE, end.place, end.bars, end.scores, end.lives)["status"] == "score 0, lives 0: the game is over"


@pytest.mark.parametrize(
    "field",
    [
        {"columns": 2},
        {"rows": 1},
        {"bars": (replace(LEFT, length=16, covers=None),)},
        {"bars": (replace(LEFT, covers=(7, 10)),)},
    ],
)
def test_nothing_can_be_played_on_such_a_field(field: dict[str, object]) -> None:
    with pytest.raises(Refused):
        replace(TWO, **field)  # type: ignore[arg-type]


@pytest.mark.parametrize("ticks", [0, -1, 10_001])
def test_ticks_are_counted_from_one(ticks: int) -> None:
    with pytest.raises(Refused):
        advance(TWO, (20, 8), (1, 1), (7, 7), (0, 0), ticks=ticks)


def stepwise(field: Field, ticks: int, bars: tuple[int, ...]) -> list[tuple[int, int, tuple[int, int]]]:
    """The oracle: one cell after the other, as somebody would play it with a finger on paper."""
    (column, row), (right, down), scores, seen, missed = field.start, (1, 1), [0, 0], [], False
    for _ in range(ticks):
        if max(scores) >= (field.winning or 99):
            pass
        elif missed:
            (column, row), (right, down), missed = field.start, (1, 1), False
        else:
            if not 1 <= row + down <= field.rows:
                down = -down
            column, row = column + right, row + down
            for index, side in enumerate((1, field.columns)):
                if column == side:
                    if bars[index] <= row < bars[index] + field.bars[index].length:
                        right = -right
                    else:
                        scores[1 - index] += 1
                        missed = True
        seen.append((column, row, (scores[0], scores[1])))
    return seen


@pytest.mark.slow
@given(columns=some.integers(5, 30), rows=some.integers(4, 20), data=some.data())
def test_a_tick_is_what_fingers_on_paper_do(columns: int, rows: int, data: some.DataObject) -> None:
    length = data.draw(some.integers(1, rows))
    bars = tuple(replace(LEFT, line=line, length=length, covers=None) for line in (1, columns))
    start = (data.draw(some.integers(2, columns - 1)), data.draw(some.integers(1, rows)))
    field = replace(TWO, columns=columns, rows=rows, start=start, bars=bars, winning=3)
    firsts = tuple(data.draw(some.integers(1, rows - length + 1)) for _ in bars)
    now, expected = replace(begin(field), bars=firsts), stepwise(field, 120, firsts)
    for column, row, scores in expected:
        now = after(field, 1, now)
        assert (*now.place, now.scores) == (column, row, scores)


@given(
    start=some.tuples(some.integers(1, 21), some.integers(1, 11)),
    motion=some.tuples(some.decimals("-3", "3", places=1), some.decimals("-3", "3", places=1)),
    ticks=some.integers(1, 60),
    keys=some.text("adx", max_size=20),
)
def test_nothing_ever_leaves_the_field_and_ticks_add_up(
    start: tuple[int, int], motion: tuple[Decimal, Decimal], ticks: int, keys: str
) -> None:
    field = replace(ALONE, start=start, motion=motion, faster=Decimal("12.5"), fastest=6)
    bars = begin(field).bars
    for key in keys:
        bars = press(field, key, bars, (0,), 3)
    now = replace(begin(field), bars=bars)
    whole = after(field, ticks, now)
    assert 1 <= bars[0] <= 17
    assert 1 <= whole.place[0] <= 21
    assert 1 <= whole.place[1] <= 12
    for _ in range(ticks):
        now = after(field, 1, now)
    assert now == whole
