"""Bills that are due, the reminders that follow each other, and what a late one costs more."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

STUDIO = """# Studio

A client has a name, an e-mail and a phone number.
"""
CHAINS = (
    """Bills are due in 10 days. Then a friendly reminder goes out, and after another 7 days a second one with 3 euro added.
    After that I ring people up myself.""",
    "Bills are payable within 10 days. After that, a reminder is sent. A second reminder with a fee of 3 euro follows 7 days later.",
    "Bills must be paid within 10 days; then a reminder is sent. After another 7 days a second reminder with 3 euro added is sent.",
)


def billed(text: str) -> tuple[Running, str]:
    running = Running(f"{STUDIO}\n{text}\n", start="2026-03-01T09:00")
    assert running.unclear == []
    client = running.call("add_client", name="C", e_mail="c@x.y", phone_number="1")["id"]
    return running, running.call("add_bill", amount="50.00", client=client, date="2026-03-01")["id"]


@pytest.mark.parametrize("text", CHAINS)
def test_each_reminder_comes_after_the_one_before(text: str) -> None:
    running, bill = billed(text)
    moments = ("2026-03-11T23:59", "2026-03-12T00:01", "2026-03-18T23:59", "2026-03-19T00:01", "2026-06-01T00:00")
    seen = []
    for at in moments:
        running.machine.clock(at)
        seen.append((len(running.machine.notes), str(running.call("get_bill", id=bill)["amount"])))
    assert seen == [(0, "50.00"), (1, "50.00"), (1, "50.00"), (2, "53.00"), (2, "53.00")]


@pytest.mark.parametrize("text", CHAINS)
def test_what_is_paid_is_not_reminded_of(text: str) -> None:
    running, bill = billed(text)
    running.call("pay_bill", "2026-03-11T10:00", bill=bill)
    running.machine.clock("2026-06-01T00:00")
    assert running.machine.notes == []
    assert str(running.call("get_bill", id=bill)["amount"]) == "50.00"


def test_an_invoice_that_everybody_gets_each_month() -> None:
    running = Running(
        "# Gym\nA member has a name and an e-mail.\nA visit has a member, a start and an end.\n"
        "On the first of each month a member receives an invoice. If it is unpaid after 10 days the member gets a reminder; "
        "after 20, their account is suspended until the money has arrived.\n"
    )
    assert running.unclear == []
    member = running.call("add_member", name="M", e_mail="m@x.y")["id"]
    times = {"start": "2026-05-02", "end": "2026-05-03"}
    running.machine.clock("2026-04-10T23:00")
    assert running.machine.notes == []
    running.machine.clock("2026-04-11T01:00")
    assert len(running.machine.notes) == 1
    assert not running.refused("add_visit", member=member, **times)
    running.machine.clock("2026-04-21T01:00")
    assert running.refused("add_visit", member=member, **times)
    running.call("pay_invoice", invoice="invoice-1")
    assert not running.refused("add_visit", member=member, **times)
