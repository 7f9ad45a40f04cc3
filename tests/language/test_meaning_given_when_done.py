"""What somebody enters when something is done: it is given with the deed, and kept where it belongs."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_VANS = "A van has a number plate and a mileage in km. A customer rents a van from a start to an end. The porter ends a rental. "


@pytest.mark.parametrize(
    "said",
    [
        "When a rental is ended, the porter enters the mileage.",
        "When a rental is ended, the porter enters the mileage of the van.",
        "When the porter ends a rental, the porter enters the mileage of the van.",
    ],
)
def test_what_the_row_refers_to_has_the_value(said: str) -> None:
    system = Running(_VANS + said)
    assert system.unclear == []
    van = system.call("add_van", number_plate="x", mileage=100)["id"]
    rental = system.call("rent_van", van=van, customer="c", start="2026-05-04", end="2026-05-05")["id"]
    assert system.refused("end_rental", rental=rental)
    system.call("end_rental", role="porter", rental=rental, mileage=160)
    assert system.call("get_van", id=van)["mileage"] == 160


def test_what_nobody_keeps_is_kept_with_the_row() -> None:
    system = Running(_VANS + "When a rental is ended, the porter enters a remark.")
    assert system.unclear == []
    van = system.call("add_van", number_plate="x", mileage=100)["id"]
    rental = system.call("rent_van", van=van, customer="c", start="2026-05-04", end="2026-05-05")["id"]
    assert system.call("end_rental", role="porter", rental=rental, remark="a scratch")["remark"] == "a scratch"


def test_who_does_something_else_does_not_give_it() -> None:
    system = Running(_VANS + "When a rental is ended, the customer enters a remark.")
    assert system.unclear
    (ending,) = [o for o in system.specification.operations if o.name == "end_rental"]
    assert [given.name for given in ending.inputs] == ["rental"]
