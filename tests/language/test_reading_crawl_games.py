"""Reading games in which cells crawl over a grid, in other words, with other pieces and other rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures
from tests.language.renaming import renamed, skeleton_of, translated

GAMES = Path(__file__).parents[1] / "acceptance" / "games"
TITLE = "# Evening\n"
SIZE = "It is played on a meadow of 20 by 15 cells. "
START = "The worm starts with three cells in row 8, its head in column 10, moving right. "
MOVES = "It moves one cell per tick. "
KEYS = "The arrow keys turn it, never straight back. "
FOOD = "When the worm eats a leaf, it grows by one cell, scores a point and a new leaf appears on a free cell. "
END = "If it hits the edge or itself, the game is over. "
WHOLE = (SIZE, START, MOVES, KEYS, FOOD, END)


def read(*parts: str) -> tuple[bp.Specification, dict[str, Any]]:
    """The Specification, and the values of the grid; all of it is carried."""
    text = TITLE + "".join(parts)
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    assert [each.text for each in specification.clauses if each.status != "implemented"] == []
    (setting,) = specification.settings
    return specification, setting.values


def other(old: str, new: str) -> dict[str, Any]:
    assert old in WHOLE
    return read(*(f"{new} " if part == old else part for part in WHOLE))[1]


def test_the_grid_and_the_rules() -> None:
    specification, grid = read(*WHOLE)
    assert (grid["columns"], grid["rows"], grid["start"], grid["way"], grid["length"]) == (20, 15, [10, 8], "right", 3)
    assert (grid["growth"], grid["points"], grid["through"], grid["crossing_ends"]) == (1, 1, False, True)
    assert (grid["body"], grid["food"], grid["pace"]) == ("worm", "leaf", 1)
    assert [each.name for each in specification.operations][:4] == ["new_game", "press", "tick", "view"]
    (play,) = specification.plays
    assert [(key.key, key.does) for key in play.keys] == [
        ("up", "up"),
        ("down", "down"),
        ("left", "left"),
        ("right", "right"),
    ]


@pytest.mark.parametrize(
    ("told", "start", "way", "length"),
    [
        ("The worm is four cells long at first, with its head at column 6, row 4, and moves down.", [6, 4], "down", 4),
        ("The worm starts in the middle of the meadow with two segments, facing left.", [10, 8], "left", 2),
        ("The worm begins at (5, 6), three squares long and heading upwards.", [5, 6], "up", 3),
        ("The worm has five parts at the start.", [10, 8], "right", 5),
    ],
)
def test_where_it_starts(told: str, start: list[int], way: str, length: int) -> None:
    grid = other(START, told)
    assert (grid["start"], grid["way"], grid["length"]) == (start, way, length)


@pytest.mark.parametrize(
    ("told", "pace"),
    [
        ("Every tick the worm advances one cell in its direction.", 1),
        ("The worm always crawls two cells per beat ahead.", 2),
        ("It creeps on by one square with each step, in the direction of the last key.", 1),
    ],
)
def test_how_it_moves(told: str, pace: int) -> None:
    assert other(MOVES, told)["pace"] == pace


@pytest.mark.parametrize(
    "told",
    [
        "Keys w, a, s and d steer it up, left, down and right, but it cannot turn back.",
        "w/a/s/d turn the worm up/left/down/right.",
        "w turns it up, s down, a left and d right. It never reverses.",
    ],
)
def test_the_keys(told: str) -> None:
    assert dict(other(KEYS, told)["keys"]) == {"w": "up", "a": "left", "s": "down", "d": "right"}


@pytest.mark.parametrize(
    ("told", "growth", "points"),
    [
        ("A leaf lies on a random free cell. Whenever its head reaches the leaf, it gets two cells longer and the player gets 5 points.", 2, 5),
        ("There is always one leaf on a free cell. Each leaf makes it one cell longer and is worth ten points.", 1, 10),
        ("For every leaf it eats, it grows by three segments.", 3, 0),
        ("If it runs over a leaf, the player scores a point and another leaf appears somewhere else.", 0, 1),
    ],
)  # fmt: skip
def test_what_it_eats(told: str, growth: int, points: int) -> None:
    grid = other(FOOD, told)
    assert (grid["food"], grid["growth"], grid["points"]) == ("leaf", growth, points)


@pytest.mark.parametrize(
    ("told", "through", "crossing"),
    [
        ("The game ends as soon as it leaves the meadow or bites itself.", False, True),
        (
            "When the worm runs into a wall, the game is over. If it touches its own tail, the game is over.",
            False,
            True,
        ),
        ("If it leaves the meadow on one side, it comes back on the opposite side.", True, False),
        (
            "When it crosses the edge, it reappears on the other side. The game is over when it bites itself.",
            True,
            True,
        ),
    ],
)
def test_how_it_ends(told: str, through: bool, crossing: bool) -> None:
    grid = other(END, told)
    assert (grid["through"], grid["crossing_ends"]) == (through, crossing)


@pytest.mark.parametrize(
    "told", ["Fifty points win.", "The game is won with 50 points.", "The player wins at 50 points."]
)
def test_it_may_be_won(told: str) -> None:
    assert read(*WHOLE, told)[1]["winning"] == 50


@pytest.mark.parametrize("missing", [SIZE, MOVES, KEYS, FOOD, END])
def test_a_game_that_is_half_told_is_not_guessed(missing: str) -> None:
    text = TITLE + "".join(part for part in WHOLE if part != missing) + "A leaf has a colour.\n"
    assert understand(text).specification.settings == ()


@pytest.mark.parametrize(
    ("game", "nouns"),
    [
        ("coal_train", {"train": "caravan", "coal": "salt", "wagon": "camel", "links": "parts", "yard": "desert", "tail": "end"}),
        ("rink", {"puck": "plum", "bat": "spoon", "bats": "spoons", "rink": "tray", "goal": "mark", "goals": "marks"}),
        ("squash", {"racket": "tray", "rackets": "trays", "ball": "plum", "court": "kitchen"}),
    ],
)  # fmt: skip
def test_other_nouns_give_the_same_game(game: str, nouns: dict[str, str]) -> None:
    text = (GAMES / f"{game}.md").read_text(encoding="utf-8")
    assert skeleton_of(renamed(text, nouns)) == translated(skeleton_of(text), nouns)


def test_other_things_that_crawl_are_no_game() -> None:
    text = "# Traffic\nA truck has a number and a weight. The truck moves one cell per tick. When it reaches the gate, it gets two stamps.\n"
    assert understand(text).specification.plays == ()
