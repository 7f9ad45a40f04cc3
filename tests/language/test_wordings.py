"""Everyday wordings of a deed or a time do what the plain words do."""

from __future__ import annotations

from tests.language._machine import Running

_TEXT = "A member puts their name down for a firing. A firing has a date. "


def test_putting_a_name_down_is_signing_up_and_is_limited_as_that_is() -> None:
    system = Running(
        _TEXT + "There are at most 2 names on a firing. A registration is open, done or missed. "
        "After two missed registrations in one year a member may not put their name down any more that year."
    )
    assert system.unclear == []
    first, second = (system.call("add_firing", date=day)["id"] for day in ("2026-12-01", "2027-01-10"))
    ann, ben, cem = (system.call("add_member", name=name)["id"] for name in ("Ann", "Ben", "Cem"))
    for member in (ann, ben):
        system.call("sign_up_firing", firing=first, member=member)
    assert system.refused("sign_up_firing", firing=first, member=cem)
    for _ in range(2):
        entry = system.call("sign_up_firing", firing=second, member=cem)["id"]
        system.call("miss_registration", at="2026-12-20T09:00", registration=entry)
    third = system.call("add_firing", date="2027-02-01")["id"]
    assert system.refused("sign_up_firing", at="2026-12-31T23:59", firing=third, member=cem)
    system.call("sign_up_firing", at="2027-01-01T00:00", firing=third, member=cem)


def test_the_evening_before_begins_at_six_and_the_report_says_so() -> None:
    system = Running(_TEXT + "A member may cancel a registration until the evening before the firing.")
    assert any("18:00" in each.text for each in system.specification.assumptions)
    firing = system.call("add_firing", date="2026-03-10")["id"]
    entry = system.call("sign_up_firing", firing=firing, member="ann")["id"]
    assert system.refused("cancel_registration", at="2026-03-09T18:01", registration=entry)
    other = system.call("sign_up_firing", firing=firing, member="ben")["id"]
    assert system.refused("cancel_registration", at="2026-03-10T08:00", registration=other)


def test_what_somebody_is_supposed_to_do() -> None:
    system = Running("A guest is entitled to book a room. A guest isn't supposed to cancel a booking after 18:00.")
    assert system.unclear == []
    room = system.call("add_room", name="Blue")["id"]
    booking = system.call("book_room", room=room, guest="g1")["id"]
    assert system.refused("cancel_booking", at="2026-03-03T18:30", booking=booking)
    system.call("cancel_booking", at="2026-03-04T17:30", booking=booking)
