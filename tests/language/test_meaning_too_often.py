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


_COURTS = "A member can book a court. A court has a number. A booking is open, missed or cancelled. A member can cancel a booking. "


@pytest.mark.parametrize(
    ("said", "deed"),
    [
        ("A member that has cancelled two bookings within 30 days cannot book a court for 14 days.", "cancel"),
        ("Whoever has cancelled twice within 30 days can't book any more for 14 days.", "cancel"),
        ("After two cancellations within 30 days a member may not book a court for 14 days.", "cancel"),
        ("Two missed bookings within 30 days and the member cannot book for 14 days.", "miss"),
        ("If a member misses two bookings within 30 days, he may not book for the next 14 days.", "miss"),
        ("After two cancellations within 30 days a member is blocked for 14 days.", "cancel"),
    ],
)
def test_for_how_long_is_counted_from_the_last_of_them(said: str, deed: str) -> None:
    system = Running(_COURTS + said)
    assert system.unclear == []
    assert {p.name for o in system.specification.operations if o.name == "add_member" for p in o.inputs} <= {"name"}
    court = system.call("add_court", number="1")["id"]
    ann = _somebody(system, "ann")

    def book(at: str) -> str:
        return system.call("book_court", at, court=court, member=ann)["id"]

    first, second, third = (book("2026-03-02T08:00") for _ in range(3))
    system.call(f"{deed}_booking", "2026-03-02T09:00", booking=first)
    system.call(f"{deed}_booking", "2026-04-02T09:00", booking=second)  # more than 30 days later
    book("2026-04-02T10:00")
    system.call(f"{deed}_booking", "2026-04-10T09:00", booking=third)
    assert system.refused("book_court", "2026-04-10T09:01", court=court, member=ann)
    assert not system.refused("book_court", "2026-04-10T09:01", court=court, member=_somebody(system, "ben"))
    assert system.refused("book_court", "2026-04-24T08:59", court=court, member=ann)
    book("2026-04-24T09:01")


def _somebody(system: Running, name: str) -> str:
    if any(o.name == "add_member" for o in system.specification.operations):
        return system.call("add_member", name=name)["id"]
    return name
