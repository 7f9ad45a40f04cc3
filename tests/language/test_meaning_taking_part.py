"""Whoever takes part in something is told of it, and nobody else."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize("members", ["A member has a name. ", ""])
def test_its_members_are_those_who_booked_it(members: str) -> None:
    system = Running(
        f"{members}A course has a title and a date. A member can book a course. A booking can be cancelled. "
        "The office cancels a course. When a course is cancelled, all its members are told. Two days before a course its members are reminded."
    )
    assert system.unclear == []
    one, other = (system.call("add_course", title=title, date="2026-03-20")["id"] for title in "AB")
    names = ["ann", "ben", "cid", "dora"]
    kept = any(operation.name == "add_member" for operation in system.specification.operations)
    people = [system.call("add_member", name=name)["id"] for name in names] if kept else names
    for course, member in ((one, people[0]), (one, people[1]), (other, people[2])):
        booked = system.call("book_course", course=course, member=member)["id"]
        if member == people[1]:
            system.call("cancel_booking", booking=booked)
    assert {(note.to, note.subject) for note in system.told("member", "2026-03-19T12:00")} == {
        (people[0], one),
        (people[2], other),
    }
    system.call("cancel_course", "2026-03-19T13:00", role="office", course=one)
    assert [note.to for note in system.told("member")][2:] == [people[0]]
