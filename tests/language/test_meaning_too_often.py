"""Whoever something happened to so often is refused: in a calendar year or month, or within a span up to now."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_TEXT = "A member can book a course. A course has a date. A booking is open, attended or missed. "


@pytest.mark.parametrize(
    "said",
    [
        "A member who has missed two bookings within 30 days may not book a course.",
        "Nobody who has missed two bookings within 30 days may book a course.",
        "A member with two missed bookings within 30 days may not book a course.",
        "If a member has missed two bookings within 30 days, they may not book a course.",
        "After two missed bookings within 30 days a member cannot book a course.",
    ],
)
def test_within_a_span_of_days(said: str) -> None:
    system = Running(_TEXT + said)
    assert system.unclear == []
    course = system.call("add_course", date="2026-06-01")["id"]
    for _ in range(2):
        assert not system.refused("book_course", course=course, member="ann")
        booking = system.call("book_course", course=course, member="ann")["id"]
        system.call("miss_booking", at="2026-03-10T09:00", booking=booking)
    assert system.refused("book_course", at="2026-04-09T08:59", course=course, member="ann")
    system.call("book_course", at="2026-04-09T08:59", course=course, member="ben")
    system.call("book_course", at="2026-04-09T09:01", course=course, member="ann")


def test_that_month_is_the_calendar_month_and_the_row_is_whoever_asks() -> None:
    system = Running(
        "A member can book a course. A course has a date. A member has a name. A booking can be cancelled. "
        "After two cancelled bookings in one month a member cannot book a course any more that month."
    )
    assert system.unclear == []
    course = system.call("add_course", date="2026-06-01")["id"]
    ann = system.call("add_member", name="Ann")["id"]
    for day in ("2026-03-30T09:00", "2026-03-31T09:00"):
        booking = system.call("book_course", at=day, course=course, member=ann)["id"]
        system.call("cancel_booking", at=day, booking=booking)
    assert system.refused("book_course", at="2026-03-31T20:00", course=course, member=ann)
    system.call("book_course", at="2026-04-01T00:00", course=course, member=ann)
