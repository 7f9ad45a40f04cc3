"""Sums that people give to each other or for something, and never more than they have."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("deed", "rule", "operation"),
    [
        ("A member transfers points to another member.", "Nobody may transfer more points than they have.", "transfer_points"),
        ("Members can give points to each other.", "A member cannot give more points than they have.", "give_points"),
        ("A member sends an amount of points to another member.", "No member may send more than it has.", "send_points"),
    ],
)  # fmt: skip
def test_a_sum_goes_from_one_to_the_other(deed: str, rule: str, operation: str) -> None:
    system = Running(f"A member has a name and a balance in points. {deed} {rule}")
    assert system.unclear == []
    ann, ben = (system.call("add_member", name=name, balance=10)["id"] for name in ("Ann", "Ben"))
    system.call(operation, role="member", by=ann, sender=ann, receiver=ben, amount=4)
    assert [system.call("get_member", id=each)["balance"] for each in (ann, ben)] == [6, 14]
    for wrong in (7, 0, -1):
        assert system.refused(operation, role="member", by=ann, sender=ann, receiver=ben, amount=wrong)
    assert system.refused(operation, role="member", by=ann, sender=ann, receiver=ann, amount=1)
    system.call(operation, role="member", by=ann, sender=ann, receiver=ben, amount=6)


@pytest.mark.parametrize(
    ("deed", "rule"),
    [
        ("A bidder bids an amount for a lot.", "A bidder cannot bid more than their budget."),
        ("Bidders can bid an amount in euro for a lot.", "Nobody may bid more than they have."),
        ("A bid has a bidder, a lot and an amount in euro.", "No bidder may bid more than they have."),
    ],
)
def test_nobody_bids_more_than_they_have(deed: str, rule: str) -> None:
    system = Running(f"A bidder has a name and a budget in euro. A lot has a title. {deed} {rule}")
    assert system.unclear == []
    lot = system.call("add_lot", title="Clock")["id"]
    ann = system.call("add_bidder", name="Ann", budget="50.00")["id"]
    operation = next(o.name for o in system.specification.operations if o.name in {"bid_lot", "add_bid"})
    assert system.refused(operation, role="bidder", bidder=ann, lot=lot, amount="50.01")
    assert system.refused(operation, role="bidder", bidder=ann, lot=lot, amount="-1.00")
    made = system.call(operation, role="bidder", bidder=ann, lot=lot, amount="50.00")
    assert made["amount"] == Decimal("50.00")


@pytest.mark.parametrize(
    "rule", ["Nobody may order for more money than they have.", "A pupil cannot order for more than their balance."]
)
def test_what_costs_more_than_one_has_is_refused(rule: str) -> None:
    system = Running(
        f"A pupil has a name and a balance in euro. A meal has a title and a price in euro. A pupil orders a meal. {rule}"
    )
    assert system.unclear == []
    meal = system.call("add_meal", title="Soup", price="3.50")["id"]
    rich, poor = (system.call("add_pupil", name=b, balance=b)["id"] for b in ("3.50", "3.49"))
    system.call("order_meal", meal=meal, pupil=rich)
    assert system.refused("order_meal", meal=meal, pupil=poor)
