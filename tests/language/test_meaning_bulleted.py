"""Prices and bands in bullets, fields under a heading, what the whole costs; at a print shop and elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

PRINTS = """# Print shop

**Customer** – number (assigned by the system), name, e-mail, group (private, school)
**Order** – number (consecutive, starting at 100), customer, placed at, delivery (pickup, post), status
**Line** – order, product (flyer, poster, booklet), quantity (1 to 500), weight in g

Prices per piece:
- flyer: 0.10 €
- poster: 6.50 €
- booklet: 3.20 €

Order status: placed → printing → ready → handed over; placed → cancelled.

Postage depends on the weight:
- up to 500 g: 2.50 €
- up to 2000 g: 4.90 €
- above that: 8.00 €

Rules
1. An order needs at least one line.
2. Schools get 12 % off.
3. Minimum order value 10.00 €.
4. Orders placed by 15:00 are ready by 12:00 on the next working day.
5. Working days: Mon–Fri.
"""


@pytest.fixture
def prints() -> Running:
    running = Running(PRINTS, "2026-05-04T09:00")
    assert running.unclear == []
    for group in ("private", "school"):
        running.call("add_customer", name=group, e_mail="a@b.example", group=group)
    return running


def order(running: Running, customer: str = "1", at: str = "2026-05-04T10:00", **lines: int) -> dict[str, object]:
    made = [running.call("add_line", product=k, quantity=n, weight=100)["id"] for k, n in lines.items()]
    found: dict[str, object] = running.call("add_order", at, customer=customer, delivery="post", lines=made)
    return found


def test_lines_a_discount_and_the_least(prints: Running) -> None:
    assert order(prints, poster=2)["price"] == 13
    assert order(prints, "2", poster=2)["price"] == Decimal("11.44")
    assert order(prints, "2", flyer=3)["price"] == 10
    assert prints.refused("add_order", customer="1", delivery="post", lines=[])
    assert [order(prints, poster=1)["number"], order(prints, poster=1)["number"]] == [103, 104]


@pytest.mark.parametrize(("weight", "postage"), [(500, "2.5"), (501, "4.9"), (2000, "4.9"), ("2000.5", "8")])
def test_bands_in_bullets(prints: Running, weight: object, postage: str) -> None:
    line = prints.call("add_line", product="flyer", quantity=1, weight=weight)
    assert line["postage"] == Decimal(postage)


def test_what_comes_in_by_a_time(prints: Running) -> None:
    assert str(order(prints, at="2026-05-07T15:00", poster=1)["ready_by"]).startswith("2026-05-08T12:00")
    assert str(order(prints, at="2026-05-07T15:01", poster=1)["ready_by"]).startswith("2026-05-11T12:00")
