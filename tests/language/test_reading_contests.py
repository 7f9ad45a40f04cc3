"""Round robins, tables, results and auctions, in other domains and other words."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures
from tests.language.test_reading_sharing import KITCHEN, LAB, ROUNDS, arguments, patterns, read

CHESS = """# Chess evening
PLAYER: number, name, school
ARBITER: name, school
BOARD: number, open from, open until
GAME: white player, black player, board, start, arbiter, white points, black points, status (planned, finished)
- All players play each other exactly once.
- A game takes 90 minutes and must be within the opening hours of its board.
- Between two games a board stays free for 5 minutes. Players rest for at least 15 minutes.
- No arbiter leads a game of their own school.
- Pairings that cannot be scheduled are reported as open.
- 2 points for a win, 1 for a tie, none for a defeat.
- Players are ranked by points, then wins, then head-to-head, then the lower number.
- Only the organiser may change a result, within 2 hours of its entry. The previous result is kept.
- If a player has not appeared 30 minutes after the start, they lose the game 0:1.
"""
HARBOUR = """# Selling moorings
Every first of the month at 09:00 the harbour sells its free moorings by auction. A mooring has a number, a length in metres and a depth in metres. A boat has a name, a draught in metres, a length in metres and a budget in euro.
The moorings are offered one by one, deepest first.
The bidding starts at 100 and goes up by 20.
Each boat says "in" or "out". A boat stays as long as the price does not exceed its budget.
Boats over the maximum length are excluded.
The last one to stay wins and pays the price.
If all drop out together, the longest of them wins at the price before.
If nobody bids, the mooring is not awarded.
"""


def test_a_contest_in_other_words() -> None:
    assert "unclear" not in patterns(CHESS).values()
    spec = read(CHESS)
    given = arguments(spec, "skill.round_robin_schedule")
    assert (given["duration"], given["gap"], given["rest"]) == (bp.whole(90), bp.whole(5), bp.whole(15))
    assert "with_officials" not in given
    ranking = arguments(spec, "skill.ranking")
    assert ranking["criteria"] == bp.text("points, wins, direct, lower")
    assert [ranking[name] for name in ("win", "draw", "loss")] == [bp.whole(2), bp.whole(1), bp.whole(0)]
    assert any("head-to-head" in gap.text and "three" in gap.text for gap in spec.gaps)


def test_results_are_entered_changed_in_time_and_lost_by_the_absent() -> None:
    operations = {o.name: o for o in read(CHESS).operations}
    assert operations["change_result"].roles == ("actor.organiser",)
    assert [p.name for p in operations["enter_result"].inputs] == ["game", "white_points", "black_points"]
    assert any(g.id == "guard.forfeit_game.late" for g in operations["forfeit_game"].guards)


@pytest.mark.parametrize(
    ("words", "win", "draw"),
    [
        ("A win gives 3 points, a draw 1.", 3, 1),
        ("A victory is worth 2 points and a draw 1.", 2, 1),
        ("3 points for a win, 1 for a draw.", 3, 1),
    ],
)
def test_points(words: str, win: int, draw: int) -> None:
    text = f"SIDE: number, name\nBOUT: first side, second side, first hits, second hits\n- {words}\n"
    given = arguments(read(text), "skill.ranking")
    assert (given["win"], given["draw"]) == (bp.whole(win), bp.whole(draw))


def test_a_contest_without_officials() -> None:
    text = "SIDE: number, name\nBOUT: first side, second side, lane, start\nLANE: number, open from, open until\n- Every side meets every other side once.\n- A bout lasts 20 minutes.\n"
    given = arguments(read(text), "skill.round_robin_schedule")
    assert given["with_officials"] == bp.truth(False)
    assert given["duration"] == bp.whole(20)


def test_a_contest_in_yet_other_words() -> None:
    text = """CREW: number, name
RACE: home crew, away crew, lake, start, home lengths, away lengths, status (planned, finished, forfeited)
LAKE: name, open from, open until
- Every crew faces every other crew exactly once.
- A race lasts 30 minutes and takes place during the opening hours of its lake.
- At least 15 minutes pass between two races on the same lake. A crew has at least 1 hour of rest.
- For a win there are 2 points, for a draw 1, for a loss 0.
- At equal points the difference in lengths decides, then lengths scored, then the lower number.
- A crew that is missing 10 minutes after the start loses the race 0:5.
- Results may be changed by the umpire only, up to 1 day after entry.
"""
    assert "unclear" not in patterns(text).values()
    given = arguments(read(text), "skill.round_robin_schedule")
    assert (given["gap"], given["rest"]) == (bp.whole(15), bp.whole(60))
    assert arguments(read(text), "skill.ranking")["criteria"] == bp.text("points, difference, scored, lower")


def test_old_values_of_a_record_are_kept() -> None:
    spec = read(
        "A reading has a meter number, a value in kWh and a date.\nA reading may be corrected within 2 hours of its entry by the foreman only. The old reading stays visible.\n"
    )
    (correct,) = [o for o in spec.operations if o.name == "correct_reading"]
    assert correct.roles == ("actor.foreman",)
    assert any(e.name == "correction" for e in spec.entities)


def test_how_long_is_asked_where_it_is_not_said() -> None:
    text = "SIDE: number, name\nBOUT: first side, second side\n- Every side meets every other side once.\n"
    assert any("How long" in gap.text for gap in read(text).gaps)


def test_an_auction_in_other_words() -> None:
    assert "unclear" not in patterns(HARBOUR).values()
    spec = read(HARBOUR)
    given = arguments(spec, "skill.ascending_auction")
    assert (given["start"], given["step"]) == (bp.whole(100), bp.whole(20))
    bidders = given["bidders"]
    assert isinstance(bidders, bp.Records)
    assert bidders.where == bp.Compare(
        relation="<=", left=bp.path("boat", "length"), right=bp.path("mooring", "length")
    )
    (monthly,) = spec.schedules
    assert (monthly.recurrence.unit, monthly.recurrence.day) == ("month", 1)
    assert any("free" in gap.text for gap in spec.gaps)


@pytest.mark.parametrize("text", [CHESS, HARBOUR, KITCHEN, ROUNDS, LAB])
def test_what_was_read_can_be_built(text: str) -> None:
    assert bp.check_specification(read(text), signatures()) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Every side meets on Mondays.",
        "A side has 3 points.",
        "If points are lost, the judge decides.",
        "The price starts at 10 euro.",
        "The record may be corrected at any time.",
        "Sides that have not paid 15 days after the start lose their place.",
    ],
)
def test_other_sentences_are_left_alone(words: str) -> None:
    text = f"SIDE: number, name, points\nBOUT: first side, second side, first hits, second hits, start\n- {words}\n"
    spec = understand(text).specification
    assert not any(
        r.pattern.startswith(("round_robin", "ranking", "auction", "correction", "forfeit", "rising"))
        for r in spec.requirements
    )
