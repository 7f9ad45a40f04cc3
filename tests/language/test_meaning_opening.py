"""Nothing is booked for a time at which there is nothing, and everything for the others."""

from __future__ import annotations

from typing import Any

import pytest

from tests.language._machine import Running

COURT = (
    "# Court\nA member has a name. A court has a number. A member can book a court. "
    "A booking has a member, a court, a start and an end."
)


def booking(sentence: str) -> tuple[Running, dict[str, Any]]:
    running = Running(f"{COURT} {sentence}")
    assert running.unclear == []
    given = {"member": running.call("add_member", name="A")["id"], "court": running.call("add_court", number="1")["id"]}
    return running, given


@pytest.mark.parametrize(
    ("sentence", "good", "bad"),
    [
        ("The courts are not open between 22:00 and 05:00, nor on 25 December.",
         [("2026-03-09T05:00", "2026-03-09T06:00"), ("2026-03-09T20:00", "2026-03-09T22:00"), ("2026-12-24T20:00", "2026-12-24T21:00")],
         [("2026-03-09T04:59", "2026-03-09T06:00"), ("2026-03-09T21:00", "2026-03-09T22:01"), ("2026-03-09T22:00", "2026-03-09T23:00"),
          ("2026-03-09T20:00", "2026-03-10T07:00"), ("2026-12-25T10:00", "2026-12-25T11:00")]),
        ("A court can be used from 08:00 to 23:00, on Sundays only until 20:00.",
         [("2026-03-09T08:00", "2026-03-09T23:00"), ("2026-03-08T19:00", "2026-03-08T20:00")],
         [("2026-03-09T07:59", "2026-03-09T09:00"), ("2026-03-09T22:00", "2026-03-09T23:01"), ("2026-03-08T19:00", "2026-03-08T20:01")]),
        ("We are open Monday to Friday from 9:00 to 17:00 and on Saturdays until 13:00.",
         [("2026-03-09T09:00", "2026-03-09T17:00"), ("2026-03-14T12:00", "2026-03-14T13:00")],
         [("2026-03-15T10:00", "2026-03-15T11:00"), ("2026-03-14T12:30", "2026-03-14T13:30"), ("2026-03-09T16:30", "2026-03-09T17:30")]),
        ("The hall opens at 7:00 and closes at 21:00.", [("2026-03-09T07:00", "2026-03-09T21:00")], [("2026-03-09T06:30", "2026-03-09T08:00")]),
        ("Bookings are possible daily from 10 am to 9 pm, except on Mondays.",
         [("2026-03-10T10:00", "2026-03-10T21:00")], [("2026-03-09T12:00", "2026-03-09T13:00"), ("2026-03-10T09:00", "2026-03-10T11:00")]),
    ],
)  # fmt: skip
def test_only_open_hours_can_be_booked(sentence: str, good: list[tuple[str, str]], bad: list[tuple[str, str]]) -> None:
    running, given = booking(sentence)
    for start, end in bad:
        assert running.refused("book_court", **given, start=start, end=end), (start, end)
    for start, end in good:
        made = running.call("book_court", **given, start=start, end=end)
        assert made["id"]


@pytest.mark.parametrize(
    ("sentence", "good", "bad"),
    [
        ("The hall is closed from 24 December to 2 January.", ["2026-12-23", "2027-01-03"], ["2026-12-24", "2027-01-02"]),
        ("The hall is closed on Sundays.", ["2026-03-14", "2026-03-16"], ["2026-03-15"]),
        ("Courts cannot be booked in August.", ["2026-07-31", "2026-09-01"], ["2026-08-01", "2026-08-31"]),
        ("A court is not available at weekends.", ["2026-03-13"], ["2026-03-14", "2026-03-15"]),
        ("The courts are only open between 1 April and 31 October.", ["2026-04-01", "2026-10-31"], ["2026-03-31", "2026-11-01"]),
    ],
)  # fmt: skip
def test_only_open_days_can_be_booked(sentence: str, good: list[str], bad: list[str]) -> None:
    text = "# Court\nA member has a name. A court has a number. A member can book a court for a day."
    running = Running(f"{text} {sentence}")
    assert running.unclear == []
    given: dict[str, Any] = {
        "member": running.call("add_member", name="A")["id"],
        "court": running.call("add_court", number="1")["id"],
    }
    day = next(i for i in ("day", "date") if i in str(running.specification.operations))
    for each in bad:
        assert running.refused("book_court", **given, **{day: each}), each
    for each in good:
        assert running.call("book_court", **given, **{day: each})["id"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The hall is closed on public holidays.",
        "The hall is closed for two weeks.",
        "The hall is closed during the holidays.",
        "The hall is closed at night.",
    ],
)
def test_hours_that_are_not_said_are_not_guessed(sentence: str) -> None:
    assert Running(f"{COURT} {sentence}").unclear == [sentence]


def test_the_hours_of_a_day_need_a_time_that_is_kept() -> None:
    text = "# Club\nA member has a name. A court has a number. A member can book a court for a day."
    running = Running(f"{text} Courts cannot be booked between 22:00 and 06:00.")
    assert running.unclear


def test_hours_and_gaps_as_people_say_them() -> None:
    rooms = "A guest has a name. A room has a name. A guest can book a room from a start to an end."
    system = Running(
        f"{rooms} We open ten till two on Tuesdays. Thirty minutes stay free between two bookings of the same room."
    )
    assert system.unclear == []
    assert any("10:00 to 14:00" in each.text for each in system.specification.assumptions)
    guest, room = system.call("add_guest", name="G")["id"], system.call("add_room", name="R")["id"]

    def refused(first: str, last: str, day: str = "2026-03-03") -> bool:
        return system.refused("book_room", guest=guest, room=room, start=f"{day}T{first}", end=f"{day}T{last}")

    assert refused("09:30", "10:30")
    assert refused("10:00", "11:00", "2026-03-04")
    assert not refused("10:00", "11:00")
    assert refused("11:15", "12:00")
    assert not refused("11:30", "12:00")
    assert refused("13:00", "14:30")


def test_from_so_far_ahead_until_so_shortly_before() -> None:
    system = Running(
        "A guest has a name. A room has a name. A guest can book a room for a day. You can book from twelve months until three days ahead.",
        "2026-03-02T10:00",
    )
    assert system.unclear == []
    guest, room = system.call("add_guest", name="G")["id"], system.call("add_room", name="R")["id"]
    for day, refused in (("2026-03-04", True), ("2026-03-05", False), ("2027-03-02", False), ("2027-03-03", True)):
        assert system.refused("book_room", guest=guest, room=room, day=day) is refused, day


def test_until_so_long_before_it_starts() -> None:
    system = Running("A lesson has a pupil and a start. A lesson can be cancelled until 12 hours before it starts.")
    assert system.unclear == []
    first, second = (system.call("add_lesson", pupil="A", start="2026-03-03T22:00")["id"] for _ in range(2))
    assert not system.refused("cancel_lesson", "2026-03-03T10:00", lesson=first)
    assert system.refused("cancel_lesson", "2026-03-03T10:01", lesson=second)
