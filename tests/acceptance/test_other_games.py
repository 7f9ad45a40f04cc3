"""Games that nobody's specification asks for, in other words: they play as their texts in ``games/`` say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance._driver import Json, Package, System
from tests.packages import Packages

GAMES = Path(__file__).parent / "games"
AT = "2026-03-02T20:00"


class Game:
    """A game under way."""

    def __init__(self, system: System) -> None:
        self._system = system
        self.id = system.call("new_game", AT)["id"]

    def press(self, keys: str) -> Json:
        for key in keys.split():
            self._system.call("press", AT, game=self.id, key=key)
        return self.view()

    def tick(self, ticks: int = 1) -> Json:
        self._system.call("tick", AT, game=self.id, ticks=ticks)
        return self.view()

    def view(self) -> Json:
        return self._system.call("view", AT, game=self.id)

    def row(self) -> Json:
        return self._system.call("get_game", AT, game=self.id)


@pytest.fixture
def system(request: pytest.FixtureRequest, tmp_path: Path, packages: Packages) -> Iterator[System]:
    """The system that a text asks for."""
    package = Package(packages.of(GAMES / f"{request.param}.md", tested=False))
    with System(package, tmp_path / "data") as running:
        yield running


@pytest.mark.parametrize("system", ["rink"], indirect=True)
def test_a_puck_two_cells_a_tick(system: System) -> None:
    game = Game(system)
    start = game.view()
    assert start["puck"] == {"column": 15, "row": 6}
    assert start["left_bat"] == {"column": 2, "rows": [5, 6, 7, 8]}
    assert [(game.tick()["puck"]["column"], game.view()["puck"]["row"]) for _ in range(3)] == [
        (13, 8),
        (11, 10),
        (9, 12),
    ]
    assert game.tick()["puck"] == {"column": 7, "row": 10}
    assert game.tick(2)["puck"] == {"column": 3, "row": 6}
    assert game.tick()["puck"] == {"column": 3, "row": 4}  # half-way it meets the bat in column 2, and comes back
    assert game.row()["motion"] == [2, -2]


@pytest.mark.parametrize("system", ["rink"], indirect=True)
def test_a_puck_gets_past_a_bat_and_three_goals_win(system: System) -> None:
    game = Game(system)
    assert game.press("a a a a a a a")["left_bat"]["rows"] == [9, 10, 11, 12]
    assert game.press("p x")["right_bat"]["rows"] == [4, 5, 6, 7]
    assert game.tick(6)["score"] == {"left": 0, "right": 0}
    assert game.tick()["score"] == {"left": 0, "right": 1}
    assert game.tick()["puck"] == {"column": 15, "row": 6}
    end = game.tick(40)
    assert (end["over"], end["winner"], end["score"]) == (True, "right", {"left": 0, "right": 3})
    assert game.press("q q") == end


@pytest.mark.parametrize("system", ["squash"], indirect=True)
def test_alone_against_the_walls(system: System) -> None:
    game = Game(system)
    assert game.view()["racket"] == {"row": 12, "columns": [9, 10, 11, 12, 13]}
    assert game.press("d d d d d d")["racket"]["columns"] == [17, 18, 19, 20, 21]
    hit = game.tick(10)
    assert (hit["ball"], hit["score"], hit["lives"]) == ({"column": 21, "row": 12}, 10, 3)
    assert game.row()["motion"] == [-1.1, -1.1]
    faster = game.tick()
    assert faster["ball"] == {"column": 20, "row": 11}
    assert game.row()["ball"] == [19.9, 10.9]


@pytest.mark.parametrize("system", ["squash"], indirect=True)
def test_three_lives(system: System) -> None:
    game = Game(system)
    assert game.tick(10)["lives"] == 2
    assert game.tick()["ball"] == {"column": 11, "row": 2}
    end = game.tick(30)
    assert (end["lives"], end["score"], end["over"]) == (0, 0, True)
    assert end["status"] == "score 0, lives 0: the game is over"
    assert game.tick(5) == end


@pytest.mark.parametrize("system", ["coal_train"], indirect=True)
def test_a_train_that_grows(system: System) -> None:
    game = Game(system)
    start = game.view()
    assert start["train"]["cells"] == [{"column": 6, "row": row} for row in (4, 3, 2, 1)]
    assert game.press("w")["train"]["way"] == "down"  # it cannot turn back
    assert game.tick(2)["train"]["head"] == {"column": 6, "row": 6}
    game.press("d")
    assert game.tick()["train"]["head"] == {"column": 7, "row": 6}
    assert game.tick(18)["train"]["head"] == {"column": 1, "row": 6}  # out on the right, in on the left


@pytest.mark.parametrize("system", ["coal_train"], indirect=True)
def test_it_fetches_wagons_until_it_runs_into_its_tail(system: System) -> None:
    game = Game(system)
    for fetched in range(1, 4):
        seen = steered_to(game, game.view()["wagon"])
        assert (seen["score"], len(seen["train"]["cells"])) == (10 * fetched, 4 + 2 * fetched)
    game.tick(6)
    for key in {"up": "dsa", "down": "awd", "left": "wds", "right": "saw"}[game.view()["train"]["way"]]:
        game.press(key)
        game.tick()
    end = game.tick()
    assert end["over"] is True
    assert game.tick(3) == end


def steered_to(game: Game, goal: Json) -> Json:
    """Column by column, then row by row, by way of a side step where it would have to turn back."""
    for axis, keys in (("column", "ad"), ("row", "ws")):
        head = game.view()["train"]["head"]
        if head[axis] == goal[axis]:
            continue
        key = keys[goal[axis] > head[axis]]
        if game.press(key)["train"]["way"] != {"a": "left", "d": "right", "w": "up", "s": "down"}[key]:
            game.press("s" if axis == "column" else "d")
            game.tick()
            return steered_to(game, goal)
        game.tick(abs(goal[axis] - head[axis]))
    return game.view()
