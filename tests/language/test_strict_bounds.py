"""Bounds that are refused themselves."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("said", "good", "bad"),
    [
        ("The price must exceed 7 euro.", "7.01", "7"),
        ("The price must be more than 7 euro.", "7.01", "7"),
        ("The price must be above 7 euro.", "7.01", "7"),
        ("The price must be at least 7 euro.", "7", "6.99"),
        ("The price must be less than 7 euro.", "6.99", "7"),
        ("The price must be below 7 euro.", "6.99", "7"),
        ("The price must not exceed 7 euro.", "7", "7.01"),
        ("The price must be at most 7 euro.", "7", "7.01"),
    ],
)
def test_the_bound_itself(said: str, good: str, bad: str) -> None:
    system = Running("A crate has a price in euro. A clerk enters a crate. " + said)
    assert system.unclear == []
    system.call("enter_crate", price=good)
    assert system.refused("enter_crate", price=bad)


@pytest.mark.parametrize(
    ("said", "good", "bad"),
    [
        ("The weight must be more than 2 kg.", 2.1, 2),
        ("The weight must be over 2 kg.", 2.1, 2),
        ("The weight is always more than 2 kg.", 2.1, 2),
        ("The weight must be under 2 kg.", 1.9, 2),
        ("A crate must weigh more than 2 kg.", 2.1, 2),
        ("A crate weighs less than 2 kg.", 1.9, 2),
        ("The weight must be between 2 and 3 kg.", 2, 1.9),
    ],
)
def test_a_measure_of_its_own_bound(said: str, good: float, bad: float) -> None:
    system = Running("A crate has a weight in kg. A clerk enters a crate. " + said)
    assert system.unclear == []
    system.call("enter_crate", weight=good)
    assert system.refused("enter_crate", weight=bad)
