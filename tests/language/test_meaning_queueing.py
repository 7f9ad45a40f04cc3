"""A line for what is taken: the first is told and has some time, then it is the next one's turn."""

import pytest

from tests.language._machine import Running

ROOMS = """# Practice rooms
The school has two studios (S1, S2). A pupil has a name.
Each day has two sessions: noon 12:00–13:00, late 18:00–20:00.
As a pupil, I want to book a studio for a session up to 20 days ahead.
Cancelling is free of charge until 24 hours before the start, later it costs 5 euro.
"""
WORDINGS = [
    (
        "As a pupil I want to join a waiting list for a studio and a session. When one becomes free, the first on the waiting list "
        "is told and has 2 hours to take it; after that it's the next one's turn."
    ),
    (
        "Pupils can be put on a waiting list for a studio and a session. As soon as a studio becomes available, whoever joined first "
        "is informed and has two hours to accept it, then the next."
    ),
]


def waiting(said: str) -> Running:
    desk = Running(ROOMS + said + "\n")
    assert desk.unclear == []
    for name in ("Ann", "Bob", "Cyd"):
        desk.call("add_pupil", name=name)
    asked = {"studio": "S1", "session": "noon", "date": "2026-03-10"}
    desk.call("book_studio", pupil="pupil-1", **asked)
    for pupil in ("pupil-2", "pupil-3"):
        desk.call("join_waiting_list", pupil=pupil, **asked)
    desk.call("cancel_booking", "2026-03-02T10:00", booking="booking-1")
    return desk


@pytest.mark.parametrize(("said", "act"), [(WORDINGS[0], "take"), (WORDINGS[1], "accept")])
def test_the_first_is_told_and_may_take_it_in_time(said: str, act: str) -> None:
    desk = waiting(said)
    assert [note.to for note in desk.machine.notes] == ["pupil-2"]
    asked = {"studio": "S1", "session": "noon", "date": "2026-03-10"}
    assert desk.refused("book_studio", "2026-03-02T10:30", pupil="pupil-1", **asked)
    assert desk.refused(f"{act}_offer", waiting_list_entry="waiting_list_entry-2")
    made = desk.call(f"{act}_offer", "2026-03-02T11:59", waiting_list_entry="waiting_list_entry-1")
    assert (made["studio"], made["pupil"]) == ("S1", "pupil-2")
    assert desk.refused("book_studio", "2026-03-02T11:59", pupil="pupil-1", **asked)


@pytest.mark.parametrize(("said", "act"), [(WORDINGS[0], "take"), (WORDINGS[1], "accept")])
def test_then_it_is_the_turn_of_the_next(said: str, act: str) -> None:
    desk = waiting(said)
    assert desk.refused(f"{act}_offer", "2026-03-02T12:01", waiting_list_entry="waiting_list_entry-1")
    assert [note.to for note in desk.machine.notes] == ["pupil-2", "pupil-3"]
    desk.call(f"{act}_offer", "2026-03-02T13:59", waiting_list_entry="waiting_list_entry-2")


def test_nobody_waits_twice_for_the_same() -> None:
    desk = Running(ROOMS + WORDINGS[0] + "\n")
    desk.call("add_pupil", name="Ann")
    asked = {"studio": "S1", "session": "noon", "date": "2026-03-10", "pupil": "pupil-1"}
    desk.call("join_waiting_list", **asked)
    assert desk.refused("join_waiting_list", **asked)


def test_what_people_wait_for_is_full_once_its_places_are_taken() -> None:
    it = Running(
        "# Courses\n\nA course has a name and a number of places. A member books a course. When a course is full, members can join "
        "a waiting list. When somebody cancels, the place is offered to the first on the waiting list, who has 24 hours to accept it. "
        "After that it goes to the next.\n"
    )
    assert it.unclear == []
    assert {e.name for e in it.specification.entities} == {"course", "member", "booking", "waiting_list_entry"}
    course = it.call("add_course", name="c", number_of_places=1)["id"]
    members = [it.call("add_member", name=str(n))["id"] for n in range(3)]
    booking = it.call("book_course", course=course, member=members[0])["id"]
    assert it.refused("book_course", course=course, member=members[1])
    first, second = (it.call("join_waiting_list", course=course, member=m)["id"] for m in members[1:])
    it.call("cancel_booking", booking=booking)
    assert it.refused("accept_offer", waiting_list_entry=second)
    it.machine.clock("2026-03-03T09:30")
    assert it.refused("accept_offer", waiting_list_entry=first)
    it.call("accept_offer", waiting_list_entry=second)
