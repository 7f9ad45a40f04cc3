"""Who must do something by when, and what follows where it was not done: "otherwise it lapses"."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

BASE = """# Auction house
The clerk enters sellers with a name. The clerk enters lots with a title and a seller.
An offer has an amount and a lot. The clerk enters offers.
"""
FOLLOWS = [
    "An offer must be answered within 48 hours, otherwise it lapses.",
    "An offer must be answered within 48 hours; otherwise it lapses.",
    "An offer must be answered within 48 hours. Otherwise it lapses.",
    "An offer must be answered within 48 hours. If not, it lapses.",
    "An offer has to be answered within 48 hours. If it is not answered in time, it lapses.",
    "An offer must be answered within 48 hours. If it has not been answered by then, it lapses.",
    "An offer must be answered within 48 hours. If this does not happen, it lapses.",
    "The clerk must answer an offer within 48 hours. If he has not done so by then, the offer lapses.",
]


def offered(text: str) -> tuple[Running, str]:
    it = Running(BASE + text)
    seller = it.call("enter_seller", name="Ann", role="clerk")["id"]
    lot = it.call("enter_lot", title="Clock", seller=seller, role="clerk")["id"]
    return it, it.call("enter_offer", amount=5, lot=lot, role="clerk")["id"]


@pytest.mark.parametrize("text", FOLLOWS)
def test_what_was_not_done_in_time_has_its_consequence(text) -> None:
    it, offer = offered(text)
    assert it.unclear == []
    just = it.call("get_offer", "2026-03-04T08:59", id=offer)
    assert just["lapsed_at"] is None
    late = it.call("get_offer", "2026-03-04T09:01", id=offer)
    assert late["lapsed_at"] == "2026-03-04T09:00:00+00:00"


@pytest.mark.parametrize("text", FOLLOWS)
def test_what_was_done_in_time_has_none(text) -> None:
    it, offer = offered(text)
    it.call("answer_offer", "2026-03-04T08:59", offer=offer, role="clerk")
    late = it.call("get_offer", "2026-03-09T09:00", id=offer)
    assert late["lapsed_at"] is None


def test_whoever_must_do_it_may_and_not_later() -> None:
    it, offer = offered("The clerk must answer an offer within 48 hours.")
    assert it.unclear == []
    assert it.refused("answer_offer", "2026-03-04T09:01", offer=offer, role="clerk")
    it, offer = offered("The clerk must answer an offer within 48 hours.")
    assert not it.refused("answer_offer", "2026-03-04T09:00", offer=offer, role="clerk")


@pytest.mark.parametrize(
    "text",
    [
        "An offer has a note. If not, it lapses.",
        "An offer must be answered. Otherwise it lapses.",
        "Lots are sold on Mondays. If it has not been answered by then, it lapses.",
    ],
)
def test_nothing_is_guessed_where_no_duty_was_told(text) -> None:
    last = text.partition(". ")[2]
    assert any(last[:12] in clause or clause in last for clause in Running(BASE + text).unclear)
