"""Things that are told one by one, with what each is like; and what is no such telling."""

from __future__ import annotations

from decimal import Decimal

from tests.language._machine import Running

ROOMS = "We have two rooms: Blue (10 euro an hour, up to 6 people) and Red (14 euro an hour, up to 8 people)."


def test_rooms_are_there_with_their_prices() -> None:
    system = Running(
        f"# Rooms\n{ROOMS} Bands book a room from a start to an end. A booking costs the price per hour for each started hour."
    )
    assert system.unclear == []
    blue, red = system.call("list_rooms")
    assert (blue["name"], blue["price_per_hour"], blue["maximum_number_of_people"]) == ("Blue", Decimal(10), 6)
    booked = system.call("book_room", room=red["id"], band="b", start="2026-03-03T10:00", end="2026-03-03T12:20")
    assert booked["price"] == Decimal(42)


def test_brackets_that_say_different_things_are_no_values() -> None:
    system = Running(
        "# Boats\nOur club has two boats: Heron (4 seats) and Teal (on the lake). A member can book a boat for a day."
    )
    assert len(system.unclear) == 1
    assert system.call("list_boats") == []


def test_many_bookings_make_nobody_old() -> None:
    system = Running(
        f"# Rooms\n{ROOMS} Bands book a room from a start to an end. A booking costs 10 euro. Bands with more than ten bookings in a year get 10 % off."
    )
    assert [text[:5] for text in system.unclear] == ["Bands"]
    assert not [f.name for e in system.specification.entities for f in e.fields if "birth" in f.name]


def test_a_share_off_is_what_is_left() -> None:
    system = Running(
        "# Rooms\nA room has a name. A member has a name and a date of birth. A member can book a room for a day. A booking costs 10 euro. Members under 18 get 20 % off."
    )
    assert system.unclear == []
    room = system.call("add_room", name="R")["id"]
    young = system.call("add_member", name="A", date_of_birth="2015-01-01")["id"]
    assert system.call("book_room", room=room, member=young, day="2026-03-03")["price"] == Decimal(8)
