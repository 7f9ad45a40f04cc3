"""What is booked costs what it costs: less for some ages, more on some days."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

TRIPS = "# Trips\nA guest has a name and a date of birth. A trip has a title, a date and a price in euro. A guest books a trip. {said}\n"


def price(said: str, born: str, day: str) -> float:
    desk = Running(TRIPS.format(said=said))
    assert desk.unclear == []
    desk.call("add_guest", name="G", date_of_birth=born)
    desk.call("add_trip", title="T", date=day, price="10.00")
    if "holiday" in said:
        desk.call("add_public_holiday", date="2026-12-25")
    desk.call("book_trip", guest="guest-1", trip="trip-1")
    return float(desk.call("list_bookings")[0]["price"])


@pytest.mark.parametrize(
    ("said", "child"),
    [
        ("Children under 12 pay half.", 5.0),
        ("Guests under 12 pay half the price.", 5.0),
        ("Children under 12 pay 1 euro.", 1.0),
        ("Children under 12 travel free of charge.", 0.0),
        ("Guests under 12 pay 30 % less.", 7.0),
        ("The price is charged when the booking is made; guests under 12 years pay half the price.", 5.0),
    ],
)
def test_the_age_counts_on_the_day_of_the_trip(said: str, child: float) -> None:
    assert price(said, "2014-06-02", "2026-06-01") == child
    assert price(said, "2014-06-01", "2026-06-01") == 10.0


@pytest.mark.parametrize(
    ("said", "sunday", "holiday"),
    [
        ("On Sundays the price is 20 % higher.", 12.0, 10.0),
        ("On Sundays and public holidays the price is 20 % higher.", 12.0, 12.0),
        ("On public holidays it's 5 euro extra.", 10.0, 15.0),
        ("Trips on Sundays cost 5 euro more.", 15.0, 10.0),
    ],
)
def test_some_days_cost_more(said: str, sunday: float, holiday: float) -> None:
    adult = "1990-01-01"
    assert price(said, adult, "2026-06-07") == sunday
    assert price(said, adult, "2026-12-25") == holiday
    assert price(said, adult, "2026-06-08") == 10.0
