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


def test_a_licence_and_an_offer() -> None:
    text = "A licence has a holder and an expiry date. A licence is valid or expired. A clerk enters a licence. A licence becomes expired after its expiry date."
    system = Running(text)
    assert system.unclear == []
    licence = system.call("enter_licence", holder="ada", expiry_date="2026-03-10", **_role(system, "enter_licence"))[
        "id"
    ]
    assert system.call("get_licence", at="2026-03-10T23:59", id=licence)["status"] == "valid"
    assert system.call("get_licence", at="2026-03-11T00:00", id=licence)["status"] == "expired"


def _role(system: Running, operation: str) -> dict[str, str]:
    found = next(o for o in system.specification.operations if o.name == operation)
    return {"role": found.roles[0].removeprefix("actor.")} if found.roles else {}
