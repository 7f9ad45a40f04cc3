"""What people must do in time is not done for them; what happens otherwise happens then."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

DESK = (
    "# Hire\nA member has a name. A bike has a number. A member can book a bike. "
    "A booking has a member, a bike, a start time and an end time."
)


def booked(text: str, at: str = "2026-03-02T09:00", start: str = "2026-03-20T10:00") -> tuple[Running, int]:
    running = Running(f"{DESK} {text}", at)
    assert running.unclear == []
    member, bike = running.call("add_member", name="A"), running.call("add_bike", number="1")
    day = start[:10]
    made = running.call("book_bike", member=member["id"], bike=bike["id"], start_time=start, end_time=f"{day}T12:00")
    return running, made["id"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A booking must be paid at least 3 days before its start.",
        "A booking has to be paid within 18 days.",
        "Bookings must be paid no later than 3 days before the start.",
    ],
)
def test_nobody_pays_by_letting_time_pass(sentence: str) -> None:
    running, booking = booked(sentence)
    row = running.call("get_booking", "2026-03-25T10:00", id=booking)
    assert row["paid_at"] is None
    assert row["to_be_paid_by"]
    assert running.call("pay_booking", "2026-03-26T10:00", booking=booking)["paid_at"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A booking must be confirmed within three days; otherwise it is cancelled.",
        "A booking must be confirmed by the keeper within three days. If this does not happen, it is cancelled.",
        "A booking has to be confirmed within three days. If it is not confirmed in time, it is cancelled.",
        "A booking is confirmed by the keeper within three days; if not, it is cancelled.",
    ],
)
def test_what_is_not_done_in_time_has_its_consequence(sentence: str) -> None:
    running, late = booked(sentence)
    running.call("list_bookings", "2026-03-05T08:59")
    assert running.call("get_booking", id=late)["cancelled_at"] is None
    assert running.call("get_booking", "2026-03-05T09:01", id=late)["cancelled_at"]
    running, done = booked(sentence)
    role = "keeper" if "keeper" in sentence else None
    running.call("confirm_booking", "2026-03-05T08:00", role=role, booking=done)
    assert running.call("get_booking", "2026-03-09T09:01", id=done)["cancelled_at"] is None


def test_what_is_called_off_needs_nothing_more() -> None:
    running, booking = booked(
        "A member can cancel a booking. A booking must be paid within 5 days; otherwise the member is told."
    )
    running.call("cancel_booking", "2026-03-03T10:00", role="member", booking=booking)
    running.call("list_bookings", "2026-03-30T10:00")
    assert running.machine.notes == []
