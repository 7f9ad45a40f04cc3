"""Several effects of one event, duties that fall due by count, and whoever is first on a waiting list, at work."""

from __future__ import annotations

from tests.language._machine import Running

HALL = (
    "# Hall\n\n"
    "A booking has a hall, a member, a date and a fee. A member has a name and an e-mail address. A hall has a name.\n"
    "A booking is requested, confirmed, used or cancelled. The manager confirms a booking.\n"
)


def booked(running: Running, day: str = "2026-03-20") -> tuple[str, str]:
    member = running.call("add_member", "2026-03-02T09:00", name="Ann", e_mail_address="a@example.org")["id"]
    hall = running.call("add_hall", name="North")["id"]
    made = running.call("add_booking", hall=hall, member=member, date=day, fee="5.00")
    return str(made["id"]), str(member)


def status(running: Running) -> list[str]:
    return [b["status"] for b in running.call("list_bookings")]


def test_all_of_what_is_said_happens_in_one_go() -> None:
    running = Running(
        HALL
        + "A booking that has not been confirmed within two days is cancelled automatically and the member is told.\n"
    )
    _, member = booked(running)
    running.machine.clock("2026-03-04T08:59")
    assert status(running) == ["requested"]
    running.machine.clock("2026-03-04T09:00")
    assert status(running) == ["cancelled"]
    assert [(n.role, n.to) for n in running.machine.notes] == [("member", member)]


def test_what_has_gone_further_has_been_confirmed_too() -> None:
    running = Running(
        HALL + "If a booking has not been confirmed within two days, it is cancelled and the member is informed.\n"
    )
    one, _ = booked(running)
    running.call("confirm_booking", booking=one)
    running.call("use_booking", booking=one)
    running.machine.clock("2026-03-06T09:00")
    assert status(running) == ["used"]
    assert running.machine.notes == []


def test_a_deed_that_is_told_as_a_moment_and_as_a_state_is_one() -> None:
    running = Running(HALL + "A booking can be cancelled until 24 hours before its date.\n")
    one, _ = booked(running)
    assert running.refused("cancel_booking", "2026-03-19T00:01", booking=one)
    other = Running(HALL + "A booking can be cancelled until 24 hours before its date.\n")
    one, _ = booked(other)
    assert other.call("cancel_booking", "2026-03-18T23:59", booking=one)["status"] == "cancelled"


def test_until_a_duty_is_done_nothing_more_is_booked() -> None:
    running = Running(
        "# Courts\n\n"
        "A court has a name. A booking has a court, a member and a date. A member has a name and an e-mail address.\n"
        "A member books a court. A keeper cleans a court.\n"
        "After 3 bookings a court must be cleaned; until then it cannot be booked.\n"
    )
    court = running.call("add_court", "2026-03-02T09:00", name="1")["id"]
    member = running.call("add_member", name="Ann", e_mail_address="a@example.org")["id"]
    for round_ in (0, 10):
        for day in (1, 2, 3):
            assert running.call("book_court", court=court, member=member, date=f"2026-04-{round_ + day:02}")
        assert running.refused("book_court", court=court, member=member, date="2026-05-01")
        running.call("clean_court", f"2026-03-{round_ + 3:02}T09:00", court=court)
        running.machine.clock(f"2026-03-{round_ + 4:02}T09:00")


def test_whoever_has_waited_longest_for_that_day_is_told() -> None:
    running = Running(
        HALL
        + "When a booking is cancelled, the first member on the waiting list of that day is told and the hall is marked as free.\n"
    )
    assert running.unclear == []
    one, _ = booked(running)
    other, _ = booked(running, "2026-03-21")
    names = [running.call("add_member", name=n, e_mail_address="x@example.org")["id"] for n in ("Bo", "Cy", "Di")]
    for member, day in zip(names, ("2026-03-22", "2026-03-20", "2026-03-20"), strict=True):
        running.call("join_waiting_list", member=member, date=day)
    running.call("cancel_booking", booking=one)
    assert [n.to for n in running.machine.notes] == [names[1]]
    running.call("cancel_booking", booking=other)
    assert len(running.machine.notes) == 1, "nobody waits for that day"


CELLAR = (
    "# Cellar\n\n"
    "The system shall keep melons (number, weight in kilograms, state) and tastings (melon, score).\n"
    'When the grower enters a melon, the system shall store it in the state "green".\n'
    'When a hand waters a green melon, the system shall set it to "ripe" and tell the grower.\n'
    'When the grocer sells a ripe melon, the system shall set it to "sold".\n'
)


def test_states_that_are_only_quoted_are_brought_about_and_asked_for() -> None:
    running = Running(CELLAR)
    assert running.unclear == []
    melon = running.call("enter_melon", number=1, weight="2.5")
    assert melon["state"] == "green"
    assert running.refused("sell_melon", melon=melon["id"]), "it is green"
    running.call("water_melon", melon=melon["id"])
    assert running.call("list_melons")[0]["state"] == "ripe"
    assert [n.role for n in running.machine.notes] == ["grower"]
    assert running.refused("water_melon", melon=melon["id"]), "it is green no more"
    assert running.call("sell_melon", melon=melon["id"])["state"] == "sold"


def test_what_comes_to_hold_sets_off_all_that_is_said_once() -> None:
    running = Running(
        "# Cellar\n\nA melon has a number, a score and a status: green, ripe or rotten. A hand enters a melon.\n"
        'When the score is 3 or less, the system shall set the melon to "rotten" and tell the grower.\n'
        "A hand can change a melon.\n"
    )
    melon = running.call("enter_melon", number=1, score=5)["id"]
    running.call("change_melon", melon=melon, score=4)
    assert running.machine.notes == []
    running.call("change_melon", melon=melon, score=3)
    assert running.call("list_melons")[0]["status"] == "rotten"
    assert [n.role for n in running.machine.notes] == ["grower"]


def test_either_of_two_deeds_sets_off_all_that_is_said() -> None:
    running = Running(
        "# Leave\n\nA request has an employee and a first day. An employee has a name and an e-mail address.\n"
        "A request is new, approved or rejected. An employee enters a request. The manager approves a request.\n"
        "The manager rejects a request.\n"
        "When a request is approved or rejected, the employee is told and the clerk receives a message.\n"
    )
    assert running.unclear == []
    who = running.call("add_employee", "2026-03-02T09:00", name="Ann", e_mail_address="a@example.org")["id"]
    one, other = (running.call("enter_request", employee=who, first_day="2026-04-01")["id"] for _ in range(2))
    running.call("approve_request", request=one)
    assert [n.role for n in running.machine.notes] == ["employee", "clerk"]
    running.call("reject_request", request=other)
    assert [n.role for n in running.machine.notes] == ["employee", "clerk"] * 2
