"""Rates that are kept and paid for each hour or night; what lasts an hour, whoever books it."""

from __future__ import annotations

from decimal import Decimal

from tests.language._machine import Running


def test_each_started_hour_at_the_rate_that_is_kept() -> None:
    text = (
        "A court has a name and a price per hour in euro. A member has a name. A member can book a court. "
        "A booking has a start and an end. A booking costs the price per hour for each started hour."
    )
    system = Running(text)
    assert system.unclear == []
    court = system.call("add_court", name="A", price="12.50")["id"]
    member = system.call("add_member", name="Ada")["id"]
    for end, price in (("10:00", "12.50"), ("10:01", "25.00"), ("12:30", "50.00")):
        given = {"start": "2026-03-05T09:00", "end": f"2026-03-05T{end}"}
        booking = system.call("book_court", court=court, member=member, **given)
        assert system.call("get_booking", id=booking["id"])["price"] == Decimal(price)
        court = system.call("add_court", name=end, price="12.50")["id"]


def test_each_night_and_the_hourly_price() -> None:
    text = (
        "A cabin has a name and a price per night in euro. A guest reserves a cabin. "
        "A reservation has an arrival date and a departure date. "
        "A reservation costs the price per night of the cabin for each night."
    )
    system = Running(text)
    assert system.unclear == []
    cabin = system.call("add_cabin", name="A", price="80.00")["id"]
    given = {"arrival_date": "2026-03-05", "departure_date": "2026-03-08", "guest": "ada"}
    made = system.call("reserve_cabin", cabin=cabin, **given)["id"]
    assert system.call("get_reservation", id=made)["price"] == Decimal("240.00")


def test_the_hourly_price_of_what_is_rented() -> None:
    text = (
        "A machine has a name and an hourly price. A customer can rent a machine. "
        "A rental has a start time and an end time. A rental costs the hourly price for each started hour."
    )
    system = Running(text)
    assert system.unclear == []
    machine = system.call("add_machine", name="A", hourly_price="9.00")["id"]
    given = {"start_time": "2026-03-05T22:00", "end_time": "2026-03-06T01:10", "customer": "ada"}
    rental = system.call("rent_machine", machine=machine, **given)["id"]
    assert system.call("get_rental", id=rental)["price"] == Decimal("36.00")


def test_for_an_hour_ends_an_hour_after_it_starts() -> None:
    text = (
        "A court has a name. A member has a name. A member can book a court for an hour. "
        "A court cannot be booked twice at the same time."
    )
    system = Running(text)
    assert system.unclear == []
    court = system.call("add_court", name="A")["id"]
    member = system.call("add_member", name="Ada")["id"]
    system.call("book_court", court=court, member=member, start="2026-03-05T09:00")
    assert system.refused("book_court", court=court, member=member, start="2026-03-05T09:59")
    assert system.refused("book_court", court=court, member=member, start="2026-03-05T08:01")
    system.call("book_court", court=court, member=member, start="2026-03-05T10:00")
    assert system.refused("book_court", court=court, member=member)


def test_for_two_hours_and_ninety_minutes() -> None:
    text = "A boat has a name. A guest rents a boat for two hours. A rental has a start."
    system = Running(text)
    boat = system.call("add_boat", name="A")["id"]
    rental = system.call("rent_boat", boat=boat, guest="ada", start="2026-03-05T23:00")["id"]
    assert str(system.call("get_rental", id=rental)["end"]).replace(" ", "T").startswith("2026-03-06T01:00")
    text = (
        "A room has a name and a price per hour in euro. A tenant books a room for 90 minutes. "
        "A booking costs the price per hour for each started hour."
    )
    system = Running(text)
    assert system.unclear == []
    room = system.call("add_room", name="A", price="10.00")["id"]
    booking = system.call("book_room", room=room, tenant="ada", start="2026-03-05T23:00")["id"]
    assert system.call("get_booking", id=booking)["price"] == Decimal("20.00")
