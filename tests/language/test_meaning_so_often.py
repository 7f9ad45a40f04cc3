"""How often somebody may do something in a period: it is the deed that counts, when it is done."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

BASE = """# Wood store
The office enters buyers with a name and an address. The office enters crates with a number and a buyer.
"""


@pytest.mark.parametrize(
    ("text", "times", "later"),
    [
        ("A buyer can return a crate at most once a month.", 1, "2026-04-01T09:00"),
        ("A buyer can return a crate once a month.", 1, "2026-04-01T09:00"),
        ("A buyer can return a crate once in a calendar month.", 1, "2026-04-01T09:00"),
        ("A buyer may return a crate only once a week.", 1, "2026-03-09T09:00"),
        ("A buyer can return a crate at most twice per calendar year.", 2, "2027-01-01T09:00"),
        ("A buyer can return at most one crate per month.", 1, "2026-04-01T09:00"),
    ],
)
def test_it_is_the_deed_that_counts(text, times, later) -> None:
    it = Running(BASE + text)
    assert it.unclear == []
    one, other = (it.call("enter_buyer", name=name, address="Quay 1")["id"] for name in ("Ann", "Ben"))
    mine = [it.call("enter_crate", number=n, buyer=one)["id"] for n in range(times + 2)]
    other_s = it.call("enter_crate", number=99, buyer=other)["id"]
    for crate in mine[:times]:
        it.call("return_crate", crate=crate, by=one, role="buyer")
    assert it.refused("return_crate", crate=mine[times], by=one, role="buyer")
    it.call("return_crate", crate=other_s, by=other, role="buyer")
    it.call("return_crate", later, crate=mine[times], by=one, role="buyer")
