"""Reading games in which a body bounces about a field, in other words, with other pieces and other rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures

GAMES = Path(__file__).parents[1] / "acceptance" / "games"
TITLE = "# Evening\n"
SIZE = "The field is 30 columns wide and 12 rows high. "
BARS = "Two boards of four rows stand in columns 1 and 30, first on rows 5 to 8. "
KEYS = "Keys q/a move the left board up/down, p/l the right one. "
START = "The disc starts at column 15, row 6, moving a column left and a row up per tick. "
WALLS = "It bounces off rows 1 and 12 and off a board. "
MISS = "If it gets past a board, the other player scores and it starts again. "
END = "Seven points win. "
TWO = (SIZE, BARS, KEYS, START, WALLS, MISS, END)
ALONE = (
    SIZE, "A board of five columns lies in row 12. ", "The left arrow moves the board left, the right arrow right. ", START,
    "It bounces off all other walls and off the board. ", "If the disc is missed, a life is lost and it starts again. ",
    "The player has three lives. ",
)  # fmt: skip


def read(*parts: str) -> tuple[bp.Specification, dict[str, Any]]:
    """The Specification, and the values of the field; all of it is carried."""
    text = TITLE + "".join(parts)
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    assert [each.text for each in specification.clauses if each.status != "implemented"] == []
    (setting,) = specification.settings
    return specification, setting.values


def other(old: str, new: str, whole: tuple[str, ...] = TWO) -> dict[str, Any]:
    assert old in whole
    return read(*(f"{new} " if part == old else part for part in whole))[1]


def test_the_field_the_bars_and_the_rules() -> None:
    specification, field = read(*TWO)
    assert (field["columns"], field["rows"], field["start"], field["motion"]) == (30, 12, [15, 6], [-1, -1])
    assert (field["walls"], field["winning"], field["body"], field["bar"]) == (["top", "bottom"], 7, "disc", "board")
    left, right = field["bars"]
    assert left == {"name": "left", "line": 1, "length": 4, "back": "q", "forth": "a", "covers": [5, 8]}
    assert (right["name"], right["line"], right["back"], right["forth"]) == ("right", 30, "p", "l")
    assert [each.name for each in specification.operations][:4] == ["new_game", "press", "tick", "view"]
    assert [each.name for each in specification.entities[0].fields][:4] == ["disc", "motion", "boards", "scores"]
    (play,) = specification.plays
    assert [(key.key, key.does) for key in play.keys][:2] == [("q", "left board up"), ("a", "left board down")]
    assert (play.tick, play.players) == ("operation.tick", 2)


@pytest.mark.parametrize(
    "size",
    [
        "The game is for two in the terminal: 30 columns, 12 rows.",
        "It is played on a table of 30 by 12 cells.",
        "The rink has 30 columns and 12 rows.",
        "The court is 12 rows high and 30 columns wide.",
        "The table is 30 × 12 squares.",
    ],
)
def test_the_measures_of_the_field(size: str) -> None:
    if size.startswith("The game"):
        size = size.replace("The game is for", "The product is quoits for")
    field = other(SIZE, size)
    assert (field["columns"], field["rows"]) == (30, 12)


@pytest.mark.parametrize(
    ("told", "motion"),
    [
        ("It moves two cells per tick, diagonally to the lower right.", [2, 2]),
        ("Every tick it moves one column to the left and two rows down.", [-1, 2]),
        ("It travels three columns right each tick.", [3, 0]),
        ("On each beat it moves one cell up.", [0, -1]),
        ("It flies one column right and one row upwards with every tick.", [1, -1]),
    ],
)
def test_how_it_moves(told: str, motion: list[int]) -> None:
    field = other(START, f"The disc begins in the middle of the field. {told}")
    assert (field["start"], field["motion"]) == ([15, 6], motion)


@pytest.mark.parametrize(
    "told",
    ["The disc starts in row 3 of column 9", "The disc begins at (9, 3)", "The disc is placed in column 9 and row 3"],
)
def test_where_it_starts(told: str) -> None:
    assert other(START, f"{told} and moves one cell to the right per tick.")["start"] == [9, 3]


@pytest.mark.parametrize(
    "told",
    [
        "Each player has a board, four rows high, in column 1 or 30. They start on rows 5 to 8.",
        "Two boards, each four rows tall, stand in columns 1 and 30, at first on rows 5 to 8.",
        "In columns 1 and 30 stand two boards of four rows, first on rows 5 to 8.",
    ],
)
def test_the_bars(told: str) -> None:
    field = other(BARS, told)
    assert [(bar["line"], bar["length"], bar["covers"]) for bar in field["bars"]] == [(1, 4, [5, 8]), (30, 4, [5, 8])]


@pytest.mark.parametrize(
    "told",
    [
        "The left board moves up with q and down with a, the right one up with p and down with l.",
        "q and a move the left board up and down. p and l move the right board.",
        "The left player uses q and a, the right player p and l.",
        "Keys a/q move the left one down/up, l/p the right one, one row per press.",
        "Key q moves the left board up, a down. Key p moves the right board up, l down.",
    ],
)
def test_the_keys(told: str) -> None:
    field = other(KEYS, told)
    assert [(bar["back"], bar["forth"]) for bar in field["bars"]] == [("q", "a"), ("p", "l")]


@pytest.mark.parametrize(
    ("told", "step"),
    [
        ("Key h moves the board two columns to the left, k two columns to the right.", 2),
        ("The keys h and k move the board left and right, three columns per press, but never off the field.", 3),
        ("The board moves left with h and right with k. It never leaves the field.", 1),
    ],
)
def test_the_keys_of_one(told: str, step: int) -> None:
    (bar,) = other(ALONE[2], told, ALONE)["bars"]
    assert (bar["back"], bar["forth"], bar.get("step", 1)) == ("h", "k", step)


def test_arrow_keys() -> None:
    (bar,) = read(*ALONE)[1]["bars"]
    assert (bar["back"], bar["forth"], bar["lies"]) == ("left", "right", True)


@pytest.mark.parametrize(
    "told",
    [
        "If the disc touches the upper or lower edge, it bounces. It also bounces off a board.",
        "It rebounds from the top and the bottom wall and from the boards.",
        "When it hits the upper edge or the lower edge, it bounces back. When the disc hits a board it bounces too.",
        "The disc is reflected by all other walls and by every board.",
        "The disc bounces off rows 1 and 12 and off a board covering its row in column 1 or 30.",
    ],
)
def test_what_it_bounces_off(told: str) -> None:
    assert other(WALLS, told)["walls"] == ["top", "bottom"]


@pytest.mark.parametrize(
    ("told", "beyond", "serve"),
    [
        ("When it reaches column 1 or 30 without touching a board, the opponent gets a point.", None, None),
        ("If a player misses it, the other player scores a goal. It then starts again from the middle.", None, None),
        ("Whenever it leaves the field on the left or right, the other side scores and it returns to its start.", True, None),
        ("If it flies past a board, the opponent scores and it is served again towards the player who lost the point.", None, "to_loser"),
        ("If it goes past a board, the player on the other side gets a point, and it starts again towards whoever scored.", None, "to_winner"),
    ],
)  # fmt: skip
def test_what_a_miss_brings(told: str, beyond: bool | None, serve: str | None) -> None:
    field = other(MISS, told)
    assert (field.get("beyond"), field.get("serve")) == (beyond, serve)


@pytest.mark.parametrize(
    "told",
    [
        "First to seven wins.",
        "The first player to score seven points wins the game.",
        "Whoever has seven goals first wins.",
        "The player who first reaches seven points wins.",
        "The game ends at seven points.",
        "Seven goals win the match.",
    ],
)
def test_who_wins(told: str) -> None:
    assert other(END, told)["winning"] == 7


@pytest.mark.parametrize(
    "told",
    [
        "The disc speeds up by 10 percent after each hit, up to 3 cells per tick.",
        "With every hit it gets 10 % faster, but never more than 3 cells per tick.",
        "Each hit of a board makes the disc ten percent faster. It is never faster than three cells per tick.",
    ],
)
def test_how_much_faster_it_gets(told: str) -> None:
    field = read(*TWO, told)[1]
    assert (field["faster"], field["fastest"]) == ("10", 3)


@pytest.mark.parametrize(
    ("old", "told", "lives"),
    [
        (ALONE[5], "If it gets past the board, the game is over.", 1),
        (ALONE[6], "There are four lives. When no lives are left, the game is over.", 4),
        (ALONE[6], "The game ends when two lives have been lost.", 2),
    ],
)
def test_lives(old: str, told: str, lives: int) -> None:
    parts = [part for part in ALONE if "over" not in told or part != ALONE[6]] if lives == 1 else ALONE
    assert other(old, told, tuple(parts))["lives"] == lives


@pytest.mark.parametrize("told", ["Each hit scores five points.", "The player gets five points for every hit."])
def test_points_for_hits(told: str) -> None:
    assert read(*ALONE, told)[1]["hit_points"] == 5


@pytest.mark.parametrize(
    ("told", "seconds", "ticks"),
    [
        ("There are eight ticks per second.", "1", 8),
        ("A tick is 0.2 seconds.", "0.2", 1),
        ("Ten ticks come per second.", "0.1", 1),
    ],
)
def test_the_pace(told: str, seconds: str, ticks: int) -> None:
    text = TITLE + "".join((*TWO, told))
    (play,) = understand(text).specification.plays
    assert (play.seconds, play.ticks) == (seconds, ticks)


@pytest.mark.parametrize(
    "wrong",
    [
        "It bounces off rows 1 and 11 and off a board. ",
        "It bounces off rows 1 and 12 and off a board in column 2. ",
    ],
)
def test_a_wall_that_is_no_edge_is_not_guessed(wrong: str) -> None:
    found = understand(TITLE + "".join(wrong if part == WALLS else part for part in TWO)).specification
    assert [each.text for each in found.clauses if each.status == "unclear"] == [wrong.strip()]


@pytest.mark.parametrize("missing", [SIZE, BARS, KEYS, START, MISS])
def test_a_game_that_is_half_told_is_not_guessed(missing: str) -> None:
    text = TITLE + "".join(part for part in TWO if part != missing) + "A board has a colour.\n"
    assert understand(text).specification.settings == ()


def test_other_things_that_start_and_move_are_no_game() -> None:
    text = "# Ferry\nA ferry has a name and an age. The ferry starts at 9:00 and moves two vans per trip. Each trip scores a point.\n"
    assert understand(text).specification.plays == ()


@pytest.mark.parametrize(
    ("game", "motion", "keys"),
    [("paddles", [1, 1], ["w", "s", "i", "k"]), ("air_hockey", [-1, -1], ["w", "s", "o", "l"])],
)
def test_whole_texts_in_other_styles(game: str, motion: list[int], keys: list[str]) -> None:
    text = (GAMES / f"{game}.md").read_text(encoding="utf-8")
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    assert [each.text for each in specification.clauses if each.status != "implemented"] == []
    (setting,), (play,) = specification.settings, specification.plays
    assert (setting.values["motion"], setting.values["walls"]) == (motion, ["top", "bottom"])
    assert [key.key for key in play.keys] == keys


def test_one_who_scores_when_the_own_bar_is_passed_is_not_guessed() -> None:
    wrong = "When it passes the left board, the right player scores; when it passes the right board, the right player scores. "
    found = understand(TITLE + "".join(wrong if part == MISS else part for part in TWO)).specification
    assert any(each.status == "unclear" and "right board" in each.text for each in found.clauses)
