"""When what has a number of places is full."""

from tests.language._machine import Running

COURSES = """# Courses
A member has a name. A course has a title, a date and a number of places. A member can book a course. A booking can be cancelled.
A booking is refused if the course is full.
"""
BUSES = """# Outings
A guest has a name. An outing has a name and a capacity. A guest can reserve an outing. A reservation has a number of seats.
A reservation is refused once the outing is fully booked.
"""


def test_a_course_is_full_when_its_places_are_booked_and_a_cancelled_booking_frees_one() -> None:
    desk = Running(COURSES)
    assert desk.unclear == []
    course = desk.call("add_course", title="Glazing", date="2026-04-01", number_of_places=2)["id"]
    other = desk.call("add_course", title="Throwing", date="2026-04-01", number_of_places=2)["id"]
    members = [desk.call("add_member", name=name)["id"] for name in ("Ada", "Ben", "Cyd")]
    first = desk.call("book_course", course=course, member=members[0])["id"]
    desk.call("book_course", course=course, member=members[1])
    assert desk.refused("book_course", course=course, member=members[2])
    desk.call("book_course", course=other, member=members[2])
    desk.call("cancel_booking", booking=first)
    desk.call("book_course", course=course, member=members[2])


def test_a_taker_of_many_places_takes_as_many() -> None:
    desk = Running(BUSES)
    outing = desk.call("add_outing", name="Dam", capacity=10)["id"]
    guest = desk.call("add_guest", name="Ada")["id"]
    desk.call("reserve_outing", outing=outing, guest=guest, number_of_seats=9)
    desk.call("reserve_outing", outing=outing, guest=guest, number_of_seats=1)
    assert desk.refused("reserve_outing", outing=outing, guest=guest, number_of_seats=1)
