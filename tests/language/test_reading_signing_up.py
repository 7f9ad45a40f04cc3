"""Whoever signs up is what is entered; what is reported is a thing; numbers that begin somewhere and stay within bounds."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    "said",
    [
        "A tenant registers with a name and a phone number.",
        "Tenants sign up with their name and their phone number.",
        "New tenants join the club with name and phone number.",
        "When a tenant registers, she gives a name and a phone number.",
        "Every tenant must register online by giving a name and a phone number.",
    ],
)
def test_whoever_signs_up_is_entered(said: str) -> None:
    running = Running(f"# Flats\n{said}\n")
    assert not running.unclear
    running.call("register_tenant", name="Ida", phone_number="123")
    assert running.refused("register_tenant", name="Ida")


def test_signing_up_with_somebody_says_nothing_of_fields() -> None:
    running = Running("# Flats\nA flat has a number. A tenant registers with the caretaker and the board.\n")
    assert running.unclear


def test_whoever_applies_for_something_does_not_belong_to_it() -> None:
    running = Running(
        "# Permits\nA resident registers with a name and a flat number. A resident applies for a permit.\n"
    )
    running.call("register_resident", name="Ida", flat_number="3")


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("A neighbour reports a fault with a remark and a date.", {"remark": "dark", "date": "2026-03-01"}),
        ("A neighbour reports faults. A fault has a remark and a date.", {"remark": "dark", "date": "2026-03-01"}),
        ("A neighbour can report a fault.", {"name": "dark"}),
        ("A neighbour reports a fault. The caretaker mends the fault.", {"name": "dark"}),
    ],
)
def test_what_is_reported_is_a_thing_of_its_own(said: str, given: dict[str, str]) -> None:
    running = Running(f"# Street\n{said}\n")
    running.call("report_fault", role="neighbour", **given)
    assert [entity.name for entity in running.specification.entities] == ["fault"]


@pytest.mark.parametrize(
    "said",
    [
        "New members start with a rating of 1200.",
        "A new member has a rating of 1200.",
        "The rating of a new member is 1200.",
        "The rating starts at 1200.",
        "Members begin with a rating of 1200.",
    ],
)
def test_a_number_begins_where_it_is_said_to(said: str) -> None:
    running = Running(f"# Club\nA member has a name and a rating. A clerk enters a member. {said}\n")
    assert not running.unclear
    assert running.call("enter_member", name="Ida", role="clerk")["rating"] == 1200


@pytest.mark.parametrize(
    ("said", "within", "beyond"),
    [
        ("A rating must never be below 800.", 800, 799),
        ("A rating is never below 800.", 800, 799),
        ("The rating of a member is never below 800.", 800, 799),
        ("A rating must not be above 3000.", 3000, 3001),
        ("The rating of a member may not be over 3000.", 3000, 3001),
    ],
)
def test_a_number_stays_within_what_it_never_passes(said: str, within: int, beyond: int) -> None:
    running = Running(f"# Club\nA member has a name and a rating. A clerk enters a member. {said}\n")
    assert not running.unclear
    running.call("enter_member", name="Ida", rating=within, role="clerk")
    assert running.refused("enter_member", name="Bo", rating=beyond, role="clerk")


@pytest.mark.parametrize("said", ["The rating is below 800.", "Ratings never fall below 800."])
def test_what_a_number_is_or_does_bounds_nothing(said: str) -> None:
    running = Running(f"# Club\nA member has a name and a rating. A clerk enters a member. {said}\n")
    assert running.unclear
