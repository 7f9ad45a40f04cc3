"""What customers ask for in passing: figures each week, a search, who has what; and what letters say around it."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

TRIPS = "A driver has a name. A trip has a driver, a date, a distance in km, a kind (short or long) and a fare in euro."


@pytest.mark.parametrize(
    ("said", "when", "told"),
    [
        ("Every Monday at 08:00 the owner gets the number of trips of last week per driver.",
         "2026-03-09T08:00", "Number of trips per driver: Ann: 2; Ben: 0"),
        ("On the first of each month the owner gets a report with the number of trips and the total distance of the month before.",
         "2026-04-01T08:00", "Number of trips: 4, total distance: 33"),
        ("At the end of each month the owner gets a report with the number of trips and the income per driver.",
         "2026-04-01T08:00", "Number of trips, income per driver: Ann: 2, 12.5; Ben: 2, 6"),
        ("On the last day of the month at 19:00 I'd like to know how many trips there were that month and how much came in.",
         "2026-03-31T19:00", "Number of trips: 4, income: 18.5"),
        ("As an owner, I want every Monday at 08:00 the total distance of last week, per kind.",
         "2026-03-09T08:00", "Total distance per kind: short: 10; long: 20"),
    ],
)  # fmt: skip
def test_figures_of_a_time_altogether_or_for_each(said: str, when: str, told: str) -> None:
    system = Running(f"{TRIPS} {said}")
    assert system.unclear == []
    ann, ben = (system.call("add_driver", name=name)["id"] for name in ("Ann", "Ben"))
    for driver, distance, kind, fare, date in (
        (ann, 10, "short", "5.00", "2026-03-02"),
        (ann, 20, "long", "7.50", "2026-03-08"),
        (ben, 1, "short", "3.00", "2026-03-09"),
        (ben, 2, "short", "3.00", "2026-03-31"),
    ):
        system.call("add_trip", driver=driver, distance=distance, kind=kind, fare=fare, date=date)
    assert [str(note.text) for note in system.told("owner", when)] == [told]


def test_what_nothing_is_kept_of_is_no_figure() -> None:
    system = Running(
        f"{TRIPS} Every Monday at 08:00 the owner gets the number of trips and the total weight of last week."
    )
    assert system.specification.schedules == (), "a report without one of its figures would be another one"
    assert len(system.unclear) == 1


LETTER = """# Letter
Hello Ann,

we're a small club with about 40 members. At the moment everything is kept in a notebook.
A member has a name and a phone number. Oh, and one more thing: please make sure that only the trainer can change the phone number.

That's it. Thanks a lot,
Ben
"""


def test_a_letter_says_more_than_its_rules() -> None:
    system = Running(LETTER)
    assert system.unclear == []
    (member,) = [system.call("add_member", name="A", phone_number="1")["id"]]
    (change,) = [o for o in system.specification.operations if o.kind == "change"]
    assert system.refused(change.name, role="member", member=member, phone_number="2")
    assert system.call(change.name, role="trainer", member=member, phone_number="2")["phone_number"] == "2"


def test_whoever_is_listed_books_what_is_listed() -> None:
    system = Running("A flat has a number. A machine has a name. Flats reserve machines for a date.")
    assert system.unclear == []
    flat, machine = system.call("add_flat", number="5")["id"], system.call("add_machine", name="W1")["id"]
    booked = system.call("reserve_machine", flat=flat, machine=machine, date="2026-03-10")
    assert (booked["flat"], booked["machine"]) == (flat, machine)
    assert system.refused("reserve_machine", flat=flat, machine=machine, date="2026-03-10")


def test_things_are_found_by_name_and_whoever_has_them() -> None:
    system = Running(
        "A tool has a name and a shelf. A neighbour borrows a tool and returns it. "
        "The caretaker needs to be able to search for a tool by name or shelf, and see who has what at the moment."
    )
    assert system.unclear == []
    drill, saw = (system.call("add_tool", name=n, shelf=s)["id"] for n, s in (("Big drill", "A1"), ("Saw", "B")))
    assert [row["tool"] for row in system.call("find_tools_by_name_or_shelf", name="drill")] == [drill]
    assert [row["tool"] for row in system.call("find_tools_by_name_or_shelf", shelf="b")] == [saw]
    loan = system.call("borrow_tool", tool=drill, neighbour="n1")["id"]
    system.call("borrow_tool", tool=saw, neighbour="n2")
    assert [row["neighbour"] for row in system.call("list_current_loans")] == ["n1", "n2"]
    system.call("return_loan", loan=loan)
    assert [row["neighbour"] for row in system.call("list_current_loans")] == ["n2"]


def test_looking_is_nothing_that_is_done_to_a_thing() -> None:
    system = Running(
        "A room has a name. Bands book a room for a day. The office can see all bookings of a day, sorted by room."
    )
    assert not [name for e in system.specification.entities for f in e.fields if (name := f.name).startswith("seen")]


HOUSEHOLD = "A household has a first name, a number of people, an address and a reason."


@pytest.mark.parametrize(
    "said",
    [
        "The helper sees the first name and the number of people, not the address and not the reason.",
        "The helper sees everything except the address and the reason.",
        "The helper can see households, but not the address and the reason.",
    ],
)
def test_what_somebody_does_not_see_of_what_they_see(said: str) -> None:
    system = Running(f"{HOUSEHOLD} {said}")
    assert system.unclear == []
    one = system.call("add_household", first_name="A", number_of_people=3, address="X", reason="Y")
    (seen,) = system.call("list_households", role="helper")
    assert {"address", "reason"}.isdisjoint(seen)
    assert (seen["first_name"], seen["number_of_people"]) == ("A", 3)
    assert system.call("get_household", id=one["id"])["address"] == "X", "others see all of it"


def test_what_is_not_kept_is_hidden_from_nobody() -> None:
    system = Running(f"{HOUSEHOLD} The helper sees the first name, but not the colour.")
    assert len(system.unclear) == 1
    assert {f.name for e in system.specification.entities for f in e.fields} == {
        "first_name",
        "number_of_people",
        "address",
        "reason",
    }
