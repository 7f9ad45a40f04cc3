"""Kinds of people that are told by their age."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

CLUB = "# Club\n\nA member has a name, a date of birth and a category (adult, youth, senior). {said}\n"


@pytest.mark.parametrize(
    ("said", "category", "born", "accepted"),
    [
        ("Youth is who is under 18 on 1 January of that year.", "youth", "2008-01-01", False),
        ("Youth is who is under 18 on 1 January of that year.", "youth", "2008-01-02", True),
        ("Youth is who is under 18 on 1 January of that year.", "adult", "2008-01-02", True),
        ("Seniors are 65 or older.", "senior", "1961-03-02", True),
        ("Seniors are 65 or older.", "senior", "1961-03-03", False),
        ("An adult is anybody who is at least 18 years old.", "adult", "2008-03-02", True),
        ("An adult is anybody who is at least 18 years old.", "adult", "2008-03-03", False),
    ],
)
def test_nobody_is_entered_as_of_a_kind_of_another_age(said: str, category: str, born: str, accepted: bool) -> None:
    it = Running(CLUB.format(said=said))
    assert it.unclear == []
    assert it.refused("add_member", name="Ann", date_of_birth=born, category=category) is not accepted
