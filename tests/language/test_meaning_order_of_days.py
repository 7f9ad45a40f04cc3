"""Days told by their order in a month, and public holidays: when lists are sent, and when something may be done."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

BILLS = "# Bills\nA bill has a title and an amount in euro. A clerk enters a bill. A clerk can pay a bill. "


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("On the first working day of each month", ["2026-08-03", "2026-09-01", "2026-10-01"]),
        ("On the last working day of the month", ["2026-07-31", "2026-08-31", "2026-09-30"]),
        ("On the second working day of every month", ["2026-08-04", "2026-09-02", "2026-10-02"]),
        ("On the first Saturday of each month", ["2026-08-01", "2026-09-05", "2026-10-03"]),
        ("On the last Friday of a month", ["2026-07-31", "2026-08-28", "2026-09-25"]),
        ("On the first working day of a quarter", ["2026-10-01"]),
    ],
)
def test_lists_come_on_that_day(said: str, days: list[str]) -> None:
    desk = Running(f"{BILLS}{said}, at 08:00, the clerk gets a list of the bills.\n", "2026-07-20T09:00")
    assert desk.unclear == []
    got = []
    for month, last in ((7, 31), (8, 31), (9, 30), (10, 4)):
        for day in range(20 if month == 7 else 1, last + 1):
            before = len(desk.machine.notes)
            desk.machine.clock(f"2026-{month:02}-{day:02}T23:00")
            got += [f"2026-{month:02}-{day:02}"] * (len(desk.machine.notes) - before)
    assert got == days


def test_public_holidays_are_no_working_days() -> None:
    text = f"{BILLS}On the first working day of each month, at 08:00, the clerk gets a list of the bills. Bills are not paid on public holidays.\n"
    desk = Running(text, "2026-12-20T09:00")
    desk.call("add_public_holiday", date="2027-01-01")
    for day, many in (("2027-01-01", 0), ("2027-01-03", 0), ("2027-01-04", 1), ("2027-01-31", 1)):
        desk.machine.clock(f"{day}T23:00")
        assert len(desk.machine.notes) == many


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("A bill may be paid only on Fridays.", ["2026-03-06"], ["2026-03-07"]),
        ("Bills may only be paid on the first Saturday of a month.", ["2026-03-07"], ["2026-03-14", "2026-03-06"]),
        ("Bills may be paid only on the first Saturday of a month, between October and March.", ["2026-03-07", "2026-10-03"], ["2026-07-04"]),
        ("Bills can only be paid on working days.", ["2026-03-06"], ["2026-03-07", "2026-03-08"]),
        ("Bills cannot be paid on Sundays and public holidays.", ["2026-03-07"], ["2026-03-08", "2026-12-25"]),
        ("No bills are accepted on public holidays.", ["2026-12-24"], ["2026-12-25"]),
        ("Bills can be paid only from April to October.", ["2026-04-01", "2026-10-31"], ["2026-03-31", "2026-11-01"]),
    ],
)  # fmt: skip
def test_it_is_done_on_those_days_only(said: str, right: list[str], wrong: list[str]) -> None:
    desk = Running(BILLS + said + "\n", "2026-03-02T09:00")
    assert desk.unclear == []
    if "holiday" in said:
        desk.call("add_public_holiday", date="2026-12-25")
    for number, day in enumerate(sorted(right + wrong), start=1):
        if "accepted" in said:
            told = desk.refused("enter_bill", f"{day}T12:00", title="A", amount="1.00", role="clerk")
        else:
            entered = desk.call("enter_bill", f"{day}T12:00", title="A", amount="1.00", role="clerk")
            told = desk.refused("pay_bill", f"{day}T12:00", bill=entered["id"], role="clerk")
        assert told == (day in wrong), (number, day)
