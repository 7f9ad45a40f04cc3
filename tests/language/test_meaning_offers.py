"""Who may be put on a list, and how what is vacant is offered down it."""

from tests.language._machine import Running

FLATS = """# Flats
1. The firm has two houses, North House and South House. A flat has a house and a door number.
2. Anyone aged 21 or over may be put on the waiting list with name, e-mail, date of birth and the house they want ("either" is possible). An applicant sees what is free.
3. One person, i.e. one e-mail, can have a single entry only.
4. The waiting list is in order of joining.
5. When the warden marks a flat as vacant, it is offered to the first person on the waiting list who wants that house or either and who has no offer open.
6. They have 7 days to answer. On the fifth day without an answer we send one reminder, no more.
7. After a second refusal they go to the bottom; after a third they are taken off.
8. An offer not answered in time lapses and counts as a refusal. In either case the flat goes to the next person straight away.
9. Whoever accepts leaves the list and becomes the tenant.
"""


def house(*people: tuple[str, str]) -> Running:
    desk = Running(FLATS)
    for name, wish in people:
        desk.call("join_waiting_list", name=name, e_mail=f"{name}@x.example", date_of_birth="1990-01-01", house=wish)
    for door in "123":
        desk.call("add_flat", house="South House", door_number=door)
    return desk


def offered(desk: Running) -> list[tuple[str, str]]:
    open_ = [o for o in desk.call("list_offers") if not (o["accepted_at"] or o["refused_at"] or o["lapsed_at"])]
    return [(o["flat"], o["applicant"]) for o in open_]


def test_old_enough_and_once_each() -> None:
    desk = house()
    given = {"name": "A", "e_mail": "a@x.example", "house": "either"}
    assert desk.refused("join_waiting_list", date_of_birth="2005-03-03", **given)
    assert desk.call("join_waiting_list", date_of_birth="2005-03-02", **given)["position"] == 1
    assert desk.refused("join_waiting_list", date_of_birth="1990-03-02", **given)


def test_it_is_offered_to_the_first_who_wants_it_and_is_free() -> None:
    desk = house(("Ann", "North House"), ("Bob", "South House"), ("Cyd", "either"))
    assert desk.refused("mark_flat", flat="flat-1", role="applicant")
    desk.call("mark_flat", flat="flat-1", role="warden")
    assert offered(desk) == [("flat-1", "applicant-2")]
    desk.call("mark_flat", flat="flat-2", role="warden")
    assert offered(desk) == [("flat-1", "applicant-2"), ("flat-2", "applicant-3")]
    desk.call("accept_offer", offer="offer-1")
    assert desk.refused("refuse_offer", offer="offer-1")
    assert [a["position"] for a in desk.call("list_applicants")] == [1, None, 2]


def test_one_reminder_then_the_next() -> None:
    desk = house(("Bob", "South House"), ("Cyd", "either"))
    desk.call("mark_flat", flat="flat-1", role="warden")
    desk.machine.clock("2026-03-07T10:00")
    assert [(n.type, n.to) for n in desk.machine.notes] == [("notice", "applicant-1"), ("reminder", "applicant-1")]
    desk.machine.clock("2026-03-09T08:59")
    assert offered(desk) == [("flat-1", "applicant-1")]
    desk.machine.clock("2026-03-09T09:00")
    assert offered(desk) == [("flat-1", "applicant-2")]


def test_after_two_refusals_last_after_three_off() -> None:
    desk = house(("Dee", "either"), ("Eli", "North House"))
    for number in "123":
        desk.call("mark_flat", flat=f"flat-{number}", role="warden")
        assert offered(desk) == [(f"flat-{number}", "applicant-1")]
        desk.call("refuse_offer", offer=f"offer-{number}")
        places = [a["position"] for a in desk.call("list_applicants")]
        assert places == {"1": [1, 2], "2": [2, 1], "3": [None, 1]}[number]
