"""Bounds, overlaps, quotas, cut-offs, states and sums that fill an amount: in other domains."""

from __future__ import annotations

import pytest

from autogenesis.language import understand
from autogenesis.skills import signatures
from blueprints import Specification, check_specification, uncovered_literals

BASE = (
    "A cabin has a number, a colour and a deposit in euro.\n"
    "A booking has a cabin, a guest, a first day, a last day, a price in euro and a status (open, confirmed, settled, cancelled).\n"
    "An instalment has a booking and a price in euro.\n"
    "An inspection has a cabin and a date.\n"
)


def read(*sentences: str) -> Specification:
    text = "# Cabins\n\n" + BASE + "\n".join(sentences)
    specification = understand(text.encode()).specification
    assert check_specification(specification, signatures()) == ()
    assert uncovered_literals(specification, text) == ()
    return specification


def patterns(specification: Specification) -> set[str]:
    return {r.pattern for r in specification.requirements}


def rules(specification: Specification, entity: str) -> int:
    (found,) = (e for e in specification.entities if e.name == entity)
    return len(found.invariants)


@pytest.mark.parametrize(
    "sentence",
    [
        "The deposit must be at least 50 euro and at most 900 euro.",
        "The deposit of a cabin shall be at least 50 euro.",
        "The deposit must not be more than 900 euro.",
    ],
)
def test_bounds_of_a_number(sentence: str) -> None:
    specification = read(sentence)
    assert "field_bounds" in patterns(specification)
    assert rules(specification, "cabin") > rules(read(), "cabin")


@pytest.mark.parametrize(
    "sentence",
    [
        "The last day must be after the first day.",
        "The first day must not be after the last day.",
        "The first day shall be earlier than the last day.",
        "The system shall reject a booking whose last day is before its first day.",
    ],
)
def test_one_date_after_another(sentence: str) -> None:
    assert "field_after_field" in patterns(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "No two bookings of the same cabin may overlap.",
        "Two bookings of the same cabin must not overlap.",
        "If two bookings of the same cabin overlap, the system shall reject the second.",
    ],
)
def test_no_two_at_once(sentence: str) -> None:
    specification = read(sentence)
    assert "never_two" in patterns(specification)
    assert rules(specification, "booking") > rules(read(), "booking")


@pytest.mark.parametrize(
    "sentence",
    [
        "Two inspections of the same cabin on the same date are not allowed.",
        "At most one inspection per cabin and day.",
        "At most 4 inspections per day.",
        "No more than 20 inspections per month.",
    ],
)
def test_how_many_inspections(sentence: str) -> None:
    assert rules(read(sentence), "inspection") == 1


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("A guest may make at most 2 bookings per week.", "at_most_each"),
        ("Each guest may have at most 3 bookings.", "at_most"),
    ],
)
def test_how_many_for_each(sentence: str, pattern: str) -> None:
    assert pattern in patterns(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "A booking can be cancelled until 48 hours before the first day.",
        "Guests can cancel a booking up to 2 days before the first day.",
        "The warden may cancel a booking until 12 hours before; all helpers are told.",
    ],
)
def test_until_when(sentence: str) -> None:
    specification = read(sentence)
    assert "cut_off" in patterns(specification)
    (cancel,) = (o for o in specification.operations if o.name == "cancel_booking")
    assert len(cancel.guards) == 2


def test_states_allow_tell_and_lapse() -> None:
    specification = read(
        "An open booking can be confirmed.",
        "Only a confirmed booking can be settled.",
        "When a booking is confirmed, the guest receives a message.",
        "Bookings that are not confirmed within 3 days are cancelled automatically.",
    )
    assert {"from_state", "told_of_deed", "lapses_undone"} <= patterns(specification)
    assert {"confirm_booking", "settle_booking"} <= {o.name for o in specification.operations}
    assert len(specification.reactions) == 1
    assert len(specification.timers) == 1


def test_a_sum_that_fills_an_amount() -> None:
    specification = read(
        "When the instalments cover the price, the booking is settled.",
        "Nobody may pay more than what is still open.",
    )
    assert {"covering", "no_more_than_open"} <= patterns(specification)
    assert rules(specification, "instalment") > rules(read(), "instalment")


def test_what_names_nothing_known_stays_unclear() -> None:
    sentences = (
        "The temperature must be at least 50 and at most 90.",
        "No two balloons of the same colour may overlap.",
        "A balloon can be burst until 2 days before the fair.",
        "When the balloons cover the sky, the fair is opened.",
    )
    specification = read(*sentences)
    assert {c.status for c in specification.clauses[-5:]} <= {"unclear", "generic"}
