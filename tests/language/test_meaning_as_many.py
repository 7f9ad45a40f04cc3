"""Places counted one against the other, and deeds that many do to the same thing."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("declared", "rule", "word"),
    [
        ("A trip has a title and a number of seats. A member books a trip.",
         "When there are as many bookings as seats, the trip is full.", "full"),
        ("A menu has a title and a number of portions. A member orders a menu.",
         "As soon as there are as many orders as there are portions, the menu is sold out.", "sold_out"),
        ("A course has a title and a number of places. A member signs up for a course.",
         "A course is closed once there are as many participants as places.", "closed"),
        ("A trip has a title and a number of seats. A member books a trip.",
         "There may never be more bookings than seats.", ""),
        ("A trip has a title and a number of seats. A member books a trip.",
         "If there are as many bookings as seats, nobody else can book it.", ""),
    ],
)  # fmt: skip
def test_there_are_no_more_than_there_are_places(declared: str, rule: str, word: str) -> None:
    system = Running(f"A member has a name. {declared} {rule}")
    assert system.unclear == []
    operations = {o.name: o for o in system.specification.operations}
    thing = next(n.removeprefix("add_") for n in operations if n.startswith("add_") and n != "add_member")
    doing = next(n for n in operations if n.endswith(f"_{thing}") and not n.startswith(("add_", "get_", "list_")))
    number = next(p.name for p in operations[f"add_{thing}"].inputs if p.type.kind == "integer")
    row = system.call(f"add_{thing}", **{"title": "A", number: 2})["id"]
    members = [system.call("add_member", name=name)["id"] for name in ("Ann", "Ben", "Cem")]
    asks = {p.name for p in operations[doing].inputs}
    for member in members[:2]:
        assert not (word and system.call(f"get_{thing}", id=row)[word])
        system.call(doing, **{name: value for name, value in ((thing, row), ("member", member)) if name in asks})
    assert not word or system.call(f"get_{thing}", id=row)[word]
    assert system.refused(
        doing, **{name: value for name, value in ((thing, row), ("member", members[2])) if name in asks}
    )


@pytest.mark.parametrize(
    ("deed", "operation", "number"),
    [
        ("A member rates a film with 1 to 10 points.", "rate_film", "number_of_points"),
        ("Members can rate films with 1 to 10 stars.", "rate_film", "number_of_stars"),
        ("A member rates a film with a score from 1 to 10.", "rate_film", "score"),
    ],
)
def test_what_many_do_to_the_same_thing_is_recorded_each_time(deed: str, operation: str, number: str) -> None:
    system = Running(f"A member has a name. A film has a title. {deed}")
    assert system.unclear == []
    film = system.call("add_film", title="Dune")["id"]
    ann, ben = (system.call("add_member", name=name)["id"] for name in ("Ann", "Ben"))
    system.call(operation, film=film, member=ann, **{number: 10})
    system.call(operation, film=film, member=ben, **{number: 1})
    for wrong in (0, 11):
        assert system.refused(operation, film=film, member=ben, **{number: wrong})


def test_what_is_listed_is_ordered_by_many() -> None:
    system = Running(
        "A pupil has a name and a balance in euro. A meal has a title and a price in euro. A pupil orders a meal. "
        "Nobody may order a meal that costs more than their balance."
    )
    assert system.unclear == []
    meal = system.call("add_meal", title="Soup", price="3.50")["id"]
    ann, ben = (
        system.call("add_pupil", name=name, balance=balance)["id"]
        for name, balance in (("Ann", "3.50"), ("Ben", "3.49"))
    )
    system.call("order_meal", meal=meal, pupil=ann)
    assert system.refused("order_meal", meal=meal, pupil=ben)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("A clerk may confirm at most two forms a day.", "clerk"),
        ("Nobody may confirm more than two forms a day.", "clerk"),
    ],
)
def test_deeds_are_counted_for_whoever_does_them_on_the_day_on_which_they_are_done(said: str, role: str) -> None:
    system = Running(f"A form has a note and a state (open or confirmed). A clerk confirms forms. {said}")
    assert system.unclear == []
    forms = [system.call("add_form", note="x", state="open")["id"] for _ in range(5)]
    for form in forms[:2]:
        system.call("confirm_form", role=role, by="ann", form=form)
    assert system.refused("confirm_form", role=role, by="ann", form=forms[2])
    system.call("confirm_form", role=role, by="ben", form=forms[2])
    system.call("confirm_form", "2026-03-03T09:00", role=role, by="ann", form=forms[3])


def test_verdicts_are_counted_and_not_what_is_judged() -> None:
    system = Running(
        "A paper has a heading. An author submits papers. Once two different reviewers have approved a paper, it is published. "
        "A reviewer may approve at most two papers a day."
    )
    assert system.unclear == []
    papers = [system.call("add_paper", heading="x", role="author", by="ida")["id"] for _ in range(3)]
    for paper in papers:
        system.call("submit_paper", role="author", by="ida", paper=paper)
    for paper in papers[:2]:
        system.call("approve_paper", role="reviewer", by="ann", paper=paper)
    assert system.refused("approve_paper", role="reviewer", by="ann", paper=papers[2])
    system.call("approve_paper", role="reviewer", by="ben", paper=papers[2])
