"""Price lists by the piece, what is put on and taken off in percent, and the least that is charged; at a copy shop and elsewhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.language._machine import Running

SHOP = """# Copy shop
CLIENT: name, phone, type (private, school)
JOB: number (counting up from 1), client, delivery (normal, courier), price
LINE: job, kind (flyer, poster, booklet), count (1 to 500)

Price list, per piece: flyer 0.10 €, poster 6.50 €, booklet 3.20 €
- A job without lines isn't accepted.
"""


def price(*rules: str, lines: tuple[tuple[str, int], ...], delivery: str = "normal", kind: str = "private") -> Any:
    running = Running(SHOP + "\n".join(f"- {rule}" for rule in rules) + "\n")
    assert running.unclear == []
    client = running.call("add_client", name="C", phone="1", type=kind)["id"]
    made = [running.call("add_line", kind=what, count=count)["id"] for what, count in lines]
    return running.call("add_job", client=client, delivery=delivery, lines=made)["price"]


def test_pieces_of_each_kind_add_up() -> None:
    assert price(lines=(("flyer", 50), ("poster", 2))) == 18


@pytest.mark.parametrize(
    "rule",
    [
        "Courier adds 40 percent to the price of the lines.",
        "For courier delivery 40 percent are added.",
        "There is a surcharge of 40 percent for courier.",
        "Courier delivery costs 40 percent more.",
    ],
)
def test_a_surcharge_in_percent(rule: str) -> None:
    assert price(rule, lines=(("poster", 2),)) == 13
    assert price(rule, lines=(("poster", 2),), delivery="courier") == Decimal("18.2")


def test_steps_follow_each_other_and_the_least_comes_last() -> None:
    rules = (
        "The smallest amount charged is 10.00 €.",
        "Courier adds 40 percent to the price of the lines.",
        "School clients get 12 percent off the sum including courier.",
        "The smallest amount applies after all that.",
    )
    assert price(*rules, lines=(("poster", 2),), delivery="courier", kind="school") == Decimal("16.02")
    assert price(*rules, lines=(("flyer", 5),), delivery="courier") == 10
    assert price(*rules, lines=(("poster", 2),), kind="private") == 13


@pytest.mark.parametrize(
    "rule",
    [
        "From 10 posters in a job, each poster costs 5.00 €, the first nine as well.",
        "From 10 posters on, each poster costs 5.00 €.",
        "With 10 or more posters in one job each costs 5.00 €.",
        "If a job has at least 10 posters, each poster costs 5.00 €.",
    ],
)
def test_a_lower_price_from_a_number_on(rule: str) -> None:
    assert price(rule, lines=(("poster", 9), ("flyer", 10))) == Decimal("59.5")
    assert price(rule, lines=(("poster", 6), ("poster", 4))) == 50


def test_no_job_without_lines_and_no_line_in_two_jobs() -> None:
    running = Running(SHOP)
    client = running.call("add_client", name="C", phone="1", type="private")["id"]
    assert running.refused("add_job", client=client, delivery="normal", lines=[])
    assert running.refused("add_job", client=client, delivery="normal")
    line = running.call("add_line", kind="poster", count=1)["id"]
    assert running.call("add_job", client=client, delivery="normal", lines=[line])["number"] == 1
    assert running.refused("add_job", client=client, delivery="normal", lines=[line])


@pytest.mark.parametrize(
    "rule",
    [
        "Booklets can't be done courier.",
        "Courier is not possible for booklets.",
        "There is no courier for booklets.",
        "Booklets are never sent by courier.",
    ],
)
def test_two_kinds_that_do_not_go_together(rule: str) -> None:
    with pytest.raises(AssertionError, match="Reply"):
        price(rule, lines=(("booklet", 1),), delivery="courier")
    assert price(rule, lines=(("booklet", 1),)) == Decimal("3.2")
    assert price(rule, lines=(("flyer", 10),), delivery="courier") == 1
