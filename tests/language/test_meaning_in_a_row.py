"""What a device reports, and what follows when it was so several times in a row."""

from __future__ import annotations

from tests.language._machine import Running


def alerts(system: Running) -> int:
    """How often somebody was told."""
    return len(system.machine.notes)


def test_three_reports_in_a_row() -> None:
    text = (
        "A greenhouse has a name. A sensor reports the temperature of a greenhouse in °C. "
        "If the temperature is above 30 for three readings in a row, the gardener is told."
    )
    system = Running(text)
    assert system.unclear == []
    one, other = (system.call("add_greenhouse", name=name)["id"] for name in "AB")
    for minute, (house, degrees, told) in enumerate(
        [
            (one, 31, 0),
            (one, 31, 0),
            (one, 30, 0),
            (one, 31, 0),
            (one, 32, 0),
            (other, 40, 0),
            (one, 33, 1),
            (one, 34, 1),
        ]
    ):
        system.call("report_greenhouse", at=f"2026-03-03T10:{minute:02d}", greenhouse=house, temperature=str(degrees))
        assert alerts(system) == told, minute


def test_three_entries_of_the_same_thing_in_a_row() -> None:
    text = (
        "A tank has a name. A sensor reports a reading of a tank. A reading has a temperature in °C. "
        "When a reading is above 30 °C for three readings in a row, the keeper is alerted."
    )
    system = Running(text)
    assert system.unclear == []
    tanks = [system.call("add_tank", name=name)["id"] for name in "AB"]
    for degrees, tank, told in (
        (31, 0, 0),
        (31, 0, 0),
        (31, 1, 0),
        (31, 0, 1),
        (29, 0, 1),
        (31, 0, 1),
        (31, 0, 1),
        (31, 0, 2),
    ):
        system.call("report_reading", tank=tanks[tank], temperature=str(degrees))
        assert alerts(system) == told


def test_consecutive_and_times_in_a_row() -> None:
    text = (
        "A hive has a name. A scale reports the weight of a hive in kg. "
        "If two consecutive readings are below 10 kg, the keeper is told."
    )
    system = Running(text)
    assert system.unclear == []
    hive = system.call("add_hive", name="A")["id"]
    for minute, (weight, told) in enumerate([("9.9", 0), ("10", 0), ("9", 0), ("9.9", 1)]):
        system.call("report_hive", at=f"2026-03-03T10:{minute:02d}", hive=hive, weight=weight)
        assert alerts(system) == told
    text = (
        "A pupil has a name. A test has a pupil and a mark. A teacher enters a test. "
        "When a mark is below 5 three times in a row, the headmaster is told."
    )
    assert Running(text).specification.operations


def test_a_value_that_is_reported_once_is_a_rule_of_its_own() -> None:
    text = (
        "A room has a name. A meter sends the humidity of a room in percent. "
        "When the humidity is above 80 percent, the warden is alerted."
    )
    system = Running(text)
    assert system.unclear == []
    room = system.call("add_room", name="A")["id"]
    system.call("report_room", room=room, humidity="80")
    assert alerts(system) == 0
    system.call("report_room", room=room, humidity="81")
    assert alerts(system) == 1
