"""What is lent or takes so long ends so long after it begins; every day that it is late costs what the text says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

_TEXT = "A member borrows a tool. A tool has a name. A loan lasts 14 days. A member returns a loan. "


@pytest.mark.parametrize(
    "said",
    [
        "Each day late costs 0.50 euro.",
        "For each day late a fee of 0.50 euro is charged.",
        "For every day that a loan is overdue the member pays 0.50 euro.",
        "An overdue loan costs 0.50 euro per day.",
        "If a loan is returned late, the member pays 0.50 euro per day.",
        "After that it costs 0.50 euro a day.",
    ],
)
def test_every_day_late_costs(said: str) -> None:
    system = Running(_TEXT + said)
    assert system.unclear == []
    people = "operation.add_member" in {o.id for o in system.specification.operations}
    member = system.call("add_member", name="Ann")["id"] if people else "ann"
    tool = system.call("add_tool", name="Saw")["id"]
    loan = system.call("borrow_tool", at="2026-03-02T09:00", tool=tool, member=member)["id"]
    assert system.call("get_loan", at="2026-03-16T20:00", id=loan)["late_fee"] == 0
    system.call("return_loan", at="2026-03-19T08:00", loan=loan)
    assert system.call("get_loan", at="2026-05-01T08:00", id=loan)["late_fee"] == Decimal("1.50")


@pytest.mark.parametrize(
    "said",
    [
        "Whoever brings a tool back late pays 2 euro for each started week. The late fee is at most 5 euro.",
        "Whoever brings a tool back late pays 2 euro for each started week, but never more than 5 euro per loan.",
    ],
)
def test_a_started_week_counts_and_the_fee_has_a_limit(said: str) -> None:
    system = Running(_TEXT + said)
    assert system.unclear == []
    tool = system.call("add_tool", name="Saw")["id"]
    loan = system.call("borrow_tool", at="2026-03-02T09:00", tool=tool, member="ann")["id"]
    for day, fee in (("2026-03-17", "2.00"), ("2026-03-23", "2.00"), ("2026-03-24", "4.00"), ("2026-04-20", "5.00")):
        assert system.call("get_loan", at=f"{day}T12:00", id=loan)["late_fee"] == Decimal(fee)


@pytest.mark.parametrize("said", ["An appointment takes 20 minutes.", "Each appointment is 20 minutes long."])
def test_what_takes_so_long_is_over_then(said: str) -> None:
    system = Running(
        f"An appointment has a patient and a start. A patient makes an appointment. {said} Two appointments must not overlap."
    )
    assert system.unclear == []
    system.call("make_appointment", patient="p1", start="2026-03-05T10:00")
    assert system.refused("make_appointment", patient="p2", start="2026-03-05T10:19")
    system.call("make_appointment", patient="p2", start="2026-03-05T10:20")
