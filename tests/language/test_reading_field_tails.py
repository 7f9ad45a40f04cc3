"""What a list says of a field behind its name: values, bounds, lengths, whether it is needed, what it is at first."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

VAN = {"name": "A", "load": "5", "fuel": "diesel", "seats": 3}


def refused(text: str, operation: str, **given: object) -> bool:
    return Running(f"# Yard\n\n{text}\n").refused(operation, **given)


@pytest.mark.parametrize(
    "said",
    [
        "A van has a name, a load in kg, above 0 and at most 25, a fuel, which is petrol or diesel, and a number of seats, which is at least 1 and at most 9.",
        "Each van is described by a name, a load in kg above 0 and at most 25, a fuel: petrol or diesel, and a number of seats from 1 to 9.",
        "The system shall keep vans (name, load (in kg, above 0 and at most 25), fuel (one of petrol, diesel), number of seats from 1 to 9).",
    ],
)
def test_bounds_are_as_said_at_their_edges(said: str) -> None:
    van = {"name": "A", "load": "25", "fuel": "petrol", "number_of_seats": 9}
    assert not refused(said, "add_van", **van)
    for wrong in ({"load": "0"}, {"load": "25.01"}, {"fuel": "steam"}, {"number_of_seats": 0}, {"number_of_seats": 10}):
        assert refused(said, "add_van", **{**van, **wrong}), wrong


def test_values_may_be_small_words() -> None:
    said = "A gate has a name, a direction (in or out) and a guard (none, some, all)."
    gate = {"name": "A", "direction": "in", "guard": "none"}
    assert not refused(said, "add_gate", **gate)
    assert refused(said, "add_gate", **{**gate, "direction": "at"})
    assert refused(said, "add_gate", **{**gate, "guard": "many"})


@pytest.mark.parametrize(
    "said",
    [
        "A slot has a name and a length of 45 or 90 minutes.",
        "A slot has a name and a length, which is 45 or 90 minutes.",
    ],
)
def test_only_these_numbers(said: str) -> None:
    assert not refused(said, "add_slot", name="A", length=45)
    assert not refused(said, "add_slot", name="A", length=90)
    assert refused(said, "add_slot", name="A", length=60)


def test_letters_from_one_to_another() -> None:
    said = "A stand has a number and a row from A to F."
    assert not refused(said, "add_stand", number=1, row="F")
    assert refused(said, "add_stand", number=1, row="G")


def test_what_may_be_left_out_and_what_is_there_at_first() -> None:
    yard = Running(
        "# Yard\n\nA van has a name, a mileage, which starts at 0, a remark, which may be left empty, and, optionally, a colour.\n"
    )
    assert yard.call("add_van", name="A")["mileage"] == 0


def test_what_must_be_unique() -> None:
    yard = Running("# Yard\n\nFor every crane the system stores a serial number, which must be unique, and a place.\n")
    yard.call("add_crane", serial_number="X1", place="north")
    assert yard.refused("add_crane", serial_number="X1", place="south")
