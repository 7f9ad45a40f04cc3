"""The ten acceptance checks of `specs/greenhouse-irrigation.md`."""

from __future__ import annotations

import pytest

from tests.acceptance._driver import Json, System

SLUG = "greenhouse-irrigation"
MISSING: dict[int, str] = {}
MOISTURE, OUTSIDE, TANK, SEEDLINGS = (
    "report_moisture",
    "report_outside_temperature",
    "report_tank_level",
    "set_seedlings",
)
DAY = "2026-06-01T"


def moisture(system: System, at: str, bed: int, percent: Json) -> None:
    system.call(MOISTURE, f"{DAY}{at}", bed=bed, moisture=percent)


def outside(system: System, at: str, degrees: float) -> None:
    system.call(OUTSIDE, f"{DAY}{at}", temperature=degrees)


def opened(system: System, at: str) -> list[int]:
    """The numbers of the beds whose valve is open."""
    beds = system.call("list_beds", f"{DAY}{at}")
    assert [bed["number"] for bed in beds] == list(range(1, 9))
    return [bed["number"] for bed in beds if bed["valve"] == "open"]


def test_1_thresholds_strict_and_not(system: System) -> None:
    outside(system, "09:00", 15)
    moisture(system, "10:00", 1, 30.0)
    assert opened(system, "10:00") == []
    moisture(system, "10:01", 1, 29.9)
    assert opened(system, "10:01") == [1]
    moisture(system, "10:02", 1, 44.9)
    assert opened(system, "10:02") == [1]
    moisture(system, "10:03", 1, 45.0)
    assert opened(system, "10:03") == []
    moisture(system, "10:04", 1, 35.0)
    assert opened(system, "10:04") == []


def test_1_thresholds_with_seedlings(system: System) -> None:
    outside(system, "09:00", 15)
    system.call(SEEDLINGS, f"{DAY}09:30", bed=1, seedlings=True)
    moisture(system, "10:00", 1, 40.0)
    assert opened(system, "10:00") == []
    moisture(system, "10:01", 1, 39.9)
    assert opened(system, "10:01") == [1]


def test_2_one_valve_at_a_time_in_turn(system: System) -> None:
    outside(system, "09:00", 15)
    moisture(system, "10:00", 3, 28)
    moisture(system, "10:01", 5, 27)
    moisture(system, "10:02", 2, 20)
    assert opened(system, "10:02") == [3]
    moisture(system, "10:08", 3, 45)
    assert opened(system, "10:08") == [5]
    moisture(system, "10:15", 5, 45)
    assert opened(system, "10:15") == [2]


def test_3_twenty_minutes_at_most(system: System) -> None:
    outside(system, "09:00", 15)
    moisture(system, "10:00", 1, 28)
    for minute in (5, 10, 15):
        moisture(system, f"10:{minute:02}", 1, 33)
    assert opened(system, "10:19") == [1]
    assert system.sent("warning", role="grower") == []
    moisture(system, "10:20", 1, 33)
    assert opened(system, "10:21") == []
    assert len(system.sent("warning", role="grower")) == 1


@pytest.mark.parametrize(("degrees", "open_"), [(2.9, []), (3.0, [1])])
def test_4_frost_keeps_valves_shut(system: System, degrees: float, open_: list[int]) -> None:
    outside(system, "09:00", degrees)
    moisture(system, "10:00", 1, 20)
    assert opened(system, "10:00") == open_


def test_4_frost_shuts_an_open_valve(system: System) -> None:
    outside(system, "09:00", 10)
    moisture(system, "10:00", 1, 20)
    assert opened(system, "10:00") == [1]
    outside(system, "10:05", 2.9)
    assert opened(system, "10:05") == []


def test_5_tank_warnings_are_armed_again(system: System) -> None:
    counts = []
    for minute, litres in enumerate((210, 199, 190, 240, 195, 251, 199)):
        system.call(TANK, f"{DAY}10:0{minute}", level=litres)
        counts.append(len(system.sent("warning", role="grower")))
    assert counts == [0, 1, 1, 1, 1, 1, 2]


def test_6_impossible_readings(system: System) -> None:
    outside(system, "09:00", 15)
    moisture(system, "10:00", 1, 50)
    system.refused(MOISTURE, f"{DAY}10:01", bed=1, moisture=-1)
    assert opened(system, "10:01") == []
    moisture(system, "10:02", 1, 28)
    assert opened(system, "10:02") == [1]
    system.refused(MOISTURE, f"{DAY}10:03", bed=1, moisture=101)
    assert opened(system, "10:03") == [1]
    assert system.call("get_bed", f"{DAY}10:04", bed=1)["moisture"] == 28


def test_7_unknown_bed_and_no_number(system: System) -> None:
    outside(system, "09:00", 15)
    system.refused(MOISTURE, f"{DAY}10:00", bed=9, moisture=20)
    system.refused(MOISTURE, f"{DAY}10:00", bed=1, moisture="wet")
    assert opened(system, "10:01") == []


def test_8_a_silent_sensor_is_told_once(system: System) -> None:
    outside(system, "09:00", 15)
    for minute in range(0, 95, 5):
        at = f"{10 + minute // 60}:{minute % 60:02}"
        if minute == 30:
            system.clock(f"{DAY}10:29")
            assert system.sent("notice", role="grower") == []
        for bed in range(1, 9):
            if bed != 4 or minute == 0:
                moisture(system, at, bed, 50)
        if minute == 30:
            system.clock(f"{DAY}10:31")
            (told,) = system.sent("notice", role="grower")
            assert "bed 4" in told["text"]
    system.clock(f"{DAY}11:30")
    assert len(system.sent("notice", role="grower")) == 1


def test_9_the_queue_outlasts_a_restart(system: System) -> None:
    outside(system, "09:00", 15)
    for minute, bed in enumerate((3, 5, 2)):
        moisture(system, f"10:0{minute}", bed, 25)
    assert opened(system, "10:03") == [3]
    system.restart()
    moisture(system, "10:04", 3, 45)
    assert opened(system, "10:04") == [5]


def test_10_litres_are_unclear(system: System) -> None:
    lines = [line for line in system.report() if line["status"] in ("unclear", "assumed")]
    assert any("litres" in line["sentence"] and "meter" in line["note"] for line in lines)
