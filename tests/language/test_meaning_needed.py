"""What only some must give: "Orders above 500 euro need a purchase number"."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

BASE = """# Goods office
The clerk enters customers with a name and a date of birth.
A crate has a weight in kg, a customer and a kind (glass, wood or steel). The clerk enters crates.
A consignment has a value in euro. The clerk enters consignments.
"""


@pytest.mark.parametrize(
    ("text", "operation", "without", "inside", "needed"),
    [
        ("Consignments above 500 euro need a purchase number.", "enter_consignment", {"value": "500.00"}, {"value": "500.01"}, "purchase_number"),
        ("Crates over 30 kg must have a handling note.", "enter_crate", {"weight": 30, "kind": "wood"}, {"weight": 31, "kind": "wood"}, "handling_note"),
        ("Glass crates require a packing note.", "enter_crate", {"weight": 3, "kind": "wood"}, {"weight": 3, "kind": "glass"}, "packing_note"),
        ("Customers under 18 need the name of a parent.", "enter_customer", {"name": "Ann", "date_of_birth": "2008-03-02"}, {"name": "Ann", "date_of_birth": "2008-03-03"}, "parent_name"),
    ],
)  # fmt: skip
def test_those_give_it_and_others_need_not(text, operation, without, inside, needed) -> None:
    it = Running(BASE + text)
    assert it.unclear == []
    if operation == "enter_crate":
        customer = it.call("enter_customer", name="Ben", date_of_birth="1990-01-01", role="clerk")["id"]
        without, inside = {**without, "customer": customer}, {**inside, "customer": customer}
    assert it.call(operation, role="clerk", **without)[needed] is None
    assert it.refused(operation, role="clerk", **inside)
    given = "17" if needed == "purchase_number" else "Somebody"
    assert it.call(operation, role="clerk", **inside, **{needed: given})[needed] == given


@pytest.mark.parametrize(
    "text",
    ["Crates need a careful hand.", "Crates over 30 kg need two handling notes."],
)
def test_what_cannot_be_told_is_listed(text) -> None:
    assert Running(BASE + text).unclear != []
