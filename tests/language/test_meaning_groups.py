"""Prices for groups of people make what is bought one for a kind of person; "nothing" is a price like the others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    "said",
    [
        "Adults pay 12 euro, children 5 and seniors nothing.",
        "Adults pay 12 euro, children pay 5 euro and seniors pay nothing.",
        "A ticket costs 12 euro for adults, 5 euro for children and 0 euro for seniors.",
    ],
)
def test_a_ticket_is_for_one_of_the_groups(said: str) -> None:
    system = Running(f"A visitor buys a ticket. {said}")
    assert system.unclear == []
    for kind, price in (("adult", 12), ("child", 5), ("senior", 0)):
        ticket = system.call("buy_ticket", kind=kind)["id"]
        assert system.call("get_ticket", id=ticket)["price"] == Decimal(price)
    assert system.refused("buy_ticket", kind="dog")


def test_the_booking_of_a_tour_has_the_kind_and_not_the_tour() -> None:
    system = Running(
        "A guest can book a tour. A tour has a date. Adults pay 20 euro, students pay 15 euro and children pay nothing."
    )
    assert system.unclear == []
    tour = system.call("add_tour", date="2026-04-01")["id"]
    for kind, price in (("adult", 20), ("student", 15), ("child", 0)):
        booking = system.call("book_tour", tour=tour, guest="g1", kind=kind)["id"]
        assert system.call("get_booking", id=booking)["price"] == Decimal(price)
