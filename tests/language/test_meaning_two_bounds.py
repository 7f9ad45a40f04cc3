"""Two bounds in one sentence, bounds in a later sentence, and bounds of how many there are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.language._machine import Running


def day(ahead: int) -> str:
    """So many days after the day on which the machine starts."""
    return str(date(2026, 3, 2) + timedelta(days=ahead))


@pytest.mark.parametrize(
    "said",
    [
        "A booking can be made at most 28 and at least 2 days before the start date.",
        "A room can be booked at least 2 and at most 28 days before the start date.",
        "A room can only be booked at most 28 days and at least 2 days before the start date.",
    ],
)
def test_between_two_distances(said: str) -> None:
    system = Running(f"A guest books a room. A room has a name. A booking has a start date. {said}")
    assert system.unclear == []
    room = system.call("add_room", name="A")["id"]
    refused = {
        n: system.refused("book_room", room=room, guest="ada", start_date=day(n)) for n in (0, 1, 2, 3, 28, 29, 40)
    }
    assert {n for n, no in refused.items() if no} == {0, 1, 29, 40}


def test_bounds_in_a_later_sentence_hold() -> None:
    for said, out, fine in (
        ("An article has a price of at least 5 euro.", "4.99", "5.00"),
        ("Every article has a price of at most 90 euro.", "90.01", "90.00"),
    ):
        system = Running(f"An article has a name and a price in euro. {said} A clerk enters an article.")
        assert system.unclear == []
        assert system.refused("enter_article", name="A", price=out)
        system.call("enter_article", name="A", price=fine)
    system = Running("A crate has a name and a weight in kg. A crate has a weight of at least 2 and at most 30 kg.")
    for weight, refused in (("1.9", True), ("2", False), ("30", False), ("30.1", True)):
        assert system.refused("add_crate", name=weight, weight=weight) is refused


def test_bounds_of_a_field_that_is_named_with_them() -> None:
    system = Running("A pass has a holder. A pass has a price of at least 5 euro. A clerk enters a pass.")
    assert system.refused("enter_pass", holder="ada", price="4.99")
    system.call("enter_pass", holder="ada", price="5.50")


@pytest.mark.parametrize(
    "said",
    ["at least 3 and at most 11 players", "between 3 and 11 players", "no fewer than 3 and no more than 11 players"],
)
def test_how_many_there_are(said: str) -> None:
    system = Running(f"A team has a name. A team has {said}. A coach enters a team.")
    assert system.unclear == []
    given = {n: system.refused("enter_team", name=str(n), number_of_players=n) for n in (2, 3, 11, 12)}
    assert given == {2: True, 3: False, 11: False, 12: True}


def test_at_most_so_many_of_what_nothing_else_is_kept_of() -> None:
    system = Running(
        "A lift has a number. A lift carries at most 8 persons. A choir has a name. A choir has at most 40 singers."
    )
    assert system.refused("add_choir", name="A", number_of_singers=41)
    system.call("add_choir", name="A", number_of_singers=40)


def test_when_somebody_does_it_says_when_it_is_refused() -> None:
    text = "A trader requests a pitch at most 28 days and at least 2 days before the market day. A request has a market day. A pitch has a number."
    system = Running(text)
    assert system.unclear == []
    pitch = system.call("add_pitch", number="7")["id"]
    refused = {n: system.refused("request_pitch", pitch=pitch, trader="ada", market_day=day(n)) for n in (1, 2, 28, 29)}
    assert refused == {1: True, 2: False, 28: False, 29: True}


def test_a_paragraph_that_begins_with_what_it_is_about() -> None:
    system = Running(
        "# Shed\n\nFees. A key costs 3 euro. A key has a holder.\n\nKeeping of keys. A clerk enters a key."
    )
    assert system.unclear == []
