"""What people look up and what they are sent: which rows, in which order, of which week or month, at work."""

from __future__ import annotations

from tests.language._machine import Running

SHOP = (
    "# Shop\n\n"
    "A repair has a title, a price, a customer and a due date. A repair is open, done or paid.\n"
    "A customer has a name and a town. A technician enters a repair.\n"
    "A technician can mark a repair as done. The cashier can mark a repair as paid.\n"
)


def filled(*sentences: str) -> tuple[Running, dict[str, str]]:
    running = Running(SHOP + "\n".join(sentences))
    assert running.unclear == []
    ids = {name: running.call("add_customer", name=name, town="A")["id"] for name in ("Zoe", "Ann")}
    for title, price, name, due, at, by in (
        ("a", "10.00", "Zoe", "2026-03-09", "2026-03-02T10:00", "t1"),
        ("b", "20.50", "Ann", "2026-03-08", "2026-03-03T10:00", "t2"),
        ("c", "5.00", "Ann", "2026-04-07", "2026-04-01T00:00", "t2"),
    ):
        given = {"title": title, "price": price, "customer": ids[name], "due_date": due}
        ids[title] = running.call("enter_repair", at, by=by, role="technician", **given)["id"]
    return running, ids


def test_lists_that_are_looked_up_have_their_order() -> None:
    running, ids = filled(
        "The manager can list the open repairs, the oldest first.",
        "As a manager, I want to see all open repairs, newest first, so that I can plan.",
        "The manager may list all customers in order of name.",
        "The clerk may see the repairs of a customer, ordered by due date.",
    )
    running.call("mark_repair_as_done", repair=ids["b"])
    assert [r["title"] for r in running.call("list_open_repairs", role="manager")] == ["a", "c"]
    assert [r["title"] for r in running.call("list_open_repairs_newest_first")] == ["c", "a"]
    assert [r["name"] for r in running.call("list_customers_by_name")] == ["Ann", "Zoe"]
    assert [r["title"] for r in running.call("list_repairs_of_customer", customer=ids["Ann"])] == ["b", "c"]


def test_numbers_that_are_looked_up_are_of_the_month_or_thing_that_is_asked_for() -> None:
    running, _ = filled(
        "The manager can see the total price of the repairs of a month.",
        "The treasurer can see the number of repairs per customer.",
    )
    total = "show_total_price_of_repairs_of_month"
    assert str(running.call(total, month="2026-03-31")) in {"30.5", "30.50"}
    assert float(running.call(total, month="2026-04-01")) == 5
    assert running.call(total, month="2026-05-01") == 0
    counts = {r["name"]: r["number"] for r in running.call("show_number_of_repairs_per_customer")}
    assert counts == {"Zoe": 1, "Ann": 2}


def test_people_who_see_only_what_they_entered() -> None:
    running, _ = filled(
        "A technician sees only the repairs that they entered.", "The manager can list the open repairs, oldest first."
    )
    seen = [r["title"] for r in running.call("list_repairs", role="technician", by="t2")]
    assert seen == ["b", "c"]
    assert len(running.call("list_repairs", role="manager")) == 3
    assert running.refused("list_open_repairs", role="technician", by="t1"), "it is no way around that"


def test_what_is_sent_is_of_the_week_the_month_or_the_day_before() -> None:
    running, _ = filled(
        "Every Monday at 08:00 the manager gets a list of the repairs of the previous week.",
        "On the first day of each month at 06:00 the treasurer receives the total price of the repairs of the previous month.",
        "Every day at 07:00 the clerk is sent a list of yesterday's repairs with title and customer.",
        "Every Sunday at 19:00 each customer receives a list of their open repairs, ordered by due date.",
    )
    notes = running.machine.notes
    weekly = [n.data for n in notes if n.role == "manager"]
    assert [[r["title"] for r in data["repairs"]] for data in weekly][:2] == [["a", "b"], []]
    monthly = [n.data for n in notes if n.role == "treasurer"]
    assert monthly == [], "the first of April has not come to six o'clock yet"
    running.machine.clock("2026-04-01T06:00")
    assert [float(n.data["price"]) for n in running.machine.notes if n.role == "treasurer"] == [30.5]
    daily = [n.data["repairs"] for n in notes if n.role == "clerk"]
    assert [[r["title"] for r in rows] for rows in daily if rows][:2] == [["a"], ["b"]]
    assert set(daily[0][0]) == {"repair", "title", "customer"} if daily[0] else True
    own = [n.data["repairs"] for n in notes if n.type == "list" and n.role == "customer" and n.at.day == 8]
    assert sorted([r["title"] for r in rows] for rows in own) == [["a"], ["b"]]


def test_rows_that_are_sent_are_a_list_of_them() -> None:
    running, ids = filled("Every day at 18:00 the done repairs are sent to the manager.")
    running.call("mark_repair_as_done", "2026-04-01T09:00", repair=ids["c"])
    running.machine.clock("2026-04-01T18:00")
    assert [r["title"] for r in running.machine.notes[-1].data["repairs"]] == ["c"]


MARKET = (
    "# Market\n\n"
    "A trader has a name, an e-mail address and a number of warnings. A pitch has a number.\n"
    "A booking has a trader, a pitch, a market day and a last day.\n"
    "A booking is requested, confirmed or absent. The inspector confirms a booking.\n"
)


def stall(*sentences: str) -> tuple[Running, list[str]]:
    running = Running(MARKET + "\n".join(sentences))
    assert running.unclear == []
    given = {"name": "Tom", "e_mail_address": "t@example.org", "number_of_warnings": 0}
    trader = running.call("add_trader", "2026-03-02T09:00", **given)["id"]
    made = []
    for number, day, last in (
        ("7", "2026-03-07", "2026-12-31"),
        ("3", "2026-03-07", "2027-01-01"),
        ("1", "2026-03-14", "2027-06-01"),
    ):
        pitch = running.call("add_pitch", number=number)["id"]
        made.append(running.call("add_booking", trader=trader, pitch=pitch, market_day=day, last_day=last)["id"])
        running.call("confirm_booking", booking=made[-1])
    return running, made


def test_what_happens_at_a_time_of_its_own_day() -> None:
    running, _ = stall(
        "At 07:30 on the market day, every booking that is still confirmed becomes absent, and its trader receives one warning.",
        "On the market day at 06:00, the inspector receives a list of the confirmed bookings with pitch and trader, ordered by pitch number.",
    )
    running.machine.clock("2026-03-07T07:29")
    (note,) = running.machine.notes
    listed = note.data["bookings"]
    assert [running.call("get_pitch", id=b["pitch"])["number"] for b in listed] == ["3", "7"]
    assert running.call("list_traders")[0]["number_of_warnings"] == 0
    running.machine.clock("2026-03-07T07:31")
    assert [b["status"] for b in running.call("list_bookings")] == ["absent", "absent", "confirmed"]
    assert running.call("list_traders")[0]["number_of_warnings"] == 2


def test_rows_whose_dates_lie_in_a_part_of_the_calendar() -> None:
    running, made = stall(
        "On 1 November at 08:00 the clerk receives a list of the bookings ending in the next calendar year, ordered by pitch number.",
        "Every Monday at 08:00 the keeper gets a list of the bookings that end this month.",
    )
    running.machine.clock("2026-11-01T08:00")
    yearly = [n.data["bookings"] for n in running.machine.notes if n.role == "clerk"]
    assert [[b["booking"] for b in rows] for rows in yearly] == [[made[2], made[1]]]
    running.machine.clock("2026-12-07T08:00")
    assert [b["booking"] for b in running.machine.notes[-1].data["bookings"]] == [made[0]]
