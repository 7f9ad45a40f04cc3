"""Who cancels without saying what cancels what they booked."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("books", "says", "deed"),
    [
        ("book a course", "A member can cancel until 24 hours before the start of the course.", "cancel_booking"),
        ("sign up for a course", "A member can call off until 24 hours before the start of the course.", "call_off_registration"),
        ("sign up for a course", "Members can cancel up to 24 hours before the start.", "cancel_registration"),
    ],
)  # fmt: skip
def test_it_is_what_they_booked_and_not_later_than_said(books: str, says: str, deed: str) -> None:
    system = Running(
        f"A member has a name. A course has a title and a start (date and time). A member can {books}. {says}"
    )
    assert system.unclear == []
    (book,) = [o.name for o in system.specification.operations if o.name.startswith(("book", "sign_up"))]
    field = next(f for e in system.specification.entities if e.name == "course" for f in e.fields if "start" in f.name)
    course = system.call("add_course", title="A", **{field.name: "2026-03-10T19:00"})["id"]
    ann = system.call("add_member", name="Ann")["id"]
    entity = deed.rpartition("_")[2]
    first, second = (system.call(book, course=course, member=ann)["id"] for _ in range(2))
    system.call(deed, "2026-03-09T19:00", **{entity: first})
    assert system.refused(deed, "2026-03-09T19:01", **{entity: second})


def test_whoever_books_nothing_calls_off_nothing() -> None:
    system = Running(
        "A member has a name. A course has a title and a start time. A member can book a course. "
        "A helper can cancel until 24 hours before the start of the course."
    )
    assert len(system.unclear) == 1
