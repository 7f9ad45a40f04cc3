"""Ladders: whom one may challenge, and what becomes of the places."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_CHESS = """# Ladder
Every player has a name and a place on the ladder; place 1 is the top. A new player starts at the bottom.
A player may challenge anybody who stands at most {reach} places above. {wins}
"""
_SHIFT = "If the challenger wins, the challenger takes the place of the loser and the loser and everybody in between move down by one place."
_SWAP = "If the challenger wins, the two swap places."


def _places(system: Running, players: dict[str, str], label: str = "place") -> dict[str, int]:
    return {name: system.call("get_player", id=row)[label] for name, row in players.items()}


def _five(system: Running) -> dict[str, str]:
    return {name: system.call("add_player", name=name)["id"] for name in "ABCDE"}


@pytest.mark.parametrize(
    ("wins", "after"),
    [
        (_SHIFT, "AECDB"),
        ("If the challenger wins, they take the loser's place, and everybody in between moves down one place.", "AECDB"),
        ("The winner takes the loser's place. The loser and everybody in between move down one place.", "AECDB"),
        (_SWAP, "AECDB"),
    ],
)  # fmt: skip
def test_whoever_beats_somebody_above_takes_their_place(wins: str, after: str) -> None:
    system = Running(_CHESS.format(reach="three", wins=wins))
    assert system.unclear == []
    players = _five(system)
    assert _places(system, players) == {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}
    assert system.refused("challenge_player", challenger=players["E"], opponent=players["A"])
    for wrong in ("E", "D"):
        assert system.refused(
            "challenge_player", challenger=players["D"], opponent=players["D" if wrong == "D" else "E"]
        )
    game = system.call("challenge_player", challenger=players["E"], opponent=players["B"])["id"]
    system.call("enter_result_of_challenge", challenge=game, winner="challenger")
    shifted = {"A": 1, "E": 2, "B": 3, "C": 4, "D": 5}
    assert _places(system, players) == ({"A": 1, "E": 2, "C": 3, "D": 4, "B": 5} if wins == _SWAP else shifted)
    assert system.refused("enter_result_of_challenge", challenge=game, winner="challenger")
    assert sorted(_places(system, players).values()) == [1, 2, 3, 4, 5]
    assert set(after) == set(players)


def test_the_lower_one_winning_or_a_draw_changes_nothing() -> None:
    text = _CHESS.format(reach=2, wins=_SHIFT)
    system = Running(text + "If the challenged player wins or the game is a draw, nothing changes.")
    assert system.unclear == []
    players = _five(system)
    for winner in ("opponent", "draw"):
        game = system.call("challenge_player", challenger=players["E"], opponent=players["C"])["id"]
        system.call("enter_result_of_challenge", challenge=game, winner=winner)
    assert _places(system, players) == {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}


@pytest.mark.parametrize(
    "rule",
    [
        "A player can have only one open challenge at a time.",
        "Nobody may challenge a player who is already in an open challenge.",
        "No player may have more than one open challenge at the same time.",
    ],
)
def test_one_challenge_at_a_time(rule: str) -> None:
    system = Running(_CHESS.format(reach=3, wins=_SHIFT) + rule)
    assert system.unclear == []
    players = _five(system)
    game = system.call("challenge_player", challenger=players["E"], opponent=players["B"])["id"]
    assert system.refused("challenge_player", challenger=players["D"], opponent=players["B"])
    assert system.refused("challenge_player", challenger=players["E"], opponent=players["C"])
    system.call("challenge_player", challenger=players["D"], opponent=players["C"])
    system.call("enter_result_of_challenge", challenge=game, winner="opponent")
    system.call("challenge_player", challenger=players["E"], opponent=players["B"])


def test_who_does_not_answer_in_time_has_lost() -> None:
    system = Running(
        _CHESS.format(reach=3, wins=_SHIFT) + "The challenged player has five days to accept. "
        "If they do not answer in that time, or decline, the challenger wins without playing."
    )
    assert system.unclear == []
    players = _five(system)
    first = system.call("challenge_player", challenger=players["E"], opponent=players["D"])["id"]
    assert system.refused("enter_result_of_challenge", challenge=first, winner="challenger")
    system.machine.clock("2026-03-07T08:59")
    assert _places(system, players)["E"] == 5
    system.machine.clock("2026-03-07T09:00")
    assert (_places(system, players)["E"], _places(system, players)["D"]) == (4, 5)
    second = system.call("challenge_player", challenger=players["C"], opponent=players["A"])["id"]
    system.call("decline_challenge", challenge=second)
    assert _places(system, players) == {"C": 1, "A": 2, "B": 3, "E": 4, "D": 5}


def test_whoever_leaves_makes_room() -> None:
    system = Running(
        _CHESS.format(reach=3, wins=_SHIFT) + "A player who leaves is taken off the ladder, and all below move up."
    )
    assert system.unclear == []
    players = _five(system)
    system.call("take_off_player", player=players["C"])
    assert _places(system, players) == {"A": 1, "B": 2, "C": None, "D": 3, "E": 4}
    assert system.call("add_player", name="F")["place"] == 5
    assert system.refused("challenge_player", challenger=players["E"], opponent=players["C"])


def test_after_a_lost_challenge_not_the_same_opponent_for_a_while() -> None:
    system = Running(
        _CHESS.format(reach=3, wins=_SHIFT)
        + "After a lost challenge, a player may not challenge the same opponent again for thirty days."
    )
    assert system.unclear == []
    players = _five(system)
    game = system.call("challenge_player", challenger=players["E"], opponent=players["B"])["id"]
    system.call("enter_result_of_challenge", challenge=game, winner="opponent")
    again = {"challenger": players["E"], "opponent": players["B"]}
    assert system.refused("challenge_player", "2026-03-31T09:00", **again)
    system.call("challenge_player", "2026-04-01T09:00", **again)


def test_other_people_and_ranks_in_another_club() -> None:
    system = Running(
        "# Squash\nEach climber has a name, an e-mail address and a rank in our list. Newcomers join at the end of the list. "
        "Climbers can challenge anyone up to 2 ranks higher. The winner takes the loser's rank. "
        "Only the two climbers of a challenge may enter its result."
    )
    assert system.unclear == []
    rows = [system.call("add_climber", name=n, e_mail_address=f"{n}@x.org")["id"] for n in "abc"]
    game = system.call("challenge_climber", challenger=rows[2], opponent=rows[0])["id"]
    assert system.refused("enter_result_of_challenge", by=rows[1], challenge=game, winner="challenger")
    system.call("enter_result_of_challenge", by=rows[2], challenge=game, winner="challenger")
    assert [system.call("get_climber", id=row)["rank"] for row in rows] == [2, 3, 1]
