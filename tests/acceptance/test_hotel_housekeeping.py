"""The ten acceptance checks of `specs/hotel-housekeeping.md`."""

from __future__ import annotations

import pytest

from tests.acceptance._driver import Json, System

SLUG = "hotel-housekeeping"
MISSING: dict[int, str] = {}
ADD_ROOM, CHANGE_ROOM, CLEAN, INSPECT, GIVE = "add_room", "change_room", "clean_room", "inspect_room", "give_room"
ADD_ATTENDANT, ADD_STAY, LOG = "add_attendant", "add_stay", "log_thing"
ASSIGNMENTS, CHANGES, GET_ROOM, GET_THING = "list_assignments", "list_linen_changes", "get_room", "get_thing"
ROOMS, STAYS = "list_rooms", "list_stays"
NOW, HANDED_OUT = "2026-03-09T07:00", "2026-03-09T07:31"


def room(system: System, number: int, type_: str = "double", kind: str = "departure", **given: Json) -> str:
    values = {"floor": number // 100, "type": type_, "kind": kind, **given}
    return str(system.call(ADD_ROOM, NOW, number=number, **values)["id"])


def attendants(system: System, names: str) -> None:
    for place, name in enumerate(names, 1):
        system.call(ADD_ATTENDANT, NOW, name=name, rota=place)


def handed_out(system: System, at: str = HANDED_OUT) -> dict[str | None, dict[str, int]]:
    """The rooms of each attendant with their minutes; those of nobody are left over."""
    made: dict[str | None, dict[str, int]] = {}
    for each in system.call(ASSIGNMENTS, at):
        made.setdefault(each["attendant"], {})[each["room"]] = each["minutes"]
    return made


def test_1_each_to_whoever_has_the_fewest_minutes(system: System) -> None:
    attendants(system, "XYZ")
    rooms = [
        (101, "double", "departure"), (102, "single", "stay-over"), (103, "suite", "departure"),
        (104, "single", "departure"), (105, "double", "stay-over"),
    ]  # fmt: skip
    for number, type_, kind in rooms:
        room(system, number, type_, kind)
    system.clock(HANDED_OUT)
    assert handed_out(system) == {
        "X": {"101": 30, "105": 15},
        "Y": {"103": 45},
        "Z": {"104": 25, "102": 15},
    }


def test_2_nobody_gets_more_than_240_minutes(system: System) -> None:
    attendants(system, "X")
    for number in range(201, 211):
        room(system, number)
    system.clock(HANDED_OUT)
    made = handed_out(system)
    assert list(made["X"]) == [str(n) for n in range(201, 209)]
    assert sum(made["X"].values()) == 240
    (told,) = system.sent("list", role="supervisor")
    assert told["data"]["rooms"] == ["209", "210"]
    assert list(made[None]) == ["209", "210"]


def test_3_do_not_disturb(system: System) -> None:
    attendants(system, "X")
    room(system, 102)
    system.call(CHANGE_ROOM, NOW, room="102", do_not_disturb=True)
    for now, count in (("2026-03-09T13:59", 0), ("2026-03-09T14:01", 1), ("2026-03-09T15:00", 1)):
        system.clock(now)
        assert len(system.sent("call", role="duty_manager")) == count, now
    assert "102" in system.sent("call", role="duty_manager")[0]["text"]
    assert handed_out(system, "2026-03-09T15:00") == {}


def test_4_never_by_the_person_who_cleaned(system: System) -> None:
    room(system, 101)
    room(system, 102)
    system.call(CLEAN, HANDED_OUT, by="X", room="101")
    system.refused(INSPECT, HANDED_OUT, role="supervisor", by="X", room="101")
    assert system.call(INSPECT, HANDED_OUT, role="supervisor", by="S", room="101")["status"] == "inspected"
    system.call(CLEAN, HANDED_OUT, by="Y", room="102")
    system.refused(INSPECT, HANDED_OUT, role="attendant", by="X", room="102")


def test_5_only_an_inspected_room(system: System) -> None:
    room(system, 104)
    room(system, 105)
    for number in ("104", "105"):
        system.call(CLEAN, HANDED_OUT, by="X", room=number)
    system.refused(GIVE, HANDED_OUT, room="104", visitor="Ann")
    system.call(INSPECT, HANDED_OUT, role="supervisor", by="S", room="104")
    assert system.call(GIVE, HANDED_OUT, room="104", visitor="Ann")["given_to"] == "Ann"
    assert system.call(INSPECT, HANDED_OUT, role="supervisor", by="S", room="105", passed=False)["status"] == "dirty"
    system.refused(CHANGE_ROOM, HANDED_OUT, room="105", status="shiny")
    assert system.call(GET_ROOM, HANDED_OUT, room="105")["status"] == "dirty"


def test_6_every_third_night_and_on_departure(system: System) -> None:
    system.call(ADD_STAY, NOW, guest="Ann", arrival="2026-03-10", departure="2026-03-17")
    days = [each["due_on"] for each in system.call(CHANGES, NOW)]
    assert days == ["2026-03-13", "2026-03-16", "2026-03-17"]


def test_7_kept_for_90_days(system: System) -> None:
    at = "2026-01-15T10:00"
    system.call(ADD_ROOM, at, number=305, floor=3, type="single")
    given = {"room": "305", "date": "2026-01-15", "description": "umbrella", "finder": "fay"}
    thing = system.call(LOG, at, **given)["id"]
    system.clock("2026-04-14T12:00")
    assert system.call(GET_THING, "2026-04-14T12:00", thing=thing)["belongs_to"] is None
    system.clock("2026-04-16T00:00")
    assert system.call(GET_THING, "2026-04-16T00:00", thing=thing)["belongs_to"] == "fay"


def test_8_refused(system: System) -> None:
    system.refused(ADD_ROOM, NOW, number=1, floor=1, type="villa")
    system.refused(ADD_STAY, NOW, guest="Ann", arrival="2026-03-17", departure="2026-03-10")
    assert system.call(ROOMS, NOW) == []
    assert system.call(STAYS, NOW) == []


def test_9_a_restart_loses_nothing(system: System) -> None:
    attendants(system, "XY")
    room(system, 101)
    room(system, 103, "suite")
    room(system, 104, status="clean")
    system.call(INSPECT, NOW, role="supervisor", by="S", room="104")
    system.clock(HANDED_OUT)
    system.restart()
    assert handed_out(system) == {"X": {"101": 30}, "Y": {"103": 45}}
    assert system.call(GET_ROOM, HANDED_OUT, room="104")["status"] == "inspected"


@pytest.mark.parametrize("words", ["quick", "easy to use", "turned down"])
def test_10_what_is_not_said(system: System, words: str) -> None:
    lines = [line for line in system.report() if line["status"] in ("unclear", "assumed", "generic")]
    assert any(words in line["sentence"] for line in lines)
