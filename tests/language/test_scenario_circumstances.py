"""Steps "Given" that name what there is: "a booked trip", "a credit lower than the price"."""

from tests.language._machine import Running

FERRY = """# Ferry
Feature: Trips

  Background:
    Given passengers with name, e-mail and credit in euro
    And trips with passenger, departure date, price in euro and status (booked, sailed, cancelled)

  Scenario: Refused
    Given a credit lower than the price
    When a passenger books a trip
    Then the booking is refused

  Scenario: Cancelled
    Given a booked trip
    When the passenger cancels the trip
    Then the harbour master is told

  Scenario: Large
    Given a trip with a price of more than 50 euro
    When the harbour master closes the trip
    Then the owner is told
"""


def ferry() -> tuple[Running, str]:
    desk = Running(FERRY)
    assert desk.unclear == []
    return desk, desk.call("add_passenger", name="Ada", e_mail="ada@example.org", credit="60")["id"]


def test_a_credit_lower_than_the_price_refuses_and_one_as_high_does_not() -> None:
    desk, ada = ferry()
    asked = {"passenger": ada, "departure_date": "2026-03-05"}
    assert desk.refused("book_trip", price="60.01", **asked)
    desk.call("book_trip", price="60", **asked)


def test_who_is_told_depends_on_what_the_trip_is() -> None:
    desk, ada = ferry()
    trips = [
        desk.call("book_trip", passenger=ada, departure_date="2026-03-05", price=price)["id"] for price in ("50", "51")
    ]
    for trip in trips:
        desk.call("close_trip", role="harbour_master", trip=trip)
    assert [note.role for note in desk.machine.notes] == ["owner"]
    desk.call("cancel_trip", role="passenger", by=ada, trip=trips[0])
    assert [note.role for note in desk.machine.notes] == ["owner", "harbour_master"]
