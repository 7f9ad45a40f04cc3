"""Everyday wordings of a rule do what the plain sentence does."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

HALL = (
    "# Hall\nA room has a name and a number of seats. A group has a name. A group can book a room. "
    "A booking has a group, a room, a start time, an end time and a number of people. A booking costs 20 euro."
)


def hall(sentence: str) -> tuple[Running, dict[str, str]]:
    running = Running(f"{HALL} {sentence}", "2026-03-02T09:00")
    assert running.unclear == []
    group, room = running.call("add_group", name="Choir"), running.call("add_room", name="Blue", number_of_seats=30)
    return running, {"group": group["id"], "room": room["id"]}


def times(start: str, end: str) -> dict[str, str]:
    return {"start_time": f"2026-03-{start}", "end_time": f"2026-03-{end}"}


@pytest.mark.parametrize(
    ("sentence", "late"),
    [
        ("A booking can be cancelled free of charge until 24 hours before its start; later cancellations cost 12 euro.", "12.00"),
        ("A booking can be cancelled until 24 hours before its start. Later cancellations cost 12 euro.", "12.00"),
        ("A booking can be cancelled until 24 hours before its start. Cancelling later costs 12 euro.", "12.00"),
        ("A booking can be cancelled until 24 hours before its start. Whoever cancels later pays 12 euro.", "12.00"),
        ("A booking can be cancelled until 24 hours before its start. A later cancellation costs half of the price.", "10.00"),
        ("A booking can be cancelled until 24 hours before its start; after that half the price is due.", "10.00"),
    ],
)  # fmt: skip
def test_a_late_cancellation_is_charged_for(sentence: str, late: str) -> None:
    running, given = hall(sentence)
    one, other = (running.call("book_room", **given, **times(f"{d}T10:00", f"{d}T12:00"), number_of_people=3)["id"] for d in ("10", "12"))  # fmt: skip
    assert str(running.call("cancel_booking", "2026-03-09T10:00", booking=one)["cancel_fee"]) == "0.00"
    assert str(running.call("cancel_booking", "2026-03-11T10:01", booking=other)["cancel_fee"]) == late


@pytest.mark.parametrize(
    "sentence", ["Later cancellations cost 12 euro.", "Cancelling later costs 12 euro.", "Whoever cancels later pays 12 euro."]
)  # fmt: skip
def test_later_than_what_must_be_said(sentence: str) -> None:
    assert Running(f"{HALL} {sentence}").unclear == [sentence]


def test_a_later_cancellation_is_refused() -> None:
    running, given = hall(
        "A booking can be cancelled until 24 hours before its start. A later cancellation is refused."
    )
    made = running.call("book_room", **given, **times("10T10:00", "10T12:00"), number_of_people=3)["id"]
    assert running.refused("cancel_booking", "2026-03-09T10:01", booking=made)


@pytest.mark.parametrize(
    "sentence",
    [
        "A room must not be booked for more people than it has seats.",
        "A room cannot be booked by more people than there are seats.",
        "The number of people must not exceed the number of seats of the room.",
    ],
)
def test_no_more_than_there_is_room_for(sentence: str) -> None:
    running, given = hall(sentence)
    assert running.refused("book_room", **given, **times("10T10:00", "10T12:00"), number_of_people=31)
    running.call("book_room", **given, **times("10T10:00", "10T12:00"), number_of_people=30)


@pytest.mark.parametrize(
    "sentence",
    ["Two groups cannot have the same room at the same time.", "No two groups may use the same room at the same time."],
)
def test_nobody_has_what_somebody_else_has(sentence: str) -> None:
    running, given = hall(sentence)
    running.call("book_room", **given, **times("10T10:00", "10T12:00"), number_of_people=3)
    assert running.refused("book_room", **given, **times("10T11:59", "10T13:00"), number_of_people=3)
    running.call("book_room", **given, **times("10T12:00", "10T13:00"), number_of_people=3)


def test_a_booking_is_neither_too_short_nor_too_long() -> None:
    running, given = hall("Nobody can book for less than one hour or more than eight hours.")
    assert running.refused("book_room", **given, **times("10T10:00", "10T10:59"), number_of_people=3)
    assert running.refused("book_room", **given, **times("10T10:00", "10T18:01"), number_of_people=3)
    running.call("book_room", **given, **times("10T10:00", "10T11:00"), number_of_people=3)
    running.call("book_room", **given, **times("11T10:00", "11T18:00"), number_of_people=3)


def test_whose_value_is_such() -> None:
    running = Running(
        "# Quay\nA ship has a name and a home port. A stay has a ship and a date. A stay costs 30 euro. "
        "Ships whose home port is Harle pay half."
    )
    assert running.unclear == []
    for port, price in (("Harle", "15.00"), ("Emden", "30.00")):
        ship = running.call("add_ship", name="A", home_port=port)["id"]
        assert str(running.call("add_stay", ship=ship, date="2026-04-01")["price"]) == price


@pytest.mark.parametrize(
    "sentence", ["Two groups have the same room.", "A room is booked for more people than last year.", "Ships whose port is far are welcome."]
)  # fmt: skip
def test_what_only_sounds_alike_is_left_alone(sentence: str) -> None:
    assert Running(f"{HALL} {sentence}").unclear != []


def test_a_day_of_a_month_is_a_date() -> None:
    running = Running(
        "# Lots\nA lot has a number, a species and a weight in grams.\n"
        "On the first of January, the system shall send the keeper a list of the lots whose weight is below 20 grams."
    )
    assert running.unclear == []
    light = running.call("add_lot", number=1, species="rye", weight="19")["id"]
    running.call("add_lot", number=2, species="oat", weight="20")
    (note,) = running.told("keeper", "2027-01-01T12:00")
    assert [row["lot"] for row in note.data["lots"]] == [light]
