"""Which nouns stand for people: by what English says of them, and by what a text shows; never by a list of ours."""

from __future__ import annotations

import pytest

from autogenesis.language._people import may_name_people, names_people, noun_kind, people_of
from autogenesis.language._tokens import tag


@pytest.mark.parametrize("noun", ["plumber", "pupil", "police officer", "co-worker", "skipper", "juror", "tenant"])
def test_a_noun_for_a_person_is_known(noun: str) -> None:
    assert names_people(noun)


@pytest.mark.parametrize("noun", ["locker", "freezer", "newsletter", "sensor", "coffee", "container"])
def test_an_ending_alone_makes_nobody(noun: str) -> None:
    assert not may_name_people(noun)


def test_groups_of_people_are_told_from_people() -> None:
    assert [noun_kind(noun) for noun in ("choir", "household", "singer")] == ["people", "people", "person"]


@pytest.mark.parametrize(
    "told",
    [
        "A florb who is late pays 2 euro.",
        "As a florb, I want to see my crates.",
        "The system reminds the florb after 3 days.",
        "The florb is told at once.",
        "A florb wants a crate.",
        "The florb's e-mail is kept.",
    ],
)
def test_a_word_that_nobody_knows_stands_for_people_where_the_text_shows_it(told: str) -> None:
    assert "florb" in people_of([tag(told)])


@pytest.mark.parametrize("told", ["The florb is empty.", "Each florb has a number.", "We paint the florb."])
def test_and_for_a_thing_where_it_does_not(told: str) -> None:
    assert "florb" not in people_of([tag(told)])


def test_a_word_formed_like_one_for_people_needs_a_deed_too() -> None:
    assert "glonker" in people_of([tag("The glonker closes the crate.")])
    assert "glonker" not in people_of([tag("The crate has a glonker.")])


def test_what_is_surely_a_thing_is_nobody_whatever_it_does() -> None:
    assert "locker" not in people_of([tag("The locker opens the door."), tag("The locker is told.")])
