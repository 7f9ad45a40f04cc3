"""Scenarios with a table of examples, and scenarios that end in a refusal, by what the systems do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.language._machine import Running

MOORINGS = """Feature: Moorings

  Scenario Outline: Mooring fee
    Given a skipper who already has <moored> moorings
    When he applies for another one for a <hull> hull
    Then the mooring fee is <fee>
    Examples:
      | moored | hull   | fee     |
      | 0      | wooden | 30.00   |
      | 1      | wooden | 45.00   |
      | 0      | steel  | 25.00   |
      | 2      | wooden | refused |
"""
POSTAGE = """Feature: Postage

  Scenario Outline: Postage
    Given a letter with a weight of <weight> g
    And its destination is <destination>
    Then the postage is <price> euro
    Examples:
      | weight       | destination | price |
      | up to 20     | home        | 0.85  |
      | up to 20     | abroad      | 1.10  |
      | 21 to 50     | home        | 1.00  |
      | more than 50 | any         | 1.60  |
"""
CRATES = """Feature: Crates

  Background:
    Given growers with a name
    And a crate has a grower and a weight in kg

  Scenario: too many
    Given a grower has been given two crates in the last 30 days
    When a further crate is registered
    Then it is turned down
    But the foreman can let it through if a reason is written down
"""


def test_examples_decide_by_count_and_kind() -> None:
    harbour = Running(MOORINGS)
    assert harbour.unclear == []
    ann, bob = (harbour.call("add_skipper", name=name)["id"] for name in ("Ann", "Bob"))

    def apply(skipper: str, hull: str) -> Any:
        return Decimal(harbour.call("apply_for_mooring", skipper=skipper, hull=hull)["mooring_fee"])

    assert apply(ann, "wooden") == 30
    assert apply(ann, "wooden") == 45
    assert harbour.refused("apply_for_mooring", skipper=ann, hull="wooden")
    assert apply(bob, "steel") == 25
    assert harbour.refused("apply_for_mooring", skipper=bob, hull="paper")


@pytest.mark.parametrize(
    ("weight", "destination", "price"),
    [(20, "home", "0.85"), (20, "abroad", "1.10"), (21, "home", "1.00"), (50, "home", "1.00"), (51, "abroad", "1.60")],
)
def test_examples_may_be_bands(weight: int, destination: str, price: str) -> None:
    post = Running(POSTAGE)
    assert post.unclear == []
    made = post.call("add_letter", weight=weight, destination=destination)
    assert Decimal(made["postage"]) == Decimal(price)


def test_a_scenario_refuses_and_somebody_may_make_an_exception() -> None:
    yard = Running(CRATES)
    assert yard.unclear == []
    fay = yard.call("add_grower", name="Fay")["id"]
    for day in ("2026-03-01", "2026-03-20"):
        yard.call("register_crate", f"{day}T10:00", grower=fay, weight=3)
    late = {"grower": fay, "weight": 3}
    assert yard.refused("register_crate", "2026-03-30T10:00", **late)
    assert yard.refused("register_crate", "2026-03-30T10:00", role="foreman", **late)
    assert yard.refused("register_crate", "2026-03-30T10:00", role="packer", reason="frost", **late)
    assert yard.call("register_crate", "2026-03-30T10:00", role="foreman", reason="frost", **late)
    assert yard.call("register_crate", "2026-05-30T10:00", **late)
