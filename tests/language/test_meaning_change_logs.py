"""Changes of a value that are written down, with the old one, the new one, by whom and when."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

DISH = "A dish has a name and a price. "


@pytest.mark.parametrize(
    "said",
    [
        "Every change of a price is logged with who changed it and when.",
        "Every change of the price is recorded with the old price, the new price and the date.",
        "Whenever a price is changed, the old value is kept with the date.",
    ],
)
def test_a_change_leaves_what_was_before(said: str) -> None:
    system = Running(DISH + said)
    assert system.unclear == []
    dish = system.call("add_dish", name="A", price="5.00")["id"]
    assert system.call("list_price_changes") == [], "what is new has not changed"
    system.call("change_price_of_dish", "2026-03-03T10:00", by="ann", dish=dish, price="6.00")
    system.call("change_price_of_dish", "2026-03-04T10:00", by="ben", dish=dish, price="6.00")
    (change,) = system.call("list_price_changes")
    assert (change["dish"], change["old_price"], change["new_price"]) == (dish, Decimal("5.00"), Decimal("6.00"))
    assert change["changed_by"] == "ann"
    assert str(change["changed_at"]).startswith("2026-03-03T10:00")


def test_a_reason_that_is_documented_must_be_given_by_whoever_may() -> None:
    said = "Only the chef may change prices. Each change of a price must be documented with the reason."
    system = Running(DISH + said)
    assert system.unclear == []
    dish = system.call("add_dish", name="A", price="5.00")["id"]
    assert system.refused("change_price_of_dish", role="chef", dish=dish, price="6.00")
    assert system.refused("change_price_of_dish", role="cook", dish=dish, price="6.00", reason="x")
    system.call("change_price_of_dish", role="chef", dish=dish, price="6.00", reason="flour")
    assert [row["reason"] for row in system.call("list_price_changes")] == ["flour"]


def test_what_a_change_is_not_known_to_have_is_not_logged() -> None:
    assert len(Running(DISH + "Every change of a price is logged with the weather.").unclear) == 1


@pytest.mark.parametrize("said", ["The cook does not see the price.", "The cook sees dishes, but not their prices."])
def test_who_may_not_see_a_value_sees_none_that_it_had(said: str) -> None:
    system = Running(DISH + f"Only the chef may change prices. Every change of a price is logged. {said}")
    assert system.unclear == []
    dish = system.call("add_dish", name="A", price="5.00")["id"]
    system.call("change_price_of_dish", role="chef", dish=dish, price="6.00")
    (seen,) = system.call("list_price_changes", role="cook")
    assert not {"old_price", "new_price"} & set(seen)
    assert {"old_price", "new_price"} <= set(system.call("list_price_changes", role="chef")[0])
