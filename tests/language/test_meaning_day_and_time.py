"""A day and a time of day are one moment: ends follow from lengths, and rules about the start count from it."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_STUDIO = (
    "A dance has a title and a length in minutes. A caller enters a dance. "
    "A caller books a session for a dance on a date at a start time. "
)


def session(system: Running, dance: str, date: str, start: str) -> dict[str, object]:
    return {"dance": dance, "date": date, "start_time": start}


@pytest.mark.parametrize(
    "said",
    [
        "Two sessions never overlap.",
        "Sessions must not overlap.",
        "No two sessions may overlap.",
        "Sessions never clash.",
    ],
)
def test_what_lasts_as_long_as_the_thing_that_it_is_for_does_not_overlap(said: str) -> None:
    system = Running(_STUDIO + said)
    assert system.unclear == []
    reel = system.call("enter_dance", title="Reel", length=90)["id"]
    system.call("book_session", **session(system, reel, "2026-05-04", "18:00"))
    assert system.refused("book_session", **session(system, reel, "2026-05-04", "19:29"))
    assert system.refused("book_session", **session(system, reel, "2026-05-04", "16:31"))
    system.call("book_session", **session(system, reel, "2026-05-04", "19:30"))
    system.call("book_session", **session(system, reel, "2026-05-05", "18:30"))


def test_the_start_is_the_time_on_that_day() -> None:
    system = Running(_STUDIO + "A session can be booked until 24 hours before its start.")
    assert system.unclear == []
    reel = system.call("enter_dance", title="Reel", length=90)["id"]
    assert system.refused("book_session", "2026-05-03T18:00", **session(system, reel, "2026-05-04", "17:59"))
    system.call("book_session", "2026-05-03T18:00", **session(system, reel, "2026-05-04", "18:00"))


def test_what_stands_there_before_is_booked_and_not_made() -> None:
    system = Running("A barge has a name. A skipper books a barge on a date. Barges are added by the clerk.")
    barge = system.call("add_barge", name="Anna")["id"]
    system.call("book_barge", barge=barge, skipper="s1", date="2026-05-04")
