"""Filled issues against what must hold of any plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.filled_issues import Entry, fill_issues

FIRST = date(2026, 1, 22)
NEXT = date(2026, 2, 5)


def test_leading_entries_first_by_date_and_the_rest_opens_the_next() -> None:
    events = [Entry(f"e{d}", FIRST, leading=date(2026, 1, d)) for d in (30, 25, 28)]
    others = [Entry(f"n{i}", FIRST) for i in range(9)]
    late = Entry("late", NEXT, leading=date(2026, 2, 10))
    plan = fill_issues([*events, *others, late], 14, 10)
    assert [p.key for p in plan if p.day == FIRST] == ["e25", "e28", "e30", *(f"n{i}" for i in range(7))]
    assert [p.key for p in plan if p.day == NEXT] == ["n7", "n8", "late"]
    assert [p.place for p in plan if p.day == NEXT] == [1, 2, 3]


def test_of_two_entries_of_one_owner_the_later_waits() -> None:
    entries = [Entry("a", FIRST, "ann"), Entry("b", FIRST, "ann", leading=FIRST), Entry("c", FIRST, "bob")]
    assert [(p.key, p.day) for p in fill_issues(entries, 14, one_each=True)] == [
        ("a", FIRST), ("c", FIRST), ("b", NEXT),
    ]  # fmt: skip


@given(
    some.lists(some.tuples(some.integers(0, 3), some.sampled_from("abc"), some.booleans()), max_size=25),
    some.integers(1, 5),
    some.booleans(),
)
def test_everything_appears_once_in_time_and_within_the_number(
    wishes: list[tuple[int, str, bool]], capacity: int, one_each: bool
) -> None:
    entries = [
        Entry(str(i), FIRST + timedelta(days=7 * issue), owner, FIRST if leading else None)
        for i, (issue, owner, leading) in enumerate(wishes)
    ]
    plan = fill_issues(entries, 7, capacity, one_each)
    by_key = {entry.key: entry for entry in entries}
    assert sorted(p.key for p in plan) == sorted(by_key)
    assert all(p.day >= by_key[p.key].earliest for p in plan)
    for day in {p.day for p in plan}:
        held = [by_key[p.key] for p in plan if p.day == day]
        assert len(held) <= capacity
        if one_each:
            assert len({entry.owner for entry in held}) == len(held)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(Refused, match="twice"):
        fill_issues([Entry("a", FIRST), Entry("a", FIRST)], 7)
    with pytest.raises(Refused, match="a day apart"):
        fill_issues([], 0)
    with pytest.raises(Refused, match="at least one"):
        fill_issues([], 7, 0)
