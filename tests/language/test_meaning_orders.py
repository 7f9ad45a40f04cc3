"""What is ordered is there before: an order is a record of its own. What is done only after something; levels of what is kept."""

from __future__ import annotations

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
