"""What reminders cost, the first and the second; at a water board and elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    "rule",
    [
        "Those that remain unpaid incur a fee of 5 euro at the first reminder and 10 at the second, which follows 14 days later; there is no third one.",
        "Dues that are not paid incur 5 euro at the first reminder and 10 euro at the second, which is sent 14 days later.",
        "When dues are unpaid, the first reminder costs 5 euro, the second one 10 euro; it comes 14 days later.",
    ],
)
def test_two_reminders_and_their_fees(rule: str) -> None:
    rule = rule.replace("Dues", "Notices").replace("dues", "notices")
    running = Running(
        f"# Berths\nA notice has a title and an amount in euro. Notices are due 30 days after they were issued. {rule}\n",
        "2027-02-01T09:00",
    )
    assert running.unclear == []
    one, other = (running.call("add_notice", title="T", amount=9)["id"] for _ in range(2))
    for each in (one, other):
        running.call("issue_notice", "2027-02-01T10:00", notice=each)

    def fee(at: str) -> tuple[Decimal, int]:
        running.machine.clock(at)
        row = running.call("get_notice", at, id=one)
        return row["reminder_fee"], len(running.machine.notes)

    assert fee("2027-03-02T12:00") == (0, 0)
    running.call("pay_notice", "2027-03-02T13:00", notice=other)
    assert fee("2027-03-04T12:00") == (5, 1)
    assert fee("2027-03-16T12:00") == (5, 1)
    assert fee("2027-03-18T12:00") == (15, 2)
    assert fee("2027-06-01T12:00") == (15, 2)
