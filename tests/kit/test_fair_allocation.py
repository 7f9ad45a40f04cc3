"""Fair allocation against a plain walk through the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.fair_allocation import Item, Receiver, allocate


def got(amounts: list[int], names: str, limit: int | None = None, in_turn: bool = False) -> list[str | None]:
    items = [Item(str(number), amount) for number, amount in enumerate(amounts)]
    receivers = [Receiver(name) for name in names]
    return [share.receiver for share in allocate(items, receivers, limit, in_turn)]


def test_each_to_whoever_has_least_and_the_first_of_equals() -> None:
    assert got([30, 45, 25, 15, 15], "XYZ") == ["X", "Y", "Z", "Z", "X"]


def test_nobody_passes_the_limit_and_smaller_items_may_still_fit() -> None:
    assert got([30] * 10, "X", 240) == ["X"] * 8 + [None, None]
    assert got([200, 50, 40], "X", 240) == ["X", None, "X"]


def test_in_turn_passes_over_whoever_is_full() -> None:
    assert got([10, 90, 10, 10, 10], "XYZ", None, in_turn=True) == ["X", "Y", "Z", "X", "Y"]
    assert got([10, 20, 10, 10], "XY", 20, in_turn=True) == ["X", "Y", "X", None]


def test_loads_held_already_count() -> None:
    shares = allocate([Item("a", 5), Item("b", 5)], [Receiver("X", 8), Receiver("Y", 1)], 10)
    assert [share.receiver for share in shares] == ["Y", None]


def test_refusals() -> None:
    with pytest.raises(Refused, match="twice"):
        allocate([Item("a", 1), Item("a", 1)], [Receiver("X")])
    with pytest.raises(Refused, match="negative"):
        allocate([Item("a", -1)], [Receiver("X")])


@given(some.lists(some.integers(0, 50)), some.integers(0, 4), some.none() | some.integers(0, 120))
def test_no_step_could_have_been_fairer(amounts: list[int], people: int, limit: int | None) -> None:
    names = "WXYZ"[:people]
    load = dict.fromkeys(names, 0)
    for amount, receiver in zip(amounts, got(amounts, names, limit), strict=True):
        room = {name for name in names if limit is None or load[name] + amount <= limit}
        if receiver is None:
            assert not room
            continue
        least = min(load[name] for name in room)
        assert receiver == next(name for name in names if name in room and load[name] == least)
        load[receiver] += amount
