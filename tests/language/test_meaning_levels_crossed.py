"""Stock that is put in and taken out, and messages about levels that are crossed: once, and again only after another."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

SEED = """# Seeds

Stock is kept in kilograms per grain. It may never go below zero.
When the whole stock falls under 40 kg, the miller gets a message, once, and again only if it has been at 50 kg or more in between.
"""


def test_the_whole_stock_is_told_of_once_until_it_has_recovered() -> None:
    mill = Running(SEED)
    assert mill.unclear == []
    rye, oats = (mill.call("add_grain", name=name)["id"] for name in ("rye", "oats"))
    told: list[int] = []
    stock = 0
    mill.call("restock_grain", grain=oats, quantity=5)
    for wanted in (45, 39, 38, 48, 39, 50, 40, 39):
        change = wanted - 5 - stock
        mill.call("restock_grain" if change > 0 else "take_grain", grain=rye, quantity=abs(change))
        stock = wanted - 5
        told.append(len(mill.machine.notes))
    assert told == [0, 1, 1, 1, 1, 1, 1, 2]


def test_nothing_is_taken_that_is_not_there() -> None:
    mill = Running(SEED)
    rye = mill.call("add_grain", name="rye", stock=8)["id"]
    assert mill.refused("take_grain", grain=rye, quantity=10)
    assert mill.refused("take_grain", grain=rye, quantity=0)
    assert mill.call("take_grain", grain=rye, quantity=8)["stock"] == 0
    assert mill.refused("add_grain", name="oats", stock=-1)


@pytest.mark.parametrize(
    "sentence",
    [
        "The stock of each seed is counted in pieces.",
        "We keep the stock of every seed in grams.",
        "For each seed we track the stock in litres.",
    ],
)
def test_stock_is_told_in_other_words(sentence: str) -> None:
    shop = Running(f"# Shop\n\nA seed has a name and a price in euro.\n{sentence} The stock must never be negative.\n")
    assert shop.unclear == []
    kale = shop.call("add_seed", name="kale", price="1.00")["id"]
    shop.call("restock_seed", seed=kale, quantity=4)
    assert shop.refused("take_seed", seed=kale, quantity=5)


def test_a_value_that_rises_is_told_of_when_it_has_been_lower_again() -> None:
    vats = Running(
        "# Vats\n\nA vat has a number and a temperature in °C.\n"
        "Whenever the temperature of a vat exceeds 8 °C, the brewer is warned once, and again only after it has been at 5 °C or less.\n"
    )
    assert vats.unclear == []
    vat = vats.call("add_vat", number=1, temperature=3)["id"]
    told = []
    for bar in (8, 9, 10, 6, 9, 5, 9):
        vats.call("update_vat", vat=vat, temperature=bar)
        told.append(len(vats.machine.notes))
    assert told == [0, 1, 1, 1, 1, 1, 2]


def test_so_many_for_each_and_period_are_no_more() -> None:
    radio = Running("# Radio\n\nA wish has a listener, a track and a date.\nThree wishes per listener and week.\n")
    assert radio.unclear == []
    for day in ("2026-03-02", "2026-03-04", "2026-03-08"):
        radio.call("add_wish", listener="lou", track="t", date=day)
    assert radio.refused("add_wish", listener="lou", track="t", date="2026-03-05")
    assert radio.call("add_wish", listener="max", track="t", date="2026-03-05")
    assert radio.call("add_wish", listener="lou", track="t", date="2026-03-09")
