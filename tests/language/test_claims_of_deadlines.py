"""Deadlines that are told by a day of the week, counts that go up, lengths of what is named, and what hangs on what."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

FAIR = (
    "# Fair\nA trader has a name and a number of warnings. A stand has a number. "
    "A booking has a trader, a stand, a market day and a state (open, cancelled or missed)."
)


@pytest.mark.parametrize(
    ("sentence", "in_time", "late"),
    [
        ("A booking can be cancelled until 18:00 on the Thursday before the market day.", "2026-03-26T18:00", "2026-03-26T18:01"),
        ("A booking can be cancelled until noon on the day before the market day.", "2026-03-27T12:00", "2026-03-27T12:01"),
        ("A booking may be cancelled until Friday before the market day.", "2026-03-27T23:59", "2026-03-28T00:00"),
        ("A booking can be cancelled until 20:00 on the Saturday before the market day.", "2026-03-21T20:00", "2026-03-21T20:01"),
    ],
)  # fmt: skip
def test_until_a_day_before_another(sentence: str, in_time: str, late: str) -> None:
    running = Running(f"{FAIR} {sentence}", "2026-03-02T09:00")
    assert running.unclear == []
    trader, stand = (
        running.call("add_trader", name="A", number_of_warnings=0)["id"],
        running.call("add_stand", number="1")["id"],
    )
    made = [running.call("add_booking", trader=trader, stand=stand, market_day="2026-03-28")["id"] for _ in range(3)]
    running.call("cancel_booking", "2026-03-10T09:00", booking=made[0])
    running.call("cancel_booking", in_time, booking=made[1])
    assert running.refused("cancel_booking", late, booking=made[2])


def test_a_warning_that_is_counted_is_no_message() -> None:
    running = Running(
        f"{FAIR} At 07:30 on the market day, every booking that is still open becomes missed, and its trader receives one warning."
    )
    trader, stand = (
        running.call("add_trader", name="A", number_of_warnings=1)["id"],
        running.call("add_stand", number="1")["id"],
    )
    running.call("add_booking", trader=trader, stand=stand, market_day="2026-03-28")
    assert running.call("get_trader", "2026-03-28T07:31", id=trader)["number_of_warnings"] == 2
    assert running.machine.notes == []


def test_a_length_is_that_of_what_is_named() -> None:
    running = Running(
        "# Quay\nA boat has a name and a length in metres. A stay has a boat and a length in days. "
        "Each stay costs 8 euro for boats up to 10 metres and 15 euro above that."
    )
    for length, price in (("10.0", "8.00"), ("10.5", "15.00")):
        boat = running.call("add_boat", name="A", length=length)["id"]
        assert str(running.call("add_stay", boat=boat, length=20)["price"]) == price


def test_otherwise_is_not_read_without_what_it_goes_on_from() -> None:
    text = "# Loans\nA report has a date. On return the report has to be glossed in 3 shades; otherwise the keeper is told daily."
    assert any("otherwise" in each for each in Running(text).unclear)


def test_how_often_a_value_comes_is_not_up_to_the_system() -> None:
    running = Running("# Tanks\nA sensor has a name. A sensor sends a temperature every minute.")
    assert running.unclear == ["every minute."]


def test_a_count_is_set_back() -> None:
    running = Running(f"{FAIR} Only the town clerk may set the number of warnings back to 0.")
    assert running.unclear == []
    trader = running.call("add_trader", name="A", number_of_warnings=3)["id"]
    operation = next(o.name for o in running.specification.operations if o.name.startswith("set_"))
    assert running.call(operation, role="town_clerk", trader=trader)["number_of_warnings"] == 0
