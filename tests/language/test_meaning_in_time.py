"""What the systems of made-up texts do just before, at and after each moment, played by the oracle."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.assembly import Machine
from autogenesis.language import understand
from autogenesis.skills import signatures

BASE = (
    "An invoice has a number, a customer and a due date.\n"
    "A crate has a number, a weight in kg, a recipient and a sender.\n"
    "A concert has a title, a date and a conductor.\n"
    "A cart has a number and a state (open, closed).\n"
)


def plant(*sentences: str, at: str = "2026-03-01T09:00") -> Machine:
    specification = understand(("# Depot\n\n" + BASE + "\n".join(sentences)).encode()).specification
    assert bp.check_specification(specification, signatures()) == ()
    return Machine(specification, at)


def sent(machine: Machine, at: str) -> list[str]:
    machine.clock(at)
    return [note.type for note in machine.notes]


def invoice(machine: Machine) -> None:
    given = {"number": 1, "customer": "cora", "due_date": "2026-03-20"}
    assert machine.call("add_invoice", given, at="2026-03-01T10:00").refused is None


def crate(machine: Machine, weight: int = 3) -> None:
    given = {"number": 1, "weight": weight, "recipient": "rita", "sender": "sam"}
    assert machine.call("add_crate", given, at="2026-03-01T10:00").refused is None


CHAIN = (
    "If an invoice has not been paid within 14 days, the customer is reminded.",
    "A second reminder follows 7 days later.",
    "After another 7 days the clerk is told.",
)


def test_each_step_waits_for_the_one_before() -> None:
    machine = plant(*CHAIN)
    invoice(machine)
    assert sent(machine, "2026-03-15T09:59") == []
    assert sent(machine, "2026-03-15T10:00") == ["reminder"]
    assert sent(machine, "2026-03-22T09:59") == ["reminder"]
    assert sent(machine, "2026-03-22T10:01") == ["reminder", "reminder"]
    assert sent(machine, "2026-03-29T10:01") == ["reminder", "reminder", "notice"]
    assert len(sent(machine, "2026-06-01T10:00")) == 3


def test_what_is_done_in_time_stops_the_steps() -> None:
    machine = plant(*CHAIN)
    invoice(machine)
    sent(machine, "2026-03-16T10:00")
    machine.call("pay_invoice", {"invoice": "1"}, at="2026-03-17T10:00")
    assert sent(machine, "2026-06-01T10:00") == ["reminder"]


def test_a_reminder_every_day_until_it_is_done() -> None:
    machine = plant("If a crate has not been signed within 3 days, the recipient is reminded daily until it is signed.")
    crate(machine)
    assert sent(machine, "2026-03-04T09:59") == []
    assert len(sent(machine, "2026-03-04T10:00")) == 1
    assert len(sent(machine, "2026-03-06T10:30")) == 3
    machine.call("sign_crate", {"crate": "1"}, at="2026-03-06T11:00")
    assert len(sent(machine, "2026-03-20T10:00")) == 3


@pytest.mark.parametrize(
    ("sentence", "before", "then"),
    [
        ("Two days before the concert the conductor is reminded.", "2026-03-17T23:59", "2026-03-18T00:00"),
        (
            "On the day before the concert at 18:00 the conductor gets a message.",
            "2026-03-19T17:59",
            "2026-03-19T18:00",
        ),
        ("The conductor is told on the morning of the concert, at 07:30.", "2026-03-20T07:29", "2026-03-20T07:30"),
    ],
)
def test_before_a_day(sentence: str, before: str, then: str) -> None:
    machine = plant(sentence)
    machine.call("add_concert", {"title": "Mass", "date": "2026-03-20", "conductor": "cleo"}, at="2026-03-01T10:00")
    assert sent(machine, before) == []
    assert len(sent(machine, then)) == 1
    assert len(sent(machine, "2026-04-20T00:00")) == 1


def test_a_mark_lasts_until_it_is_taken_back_and_may_come_again() -> None:
    machine = plant("Staff can damage a crate.", "If a crate is damaged, it is blocked until a clerk has released it.")
    crate(machine)

    def blocked() -> bool:
        return machine.call("get_crate", {"id": "1"}).result["blocked_at"] is not None

    assert not blocked()
    machine.call("damage_crate", {"crate": "1"}, at="2026-03-02T10:00")
    assert blocked()
    machine.call("release_crate", {"crate": "1"}, at="2026-03-02T11:00", role="clerk")
    assert not blocked()


def test_a_state_must_have_lasted_without_a_break() -> None:
    machine = plant("Staff can update a crate.", "The sender is called when a crate has been faulty for 10 minutes.")
    crate(machine)

    def faulty(at: str, value: bool) -> None:
        assert machine.call("update_crate", {"crate": "1", "faulty": value}, at=f"2026-03-01T{at}").refused is None

    faulty("11:00", True)
    faulty("11:09", False)
    faulty("11:10", True)
    assert sent(machine, "2026-03-01T11:19") == []
    assert len(sent(machine, "2026-03-01T11:20")) == 1


def test_every_evening_all_that_are_open_are_closed() -> None:
    machine = plant("Every evening at 18:00 all open carts are closed.")
    machine.call("add_cart", {"number": 1, "state": "open"}, at="2026-03-01T10:00")
    machine.clock("2026-03-01T17:59")
    assert machine.call("get_cart", {"id": "1"}).result["state"] == "open"
    machine.clock("2026-03-01T18:00")
    assert machine.call("get_cart", {"id": "1"}).result["state"] == "closed"


def test_by_the_end_of_the_due_date() -> None:
    machine = plant("If an invoice has not been paid by the due date, it is marked as overdue.")
    invoice(machine)

    def overdue(at: str) -> bool:
        machine.clock(at)
        return bool(machine.call("get_invoice", {"id": "1"}).result["overdue"])

    assert not overdue("2026-03-20T23:59")
    assert overdue("2026-03-21T00:00")


def test_the_smallest_free_one_that_fits() -> None:
    machine = plant(
        "A box has a number, a size (small, large) and a label.",
        "A shelf has a number and a size (small, large).",
        "When a box is stored, the system shall assign the smallest free shelf into which it fits.",
        "If no free shelf is large enough, the box is refused.",
        "Staff can collect a box.",
    )
    for number, size in ((1, "large"), (2, "small")):
        machine.call("add_shelf", {"number": number, "size": size}, at="2026-03-01T10:00")
    for number, size in ((1, "small"), (2, "large"), (3, "small")):
        machine.call("add_box", {"number": number, "size": size, "label": "x"}, at="2026-03-01T10:00")
    stored = [machine.call("store_box", {"box": number}, at="2026-03-01T11:00").refused for number in ("1", "2", "3")]
    assert stored == [None, None, "guard.store_box.no_shelf"]
    assert [machine.call("get_box", {"id": number}).result["shelf"] for number in ("1", "2")] == ["2", "1"]
    machine.call("collect_box", {"box": "2"}, at="2026-03-01T12:00")
    assert machine.call("store_box", {"box": "3"}, at="2026-03-01T12:01").refused is None


def test_nothing_falls_due_for_what_is_called_off() -> None:
    machine = plant("Two days before the concert the conductor is reminded.", "Staff can cancel a concert.")
    for title in ("Mass", "Songs"):
        machine.call("add_concert", {"title": title, "date": "2026-03-20", "conductor": "cleo"}, at="2026-03-01T10:00")
    machine.call("cancel_concert", {"concert": "concert-1"}, at="2026-03-02T10:00")
    assert len(sent(machine, "2026-03-19T00:00")) == 1


def test_what_holds_of_all_together_is_said_once() -> None:
    machine = plant("The clerk is warned when fewer than two carts are open.")
    for number in (1, 2, 3):
        machine.call("add_cart", {"number": number, "state": "closed"}, at="2026-03-01T10:00")
    assert sent(machine, "2026-03-01T10:01") == ["warning"]
