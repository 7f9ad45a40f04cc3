"""The ten acceptance checks of `specs/kalah-terminal.md`."""

from __future__ import annotations

from tests.acceptance._driver import Json, System

SLUG = "kalah-terminal"
MISSING: dict[int, str] = {}
AT = "2026-03-02T20:00"


def new(system: System, **given: Json) -> str:
    return str(system.call("new_game", AT, **given)["id"])


def play(system: System, moves: str, **given: Json) -> str:
    """A new game after moves such as "South 3, North 1", each by whose turn it is."""
    game = new(system, **given)
    for move in moves.split(", "):
        player, pit = move.split()
        assert shown(system, game)["to_move"] == player
        system.call("choose_pit", AT, game=game, pit=int(pit))
    return game


def shown(system: System, game: str) -> Json:
    return system.call("get_game", AT, game=game)


def side(system: System, game: str, player: str) -> tuple[list[int], int]:
    board = shown(system, game)
    return board[f"{player}_pits"], board[f"{player}_store"]


def test_1_the_first_move(system: System) -> None:
    game = new(system)
    assert (side(system, game, "south"), side(system, game, "north")) == (([4] * 6, 0), ([4] * 6, 0))
    assert shown(system, game)["to_move"] == "South"
    game = play(system, "South 3")
    assert side(system, game, "south") == ([4, 4, 0, 5, 5, 5], 1)
    assert shown(system, game)["to_move"] == "South"
    game = play(system, "South 1")
    assert side(system, game, "south") == ([0, 5, 5, 5, 5, 4], 0)
    assert side(system, game, "north")[1] == 0
    assert shown(system, game)["to_move"] == "North"


def test_2_seeds_straight_across_are_captured(system: System) -> None:
    game = play(system, "South 5, North 1, South 1")
    assert side(system, game, "south") == ([0, 5, 5, 5, 0, 5], 8)
    assert side(system, game, "north") == ([0, 0, 5, 5, 5, 5], 0)
    assert shown(system, game)["to_move"] == "North"


def test_3_never_into_the_other_store(system: System) -> None:
    game = play(system, "South 5, North 5, South 3, South 2, South 5, South 6")
    assert side(system, game, "south") == ([6, 0, 1, 6, 0, 0], 5)
    assert side(system, game, "north") == ([6, 6, 5, 5, 1, 6], 1)


def test_4_south_wins_41_to_7(system: System) -> None:
    game = play(system, "South 6, North 2, North 3, South 1, North 4, South 1, North 5, South 1, North 6")
    board = shown(system, game)
    assert (board["over"], board["winner"], board["south_store"], board["north_store"]) == (True, "South", 41, 7)
    system.refused("choose_pit", AT, game=game, pit=1)


def test_5_a_draw(system: System) -> None:
    moves = "South 4, North 3, North 4, South 6, North 4, South 1, North 6, South 2, North 3, South 6, South 1, North 1"
    game = play(system, f"{moves}, South 4, South 5, North 1, South 6")
    board = shown(system, game)
    assert (board["over"], board["winner"], board["south_store"], board["north_store"]) == (True, "draw", 24, 24)


def test_6_an_empty_pit(system: System) -> None:
    game = play(system, "South 6, North 1")
    before = shown(system, game)
    assert "empty" in system.refused("choose_pit", AT, game=game, pit=6)["reason"]
    assert shown(system, game) == before
    assert before["to_move"] == "South"


def test_7_anything_but_1_to_6(system: System) -> None:
    game = new(system)
    before = shown(system, game)
    for entered in (0, 7, -1, "abc"):
        system.refused("choose_pit", AT, game=game, pit=entered)
    assert shown(system, game) == before


def test_8_the_hint_and_the_computer(system: System) -> None:
    assert system.call("hint", AT, game=new(system)) == 6
    assert system.call("hint", AT, game=play(system, "South 5, North 1")) == 1
    game = play(system, "South 6", computer="North")
    board = shown(system, game)
    expected = play(system, "South 6, North 6")
    assert {**board, "id": "", "computer": None} == {**shown(system, expected), "id": ""}
    assert board["to_move"] == "South"


def test_9_a_saved_game_is_brought_back(system: System) -> None:
    game = play(system, "South 3")
    system.call("save", AT, game=game)
    system.restart()
    system.call("load", AT, game=game)
    assert side(system, game, "south") == ([4, 4, 0, 5, 5, 5], 1)
    assert shown(system, game)["to_move"] == "South"
    system.call("choose_pit", AT, game=game, pit=1)
    system.call("load", AT, game=game)
    assert side(system, game, "south") == ([4, 4, 0, 5, 5, 5], 1)


def test_10_fun_is_unclear(system: System) -> None:
    (line,) = [line for line in system.report() if line["sentence"] == "It should be fun."]
    assert line["status"] == "unclear"
