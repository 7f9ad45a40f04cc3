"""Prices that fall with time and what is exempt from it, bounds of amounts, how many somebody may have; at a stall and elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

STALL = """# Stall
For each lamp we record lender, title, finish (gold, silver), asking price and the day it came in.
Prices are between £3 and £500, in whole pounds.
Lamps in scratched finish aren't taken.
After 30 days the price is cut by 20 percent, after 60 days by 40 percent of the original price, rounded to the nearest 10 pence.
After 90 days a lamp is no longer for sale.
Lenders may exclude single lamps from marking down; their share for these is 5 percentage points lower.
A lender may have up to 3 lamps with us at any time.

On the price actually paid: up to £20, 40 percent for the lender; over £20, 50 percent. Rounded down to the penny.
"""


@pytest.fixture
def stall() -> Running:
    running = Running(STALL, "2026-03-01T09:00")
    assert running.unclear == []
    running.call("add_lender", name="L")
    return running


def lamp(running: Running, price: object = 33, **more: object) -> str:
    given = {"lender": "lender-1", "title": "T", "finish": "gold", "asking_price": price, "day": "2026-03-01", **more}
    return str(running.call("add_lamp", **given)["id"])


@pytest.mark.parametrize("price", [2, 501, "7.50"])
def test_amounts_out_of_bounds_or_broken(stall: Running, price: object) -> None:
    given = {"lender": "lender-1", "title": "T", "finish": "gold", "day": "2026-03-01"}
    assert stall.refused("add_lamp", asking_price=price, **given)
    lamp(stall, 3)
    lamp(stall, 500)


@pytest.mark.parametrize(("at", "price"), [("2026-03-30", "33"), ("2026-03-31", "26.4"), ("2026-05-01", "19.8")])
def test_prices_fall_and_some_do_not(stall: Running, at: str, price: str) -> None:
    one, exempt = lamp(stall), lamp(stall)
    stall.call("exclude_lamp", lamp=exempt)
    assert stall.call("get_lamp", f"{at}T10:00", id=one)["price"] == Decimal(price)
    assert stall.call("get_lamp", f"{at}T10:00", id=exempt)["price"] == 33


def test_no_longer_for_sale(stall: Running) -> None:
    one = lamp(stall)
    assert stall.refused("sell_lamp", "2026-06-01T10:00", lamp=one)
    cheap = lamp(stall, 3, day="2026-05-01")
    assert stall.call("sell_lamp", "2026-06-01T10:00", lamp=cheap)["price_paid"] == Decimal("2.4")


def test_shares_of_what_was_paid(stall: Running) -> None:
    plain, exempt = lamp(stall), lamp(stall)
    stall.call("exclude_lamp", lamp=exempt)
    assert stall.call("sell_lamp", lamp=plain, price_paid=20)["lender_share"] == 8
    assert stall.call("sell_lamp", lamp=exempt, price_paid=33)["lender_share"] == Decimal("14.85")


def test_so_many_at_a_time(stall: Running) -> None:
    first, _, _ = (lamp(stall) for _ in range(3))
    given = {"lender": "lender-1", "title": "T", "finish": "gold", "asking_price": 5, "day": "2026-03-01"}
    assert stall.refused("add_lamp", **given)
    stall.call("sell_lamp", lamp=first)
    stall.call("add_lamp", **given)
