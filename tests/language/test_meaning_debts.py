"""What somebody owes is what is theirs and not paid."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

CLUB = "# Club\nA member has a name. A court has a number. A member can book a court. A booking costs 12 euro."


@pytest.mark.parametrize(
    "sentence",
    [
        "A member who owes more than 30 euro cannot book a court.",
        "Nobody owing more than 30 euro may book a court.",
    ],
)
def test_what_is_not_paid_adds_up(sentence: str) -> None:
    running = Running(f"{CLUB} {sentence}")
    assert running.unclear == []
    court = running.call("add_court", number="1")["id"]
    one, other = (running.call("add_member", name=name)["id"] for name in "AB")
    bookings = [running.call("book_court", member=one, court=court) for _ in range(3)]
    assert running.refused("book_court", member=one, court=court)
    running.call("book_court", member=other, court=court)
    running.call("pay_booking", booking=bookings[0]["id"])
    running.call("book_court", member=one, court=court)


def test_a_balance_below_zero_is_what_is_owed() -> None:
    running = Running(
        "# Club\nA member has a name and a balance in euro. A court has a number. A member can book a court. "
        "A member who owes more than 30 euro cannot book a court."
    )
    court = running.call("add_court", number="1")["id"]
    rich = running.call("add_member", name="A", balance="100.00")["id"]
    running.call("book_court", member=rich, court=court)
    edge = running.call("add_member", name="B", balance="-30.00")["id"]
    running.call("book_court", member=edge, court=court)
    poor = running.call("add_member", name="C", balance="-30.01")["id"]
    assert running.refused("book_court", member=poor, court=court)


def test_nothing_is_owed_where_nothing_costs() -> None:
    text = "# Club\nA member has a name. A court has a number. A member can book a court."
    assert Running(f"{text} A member who owes more than 30 euro cannot book a court.").unclear


def test_being_repaired_is_not_having_been_repaired() -> None:
    running = Running(
        "# Shed\nA saw has a number. A member has a name. A member can book a saw. The smith repairs a saw. "
        "A saw that is being repaired cannot be booked."
    )
    saw, member = running.call("add_saw", number="1")["id"], running.call("add_member", name="A")["id"]
    running.call("repair_saw", role="smith", saw=saw)
    running.call("book_saw", saw=saw, member=member)
    running.call("update_saw", saw=saw, being_repaired=True)
    assert running.refused("book_saw", saw=saw, member=member)
