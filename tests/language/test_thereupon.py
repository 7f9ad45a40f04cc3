"""Who is told upon a deed that the words before tell."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_FERRY = "A crossing has a name and a date. A captain enters a crossing. "


@pytest.mark.parametrize(
    "said",
    [
        "The captain cancels a crossing. The harbour master is told at once.",
        "Only the captain may cancel a crossing. The harbour master is informed by e-mail.",
        "The captain cancels a crossing; the harbour master is told.",
        "A captain can cancel a crossing, and the harbour master is notified immediately.",
        "The captain cancels a crossing. The harbour master gets a message.",
    ],
)
def test_somebody_is_told_whenever_it_is_done(said: str) -> None:
    system = Running(_FERRY + said)
    assert system.unclear == []
    crossing = system.call("enter_crossing", role="captain", name="a", date="2026-05-04")["id"]
    assert system.told("harbour_master") == []
    system.call("cancel_crossing", role="captain", crossing=crossing)
    assert len(system.told("harbour_master")) == 1


def test_who_is_told_at_some_other_time_is_not_told_upon_the_deed() -> None:
    system = Running(
        _FERRY + "The captain cancels a crossing. The harbour master is told two days before the date of a crossing."
    )
    crossing = system.call("enter_crossing", role="captain", name="a", date="2026-05-04")["id"]
    system.call("cancel_crossing", role="captain", crossing=crossing)
    assert system.told("harbour_master") == []
