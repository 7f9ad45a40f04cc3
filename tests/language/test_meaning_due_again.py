"""What falls due again and again, and who is told how long before."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

OVENS = """# Oven care
A bakery has a name, an address and one of our three regions (Hill, Valley, Coast); a bakery may own several ovens, each with a make and how often it wants cleaning, every 3 or every 6 months. An oven that was cleaned is due again that many months later to the day, or on the last of the month if there's no such day. Two weeks before it's due, the bakery gets a letter.
"""


def oven(running: Running, months: int) -> str:
    bakery = running.call("add_bakery", name="B", address="a", region="Hill")["id"]
    return str(running.call("add_oven", bakery=bakery, make="m", cleaning_interval=months)["id"])


def test_one_of_some_and_so_many_months() -> None:
    running = Running(OVENS)
    assert running.unclear == []
    assert running.refused("add_bakery", name="B", address="a", region="Plain")
    bakery = running.call("add_bakery", name="B", address="a", region="Coast")["id"]
    assert running.refused("add_oven", bakery=bakery, make="m", cleaning_interval=4)


@pytest.mark.parametrize(
    ("months", "cleaned", "due"),
    [(3, "2026-03-10", "2026-06-10"), (6, "2026-08-31", "2027-02-28"), (3, "2026-11-30", "2027-02-28")],
)
def test_it_is_due_again_so_many_months_later(months: int, cleaned: str, due: str) -> None:
    running = Running(OVENS)
    one = oven(running, months)
    assert running.call("get_oven", id=one)["due_on"] is None
    running.call("clean_oven", f"{cleaned}T10:00", oven=one)
    assert running.call("get_oven", id=one)["due_on"] == due


def test_one_letter_for_each_due_date() -> None:
    running = Running(OVENS)
    one = oven(running, 3)
    running.call("clean_oven", "2026-03-10T10:00", oven=one)
    for at, count in (("2026-05-26T23:59", 0), ("2026-05-27T00:01", 1), ("2026-06-09T10:00", 1)):
        running.machine.clock(at)
        assert len(running.machine.notes) == count
    running.call("clean_oven", "2026-06-09T11:00", oven=one)
    running.machine.clock("2026-09-01T10:00")
    assert len(running.machine.notes) == 2


def test_a_length_that_is_said() -> None:
    running = Running(
        "# Lifts\nA lift has a number and a street.\nA lift that was inspected is due again 12 months later.\n"
    )
    assert running.unclear == []
    lift = running.call("add_lift", number=1, street="s")["id"]
    running.call("inspect_lift", "2026-03-05T09:00", lift=lift)
    running.call("inspect_lift", "2026-04-05T09:00", lift=lift)
    assert running.call("get_lift", id=lift)["due_on"] == "2027-04-05"
