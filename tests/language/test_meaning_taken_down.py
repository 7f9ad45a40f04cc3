"""What is asked of whoever comes, in the words of those who ask."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    "said",
    [
        "A customer brings a bike and we take name, phone number and what's wrong.",
        "When a customer brings a bike, we write down the name, the phone number and what is wrong.",
        "A customer brings a bike. We need the name, the phone number and what is wrong.",
    ],
)
def test_what_we_take_down_when_something_is_brought(said: str) -> None:
    it = Running(f"# Shop\n\n{said} A mechanic has at most one bike at the same time. The mechanic finishes a bike.\n")
    assert it.unclear == []
    assert it.refused("bring_bike", name="Ann", what_is_wrong="brake")
    given = {"name": "Ann", "phone_number": "1", "what_is_wrong": "brake"}
    bikes = [it.call("bring_bike", **given)["id"] for _ in range(2)]  # nobody is asked who will repair it
    mechanic = it.call("add_mechanic", name="Tom")["id"]
    it.call("take_on_bike", bike=bikes[0], mechanic=mechanic)
    assert it.refused("take_on_bike", bike=bikes[1], mechanic=mechanic)
    it.call("finish_bike", bike=bikes[0])
    it.call("take_on_bike", bike=bikes[1], mechanic=mechanic)
