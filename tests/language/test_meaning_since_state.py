"""Time that counts from when something came into a state, for as long as it stays in it."""

from __future__ import annotations

from tests.language._machine import Running


def test_given_back_so_long_after_it_was_ready() -> None:
    text = (
        "A parcel has a number. A parcel is new, ready, collected or returned. A clerk enters a parcel. "
        "A clerk marks a parcel as ready. A member collects a parcel. A parcel is returned 14 days after it is ready."
    )
    system = Running(text)
    assert system.unclear == []
    left, taken = (system.call("enter_parcel", role="clerk", number=n)["id"] for n in "12")
    for parcel in (left, taken):
        system.call("mark_parcel_as_ready", at="2026-03-03T10:00", role="clerk", parcel=parcel)
    system.call("collect_parcel", at="2026-03-10T10:00", role="member", parcel=taken)
    assert system.call("get_parcel", at="2026-03-17T09:59", id=left)["status"] == "ready"
    assert system.call("get_parcel", at="2026-03-17T10:00", id=left)["status"] == "returned"
    assert system.call("get_parcel", at="2026-04-17T10:00", id=taken)["status"] == "collected"


def test_told_and_deleted_without_a_comma() -> None:
    text = (
        "A repair has a title. A repair is open, done or paid. A mechanic enters a repair. "
        "A mechanic can mark a repair as done. The cashier can mark a repair as paid. "
        "7 days after a repair is done the clerk is reminded. A repair is deleted 60 days after it was paid."
    )
    system = Running(text)
    assert system.unclear == []
    repair = system.call("enter_repair", role="mechanic", title="Wheel")["id"]
    system.call("mark_repair_as_done", at="2026-03-03T08:00", role="mechanic", repair=repair)
    system.call("list_repairs", at="2026-03-10T07:59")
    assert system.machine.notes == []
    system.call("list_repairs", at="2026-03-10T08:00")
    assert [note.type for note in system.machine.notes] == ["reminder"]
    system.call("mark_repair_as_paid", at="2026-03-11T08:00", role="cashier", repair=repair)
    assert len(system.call("list_repairs", at="2026-05-10T07:59")) == 1
    assert system.call("list_repairs", at="2026-05-10T08:00") == []


def test_a_state_left_again_counts_anew() -> None:
    text = (
        "A ticket has a title. A ticket is open, solved or archived. A user enters a ticket. A helper solves a ticket. "
        "A user can set a ticket to open. A ticket becomes archived 3 days after it is solved."
    )
    system = Running(text)
    assert system.unclear == []
    ticket = system.call("enter_ticket", role="user", title="No light")["id"]
    system.call("solve_ticket", at="2026-03-03T09:00", role="helper", ticket=ticket)
    system.call("set_ticket_to_open", at="2026-03-05T09:00", role="user", ticket=ticket)
    system.call("solve_ticket", at="2026-03-05T12:00", role="helper", ticket=ticket)
    assert system.call("get_ticket", at="2026-03-08T11:59", id=ticket)["status"] == "solved"
    assert system.call("get_ticket", at="2026-03-08T12:00", id=ticket)["status"] == "archived"
