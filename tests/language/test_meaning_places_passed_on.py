"""Who waits gets the place that becomes free, and waits no longer; whoever enters a thing does not say what state it is in."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

COURSES = (
    "A {thing} has a title and a number of {places}. A {person} has a name and an e-mail. A {person} {books} a {thing}. "
    "If a {thing} is full, the {person} is put on the waiting list. A {person} cancels a {booking}. "
    "When a {booking} is cancelled, the first {person} on the waiting list gets the {place}. "
    "A {booking} is open or cancelled."
)


@pytest.mark.parametrize(
    ("thing", "person", "books", "booking", "place"),
    [
        ("course", "member", "books", "booking", "place"),
        ("ferry", "driver", "reserves", "reservation", "seat"),
        ("workshop", "painter", "books", "booking", "spot"),
    ],
)
def test_whoever_gets_the_place_leaves_the_list(thing: str, person: str, books: str, booking: str, place: str) -> None:
    words = {"thing": thing, "person": person, "books": books, "booking": booking, "place": place}
    system = Running(COURSES.format(places=f"{place}s", **words))
    assert system.unclear == []
    book = f"{books.removesuffix('s')}_{thing}"
    small, other = (
        system.call(f"add_{thing}", title=title, **{f"number_of_{place}s": 1})["id"] for title in ("Small", "Other")
    )
    people = [system.call(f"add_{person}", name=n, e_mail=f"{n}@example.org")["id"] for n in ("ada", "ben", "cleo")]
    first = system.call(book, **{thing: small, person: people[0]})["id"]
    assert system.refused("join_waiting_list", **{thing: other, person: people[1]})
    assert system.refused(book, **{thing: small, person: people[1]})
    for each in people[1:]:
        system.call("join_waiting_list", **{thing: small, person: each})
    system.call(f"cancel_{booking}", **{booking: first})
    held = [row[person] for row in system.call(f"list_{booking}s") if row["status"] == "open"]
    assert held == [people[1]]
    assert [row[person] for row in system.call("list_waiting_list_entries")] == [people[2]]
    second = next(row["id"] for row in system.call(f"list_{booking}s") if row["status"] == "open")
    system.call(f"cancel_{booking}", **{booking: second})
    assert system.call("list_waiting_list_entries") == []
    third = next(row["id"] for row in system.call(f"list_{booking}s") if row["status"] == "open")
    system.call(f"cancel_{booking}", **{booking: third})
    assert all(row["status"] == "cancelled" for row in system.call(f"list_{booking}s"))


@pytest.mark.parametrize(
    ("text", "operation", "given"),
    [
        (
            "A ticket has a title and a status: open or solved. A user enters a ticket. An agent solves a ticket.",
            "enter_ticket",
            {"title": "No light"},
        ),
        (
            "- Job: title, status (new, finished)\n\nA customer enters a job. A worker finishes a job.",
            "enter_job",
            {"title": "Roof"},
        ),
        (
            "A device has a name and a state (working, broken). A clerk adds a device. A guard can mark a device as broken.",
            "add_device",
            {"name": "Lift"},
        ),
    ],
)
def test_the_state_is_not_given_where_the_deeds_decide_it(text: str, operation: str, given: dict[str, str]) -> None:
    system = Running(text)
    inputs = {p.name for o in system.specification.operations if o.name == operation for p in o.inputs}
    assert inputs == set(given)
    row = system.machine.call(operation, given, role=_role(system, operation)).result
    assert {row.get("status"), row.get("state")} & {"open", "new", "working"}


def _role(system: Running, operation: str) -> str | None:
    found = next(o for o in system.specification.operations if o.name == operation)
    return found.roles[0].removeprefix("actor.") if found.roles else None


def test_a_state_that_nothing_leads_to_is_given() -> None:
    system = Running("A key has a number and a status (free, lent). A key has a room. A porter adds a key.")
    assert "status" in {p.name for o in system.specification.operations if o.name == "add_key" for p in o.inputs}
