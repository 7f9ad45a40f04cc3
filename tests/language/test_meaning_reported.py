"""What things report of themselves, things that are but a few values, and combinations that there are not."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

CRANES = """# Cranes

We look after three cranes (A, B, C) in a yard with lanes 1 to 8.
Every crane sends its lane, heading (north, south, idle), grab (open, shut) and load in t.

- A job is a lane and a heading. There is no south job on lane 1 and no north job on lane 8.
"""


def test_each_report_brings_the_record_up_to_date() -> None:
    yard = Running(CRANES)
    assert yard.unclear == []
    given = {"lane": 3, "heading": "north", "grab": "open", "load": 2}
    seen = yard.call("report_crane", "2026-03-02T10:00", crane="B", **given)
    assert {name: seen[name] for name in given} == {**given, "load": seen["load"]}
    assert yard.refused("report_crane", crane="D", **given)
    assert yard.refused("report_crane", crane="B", **{**given, "load": -1})
    assert yard.refused("report_crane", crane="B", **{**given, "lane": 9})
    assert yard.refused("report_crane", crane="B", **{**given, "grab": "ajar"})


@pytest.mark.parametrize(
    ("lane", "heading", "fine"),
    [
        (1, "north", True),
        (1, "south", False),
        (8, "south", True),
        (8, "north", False),
        (0, "north", False),
        (9, "south", False),
    ],
)
def test_some_combinations_are_not(lane: int, heading: str, fine: bool) -> None:
    yard = Running(CRANES)
    assert yard.refused("add_job", lane=lane, heading=heading) is not fine
