"""Tenders and requirement lists: numbered wishes, what the system shall allow, who is booked on what, and offers in several sentences."""

from __future__ import annotations

import pytest

from autogenesis.language import understand
from tests.language._machine import Running

COURSES = """# {title}
The system records {person}s (name, date of birth) and {thing}s (title, minimum age in years, number of {place}s, start date and time).
When a {doer} {books} a {person} on a {thing}, the system shall take one {place} of the {thing}.
When a {thing} has no free {place}s, the system shall put the {person} on the waiting list of the {thing}.
If a {person} is younger than the minimum age of the {thing} on its start date, then the system shall refuse the {booking}.
If a {person} is already {booked} on a {thing}, then the system shall refuse a second {booking} on the same {thing}.
{offer}
The system shall allow a {doer} to cancel a {booking} until 72 hours before the start of the {thing}.
If a {doer} cancels later than that, then the system shall refuse the cancellation.
"""
OFFERS = (
    """When a {doer} cancels a {booking}, the system shall offer the free {place} to the first {person} on the waiting list.
While an offer is open, the system shall keep the {place} free for that {person}.
If an offer is not accepted within 48 hours, then the system shall offer the {place} to the next {person} on the waiting list.""",
    """As soon as a {place} becomes free, it must be offered to the first {person} on the waiting list, who has 2 days to accept.
If they do not accept within two days, it passes to the next {person} on the waiting list.""",
)
_WORDS = {"books": "books", "booked": "booked", "booking": "booking"}
TRADES = (
    {"title": "Swimming", "person": "swimmer", "thing": "course", "place": "place", "doer": "parent", **_WORDS},
    {"title": "Trips", "person": "pupil", "thing": "excursion", "place": "seat", "doer": "teacher", **_WORDS},
)


def at_work(offer: str, words: dict[str, str]) -> Running:
    desk = Running(COURSES.format(offer=offer.format(**words), **words), "2026-04-01T10:00")
    assert desk.unclear == []
    desk.call("add_" + words["doer"], name="Pat")
    for name, born in (("Ann", "2020-05-10"), ("Bob", "2020-05-11"), ("Cyd", "2015-01-01"), ("Dan", "2015-01-01"), ("Eve", "2015-01-01")):  # fmt: skip
        desk.call("add_" + words["person"], name=name, date_of_birth=born)
    given = {f"number_of_{words['place']}s": 1, "minimum_age": 6, "start": "2026-05-10T10:00"}
    desk.call("add_" + words["thing"], title="First", **given)
    desk.call("add_" + words["thing"], title="Second", **given)
    return desk


def who(words: dict[str, str], number: int, thing: int = 1) -> dict[str, str]:
    person, of = words["person"], words["thing"]
    return {person: f"{person}-{number}", of: f"{of}-{thing}", words["doer"]: f"{words['doer']}-1"}


@pytest.mark.parametrize("words", TRADES, ids=lambda each: each["title"])
@pytest.mark.parametrize("offer", OFFERS)
def test_whoever_waits_is_offered_the_place_for_a_time(offer: str, words: dict[str, str]) -> None:
    desk = at_work(offer, words)
    book = f"book_{words['thing']}"
    desk.call(book, **who(words, 3))
    assert desk.refused(book, **who(words, 4))
    for number in (4, 5):
        desk.call("join_waiting_list", **who(words, number))
    desk.call("cancel_booking", "2026-04-02T10:00", booking="booking-1")
    assert desk.refused(book, "2026-04-02T11:00", **who(words, 3)), "it is kept for who waits"
    desk.machine.clock("2026-04-04T09:59")
    assert [row["offered_at"] is not None for row in desk.call("list_waiting_list_entries")] == [True, False]
    desk.machine.clock("2026-04-04T10:01")
    assert [row["lapsed_at"] is not None for row in desk.call("list_waiting_list_entries")] == [True, False]
    made = desk.call("accept_offer", "2026-04-05T10:00", waiting_list_entry="waiting_list_entry-2")
    assert made[words["person"]] == f"{words['person']}-5"


@pytest.mark.parametrize("words", TRADES, ids=lambda each: each["title"])
def test_age_on_the_day_second_bookings_and_late_cancelling(words: dict[str, str]) -> None:
    desk = at_work(OFFERS[0], words)
    book = f"book_{words['thing']}"
    assert desk.refused(book, **who(words, 2)), "a day too young"
    desk.call(book, **who(words, 1))
    assert desk.refused(book, **who(words, 1))
    desk.call(book, **who(words, 1, 2))
    desk.call("cancel_booking", "2026-05-07T10:00", booking="booking-1")
    assert desk.refused("cancel_booking", "2026-05-07T10:01", booking="booking-2")


@pytest.mark.parametrize(
    "said",
    [
        "The system shall allow a clerk to close a case.",
        "The application must enable clerks to close a case.",
        "Clerks must be able to close a case.",
        "It shall be possible for a clerk to close a case.",
        "The system lets a clerk close a case.",
    ],
)
def test_what_the_system_shall_allow_can_be_done(said: str) -> None:
    desk = Running(f"# Cases\nA case has a title. A case is open or closed. {said}\n")
    assert desk.unclear == []
    desk.call("add_case", title="A")
    assert desk.call("close_case", case="case-1", role="clerk")["status"] == "closed"


def test_what_must_not_be_possible_cannot_be_done() -> None:
    desk = Running("# Cases\nA case has a title. A clerk closes a case. A visitor must not be able to close a case.\n")
    desk.call("add_case", title="A")
    assert desk.refused("close_case", case="case-1", role="visitor")
    desk.call("close_case", case="case-1", role="clerk")


@pytest.mark.parametrize(
    ("first", "second"), [("R1", "R2"), ("FR-01", "FR-02"), ("(1)", "(2)"), ("§ 1", "§ 2"), ("1.", "2.")]
)
def test_the_numbers_of_requirements_are_no_part_of_them(first: str, second: str) -> None:
    text = f"# Cases\n{first} A case has a title and a fee in euro. A clerk enters a case.\n{second} The fee must not exceed 60 euro.\n"
    desk = Running(text)
    assert desk.unclear == []
    assert desk.refused("enter_case", title="A", fee="60.01", role="clerk")
    desk.call("enter_case", title="A", fee="60.00", role="clerk")


def test_the_head_of_a_memo_asks_for_nothing() -> None:
    text = "MEMO\n\nTo: IT\nFrom: The office\nDate: 3 March 2026\nRe: Cases\n\nA case has a title. A clerk enters a case.\n"
    understanding = understand(text.encode())
    assert {c.status for c in understanding.specification.clauses} == {"implemented"}


@pytest.mark.parametrize(
    "said",
    [
        "Swimmers must be at least 6 years old at the start of the course.",
        "A swimmer must not be younger than 6 years on the start date of the course.",
    ],
)
def test_how_old_they_must_be_counts_on_the_day_of_the_course(said: str) -> None:
    desk = Running(
        "# Courses\nA swimmer has a name and a date of birth. A course has a title and a start date. "
        f"A parent books a swimmer on a course. {said}\n"
    )
    assert desk.unclear == []
    desk.call("add_swimmer", name="Ann", date_of_birth="2020-05-10")
    for day in ("2026-05-09", "2026-05-10"):
        desk.call("add_course", title="C", start_date=day)
    given = {"swimmer": "swimmer-1", "parent": "p", "role": "parent"}
    assert desk.refused("book_course", course="course-1", **given)
    desk.call("book_course", course="course-2", **given)


@pytest.mark.parametrize(
    "said",
    [
        "A guest is booked on a tour only once.",
        "No guest can be booked on the same tour twice.",
        "A guest may only be booked once on a tour.",
        "If a guest has been booked on a tour, any further booking on that tour is rejected.",
    ],
)
def test_nobody_is_booked_twice_on_the_same(said: str) -> None:
    desk = Running(f"# Tours\nA guest has a name. A tour has a title. An agent books a guest on a tour. {said}\n")
    assert desk.unclear == []
    desk.call("add_guest", name="Ann")
    for title in "AB":
        desk.call("add_tour", title=title)
    given = {"guest": "guest-1", "agent": "a", "role": "agent"}
    desk.call("book_tour", tour="tour-1", **given)
    assert desk.refused("book_tour", tour="tour-1", **given | {"agent": "b"})
    desk.call("book_tour", tour="tour-2", **given)


def test_a_booking_is_made_by_whoever_books() -> None:
    desk = Running(
        "# Halls\nA hall has a name. A member has a name and an e-mail. A member books a hall.\n"
        "When a booking has not been paid 14 days after it was made, the member is reminded once.\n"
    )
    desk.call("add_hall", name="H")
    desk.call("add_member", name="M", e_mail="m@example.org")
    desk.call("book_hall", hall="hall-1", member="member-1")
    desk.machine.clock("2026-03-16T08:59")
    assert desk.machine.notes == []
    desk.machine.clock("2026-04-16T09:00")
    assert len(desk.machine.notes) == 1
