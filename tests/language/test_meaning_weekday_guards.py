"""Weekdays on which something may not be done, and what is "mine" in a story."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_COURT = "A member has a name and a kind (junior or senior). A court has a name. A member books a court for an hour. "


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ("Members may not book a court on Sundays.", ("junior", "senior")),
        ("Nobody may book a court on Sundays.", ("junior", "senior")),
        ("Juniors may not book a court on Saturdays and Sundays.", ("junior",)),
        ("Juniors may never book a court on Sundays.", ("junior",)),
    ],
)
def test_not_for_that_weekday(rule: str, kinds: tuple[str, ...]) -> None:
    system = Running(_COURT + rule)
    assert system.unclear == []
    court = system.call("add_court", name="1")["id"]
    for kind, hour in (("junior", "10"), ("senior", "12")):
        member = system.call("add_member", name=kind, kind=kind)["id"]
        given = {"role": "member", "by": member, "court": court, "member": member}
        system.call("book_court", start=f"2026-03-06T{hour}:00", **given)
        sunday = system.refused("book_court", start=f"2026-03-08T{hour}:00", **given)
        assert sunday == (kind in kinds)


@pytest.mark.parametrize("rule", ["Firms never deliver on Saturdays.", "A firm may not deliver on Saturdays."])
def test_firms_do_not_come_on_that_day(rule: str) -> None:
    system = Running(f"A firm has a name. A delivery has a firm and a date. {rule}")
    assert system.unclear == []
    firm = system.call("add_firm", name="A")["id"]
    assert system.refused("add_delivery", firm=firm, date="2026-03-07")
    system.call("add_delivery", firm=firm, date="2026-03-06")


def test_only_my_own_can_be_cancelled_and_what_i_bring_is_new() -> None:
    system = Running(
        "A customer has a name. A lesson has a title. As a customer, I want to book my lesson. "
        "As a customer, I want to cancel my booking."
    )
    assert system.unclear == []
    ann, ben = (system.call("add_customer", name=name)["id"] for name in ("Ann", "Ben"))
    lesson = system.call("add_lesson", title="Trot")["id"]
    booking = system.call("book_lesson", role="customer", by=ann, lesson=lesson, customer=ann)["id"]
    assert system.refused("cancel_booking", role="customer", by=ben, booking=booking)
    system.call("cancel_booking", role="customer", by=ann, booking=booking)
