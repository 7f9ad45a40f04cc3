"""Deeds that bring a thing into a state, and what follows where it is not brought there in time, at work."""

from __future__ import annotations

from tests.language._machine import Running

DESK = (
    "# Desk\n\n"
    "A ticket has a title and a due date. A ticket is open, done, paid or late. A clerk enters a ticket.\n"
    "A mender can mark a ticket as done. Only the cashier may mark a ticket as paid.\n"
    "A ticket that is not done by its due date becomes late, and the chief is told.\n"
)


def ticket(running: Running) -> str:
    made = running.call("enter_ticket", "2026-03-02T10:00", title="Chair", due_date="2026-03-05", role="clerk")
    return str(made["id"])


def test_a_ticket_is_marked_by_whoever_may() -> None:
    running = Running(DESK)
    one = ticket(running)
    assert running.unclear == []
    assert running.call("mark_ticket_as_done", ticket=one, role="mender")["status"] == "done"
    assert running.refused("mark_ticket_as_done", ticket=one, role="mender"), "it is done already"
    assert running.refused("mark_ticket_as_paid", ticket=one, role="mender")
    assert running.call("mark_ticket_as_paid", ticket=one, role="cashier")["status"] == "paid"


def test_what_is_not_done_in_time_becomes_late_and_somebody_is_told() -> None:
    running = Running(DESK)
    one, other = ticket(running), ticket(running)
    running.call("mark_ticket_as_done", "2026-03-05T20:00", ticket=other)
    running.machine.clock("2026-03-05T23:59")
    assert [t["status"] for t in running.call("list_tickets")] == ["open", "done"]
    running.machine.clock("2026-03-06T00:01")
    assert {t["id"]: t["status"] for t in running.call("list_tickets")} == {one: "late", other: "done"}
    assert [note.role for note in running.machine.notes] == ["chief"]


def test_other_words_for_bringing_something_into_a_state() -> None:
    running = Running(
        "# Yard\n\n"
        "An order has a title. An order is new, in progress, ready, shipped or lost. A cook enters an order.\n"
        "A bed has a name and a state: free, occupied or closed.\n"
        "As a cook, I want to set an order to ready so that it can be fetched.\n"
        'A packer may set an order to "in progress". An order can be marked as shipped by the packer only.\n'
        "A nurse can mark a bed as occupied or free.\n"
        "When an order is marked as shipped, the manager is told.\n"
    )
    assert running.unclear == []
    order = running.call("enter_order", title="Soup", role="cook")["id"]
    assert running.call("set_order_to_in_progress", order=order)["status"] == "in progress"
    assert running.call("set_order_to_ready", order=order)["status"] == "ready"
    assert running.refused("mark_order_as_shipped", order=order, role="cook")
    assert running.call("mark_order_as_shipped", order=order, role="packer")["status"] == "shipped"
    assert [note.role for note in running.machine.notes] == ["manager"]
    bed = running.call("add_bed", name="B1")["id"]
    assert running.call("mark_bed_as_occupied", bed=bed)["state"] == "occupied"
    assert running.call("mark_bed_as_free", bed=bed)["state"] == "free"
