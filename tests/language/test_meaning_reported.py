"""What things report of themselves, and things that are but a few values."""

from __future__ import annotations

from tests.language._machine import Running

CRANES = """# Cranes

We look after three cranes (A, B, C).
Every crane sends its lane (1 to 8), heading (north, south, idle), grab (open, shut) and load in t.

- A job is a lane and a heading.
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


def test_a_thing_that_is_but_a_few_values_has_them() -> None:
    yard = Running(CRANES)
    assert not yard.refused("add_job", lane=1, heading="south")
    assert yard.refused("add_job", lane=1, heading="up")
