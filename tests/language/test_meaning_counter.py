"""Over the counter: what is paid, who may do what, what is not fetched; at a cobbler's and elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

SHOES = """# Cobbler
OWNER: name, phone, type (private, trade), banned (yes/no)
PAIR: number (counting up from 1), owner, price, status
PAYMENT: pair, amount, method (cash, card, account)

Statuses: taken → mending → ready → collected.
"""


def shop(*rules: str) -> Running:
    return Running(SHOES + "\n" + "\n".join(f"- {rule}" for rule in rules) + "\n")


def pair(running: Running, kind: str = "private", **more: str) -> str:
    owner = running.call("add_owner", name="O", phone="1", type=kind, banned=False)["id"]
    return str(running.call("add_pair", owner=owner, price=20, **more)["id"])


def made_ready(running: Running, at: str | None = None, **more: str) -> str:
    found = pair(running, **more)
    for step in ("set_mending_pair", "set_ready_pair"):
        running.call(step, at, pair=found)
    return found


@pytest.mark.parametrize(
    "rule",
    [
        "A pair is handed over only when it is paid in full.",
        "A pair may only be collected when it has been paid.",
        "Unpaid pairs can't be handed out.",
    ],
)
def test_only_what_is_paid_is_handed_over(rule: str) -> None:
    running = shop(rule, "Account counts as paid.")
    assert running.unclear == []
    one, other = made_ready(running), made_ready(running, kind="trade")
    running.call("add_payment", pair=one, amount=15, method="cash")
    assert running.refused("collect_pair", pair=one)
    running.call("add_payment", pair=one, amount=5, method="card")
    assert running.call("collect_pair", pair=one)["status"] == "collected"
    running.call("add_payment", pair=other, amount=1, method="account")
    assert running.call("collect_pair", pair=other)["status"] == "collected"


@pytest.mark.parametrize(
    "rule",
    [
        "Only trade owners may pay by account.",
        "Account is only for trade owners.",
        "Trade owners get 10 percent off, and only they may pay by account.",
        "Payment by account is possible for trade owners only.",
    ],
)
def test_what_only_some_may_have(rule: str) -> None:
    running = shop(rule)
    one, other = pair(running), pair(running, "trade")
    assert running.refused("add_payment", pair=one, amount=20, method="account")
    running.call("add_payment", pair=other, amount=20, method="account")
    running.call("add_payment", pair=one, amount=20, method="cash")


def test_who_may_do_what() -> None:
    running = shop(
        "Counter staff take in and hand out, menders alone change mending and ready.",
        "The boss may do anything, including banning an owner; the apprentice may take in and look up, nothing more.",
    )
    assert running.unclear == []
    owner = running.call("add_owner", name="O", phone="1", type="trade", banned=False)["id"]
    roles = ("counter_staff", "apprentice", "boss")
    one, *_ = (running.call("add_pair", owner=owner, price=20, role=role)["id"] for role in roles)
    assert running.refused("add_pair", owner=owner, price=20, role="mender")
    assert running.refused("set_mending_pair", pair=one, role="counter_staff")
    assert running.refused("set_mending_pair", pair=one, role="apprentice")
    assert running.refused("add_payment", pair=one, amount=1, method="cash", role="apprentice")
    running.call("set_mending_pair", pair=one, role="mender")
    assert running.refused("ban_owner", owner=owner, role="mender")
    assert running.call("ban_owner", owner=owner, role="boss")["banned"] is True


@pytest.mark.parametrize(
    "again",
    [
        "If it's still here after 7 days, one more.",
        "If it still hasn't been fetched a week later, another one.",
        "If they are not collected after 7 days, a second message is sent.",
    ],
)
def test_a_second_message_for_what_is_not_fetched(again: str) -> None:
    running = shop("The owner gets a text message when the pair becomes ready.", again)
    assert running.unclear == []
    one, other = made_ready(running, "2026-05-04T16:00"), made_ready(running, "2026-05-04T16:00")
    running.call("collect_pair", "2026-05-05T10:00", pair=other)
    running.machine.clock("2026-05-11T15:59")
    assert _messages(running) == 2
    running.machine.clock("2026-05-11T16:00")
    assert _messages(running) == 3, one


@pytest.mark.parametrize(
    ("fee", "at", "amount"),
    [
        ("After 30 days, storage costs 1.00 € for each day begun from then on, up to 25.00 €.", "2026-06-03T15:00", "0"),
        ("After 30 days, storage costs 1.00 € for each day begun from then on, up to 25.00 €.", "2026-06-03T17:00", "1"),
        ("After 30 days, storage costs 1.00 € for each day begun from then on, up to 25.00 €.", "2026-08-03T17:00", "25"),
        ("From day 15 on we charge 2 euro a day for storage, up to 50 at most.", "2026-05-17T12:00", "0"),
        ("From day 15 on we charge 2 euro a day for storage, up to 50 at most.", "2026-05-18T12:00", "2"),
        ("From the 15th day on storage is 2 euro per day, but never more than 50 euro.", "2026-07-19T12:00", "50"),
    ],
)  # fmt: skip
def test_what_keeping_things_costs(fee: str, at: str, amount: str) -> None:
    running = shop("The owner gets a text message when the pair becomes ready.", fee)
    assert running.unclear == []
    one = made_ready(running, "2026-05-04T16:00")
    assert running.call("get_pair", at, id=one)["storage"] == Decimal(amount)


def _messages(running: Running) -> int:
    return len(running.machine.notes)
