"""What is ordered is there before: an order is a record of its own. What is done only after something; levels of what is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.language._machine import Running

SHOP = "# Shop\nA customer has a name. A product has a name and a stock. A clerk enters a product. "


@pytest.mark.parametrize(
    "said",
    [
        "A customer orders a product with a quantity.",
        "A customer orders a product with a quantity. The clerk cancels an order.",
        "Customers order products with a quantity. Orders are shipped by the clerk.",
        "A customer orders a product. An order has a quantity.",
    ],
)
def test_ordering_makes_an_order_and_no_product(said: str) -> None:
    running = Running(SHOP + said)
    customer = running.call("add_customer", name="Ida")["id"]
    product = running.call("enter_product", name="tea", stock=9, role="clerk")["id"]
    order = running.call("order_product", product=product, customer=customer, quantity=2, role="customer")
    assert order["id"].startswith("order")
    assert (order["product"], order["quantity"]) == (product, 2)
    assert len(running.call("list_products")) == 1


@pytest.mark.parametrize("verb", ["order", "book"])
def test_what_was_ordered_is_known_to_be(verb: str) -> None:
    done = {"order": "ordered", "book": "booked"}[verb]
    running = Running(f"# Shop\nA boat has a name. A guest {verb}s a boat. A boat that is {done} cannot be deleted.")
    taken, free = (running.call("add_boat", name=name)["id"] for name in "AB")
    running.call(f"{verb}_boat", boat=taken, guest="ann", role="guest")
    assert running.refused("delete_boat", boat=taken)
    running.call("delete_boat", boat=free)


@pytest.mark.parametrize(
    "said",
    [
        "An order is shipped only after it has been paid.",
        "Orders are shipped only when they are paid.",
        "The clerk ships an order only after it has been paid.",
        "The clerk ships an order only once it is paid.",
    ],
)
def test_only_after_something_means_not_before(said: str) -> None:
    running = Running(f"# Shop\nAn order has a name. A clerk enters an order. {said}")
    assert not running.unclear
    order = running.call("enter_order", name="7", role="clerk")["id"]
    assert running.refused("ship_order", order=order, role="clerk")
    running.call("pay_order", order=order)
    running.call("ship_order", order=order, role="clerk")


def test_a_level_that_is_kept_is_not_reported_beside() -> None:
    running = Running(
        SHOP + "The clerk changes the stock of a product. When the stock falls below 5, the clerk is informed."
    )
    product = running.call("enter_product", name="tea", stock=9, role="clerk")["id"]
    for stock in (5, 4, 3, 8, 2):
        running.call("change_stock_of_product", product=product, stock=stock, role="clerk")
    assert len(running.told("clerk")) == 2
    assert not any("report" in operation.name for operation in running.specification.operations)


PRICED = "# Shop\nA customer has a name. A product has a name, a price in euro and a stock. A customer orders a product with a quantity. "


@pytest.mark.parametrize(
    "said",
    [
        "The total of an order is its quantity times the price of the product.",
        "The total of an order is the quantity multiplied by the price of the product.",
        "The total is the price times the quantity.",
    ],
)
def test_a_total_reckons_with_what_is_ordered(said: str) -> None:
    running = Running(PRICED + said)
    assert not running.unclear
    assert ordered(running, quantity=3, price="2.50")["total"] == Decimal("7.50")


def test_what_is_above_a_total_needs_approval() -> None:
    running = Running(
        PRICED + "The total of an order is its quantity times the price of the product. A clerk ships an order. "
        "Orders above 500 euro must be approved by the manager before they are shipped."
    )
    assert not running.unclear
    small, large = (ordered(running, quantity=n, price="100.00")["id"] for n in (5, 6))
    running.call("ship_order", order=small, role="clerk")
    assert running.refused("ship_order", order=large, role="clerk")
    running.call("approve_order", order=large, role="manager")
    running.call("ship_order", order=large, role="clerk")


def test_who_must_approve_bars_nobody_from_approving_the_rest() -> None:
    running = Running(
        "# Shop\nAn order has a name and an amount in euro. Orders above 500 euro must be approved by the manager."
    )
    order = running.call("add_order", name="7", amount="5")["id"]
    assert not running.refused("approve_order", order=order, role="manager")


@pytest.mark.parametrize(
    "said",
    [
        "When an order is placed, the stock of the product goes down by the quantity.",
        "With each order the stock of the product goes down by the quantity.",
        "When a customer orders a product, the stock of the product is reduced by the quantity.",
    ],
)
def test_what_is_ordered_leaves_the_stock(said: str) -> None:
    running = Running(PRICED + said)
    assert not running.unclear
    order = ordered(running, quantity=3, stock=9)
    assert running.call("get_product", id=order["product"])["stock"] == 6


@pytest.mark.parametrize(
    "said",
    [
        "The price of a product can only be changed by the manager.",
        "The price may be changed only by the manager.",
    ],
)
def test_only_by_somebody(said: str) -> None:
    running = Running(PRICED + said)
    assert not running.unclear
    product = running.call("add_product", name="tea", price="2.50", stock=1)["id"]
    assert running.refused("change_price_of_product", product=product, price="3.00", role="customer")
    running.call("change_price_of_product", product=product, price="3.00", role="manager")


@pytest.mark.parametrize(
    "said", ["A customer may order at most two times a day.", "A customer cannot order more than two times a day."]
)
def test_so_often_a_day(said: str) -> None:
    running = Running(PRICED + said)
    assert not running.unclear
    first = ordered(running)
    given = {"product": first["product"], "customer": first["customer"], "quantity": 1}
    running.call("order_product", role="customer", **given)
    assert running.refused("order_product", role="customer", **given)
    running.call("order_product", "2026-03-03T09:00", role="customer", **given)


@pytest.mark.parametrize(
    "said", ["Orders are accepted from 8:00 to 18:00.", "Orders are only accepted between 8:00 and 18:00."]
)
def test_hours_of_orders(said: str) -> None:
    running = Running(PRICED + said)
    assert not running.unclear
    first = ordered(running)
    given = {"product": first["product"], "customer": first["customer"], "quantity": 1}
    running.call("order_product", "2026-03-02T17:59", role="customer", **given)
    assert running.refused("order_product", "2026-03-02T18:01", role="customer", **given)
    assert running.refused("order_product", "2026-03-03T07:59", role="customer", **given)


def ordered(running: Running, quantity: int = 1, price: str = "1.00", stock: int = 99) -> Any:
    """An order of a product that is entered for it."""
    customer = running.call("add_customer", name="Ida")["id"]
    product = running.call("add_product", name="tea", price=price, stock=stock)["id"]
    return running.call("order_product", product=product, customer=customer, quantity=quantity, role="customer")
