"""Sowing games: known games, and laws that every move keeps."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.sowing import Position, begin_sowing, greedy_hole, sow, view

KALAH = "again, capture"


def played(moves: str, rules: str = KALAH) -> tuple[Position, bool]:
    """The board after moves such as "A3 B1", as A sees it, and whether A is to move."""
    position, first = begin_sowing(6, 4, rules), True
    for move in moves.split():
        assert move[0] == ("A" if first else "B")
        assert not position.over
        view = position if position.stays else position.turned()
        position = sow(view.own_holes, view.other_holes, view.own_home, view.other_home, int(move[1:]), rules)
        first = first if position.stays else not first
    mine = position if first == position.stays else position.turned()
    return mine, first


def test_the_last_seed_in_the_store_gives_another_move() -> None:
    board, first = played("A3")
    assert (board.own_holes, board.own_home, first) == ((4, 4, 0, 5, 5, 5), 1, True)


def test_seeds_straight_across_are_captured() -> None:
    board, first = played("A5 B1 A1")
    assert (board.own_holes, board.own_home) == ((0, 5, 5, 5, 0, 5), 8)
    assert (board.other_holes, board.other_home, first) == ((0, 0, 5, 5, 5, 5), 0, False)


def test_the_other_players_store_is_passed_by() -> None:
    board, _ = played("A5 B5 A3 A2 A5 A6")
    assert (board.own_holes, board.own_home) == ((6, 0, 1, 6, 0, 0), 5)
    assert (board.other_holes, board.other_home) == ((6, 6, 5, 5, 1, 6), 1)


@pytest.mark.parametrize(
    ("moves", "stores"),
    [
        ("A6 B2 B3 A1 B4 A1 B5 A1 B6", (41, 7)),
        ("A4 B3 B4 A6 B4 A1 B6 A2 B3 A6 A1 B1 A4 A5 B1 A6", (24, 24)),
    ],
)
def test_whole_games(moves: str, stores: tuple[int, int]) -> None:
    board, _ = played(moves)
    assert board.over
    assert (board.own_home, board.other_home) == stores


def test_without_rules_there_is_no_second_move_and_no_capture() -> None:
    board, first = played("A3", "")
    assert not first
    board, _ = played("A5 B1 A1", "")
    assert board.own_home == 1


def test_the_greedy_move() -> None:
    start = begin_sowing(6, 4)
    assert greedy_hole(start.own_holes, start.other_holes, KALAH) == 6
    assert greedy_hole(start.own_holes, start.other_holes, "again, capture, lowest") == 3
    board, _ = played("A5 B1")
    assert greedy_hole(board.own_holes, board.other_holes, KALAH) == 1


def test_the_computer_answers_until_it_is_through() -> None:
    start = begin_sowing(6, 4, KALAH)
    board = sow(start.own_holes, start.other_holes, 0, 0, 6, KALAH, True)
    assert (board.stays, board.other_holes[5], board.other_home) == (True, 0, 1)
    begun = begin_sowing(6, 4, KALAH, True)
    assert begun.stays
    assert begun.other_home > 0


@pytest.mark.parametrize("pit", [0, 7, -1])
def test_pits_that_are_not_there_are_refused(pit: int) -> None:
    with pytest.raises(Refused, match="There is no number"):
        sow((4,) * 6, (4,) * 6, 0, 0, pit)


def test_other_refusals() -> None:
    with pytest.raises(Refused, match="is empty"):
        sow((0, 4), (4, 4), 0, 0, 1)
    with pytest.raises(Refused, match="no move"):
        greedy_hole((0, 0), (1, 1))
    with pytest.raises(Refused, match="no rule magic"):
        begin_sowing(6, 4, "magic", True)


@given(
    some.integers(1, 7).flatmap(lambda n: some.tuples(*[some.lists(some.integers(0, 9), min_size=n, max_size=n)] * 2)),
    some.sampled_from(["", "again", "capture", KALAH]),
    some.booleans(),
    some.data(),
)
def test_no_seed_is_lost(pits: tuple[list[int], list[int]], rules: str, answered: bool, data: some.DataObject) -> None:
    own, other = pits
    playable = [number for number, seeds in enumerate(own, 1) if seeds]
    if not playable:
        return
    board = sow(own, other, 2, 3, data.draw(some.sampled_from(playable)), rules, answered)
    left = sum(board.own_holes) + sum(board.other_holes)
    assert left + board.own_home + board.other_home == sum(own) + sum(other) + 5
    assert board.over == (left == 0)
    assert board.own_home >= 2


def test_the_board_is_seen_from_the_near_side() -> None:
    moved = sow((4,) * 6, (4,) * 6, 0, 0, 5)
    seen = view(moved.own_holes, moved.other_holes, 21, 3, "South, North", "North to move", False)
    blank, far, far_holes, homes, holes, near, _ = seen["picture"]
    assert (blank, seen["status"], seen["over"]) == ("", "North to move", False)
    assert far.split() == ["North", "6", "5", "4", "3", "2", "1"]
    assert near.split() == ["South", "1", "2", "3", "4", "5", "6"]
    assert [int(each) for each in re.findall(r"\d+", far_holes)] == list(moved.other_holes)[::-1]
    assert [int(each) for each in re.findall(r"\d+", holes)] == list(moved.own_holes)
    assert [int(each) for each in re.findall(r"\d+", homes)] == [3, 21]
