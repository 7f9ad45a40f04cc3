"""What people owe each month, who owes less, and who is reminded when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.language._machine import Running

CLUB = """# Rowing club

Rowers
- Name, boat class (eight, four), e-mail, date joined.

Money
- 24 euro per month, due on the 10th. Pupils and under-18s pay 9.50.
- Joined after the 20th: first month is free.
- Not paid by the 25th: friendly e-mail, and after that one each month at most.
"""


def owed(running: Running) -> list[tuple[str, str, str, str]]:
    rows = running.call("list_payments")
    return [(row["rower"], row["month"], str(row["amount"]), row["due_on"]) for row in rows]


def rower(running: Running, joined: str, **given: Any) -> None:
    running.call(
        "add_rower", f"{joined}T10:00", name="R", boat_class="four", e_mail="r@x.y", date_joined=joined, **given
    )


@pytest.mark.parametrize(
    ("joined", "given", "amount"),
    [
        ("2026-03-20", {}, "24.00"),
        ("2026-03-21", {}, "0.00"),
        ("2026-03-05", {"pupil": True}, "9.50"),
        ("2026-03-05", {"date_of_birth": "2008-03-06"}, "9.50"),
        ("2026-03-05", {"date_of_birth": "2008-03-05"}, "24.00"),
    ],
)
def test_what_the_first_month_costs(joined: str, given: dict[str, Any], amount: str) -> None:
    running = Running(CLUB)
    assert running.unclear == []
    rower(running, joined, **given)
    assert owed(running) == [("rower-1", "2026-03-01", amount, "2026-03-10")]


def test_every_month_is_owed_once() -> None:
    running = Running(CLUB)
    rower(running, "2026-03-05")
    running.machine.clock("2026-05-02T00:00")
    assert [month for _, month, _, _ in owed(running)] == ["2026-03-01", "2026-04-01", "2026-05-01"]


def test_whoever_owes_something_is_reminded_once_a_month() -> None:
    running = Running(CLUB)
    rower(running, "2026-03-05")
    rower(running, "2026-03-06")
    running.call("pay_payment", payment="payment-1")
    for at, count in (
        ("2026-03-25T23:00", 0),
        ("2026-03-26T01:00", 1),
        ("2026-04-20T09:00", 1),
        ("2026-04-26T01:00", 3),
    ):
        running.machine.clock(at)
        assert len(running.machine.notes) == count


def test_a_rent_that_is_owed_each_year() -> None:
    running = Running(
        "# Plots\nA gardener has a name and a phone number.\nEach gardener pays 40 pounds per year, due on 1 March.\n"
    )
    assert running.unclear == []
    running.call("add_gardener", name="G", phone_number="1")
    running.machine.clock("2027-01-02T00:00")
    found = running.call("list_payments")
    assert [(r["year"], str(r["amount"]), r["due_on"]) for r in found][-1] == ("2027-01-01", "40.00", "2027-03-01")


CLASSES = """# Club

MEMBER: number (whole number, from 1), name, category (adult, youth, family, supporter), joined on
DUE: member, year, amount, due on, paid on

- Yearly dues: adult 240.00, youth 96.00, family 420.00, supporter 60.00 euro. Who joins during the year pays a twelfth for every month, the month of joining included, rounded up to whole euros.
- Dues are payable by 31 January, by new members 30 days after joining. A Saturday or Sunday becomes Monday.
"""


@pytest.mark.parametrize(
    ("category", "joined", "amount", "due"),
    [
        ("adult", "2026-01-15", "240.00", "2026-02-16"),  # the 14th is a Saturday
        ("family", "2026-05-10", "280.00", "2026-06-09"),
        ("youth", "2026-06-10", "56.00", "2026-07-10"),
        ("supporter", "2026-12-05", "5.00", "2027-01-04"),
        ("adult", "2025-06-01", "240.00", "2026-02-02"),
    ],
)
def test_dues_by_class_and_for_part_of_a_year(category: str, joined: str, amount: str, due: str) -> None:
    running = Running(CLASSES, "2026-01-02T09:00")
    assert running.unclear == []
    at = max(f"{joined}T10:00", "2026-01-02T10:00")
    running.call("add_member", at, number=1, name="M", category=category, joined_on=joined)
    assert [(r["year"], str(r["amount"]), r["due_on"]) for r in running.call("list_dues")] == [(2026, amount, due)]
    running.machine.clock("2027-01-02T00:00")
    assert [r["year"] for r in running.call("list_dues")] == [2026, 2027]


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ("Dues are 60 euro a year.", ["60.00", "60.00"]),
        ("The annual fee is 60 euro for adults and 30 euro for children.", ["60.00", "30.00"]),
        ("Adults pay 5 euro a month, children 2 euro.", ["5.00", "2.00"]),
    ],
)
def test_dues_said_in_other_words(said: str, amounts: list[str]) -> None:
    running = Running(f"# Club\n\nA member has a name and a category (adult or child). {said}\n")
    assert running.unclear == []
    for category in ("adult", "child"):
        running.call("add_member", name="M", category=category)
    (kind,) = [e.name for e in running.specification.entities if e.name != "member"]
    assert [str(row["amount"]) for row in running.call(f"list_{kind}s")] == amounts


STATES = """# Club

A member has a name and a state (active, suspended, left). Dues are 60 euro a year. Dues are payable by 31 January.
{said}
"""


@pytest.mark.parametrize(
    "said",
    [
        "14 days after that date a reminder is sent, once, with a fee of 5.00; 42 days after it the member is suspended.",
        (
            "Whoever has not paid 14 days after the due date gets a reminder with a fee of 5 euro. "
            "If they are not paid 42 days after the due date, the member is suspended."
        ),
    ],
)
def test_whoever_does_not_pay_is_reminded_then_suspended_until_everything_is_paid(said: str) -> None:
    running = Running(
        STATES.format(said=f"{said} Payment of everything owed lifts the suspension."), "2026-01-02T09:00"
    )
    assert running.unclear == []
    member = running.call("add_member", name="M")["id"]
    (kind,) = [e.name for e in running.specification.entities if e.name != "member"]
    found = []
    for at in ("2026-02-13T12:00", "2026-02-16T12:00", "2026-03-13T12:00", "2026-03-16T12:00"):
        running.machine.clock(at)
        (due,) = running.call(f"list_{kind}s")
        state = running.call("get_member", id=member)["state"]
        found.append((len(running.machine.notes), str(due["amount"]), state))
    assert found == [(0, "60.00", "active"), (1, "65.00", "active"), (1, "65.00", "active"), (1, "65.00", "suspended")]
    running.call(f"pay_{kind}", **{kind: due["id"]})
    assert running.call("get_member", id=member)["state"] == "active"
