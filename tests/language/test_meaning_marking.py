"""What is marked as something is so from then on; who alone may do it; lists that somebody gets again and again."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

BILLS = "# Bills\nA bill has a title and a sum in euro. A clerk enters a bill. "


@pytest.mark.parametrize("said", ["The treasurer marks a bill as paid.", "A bill is marked as paid by the treasurer."])
def test_marking_as_paid_is_paying(said: str) -> None:
    running = Running(BILLS + said + " A paid bill cannot be cancelled.")
    bill = running.call("enter_bill", title="7", sum="5", role="clerk")["id"]
    running.call("pay_bill", bill=bill, role="treasurer")
    assert running.refused("pay_bill", bill=bill, role="treasurer")
    assert running.refused("cancel_bill", bill=bill)


def test_a_deadline_knows_what_was_marked() -> None:
    running = Running(
        BILLS + "The treasurer marks a bill as paid. If a bill is not paid within 14 days, the manager is informed."
    )
    paid, open_ = (running.call("enter_bill", title=n, sum="5", role="clerk")["id"] for n in "12")
    running.call("pay_bill", bill=paid, role="treasurer")
    assert [note.subject for note in running.told("manager", "2026-03-20T12:00")] == [open_]


@pytest.mark.parametrize(("word", "name"), [("ready", "ready"), ("a no-show", "no_show"), ("done", "done")])
def test_what_no_list_of_states_has_is_kept_as_yes_or_no(word: str, name: str) -> None:
    running = Running(f"# Orders\nAn order has a number. A clerk enters an order. The cook marks an order as {word}.")
    assert not running.unclear
    order = running.call("enter_order", number="7", role="clerk")
    assert order[name] is False
    assert running.call(f"mark_order_as_{name}", order=order["id"], role="cook")[name] is True
    assert running.refused(f"mark_order_as_{name}", order=order["id"], role="cook")


def test_states_that_are_listed_stay_states() -> None:
    running = Running(
        "# Orders\nAn order has a number and a state (new, packed, sent). The porter marks an order as packed."
    )
    order = running.call("add_order", number=7)["id"]
    assert running.call("mark_order_as_packed", order=order, role="porter")["state"] == "packed"


@pytest.mark.parametrize(
    "nobody", ["Nobody but the manager can", "No one except the manager may", "Nobody other than the manager may"]
)
def test_nobody_but_somebody(nobody: str) -> None:
    running = Running(BILLS + f"{nobody} cancel a bill.")
    assert not running.unclear
    bill = running.call("enter_bill", title="7", sum="5", role="clerk")["id"]
    assert running.refused("cancel_bill", bill=bill, role="clerk")
    running.call("cancel_bill", bill=bill, role="manager")


@pytest.mark.parametrize(
    "said",
    [
        "Paid bills are listed for the manager every Monday.",
        "Every Monday the paid bills are listed for the manager.",
        "The manager wants to see the paid bills every Monday.",
        "The manager wants to know every Monday which bills are paid.",
        "The manager gets a list of the bills that are paid every Monday.",
    ],
)
def test_lists_that_come_again_and_again(said: str) -> None:
    running = Running(BILLS + "The treasurer pays a bill. " + said)
    assert not running.unclear
    paid, _ = (running.call("enter_bill", title=n, sum="5", role="clerk")["id"] for n in "12")
    running.call("pay_bill", bill=paid, role="treasurer")
    (note,) = running.told("manager", "2026-03-09T12:00")
    assert [row["bill"] for row in note.data["bills"]] == [paid]
