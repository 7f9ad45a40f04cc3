"""What it costs to call something off, in the words in which customers say it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

LESSONS = "A pupil has a name. A lesson has a pupil, a start and a length in minutes. A lesson costs 58 euro. "


@pytest.mark.parametrize(
    ("said", "fee"),
    [
        ("A lesson can be cancelled free of charge until 24 hours before it starts. After that, half of the price is charged.", "29"),
        ("As a pupil, I want to cancel free of charge up to 24 hours before the lesson; after that I pay 60 percent of its price.", "34.80"),
        ("Cancelling a lesson costs nothing up to 24 hours before, and 12 euro after that.", "12"),
        ("A pupil may cancel a lesson until 24 hours before it begins free of charge. Later cancellations cost half the price.", "29"),
        ("If a lesson is cancelled less than 24 hours before it starts, the full price is charged.", "58"),
    ],
)  # fmt: skip
def test_it_is_free_in_time_and_costs_a_share_later(said: str, fee: str) -> None:
    for at, charged in (("2026-03-11T14:00", "0"), ("2026-03-11T14:01", fee)):
        system = Running(LESSONS + said)
        assert system.unclear == []
        pupil = system.call("add_pupil", name="A")["id"]
        lesson = system.call("add_lesson", pupil=pupil, start="2026-03-12T14:00", length=45)["id"]
        assert system.call("cancel_lesson", at, lesson=lesson)["cancel_fee"] == Decimal(charged), at
        assert system.refused("cancel_lesson", lesson=lesson)


def test_it_costs_more_from_day_to_day() -> None:
    said = "Cancelling costs nothing up to 30 days before, half the price up to 8 days before, and the whole price after that."
    for at, charged in (("2026-05-31", 0), ("2026-06-01", 29), ("2026-06-22", 29), ("2026-06-23", 58)):
        system = Running(f"A room has a name. A hire has a room and a date. A hire costs 58 euro. {said}")
        assert system.unclear == []
        room = system.call("add_room", name="A")["id"]
        hire = system.call("add_hire", room=room, date="2026-06-30")["id"]
        assert system.call("cancel_hire", f"{at}T10:00", hire=hire)["cancel_fee"] == charged, at


def test_what_costs_nothing_known_is_not_charged_for() -> None:
    system = Running(
        "A room has a name. A hire has a room and a date. Cancelling a hire costs nothing up to 3 days before, and half the price after that."
    )
    assert len(system.unclear) == 1
