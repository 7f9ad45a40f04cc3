"""What becomes of a thing when a date that it has is over."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    "said",
    [
        "An invoice becomes overdue when its due date has passed.",
        "When the due date of an invoice has passed, it becomes overdue.",
        "An open invoice becomes overdue after its due date.",
        "An invoice becomes overdue after its due date.",
    ],
)
def test_overdue_when_the_day_is_over(said: str) -> None:
    text = (
        "An invoice has an amount and a due date. An invoice is open, paid or overdue. A clerk enters an invoice. "
        f"The cashier marks an invoice as paid. {said}"
    )
    system = Running(text)
    assert system.unclear == []
    left, paid = (system.call("enter_invoice", role="clerk", amount="9", due_date="2026-03-10")["id"] for _ in range(2))
    system.call("mark_invoice_as_paid", role="cashier", invoice=paid)
    assert system.call("get_invoice", at="2026-03-10T23:59", id=left)["status"] == "open"
    assert system.call("get_invoice", at="2026-03-11T00:00", id=left)["status"] == "overdue"
    assert system.call("get_invoice", id=paid)["status"] == "paid"


@pytest.mark.parametrize(
    ("thing", "doer", "said"),
    [
        ("permit", "clerk", "A permit becomes old when its last day has passed."),
        ("cheese", "shopkeeper", "A fresh cheese becomes old after its last day."),
    ],
)
def test_other_things_and_states(thing: str, doer: str, said: str) -> None:
    system = Running(
        f"A {thing} has a holder and a last day. A {thing} is fresh, sold or old. A {doer} enters a {thing}. {said}"
    )
    create = next(o for o in system.specification.operations if o.name.startswith("enter_"))
    role = create.roles[0].removeprefix("actor.") if create.roles else None
    made = system.call(create.name, role=role, holder="ada", last_day="2026-03-10")["id"]
    assert system.call(f"get_{thing}", at="2026-03-10T23:59", id=made)["status"] == "fresh"
    assert system.call(f"get_{thing}", at="2026-03-11T00:00", id=made)["status"] == "old"
