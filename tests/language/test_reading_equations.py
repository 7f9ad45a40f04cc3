"""Equations between what is kept, the remarks of a data dictionary, and from which state to which."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

YARD = """# Yard
| Entity | Field | Type | Remark |
|---|---|---|---|
| Material | name | text | required, unique |
| Material | price per kilogram | euro | |
| Delivery | material | reference to Material | |
| Delivery | gross weight | kg | 1 to 40,000 |
| Delivery | tare weight | kg | less than the gross weight |
| Delivery | payout | euro | computed |
| Delivery | state | weighed, checked, paid, rejected | starts as weighed |

* Net weight = gross weight - tare weight - dirt deduction.
* The dirt deduction is 3 % of the difference, rounded up to full kilograms.
* Payout = net weight x price per kilogram, rounded to 5 cents.
* A delivery goes from weighed to checked or rejected; from checked to paid.
* Nothing else is possible.
* Whoever weighed a delivery must not check it.
"""


@pytest.fixture
def yard() -> Running:
    desk = Running(YARD)
    assert desk.unclear == []
    desk.call("add_material", name="iron", price="0.23")
    return desk


@pytest.mark.parametrize(
    ("gross", "tare", "net", "payout"), [("1000", "400", "582", "133.85"), ("1001", "400", "582", "133.85")]
)
def test_what_is_reckoned_is_reckoned_in_that_order(
    yard: Running, gross: str, tare: str, net: str, payout: str
) -> None:
    yard.call("add_delivery", material="iron", gross_weight=gross, tare_weight=tare)
    (row,) = yard.call("list_deliveries")
    assert (float(row["net_weight"]), str(row["payout"])) == (float(net), payout)


def test_the_remarks_are_rules(yard: Running) -> None:
    def refused(gross: str, tare: str) -> bool:
        return yard.refused("add_delivery", material="iron", gross_weight=gross, tare_weight=tare)

    assert refused("0.5", "0.1")
    assert refused("40000.1", "5")
    assert refused("500", "500")
    assert not refused("40000", "5")
    assert yard.refused("add_material", name="iron", price="1.00")


def test_only_those_moves_are_possible(yard: Running) -> None:
    for _ in range(2):
        yard.call("add_delivery", by="ann", material="iron", gross_weight="10", tare_weight="5")
    assert yard.refused("pay_delivery", delivery="delivery-1", by="bob")
    assert yard.refused("check_delivery", delivery="delivery-1", by="ann")
    yard.call("check_delivery", delivery="delivery-1", by="bob")
    assert yard.call("pay_delivery", delivery="delivery-1", by="bob")["status"] == "paid"
    yard.call("reject_delivery", delivery="delivery-2", by="bob")
    assert yard.refused("pay_delivery", delivery="delivery-2", by="bob")


def test_a_remark_that_is_not_understood_is_listed() -> None:
    desk = Running(
        "# Lamps\n| Entity | Field | Type | Remark |\n|---|---|---|---|\n"
        "| Lamp | name | text | required |\n| Lamp | colour | text | as in the old catalogue |\n\nA clerk enters a lamp.\n"
    )
    assert desk.unclear == ["as in the old catalogue"]


@pytest.mark.parametrize(
    ("said", "total"),
    [
        ("Total = price × quantity.", "12.00"),
        ("The total is the product of price and quantity.", "12.00"),
        ("Total = price * quantity + 10 % of price.", "12.40"),
        ("Total = (price + 1) times quantity.", "15.00"),
        ("Total = price times quantity, rounded up to full euros.", "12.00"),
    ],
)
def test_operators_in_words_and_signs(said: str, total: str) -> None:
    desk = Running(f"# Shop\nAn order has a price in euro and a quantity. A clerk enters an order.\n\n{said}\n")
    assert desk.unclear == []
    desk.call("enter_order", price="4.00", quantity=3, role="clerk")
    assert float(desk.call("list_orders")[0]["total"]) == float(total)


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("The weight must not exceed 30 kg.", "30", "30.1"),
        ("The weight of a parcel may never exceed 30 kg.", "30", "30.1"),
        ("The weight shall not exceed 30 kg.", "30", "30.1"),
        ("The weight must not fall below 2 kg.", "2", "1.9"),
    ],
)
def test_what_must_not_exceed_a_bound_keeps_to_it(said: str, right: str, wrong: str) -> None:
    desk = Running(f"# Parcels\nA parcel has a title and a weight in kg. A clerk enters a parcel. {said}\n")
    assert desk.unclear == []
    desk.call("enter_parcel", title="A", weight=right, role="clerk")
    assert desk.refused("enter_parcel", title="A", weight=wrong, role="clerk")


@pytest.mark.parametrize(
    "said",
    [
        "The system must keep members with name, address and date of birth.",
        "The system shall manage a list of members with their name, address and date of birth.",
        "For each member the name, the address and the date of birth are recorded.",
        "The following data of a member must be stored: name, address, date of birth.",
        "The system shall allow a clerk to register members (name, address, date of birth).",
    ],
)
def test_what_is_kept_of_a_thing(said: str) -> None:
    desk = Running(f"# Club\n{said}\n")
    entity = next(e for e in desk.specification.entities if e.name == "member")
    assert [f.name for f in entity.fields][:3] == ["name", "address", "date_of_birth"]
    assert desk.unclear == []


def test_a_list_of_all_of_them_is_one_message() -> None:
    desk = Running(
        "# Bills\nA bill has a title and an amount in euro. A clerk enters a bill. "
        "On the first working day of a month the clerk gets a list of all bills.\n"
    )
    for title in "AB":
        desk.call("enter_bill", title=title, amount="1.00", role="clerk")
    assert len(desk.told("clerk", "2026-04-01T12:00")) == 1


def test_a_refusal_with_a_bound_of_its_own_restates_no_other() -> None:
    desk = Running(
        "# Ferry\nA vehicle has a number, a length in metres and a height in metres. A clerk enters a vehicle. "
        "The length must not exceed 7 metres. Vehicles higher than 3.8 metres must be rejected.\n"
    )
    desk.call("enter_vehicle", number=1, length="7", height="3.8", role="clerk")
    assert desk.refused("enter_vehicle", number=2, length="7", height="3.9", role="clerk")
    assert desk.refused("enter_vehicle", number=2, length="7.1", height="3.8", role="clerk")
