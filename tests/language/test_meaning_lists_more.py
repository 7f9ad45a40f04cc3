"""Lists by what superlatives measure, and with what is counted of each row."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_YARD = (
    "A barrow has a name, a price in euro and a weight in kg. A clerk enters a barrow. "
    "A member files a complaint about a barrow. "
)


def filled(said: str) -> Running:
    system = Running(_YARD + said)
    assert system.unclear == []
    for name, price, weight in (("a", "20", 9), ("b", "35", 7), ("c", "5", 30)):
        system.call("enter_barrow", name=name, price=price, weight=weight)
    return system


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("the dearest first", "bac"),
        ("the most expensive first", "bac"),
        ("cheapest first", "cab"),
        ("the heaviest first", "cab"),
        ("lightest first", "bac"),
    ],
)
def test_the_word_says_by_which_number(said: str, order: str) -> None:
    system = filled(f"Every Monday at 08:00 the manager gets a list of all barrows, {said}.")
    note = system.told("manager", "2026-03-09T09:00")[-1]
    assert "".join(row["name"] for row in note.data["barrows"]) == order


@pytest.mark.parametrize("said", ["with their number of complaints", "with the number of their complaints"])
def test_what_refers_to_a_row_is_counted_beside_it(said: str) -> None:
    system = filled(f"Every Monday at 08:00 the manager gets a list of all barrows {said}.")
    first = system.call("enter_barrow", name="d", price="1", weight=1)["id"]
    for _ in range(2):
        system.call("file_complaint", barrow=first)
    note = system.told("manager", "2026-03-09T09:00")[-1]
    assert [row["number_of_complaints"] for row in note.data["barrows"]] == [0, 0, 0, 2]


@pytest.mark.parametrize(
    "said", ["Once approved, a barrow cannot be changed.", "Once it is approved, a barrow cannot be changed."]
)
def test_what_was_done_to_it_makes_it_so(said: str) -> None:
    system = Running(_YARD + "A clerk changes a barrow. The manager approves a barrow. " + said)
    assert system.unclear == []
    barrow = system.call("enter_barrow", name="a", price="20", weight=9)["id"]
    system.call("change_barrow", barrow=barrow, price="21")
    system.call("approve_barrow", barrow=barrow)
    assert system.refused("change_barrow", barrow=barrow, price="22")
