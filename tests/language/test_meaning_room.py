"""How many a thing takes: no more rows are made for it, in whatever words the text says so."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_JOINING = "A member can sign up for a course. A course has a date. A member has a name. "


@pytest.mark.parametrize(
    "said",
    [
        "A course can take at most 2 members.",
        "There is room for 2 members on a course.",
        "A course is limited to 2 members.",
        "At most 2 members can sign up for a course.",
        "There are at most 2 names on a course.",
        "A course has room for 2 members.",
    ],
)
def test_no_more_sign_up_than_there_is_room_for(said: str) -> None:
    system = Running(_JOINING + said)
    assert system.unclear == []
    dance, song = (system.call("add_course", date=day)["id"] for day in ("2026-04-01", "2026-04-02"))
    ann, ben, cem = (system.call("add_member", name=name)["id"] for name in ("Ann", "Ben", "Cem"))
    system.call("sign_up_course", course=dance, member=ann)
    system.call("sign_up_course", course=dance, member=ben)
    assert system.refused("sign_up_course", course=dance, member=cem)
    system.call("sign_up_course", course=song, member=cem)


def test_what_is_full_is_meant_of_what_has_the_room() -> None:
    system = Running(
        "A guest can book a hut. There is room for 1 guest in a hut. When it is full, nobody can book it. "
        "Any further booking is refused. A booking can be cancelled."
    )
    assert system.unclear == []
    hut = system.call("add_hut", name="Alm")["id"]
    booking = system.call("book_hut", hut=hut, guest="g1")["id"]
    assert system.refused("book_hut", hut=hut, guest="g2")
    system.call("cancel_booking", booking=booking)
    system.call("book_hut", hut=hut, guest="g2")


def test_each_kind_takes_its_own_number() -> None:
    system = Running(
        "A niche has a number and a kind: narrow, deep or double. An urn has a name and a niche. "
        "A narrow niche takes one urn, a deep niche two and a double niche four. Any further urn is refused."
    )
    assert system.unclear == []
    narrow = system.call("add_niche", number=1, kind="narrow")["id"]
    deep = system.call("add_niche", number=2, kind="deep")["id"]
    system.call("add_urn", name="a", niche=narrow)
    assert system.refused("add_urn", name="b", niche=narrow)
    for name in ("c", "d"):
        system.call("add_urn", name=name, niche=deep)
    assert system.refused("add_urn", name="e", niche=deep)


def test_people_of_a_booking_are_added_up_and_what_has_its_own_time_is_not() -> None:
    seats = Running(
        "A guest can book a table. A table has a number. A booking has a table, a guest and a number of people. "
        "A table seats at most 6 people."
    )
    table = seats.call("add_table", number="1")["id"]
    seats.call("book_table", table=table, guest="g1", number_of_people=4)
    assert seats.refused("book_table", table=table, guest="g2", number_of_people=3)
    seats.call("book_table", table=table, guest="g2", number_of_people=2)
    boats = Running(
        "A boat has a name and a size (small, large). A booking has a boat, a start, an end and a number of guests. "
        "A small boat holds 4 guests, a large one 8."
    )
    boat = boats.call("add_boat", name="Elsa", size="small")["id"]
    times = {"start": "2026-04-01", "end": "2026-04-01"}
    assert boats.refused("add_booking", boat=boat, number_of_guests=5, **times)
    boats.call("add_booking", boat=boat, number_of_guests=4, **times)
    later = {"start": "2026-04-02", "end": "2026-04-02"}
    boats.call("add_booking", boat=boat, number_of_guests=4, **later)
