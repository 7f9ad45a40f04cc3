"""How much there is room for, by kind, and what is refused because it would be more."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


def test_a_team_larger_than_the_hall_holds() -> None:
    text = (
        "A hall has a name and a size (small or large). A team has a name and a number of people. "
        "A small hall holds 40 people, a large one 80. A team books a hall. "
        "A booking is refused if the team has more people than the hall holds."
    )
    system = Running(text)
    assert system.unclear == []
    small, large = (system.call("add_hall", name=size, size=size)["id"] for size in ("small", "large"))
    teams = {n: system.call("add_team", name=str(n), number_of_people=n)["id"] for n in (40, 41, 80, 81)}
    system.call("book_hall", hall=small, team=teams[40])
    assert system.refused("book_hall", hall=small, team=teams[41])
    system.call("book_hall", hall=large, team=teams[80])
    assert system.refused("book_hall", hall=large, team=teams[81])


@pytest.mark.parametrize(
    "said",
    [
        "A small boat holds 4 people, a large one 8.",
        "A small boat can carry 4 people and a large one 8.",
        "A small boat holds 4 people. A large boat holds 8 people.",
        "A small boat seats 4 people and a large boat seats 8.",
    ],
)
def test_more_people_than_it_holds(said: str) -> None:
    text = (
        f"A boat has a name and a size: small or large. {said} A guest rents a boat. A rental has a number of people. "
        "A rental is refused if there are more people than the boat holds."
    )
    system = Running(text)
    assert system.unclear == []
    small, large = (system.call("add_boat", name=size, size=size)["id"] for size in ("small", "large"))
    assert system.call("get_boat", id=large)["capacity"] == 8
    system.call("rent_boat", boat=small, guest="ada", number_of_people=4)
    assert system.refused("rent_boat", boat=small, guest="ada", number_of_people=5)
    assert system.refused("rent_boat", boat=large, guest="ada", number_of_people=9)


def test_the_capacity_by_name() -> None:
    text = (
        "A bench has a length (short, middling, long). A short bench seats 2 guests, a middling one 4 and a long one 8. "
        "A guest reserves a bench. A reservation has a number of guests. "
        "A reservation is refused if the number of guests is above the capacity of the bench."
    )
    system = Running(text)
    assert system.unclear == []
    bench = system.call("add_bench", length="middling")["id"]
    guest = system.call("add_guest", name="Ada")["id"]
    assert system.refused("reserve_bench", bench=bench, guest=guest, number_of_guests=5)
    system.call("reserve_bench", bench=bench, guest=guest, number_of_guests=4)


def test_which_of_the_kinds_it_is_is_said_when_it_is_entered() -> None:
    text = (
        "A boat is small or large. A boat has a name. A small boat holds 4 people, a large one 8. A guest rents a boat. "
        "A rental has a number of people. A rental is refused if there are more people than the boat holds."
    )
    system = Running(text)
    assert system.unclear == []
    boat = system.call("add_boat", name="A", size="large")["id"]
    system.call("rent_boat", boat=boat, guest="ada", number_of_people=8)
    assert system.refused("rent_boat", boat=boat, guest="ada", number_of_people=9)
    assert system.refused("add_boat", name="B")
