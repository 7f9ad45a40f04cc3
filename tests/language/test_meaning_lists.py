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
