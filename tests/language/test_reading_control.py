"""Reading what is watched and controlled: what the systems of made-up texts then do, played by the oracle."""

from __future__ import annotations

from typing import Any

import pytest

import blueprints as bp
from autogenesis.assembly import Machine
from autogenesis.language import understand
from autogenesis.skills import signatures
from tests.language import control_texts as texts
from tests.language.renaming import renamed, skeleton_of, translated

DAY = "2026-03-02T"


def specification(text: str) -> bp.Specification:
    """What was understood; it must be possible to build it."""
    found = understand(text).specification
    assert bp.check_specification(found, signatures(), text) == ()
    return found


def plant(text: str) -> Machine:
    """The system of a text at nine in the morning."""
    return Machine(specification(text), f"{DAY}09:00")


def report(machine: Machine, at: str, what: str, **given: Any) -> str | None:
    """Report a value; the rule that refused it, if any."""
    return machine.call(f"report_{what}", given, at=f"{DAY}{at}").refused


def rows(machine: Machine, plural: str, **wanted: Any) -> list[str]:
    """The ids of the rows that have the wanted values."""
    found = machine.call(f"list_{plural}", {}).result
    return [row["id"] for row in found if all(row[name] == value for name, value in wanted.items())]


def told(machine: Machine, role: str) -> list[str]:
    """What was sent to a role, by type."""
    return [note.type for note in machine.notes if note.role == role]


@pytest.mark.parametrize("name", sorted(texts.ALL))
def test_every_sentence_is_read_but_totals_without_a_source(name: str) -> None:
    fates = {clause.text: clause.status for clause in specification(texts.ALL[name]).clauses}
    unread = [text for text, status in fates.items() if status != "implemented"]
    assert unread == (["The energy used by each rack is totalled every midnight."] if name == "server room" else [])


def test_things_that_are_numbered_are_there_and_no_others() -> None:
    machine = plant(texts.SERVER_ROOM)
    assert rows(machine, "racks") == [str(number) for number in range(1, 13)]
    assert report(machine, "09:00", "inlet_temperature", rack="13", inlet_temperature=20) == "known.rack"
    assert (
        report(machine, "09:00", "inlet_temperature", rack="1", inlet_temperature=80.5)
        == "invariant.rack.inlet_temperature_in_bounds"
    )
    assert report(machine, "09:00", "inlet_temperature", rack="1", inlet_temperature=80) is None
    assert not any(operation.name.startswith("add_") for operation in machine.specification.operations)


def test_a_limit_counts_once_for_each_crossing_and_rest_is_reached_inclusively() -> None:
    machine = plant(texts.SERVER_ROOM)
    seen = []
    for minute, degrees in enumerate((27, 27.1, 24.1, 24, 26, 28)):
        report(machine, f"09:0{minute}", "inlet_temperature", rack="4", inlet_temperature=degrees)
        seen.append(rows(machine, "racks", fan="on"))
    assert seen == [[], ["4"], ["4"], [], [], ["4"]]


def test_another_limit_holds_where_the_text_says_so() -> None:
    machine = plant(texts.SERVER_ROOM)
    machine.call("set_storage", {"rack": "4", "storage": True})
    report(machine, "09:01", "inlet_temperature", rack="4", inlet_temperature=25.1)
    report(machine, "09:01", "inlet_temperature", rack="5", inlet_temperature=25.1)
    assert rows(machine, "racks", fan="on") == ["4"]


def test_at_most_three_run_and_the_rest_wait_in_turn() -> None:
    machine = plant(texts.SERVER_ROOM)
    for rack in ("7", "2", "9", "5", "1"):
        report(machine, "09:00", "inlet_temperature", rack=rack, inlet_temperature=30)
    assert rows(machine, "racks", fan="on") == ["2", "7", "9"]
    assert rows(machine, "racks", waiting=True) == ["1", "5"]
    report(machine, "09:01", "inlet_temperature", rack="2", inlet_temperature=20)
    assert rows(machine, "racks", fan="on") == ["5", "7", "9"]


def test_what_bars_it_switches_all_off_and_lets_them_go_on_afterwards() -> None:
    machine = plant(texts.SERVER_ROOM)
    for rack in ("7", "2"):
        report(machine, "09:00", "inlet_temperature", rack=rack, inlet_temperature=30)
    report(machine, "09:01", "smoke_level", level=5)
    assert rows(machine, "racks", fan="on") == ["2", "7"]
    report(machine, "09:02", "smoke_level", level=5.1)
    assert rows(machine, "racks", fan="on") == []
    report(machine, "09:03", "inlet_temperature", rack="3", inlet_temperature=30)
    assert rows(machine, "racks", fan="on") == []
    report(machine, "09:04", "smoke_level", level=1)
    assert rows(machine, "racks", fan="on") == ["2", "3", "7"]


def test_nothing_runs_for_too_long() -> None:
    machine = plant(texts.AQUARIUM)
    report(machine, "09:00", "temperature", tank="2", temperature=21)
    machine.clock(f"{DAY}10:29")
    assert (rows(machine, "tanks", heater="on"), told(machine, "keeper")) == (["2"], ["notice"])
    machine.clock(f"{DAY}10:31")
    assert (rows(machine, "tanks", heater="on"), told(machine, "keeper")) == ([], ["notice", "alert"])


def test_silence_is_told_once_and_the_row_is_left_out_until_it_reports() -> None:
    machine = plant(texts.AQUARIUM)
    for minute, tank in enumerate(("1", "2", "3")):
        report(machine, f"09:0{minute}", "temperature", tank=tank, temperature=21)
    machine.clock(f"{DAY}09:18")
    for tank in ("1", "2"):
        report(machine, "09:18", "temperature", tank=tank, temperature=28)
    assert rows(machine, "tanks", heater="on") == []
    assert told(machine, "keeper") == ["notice"] * 3
    machine.clock(f"{DAY}09:30")
    report(machine, "09:31", "temperature", tank="3", temperature=21.5)
    assert rows(machine, "tanks", heater="on") == ["3"]
    assert told(machine, "keeper").count("notice") == 3


@pytest.mark.parametrize(
    ("text", "what", "field", "values", "counts", "role"),
    [
        (texts.SERVER_ROOM, "room_humidity", "humidity", (70, 71, 60, 75, 59, 71), (0, 1, 1, 1, 1, 2), "technician"),
        (texts.LOCKERS, "battery_level", "level", (20, 19, 50, 10, 51, 19), (0, 1, 1, 1, 1, 2), "caretaker"),
        (texts.AQUARIUM, "water_level", "level", (81, 80, 89, 70, 90, 80), (0, 1, 1, 1, 1, 2), "keeper"),
        (texts.BREWERY, "water_tank_level", "level", (100, 99, 150, 90, 151, 99), (0, 1, 1, 1, 1, 2), "brewer"),
    ],
)
def test_warnings_are_given_again_only_after_it_has_eased(
    text: str, what: str, field: str, values: tuple[int, ...], counts: tuple[int, ...], role: str
) -> None:
    machine = plant(text)
    seen = []
    for minute, value in enumerate(values):
        report(machine, f"09:0{minute}", what, **{field: value})
        seen.append(len(told(machine, role)))
    assert tuple(seen) == counts


def test_what_no_rule_switches_on_people_do() -> None:
    machine = plant(texts.LOCKERS)
    machine.call("open_door", {"locker": "3"}, at=f"{DAY}09:00")
    machine.clock(f"{DAY}09:06")
    assert (rows(machine, "lockers", door="open"), told(machine, "caretaker")) == ([], ["warning"])
    report(machine, "09:07", "outside_temperature", temperature=46)
    assert machine.call("open_door", {"locker": "3"}).refused == "guard.open_door.barred"


def test_two_conditions_joined_by_and() -> None:
    machine = plant(texts.COLD_STORE)
    for minute, (degrees, on) in enumerate(((-15, []), (-14, ["2"]), (-20, ["2"]), (-21, []))):
        report(machine, f"09:0{minute}", "temperature", cell="2", temperature=degrees)
        assert rows(machine, "cells", compressor="on") == on, degrees
    assert told(machine, "quality_manager") == []


def test_a_gate_that_there_is_one_of() -> None:
    machine = plant(texts.BASINS)
    positions = []
    for minute, metres in enumerate((3, 2.9, 3.5, 3.6)):
        report(machine, f"09:0{minute}", "pond_level", level=metres)
        positions.append(machine.call("list_gates", {}).result[0]["position"])
    assert positions == ["closed", "open", "open", "closed"]


def test_at_a_value_means_when_it_is_reached_from_where_it_came() -> None:
    machine = plant(texts.BREWERY)
    seen = []
    for minute, degrees in enumerate((22, 22.5, 18.5, 18)):
        report(machine, f"09:0{minute}", "vat_temperature", vat="5", temperature=degrees)
        seen.append(rows(machine, "vats", cooling="on"))
    assert seen == [[], ["5"], ["5"], []]


def test_what_a_story_wants_is_told_to_whoever_tells_it() -> None:
    machine = plant(texts.STORIES)
    for minute, litres in enumerate((199, 260, 150)):
        report(machine, f"09:0{minute}", "tank_level", level=litres)
    assert told(machine, "grower") == ["warning", "warning"]
    report(machine, "09:10", "moisture", bed="3", moisture=10)
    report(machine, "09:11", "moisture", bed="1", moisture=10)
    assert rows(machine, "beds", valve="open") == ["3"]
    machine.clock(f"{DAY}09:30")
    assert rows(machine, "beds", valve="open") == ["1"]


def test_conditions_and_outcomes_of_scenarios() -> None:
    machine = plant(texts.CELLAR)
    seen = []
    for minute, degrees in enumerate((16, 16.5, 12.5, 12)):
        report(machine, f"09:0{minute}", "temperature", barrel="4", temperature=degrees)
        seen.append(rows(machine, "barrels", cooler="on"))
    assert seen == [[], ["4"], ["4"], []]


def test_things_that_people_add_are_watched_alike() -> None:
    machine = plant(texts.FREEZERS)
    freezer = machine.call("add_freezer", {"number": "12", "room": "B", "contents": []}).result["id"]
    for minute, degrees in enumerate((-14, -17, -14, -18.5, -14)):
        report(machine, f"09:0{minute}", "temperature", freezer=freezer, temperature=degrees)
    assert told(machine, "nurse") == ["alert", "alert"]
    machine.call("open_door", {"freezer": freezer}, at=f"{DAY}09:10")
    machine.clock(f"{DAY}09:14")
    assert told(machine, "nurse")[2:] == ["warning"]
    machine.clock(f"{DAY}10:00")
    assert told(machine, "technician") == ["notice"]


def test_which_of_several_is_switched_is_not_guessed() -> None:
    """ "Start a pump" says nothing of which: nothing remains of the attempt. What has lasted 5 minutes is a rule of its own."""
    found = specification(texts.PUMPS)
    fates = {clause.text: clause.status for clause in found.clauses}
    assert fates["When the sump rises above 3 m, start a pump; when it falls below 1 m, stop it."] == "unclear"
    assert fates["If the vibration of a pump stays above 7 mm/s for 5 minutes, stop it"] == "implemented"
    (timer,) = found.timers
    assert timer.when == bp.Compare(relation=">", left=bp.path("it", "vibration"), right=bp.number("7"))
    assert {entity.name for entity in found.entities} == {"pump"}


@pytest.mark.parametrize(
    "sentence",
    [
        "When the temperature of a tank falls by 3 °C, the controller shall switch on its heater.",
        "When the temperature of a tank falls below 22 °C, the controller shall polish its glass.",
        "While the hall is crowded, the controller shall keep all heaters off.",
        "If the keeper has been away for 2 hours, then the controller shall warn the director.",
        "Each of the six keepers has two keys, numbered 1 to 6.",
    ],
)
def test_what_is_something_else_stays_unclear(sentence: str) -> None:
    text = texts.AQUARIUM.partition("\n")[0] + "\n" + texts.AQUARIUM.split("\n")[1] + "\n" + sentence + "\n"
    fates = {clause.text: clause.status for clause in understand(text).specification.clauses}
    assert "implemented" not in [status for text, status in fates.items() if text in sentence]


def test_what_an_effect_says_besides_is_listed() -> None:
    """ "For 5 minutes" is not built, and says so."""
    lines = texts.AQUARIUM.split("\n")
    text = "\n".join(
        [
            *lines[:2],
            "When the temperature of a tank falls below 22 °C, the controller shall switch on its heater for 5 minutes.",
            "",
        ]
    )
    fates = {clause.text.strip(" ."): clause.status for clause in understand(text).specification.clauses}
    assert fates["5 minutes"] == "unclear"


NOUNS = (
    {
        "tanks": "kilns", "tank": "kiln", "heaters": "burners", "heater": "burner", "probe": "gauge", "keeper": "potter",
        "water": "glaze", "fish": "pots", "controller": "warden",
    },
)  # fmt: skip


@pytest.mark.parametrize("nouns", NOUNS, ids=lambda nouns: nouns["tank"])
def test_other_nouns_give_the_same_system(nouns: dict[str, str]) -> None:
    assert translated(skeleton_of(texts.AQUARIUM), nouns) == skeleton_of(renamed(texts.AQUARIUM, nouns))
