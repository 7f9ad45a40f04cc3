"""First come, first served; and what is never stored is not taken in."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    "said",
    [
        "Seats are given out first come, first served.",
        "Bookings are accepted on a first come, first served basis.",
        "First come, first served.",
    ],
)
def test_whoever_comes_first_has_it(said: str) -> None:
    system = Running(
        "A trip has a title and a number of seats. A member has a name. A member books a trip. "
        f"When there are as many bookings as seats, the trip is full. {said}"
    )
    assert system.unclear == []
    assert {c.status for c in system.specification.clauses if "irst" in c.text} <= {"assumed", "implemented"}


def test_where_nothing_is_given_out_it_says_nothing() -> None:
    assert Running("A room has a name. First come, first served.").unclear != []


@pytest.mark.parametrize(
    "said", ["INFO lines are never stored.", "An INFO line is never saved.", "INFO lines must not be recorded."]
)
def test_what_is_never_stored_is_not_taken_in(said: str) -> None:
    system = Running(f"A line has a level (INFO or ERROR) and a text. {said}")
    assert system.unclear == []
    (name,) = [o.name for o in system.specification.operations if o.kind == "create"]
    assert system.refused(name, level="INFO", text="x")
    system.call(name, level="ERROR", text="x")
