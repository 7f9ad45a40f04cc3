"""What follows from so many within some time, whichever way it is said."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_FAIR = (
    "A stall has a name. A trader enters a stall. A visitor files a complaint about a stall. "
    "A trader books a session for a stall on a date. "
)


@pytest.mark.parametrize(
    "said",
    [
        "Three complaints about one stall within 60 days suspend the stall.",
        "When there are three complaints about one stall within 60 days, the stall is suspended.",
        "After three complaints within 60 days a stall is suspended.",
        "A stall with three complaints within 60 days is suspended.",
        "When a stall gets three complaints within 60 days, the stall is suspended.",
    ],
)
def test_the_third_within_the_time_and_no_third_after_it(said: str) -> None:
    system = Running(_FAIR + said)
    assert system.unclear == []
    assert all("start" not in field.name for entity in system.specification.entities for field in entity.fields)
    wool, soap = (system.call("enter_stall", name=name)["id"] for name in ("wool", "soap"))
    for day in ("2026-03-02T10:00", "2026-04-01T10:00", "2026-05-02T10:00"):
        system.call("file_complaint", day, stall=wool)
    system.call("file_complaint", "2026-05-02T10:30", stall=soap)
    assert not system.refused("book_session", "2026-05-02T11:00", stall=wool, date="2026-06-01")
    system.call("file_complaint", "2026-05-03T10:00", stall=wool)
    assert system.refused("book_session", "2026-05-03T11:00", stall=wool, date="2026-06-02")
    assert not system.refused("book_session", "2026-05-03T11:00", stall=soap, date="2026-06-02")
