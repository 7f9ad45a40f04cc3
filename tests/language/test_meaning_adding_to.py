"""People who add to a number or take from it, and what a number is at first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running


def test_points_are_added_and_taken_off() -> None:
    it = Running(
        "# Team\n\nA member has a name and points. New members start at 10. A trainer adds points to a member. "
        "Only the treasurer may deduct points from a member. A clerk changes the points of a member.\n"
    )
    assert it.unclear == []
    member = it.call("add_member", name="Ann")
    assert member["points"] == 10
    assert it.call("add_points_to_member", member=member["id"], amount=5)["points"] == 15
    assert it.refused("add_points_to_member", member=member["id"], amount=0)
    assert it.refused("deduct_points_from_member", role="trainer", member=member["id"], amount=1)
    assert it.call("deduct_points_from_member", role="treasurer", member=member["id"], amount=15)["points"] == 0
    assert it.refused("deduct_points_from_member", role="treasurer", member=member["id"], amount=1)
    assert it.call("change_points_of_member", member=member["id"], points=7)["points"] == 7


def test_a_card_is_topped_up() -> None:
    it = Running(
        "# Cards\n\nA card has a name and a balance in euro. A new card starts with 20 euro. "
        "A customer tops up a card with an amount. A clerk takes 5 euro from the balance of a card.\n"
    )
    assert it.unclear == []
    card = it.call("add_card", name="A")["id"]
    assert it.call("top_up_card", card=card, amount="2.50")["balance"] == Decimal("22.50")
    assert it.call("take_balance_from_card", card=card)["balance"] == Decimal("17.50")


@pytest.mark.parametrize(
    ("said", "field", "first"),
    [
        ("A member has a name and a rating. New members start at 1200.", "rating", 1200),
        ("A member has a name. New members start with 1200 points.", "points", 1200),
        ("A member has a name. Every new member gets 10 points.", "points", 10),
    ],
)
def test_what_new_ones_start_with(said: str, field: str, first: int) -> None:
    it = Running(f"# Games\n\n{said}\n")
    assert it.unclear == []
    assert it.call("add_member", name="Ann")[field] == first
