"""Hours that people owe in a year, what missing ones cost, and who owes none."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

TEXTS = (
    """# Garden
A member has a name and a date of birth. A steward enters members. Every member owes 8 hours of work a year.
Members aged 75 or over are exempt. Hours worked are recorded by the steward.
For every missing hour the member pays 12 euro at the end of the year.
""",
    """# Sailing club
A member has a name and a date of birth. A steward enters members. Each member must do eight hours of work per year.
Members aged 75 or older need not work. Hours are entered by the steward. Missing hours cost 12 euro each.
""",
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_missing_at_the_end_of_the_year_is_charged(text: str) -> None:
    desk = Running(text, "2026-03-02T09:00")
    assert desk.unclear == []
    for name, born in (("lazy", "1960-01-01"), ("some", "1960-01-01"), ("done", "1960-01-01"), ("old", "1951-12-31"), ("young", "1952-01-01")):  # fmt: skip
        desk.call("enter_member", name=name, date_of_birth=born, role="steward")
    given = {"date": "2026-05-01", "role": "steward"}
    desk.call("record_member_hours", member="member-2", hours="5", **given)
    for _ in range(2):
        desk.call("record_member_hours", member="member-3", hours="4.5", **given)
    desk.call("record_member_hours", member="member-1", hours="8", **{**given, "date": "2025-12-31"})
    assert desk.refused("record_member_hours", member="member-1", hours="1", **{**given, "role": "visitor"})
    desk.machine.clock("2026-12-31T23:00")
    assert {float(row["charged_for_missing_hours"]) for row in desk.call("list_members")} == {0.0}
    desk.machine.clock("2027-01-01T00:00")
    charged = {row["name"]: float(row["charged_for_missing_hours"]) for row in desk.call("list_members")}
    assert charged == {"lazy": 96.0, "some": 36.0, "done": 0.0, "old": 0.0, "young": 96.0}
