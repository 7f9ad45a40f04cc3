"""Bands with their prices, rates and shares; what comes on top; the least of the whole; at a ferry and elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

WATER = """# Power bills
Each meter has a serial number and a size. Each home has a street and a town.

The usage is charged in steps:

| kWh in the year | Price per kWh |
|---|---|
| the first 50 | 1.10 |
| 51 to 150 | 1.65 |
| above 150 | 3.20 |

In addition there is a standing charge by meter size, for every month begun:

| Size | Per month |
|---|---|
| small | 4.00 |
| large | 19.00 |

Homes with four or more people get 5 percent off the usage charge. A bill is due 30 days after it was issued.
"""


@pytest.mark.parametrize(("usage", "charge"), [(0, "0"), (50, "55"), (51, "56.65"), (150, "220"), (151, "223.2")])
def test_a_table_of_slices(usage: int, charge: str) -> None:
    running = Running(WATER)
    meter = running.call("add_meter", serial_number="1", size="small")["id"]
    bill = running.call("add_bill", usage=usage, meter=meter, months=12)
    assert bill["usage_charge"] == Decimal(charge)
    assert bill["total"] == Decimal(charge) + 48


def test_who_gets_less_of_one_part_only() -> None:
    running = Running(WATER)
    meter = running.call("add_meter", serial_number="1", size="large")["id"]
    few, many = (running.call("add_home", street="S", town="T", number_of_people=count)["id"] for count in (3, 4))
    assert running.call("add_bill", usage=100, meter=meter, months=1, home=few)["total"] == Decimal("156.5")
    assert running.call("add_bill", usage=100, meter=meter, months=1, home=many)["total"] == Decimal("149.63")


@pytest.mark.parametrize(
    "bands",
    [
        "On the price actually paid: up to €20, 40 percent for the lender; over €20 and up to €100, 50 percent; above that, 60 percent.",
        "On the price paid: 20 euro or less: 40 %; more than 20 up to 100 euro: 50 %; everything above: 60 %.",
    ],
)
@pytest.mark.parametrize(
    ("paid", "share"), [("20", "8"), ("21", "10.5"), ("100", "50"), ("101", "60.6"), ("26.43", "13.21")]
)
def test_a_share_of_the_whole_by_bands(bands: str, paid: str, share: str) -> None:
    running = Running(
        "# Stall\nFor each lamp we record lender, title and asking price. Lamps are sold at the stall.\n\n"
        f"{bands} It's the whole price that counts, not slices. Rounded down to the cent.\n"
    )
    assert not [c for c in running.unclear if "percent" in c or "%" in c or "whole" in c]
    lamp = running.call("add_lamp", lender="L", title="T", asking_price=40)["id"]
    sold = running.call("sell_lamp", lamp=lamp, price_paid=paid)
    assert next(v for k, v in sold.items() if k.endswith("share")) == Decimal(share)


@pytest.mark.parametrize("rule", ["Parts come on top at list price.", "Parts are charged extra.", "Parts come on top."])
def test_what_comes_on_top_and_the_least_of_it_all(rule: str) -> None:
    running = Running(
        "# Pianos\nA tuning has a piano and a duration in minutes.\n\n"
        f"A tuning costs 54 euro per hour. A started quarter counts. {rule} Club members get 15 percent off. The least anybody pays is 12 euro.\n"
    )
    given = {"piano": "P", "duration": 40}
    assert running.call("add_tuning", **given)["total"] == Decimal("40.5")
    assert running.call("add_tuning", piano="P", duration=45, price_of_parts=20)["total"] == Decimal("60.5")
    assert running.call("add_tuning", piano="P", duration=5, club_member=True)["total"] == 12
