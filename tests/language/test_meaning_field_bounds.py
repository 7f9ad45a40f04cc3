"""Bounds of what is kept: ranges, "has to", "no … may", multiples of another field, several bounds of one field."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

SHOP = "# Shop\nAn article has a name, a price in euro, a quantity and a weight in kg. A clerk can add an article. "


def stored(rules: str, price: str = "10", quantity: int = 5, weight: str = "1") -> bool:
    shop = Running(SHOP + rules)
    assert shop.unclear == []
    return not shop.refused("add_article", name="A", price=price, quantity=quantity, weight=weight)


@pytest.mark.parametrize(
    "rule",
    [
        "A price must be at least 5 euro and at most 500 euro.",
        "Prices range from 5 to 500 euro.",
        "The system shall refuse an article if the price is below 5 euro or above 500 euro.",
        "An article must have a price of at least 5 euro and at most 500 euro.",
    ],
)
def test_a_price_within_two_bounds(rule: str) -> None:
    prices = ("4.99", "5", "500", "500.01")
    assert [stored(rule, price=price) for price in prices] == [False, True, True, False]


@pytest.mark.parametrize(
    "rule",
    [
        "The quantity is between 1 and 20 inclusive.",
        "A quantity lies between 1 and 20.",
        "Quantities from 1 to 20 are allowed.",
        "Only quantities from 1 to 20 are accepted.",
    ],
)
def test_a_range(rule: str) -> None:
    assert [stored(rule, quantity=quantity) for quantity in (0, 1, 20, 21)] == [False, True, True, False]


@pytest.mark.parametrize(
    "rule",
    [
        "No article may weigh more than 25 kg.",
        "The weight must not exceed 25 kg.",
        "The weight has to be at most 25 kg.",
        "Weights above 25 kg are refused.",
    ],
)
def test_a_most(rule: str) -> None:
    assert [stored(rule, weight=weight) for weight in ("25", "25.01")] == [True, False]


@pytest.mark.parametrize(
    "rule",
    ["The score may be at most twice the limit.", "A player is refused if the score is more than twice the limit."],
)
def test_a_multiple_of_another_field(rule: str) -> None:
    club = Running("# Club\nA player has a score in points and a limit in points. A trainer can add a player. " + rule)
    assert club.unclear == []
    assert [club.refused("add_player", score=score, limit=10) for score in (20, 21)] == [False, True]
