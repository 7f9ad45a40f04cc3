"""The ten acceptance checks of `specs/tournament-scheduling.md`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations

import pytest

from tests.acceptance._driver import Json, System

SLUG = "tournament-scheduling"
MISSING: dict[int, str] = {}
ADD_TEAM, ADD_REFEREE, ADD_PITCH, ADD_MATCH = "add_team", "add_referee", "add_pitch", "add_match"
PLAN, ENTER, CORRECT, FORFEIT = "plan_matches", "enter_result", "correct_result", "forfeit_match"
MATCHES, PAIRINGS, TABLE, CORRECTIONS = "list_matches", "list_pairings", "list_tables", "list_corrections"
GET_MATCH, LIST_PITCHES = "get_match", "list_pitches"
NOW, DAY = "2026-06-01T08:00", "2026-06-13"


def teams(system: System, clubs: str) -> None:
    for number, club in enumerate(clubs, 1):
        system.call(ADD_TEAM, NOW, team_id=number, name=f"Team {number}", club=club)


def pitches(system: System, *hours: tuple[str, str]) -> None:
    for number, (opens, closes) in enumerate(hours, 1):
        system.call(ADD_PITCH, NOW, number=number, open_from=opens, open_until=closes)


def referees(system: System, clubs: str) -> list[str]:
    return [system.call(ADD_REFEREE, NOW, name=f"R{n}", club=club)["id"] for n, club in enumerate(clubs, 1)]


def planned(system: System) -> tuple[list[Json], list[Json]]:
    """The matches that were placed, and the pairings that are open."""
    system.call(PLAN, NOW, day=DAY)
    return system.call(MATCHES, NOW), [each for each in system.call(PAIRINGS, NOW) if each["open"]]


def pairs(lines: Iterable[Json]) -> list[tuple[str, str]]:
    return sorted((min(sides), max(sides)) for line in lines if (sides := (line["first_team"], line["second_team"])))


def times(match: Json) -> tuple[datetime, datetime]:
    start = datetime.fromisoformat(match["start"]).replace(tzinfo=None)
    return start, start + timedelta(minutes=40)


def apart(one: Json, other: Json) -> timedelta:
    """The time between the end of the earlier match and the start of the later."""
    (_, end), (start, _) = sorted([times(one), times(other)])
    return start - end


def test_1_everybody_meets_everybody(system: System) -> None:
    teams(system, "ABCD")
    pitches(system, ("09:00", "17:00"), ("09:00", "17:00"))
    referees(system, "EE")
    matches, left = planned(system)
    assert pairs(matches) == list(combinations("1234", 2))
    assert left == []
    for match in matches:
        start, end = times(match)
        assert datetime(2026, 6, 13, 9) <= start < end <= datetime(2026, 6, 13, 17)
    for one, other in combinations(matches, 2):
        if one["pitch"] == other["pitch"]:
            assert apart(one, other) >= timedelta(minutes=10)
        if set(pairs([one])[0]) & set(pairs([other])[0]):
            assert apart(one, other) >= timedelta(minutes=30)
        if one["referee"] == other["referee"]:
            assert apart(one, other) >= timedelta(0)


def test_2_what_does_not_fit_is_open(system: System) -> None:
    teams(system, "ABCDEF")
    pitches(system, ("09:00", "12:00"))
    referees(system, "G")
    matches, left = planned(system)
    assert len(matches) == 3
    assert len(left) == 12
    assert sorted(pairs(matches) + pairs(left)) == list(combinations("123456", 2))


def test_3_nobody_whistles_a_match_of_their_own_club(system: System) -> None:
    teams(system, "PQR")
    pitches(system, ("09:00", "17:00"))
    (referee,) = referees(system, "P")
    matches, left = planned(system)
    assert pairs(matches) == [("2", "3")]
    assert matches[0]["referee"] == referee
    assert pairs(left) == [("1", "2"), ("1", "3")]


def a_match(system: System, first: int, second: int, start: str = f"{DAY}T10:00") -> str:
    """A match between two teams, put in by hand, on a pitch and with a referee made where there is none."""
    if not system.call(LIST_PITCHES, NOW):
        pitches(system, ("09:00", "17:00"))
    (referee,) = referees(system, "Z")
    given = {"first_team": str(first), "second_team": str(second), "pitch": "1", "referee": referee}
    return str(system.call(ADD_MATCH, NOW, **given, start=start)["id"])


def table(system: System, at: str = f"{DAY}T18:00") -> list[tuple[str, int, int, int]]:
    lines = sorted(system.call(TABLE, at), key=lambda line: line["rank"])
    return [(line["team"], line["points"], line["goal_difference"], line["goals_scored"]) for line in lines]


def played(system: System, first: int, second: int, goals: tuple[int, int]) -> str:
    match = a_match(system, first, second)
    system.call(ENTER, f"{DAY}T11:00", match=match, first_goals=goals[0], second_goals=goals[1])
    return match


def test_4_the_table(system: System) -> None:
    teams(system, "ABCD")
    results = {(1, 2): (1, 2), (1, 3): (3, 1), (1, 4): (2, 1), (2, 3): (1, 2), (2, 4): (3, 1), (3, 4): (0, 0)}
    matches = {sides: a_match(system, *sides) for sides in results}
    for sides, (first, second) in results.items():
        system.call(ENTER, f"{DAY}T11:00", match=matches[sides], first_goals=first, second_goals=second)
    assert table(system) == [("2", 6, 2, 6), ("1", 6, 2, 6), ("3", 4, -1, 3), ("4", 1, -3, 2)]


def test_4_the_lower_id_decides_in_the_end(system: System) -> None:
    for number in (7, 5):
        system.call(ADD_TEAM, NOW, team_id=number, name=f"Team {number}", club="A")
    played(system, 7, 5, (1, 1))
    assert [line[0] for line in table(system)] == ["5", "7"]


def test_5_forfeited(system: System) -> None:
    teams(system, "AB")
    match = a_match(system, 1, 2)
    system.refused(FORFEIT, f"{DAY}T10:14", match=match, team="2")
    made = system.call(FORFEIT, f"{DAY}T10:16", match=match, team="2")
    assert (made["first_goals"], made["second_goals"], made["status"]) == (3, 0, "forfeited")
    assert table(system)[0][:2] == ("1", 3)


def test_6_corrected_in_time_by_the_director(system: System) -> None:
    teams(system, "AB")
    match = played(system, 1, 2, (2, 1))
    given = {"match": match, "first_goals": 1, "second_goals": 1}
    for at in ("2026-06-14T10:00", "2026-06-14T10:59"):
        system.refused(CORRECT, at, role="coach", by="carl", **given)
    system.call(CORRECT, "2026-06-14T10:59", role="director", by="dora", **given)
    assert [line[:2] for line in table(system, "2026-06-14T11:00")] == [("1", 1), ("2", 1)]
    (old,) = system.call(CORRECTIONS, "2026-06-14T11:00")
    assert (old["match"], old["old_first_goals"], old["old_second_goals"]) == (match, 2, 1)


def test_6_not_after_a_day(system: System) -> None:
    teams(system, "AB")
    match = played(system, 1, 2, (2, 1))
    given = {"match": match, "first_goals": 1, "second_goals": 1}
    system.refused(CORRECT, "2026-06-14T11:01", role="director", by="dora", **given)
    system.refused(CORRECT, "2026-06-14T11:01", role="coach", by="carl", **given)


@pytest.mark.parametrize("goals", [-1, 1.5])
def test_7_goals_are_whole_numbers(system: System, goals: float) -> None:
    teams(system, "AB")
    match = a_match(system, 1, 2)
    before = table(system)
    system.refused(ENTER, f"{DAY}T19:00", match=match, first_goals=goals, second_goals=0)
    assert table(system, f"{DAY}T19:00") == before


def test_8_refused(system: System) -> None:
    teams(system, "A")
    pitches(system, ("09:00", "17:00"))
    (referee,) = referees(system, "Z")
    given = {"first_team": "1", "second_team": "1", "pitch": "1", "referee": referee}
    system.refused(ADD_MATCH, NOW, **given, start=f"{DAY}T10:00")
    system.refused(ADD_PITCH, NOW, number=2, open_from="17:00", open_until="09:00")
    assert system.call(MATCHES, NOW) == []
    assert len(system.call(LIST_PITCHES, NOW)) == 1


def test_9_a_restart_loses_nothing(system: System) -> None:
    teams(system, "ABC")
    pitches(system, ("09:00", "17:00"))
    referees(system, "D")
    matches, _ = planned(system)
    for match, goals in zip(matches, ((2, 1), (0, 0)), strict=False):
        system.call(ENTER, f"{DAY}T18:00", match=match["id"], first_goals=goals[0], second_goals=goals[1])
    before = (system.call(MATCHES, f"{DAY}T18:00"), table(system))
    system.restart()
    assert (system.call(MATCHES, f"{DAY}T18:00"), table(system)) == before
    assert len(before[1]) == 3


def test_10_three_equal_teams(system: System) -> None:
    lines = [line for line in system.report() if line["status"] in ("unclear", "assumed")]
    told = [f"{line['sentence']} {line['note']}" for line in lines]
    assert any("direct match" in line and "three" in line for line in told)
