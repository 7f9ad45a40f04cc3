"""Marks given by a panel, what is reckoned of them and what follows; how much is given; by what the systems do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.language._machine import Running

CONTEST = """# Cake contest

A cake has a title, a baker and a state (entered, awarded, dropped).
Three judges each give 1 to 10 points for taste and look.
The score is the sum of all points divided by three, with one decimal.
With a score of 15 or higher a cake is awarded, otherwise it's dropped.
Nobody sees the others' points until all three have handed in theirs.
"""


def contest(*marks: tuple[int, int]) -> tuple[Running, Any]:
    running = Running(CONTEST)
    assert running.unclear == []
    cake = running.call("add_cake", title="Apple", baker="ben")["id"]
    for judge, (taste, look) in zip("xyz", marks, strict=False):
        running.call("judge_cake", role="judge", by=judge, cake=cake, taste=taste, look=look)
    return running, cake


@pytest.mark.parametrize(
    ("last", "score", "state"),
    [((8, 7), "15.0", "awarded"), ((8, 6), "14.7", "dropped"), ((10, 10), "16.7", "awarded")],
)
def test_the_panel_decides_when_all_marks_are_in(last: tuple[int, int], score: str, state: str) -> None:
    running, cake = contest((8, 7), (7, 8))
    assert running.call("get_cake", id=cake)["state"] == "entered"
    running.call("judge_cake", role="judge", by="z", cake=cake, taste=last[0], look=last[1])
    found = running.call("get_cake", id=cake)
    assert (Decimal(found["score"]), found["state"]) == (Decimal(score), state)


def test_marks_are_given_once_by_judges_within_bounds() -> None:
    running, cake = contest((8, 7))
    given = {"cake": cake, "taste": 5, "look": 5}
    assert running.refused("judge_cake", role="judge", by="x", **given)
    assert running.refused("judge_cake", role="baker", by="b", **given)
    assert running.refused("judge_cake", role="judge", by="y", **{**given, "taste": 11})
    assert running.refused("judge_cake", role="judge", by="y", **{**given, "look": 0})
    for judge in ("y", "z"):
        running.call("judge_cake", role="judge", by=judge, **given)
    assert running.refused("judge_cake", role="judge", by="w", **given)


def test_marks_are_secret_until_all_are_in() -> None:
    running, cake = contest((8, 7), (7, 8))
    (sheets,) = (o.name for o in running.specification.operations if o.kind == "list" and "cake" not in o.name)
    seen = running.call(sheets, role="judge", by="z")
    assert seen == []
    assert len(running.call(sheets, role="judge", by="x")) == 1
    running.call("judge_cake", role="judge", by="z", cake=cake, taste=5, look=5)
    assert len(running.call(sheets, role="judge", by="z")) == 3


LOANS = "# Loans\n\nA loan has a number, an amount requested in euro and an income in euro.\n"


@pytest.mark.parametrize(
    ("sentence", "amount", "income", "fine"),
    [
        ("We lend between 50 and 900 euro, but never more than 30 percent of the income.", "50.00", "1000.00", True),
        ("We lend between 50 and 900 euro, but never more than 30 percent of the income.", "49.99", "1000.00", False),
        ("We lend between 50 and 900 euro, but never more than 30 percent of the income.", "900.01", "9000.00", False),
        ("We lend between 50 and 900 euro, but never more than 30 percent of the income.", "300.01", "1000.00", False),
        ("We lend at most 900 euro.", "900.00", "0.00", True),
        ("We lend at most 900 euro.", "900.01", "0.00", False),
    ],
)
def test_how_much_is_given_bounds_what_is_asked_for(sentence: str, amount: str, income: str, fine: bool) -> None:
    bank = Running(LOANS + sentence + "\n")
    assert bank.unclear == []
    assert bank.refused("add_loan", number=1, amount_requested=amount, income=income) is not fine


@pytest.mark.parametrize(
    ("sentence", "added"),
    [
        (
            "Savings are topped up by the firm: 50 cents per euro on the first 100 euro a month, 10 cents on the rest, at most 60 euro in a month.",
            ["50.00", "5.00", "5.00", "0.00", "40.00"],
        ),
        (
            "Each saving is matched with 50 percent of the first 100 euro per month and 10 percent of anything above, but never more than 60 euro a month.",
            ["50.00", "5.00", "5.00", "0.00", "40.00"],
        ),
    ],
)
def test_what_is_added_in_steps_counts_the_month_together(sentence: str, added: list[str]) -> None:
    firm = Running(f"# Savings\n\n{sentence}\n")
    assert firm.unclear == []
    days = ("2026-03-03", "2026-03-10", "2026-03-11", "2026-03-30", "2026-04-01")
    sums = ("100.00", "50.00", "51.00", "1.00", "80.00")
    made = [firm.call("add_saving", f"{day}T10:00", amount=paid) for day, paid in zip(days, sums, strict=True)]
    given = [Decimal(next(v for k, v in row.items() if k.endswith("ed_amount"))) for row in made]
    assert given == [Decimal(each) for each in added]
    assert firm.refused("add_saving", "2026-04-02T10:00", amount="0.00")
