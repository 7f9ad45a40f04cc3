"""What must be done again and again is due again so long after the last time; nobody does it but those who do it."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_TEXT = "A kiln has a name. A member cleans a kiln. "


@pytest.mark.parametrize(
    "said",
    [
        "A kiln must be cleaned every month.",
        "Once a month somebody has to clean the kiln.",
        "Every kiln has to be cleaned at least once a month.",
    ],
)
def test_a_month_after_the_last_time(said: str) -> None:
    system = Running(_TEXT + said)
    assert system.unclear == []
    kiln = system.call("add_kiln", at="2026-03-02T09:00", name="Big")["id"]
    assert system.call("get_kiln", at="2026-04-02T23:00", id=kiln)["to_be_cleaned"] is False
    late = system.call("get_kiln", at="2026-04-03T00:00", id=kiln)
    assert late["to_be_cleaned"] is True
    assert late["cleaned_at"] is None
    system.call("clean_kiln", at="2026-04-10T10:00", kiln=kiln, role="member")
    after = system.call("get_kiln", at="2026-04-10T10:01", id=kiln)
    assert after["to_be_cleaned"] is False
    assert after["to_be_cleaned_by"] == "2026-05-10"
    system.call("clean_kiln", at="2026-04-20T10:00", kiln=kiln, role="member")
    assert system.call("get_kiln", at="2026-04-20T10:01", id=kiln)["to_be_cleaned_by"] == "2026-05-20"
