"""Scenarios whose event is a time of day, a weekday or a day before something."""

import pytest

from tests.language._machine import Running

FERRY = """# Ferry
Feature: Trips

  Background:
    Given passengers with name and e-mail
    And trips with passenger, departure date and status (booked, sailed)

  Scenario: Weekly list
    When it is Sunday 19:00
    Then the harbour master receives a list of the booked trips

  Scenario: Reminder
    When it is 18:00 on the day before the departure date of a trip
    Then the passenger is reminded once
"""


def test_what_happens_at_a_time_happens_then_and_not_before() -> None:
    desk = Running(FERRY, start="2026-03-02T09:00")
    assert desk.unclear == []
    passenger = desk.call("add_passenger", name="Ada", e_mail="ada@example.org")["id"]
    desk.call("add_trip", passenger=passenger, departure_date="2026-03-05", status="booked")
    desk.machine.clock("2026-03-04T17:59")
    assert desk.machine.notes == []
    desk.machine.clock("2026-03-04T18:00")
    assert [note.type for note in desk.machine.notes] == ["reminder"]
    desk.machine.clock("2026-03-08T18:59")
    assert len(desk.machine.notes) == 1
    desk.machine.clock("2026-03-08T19:00")
    assert [note.role for note in desk.machine.notes[1:]] == ["harbour_master"]


@pytest.mark.parametrize("when", ["the clock shows nothing", "the wind is strong"])
def test_what_is_no_time_is_listed(when) -> None:
    desk = Running(FERRY.replace("it is Sunday 19:00", when))
    assert any("harbour master" in clause for clause in desk.unclear)
