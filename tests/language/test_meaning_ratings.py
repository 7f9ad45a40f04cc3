"""Stars that are given to things, and what they come to on average."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("said", "stars"),
    [
        ("A guest can rate a dish with one to five stars. The average rating of each dish is shown.", "number_of_stars"),
        ("Guests can give each dish a rating of one to five stars. The average rating is shown with the dish.", "number_of_stars"),
        ("Guests rate dishes from 1 to 5. Everybody can see the average rating of a dish.", "number_of_points"),
    ],
)  # fmt: skip
def test_stars_and_their_average(said: str, stars: str) -> None:
    system = Running(f"A dish has a name. {said}")
    assert system.unclear == []
    soup, cake = (system.call("add_dish", name=name)["id"] for name in ("Soup", "Cake"))
    for guest, given in (("a", 5), ("b", 4), ("c", 4)):
        system.call("rate_dish", dish=soup, guest=guest, **{stars: given})
    assert system.refused("rate_dish", dish=soup, guest="d", **{stars: 0})
    assert system.refused("rate_dish", dish=soup, guest="d", **{stars: 6})
    assert system.call("get_dish", id=soup)["average_rating"] == Decimal("4.33")
    assert system.call("get_dish", id=cake)["average_rating"] is None, "nobody has rated it"


def test_the_average_of_what_nobody_gives_is_not_shown() -> None:
    assert len(Running("A dish has a name. The average weight of each dish is shown.").unclear) == 1
