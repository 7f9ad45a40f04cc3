"""What may be booked: how far ahead, how often, by whom, with which qualification, at which age and price."""

import pytest

from tests.language._machine import Running

POOL = """# Vehicle pool
We have three vans (V1 to V3), two lorries (L1, L2) and one minibus (B1).
Every day has two shifts: early 06:00–14:00, late 14:00–22:00.
A driver has a name.

**As a driver** I want to book a vehicle for a shift so that I can plan my week.
- At most 10 days ahead, and not once the shift has begun.
- I can hold three future bookings at most.
- A van needs licence level 1, a lorry level 2. A higher level covers the lower ones.
- No late shifts on Sundays.

Each booking is charged: vans €20, lorries €35.50, minibus €15.
Drivers under 21 may drive only if somebody of 25 or more is named as passenger on the booking.
Drivers under 25 on the day of the booking pay 150 percent.
"""


def pool() -> Running:
    desk = Running(POOL)
    for name, level, born in (("Ada", 1, "1980-01-01"), ("Ben", 2, "1980-01-01"), ("Cyd", 1, "2005-03-10")):
        desk.call("add_driver", name=name, licence_level=level, date_of_birth=born)
    return desk


def test_every_sentence_is_understood() -> None:
    assert Running(POOL).unclear == []


def test_a_shift_can_be_booked_ten_days_ahead_until_it_begins() -> None:
    desk = pool()
    asked = {"vehicle": "V1", "driver": "driver-1"}
    assert desk.refused("book_vehicle", **asked, shift="early", day="2026-03-13")
    desk.call("book_vehicle", **asked, shift="early", day="2026-03-12")
    assert desk.refused("book_vehicle", **asked, shift="early", day="2026-03-02")
    desk.call("book_vehicle", **asked, shift="late", day="2026-03-02")
    assert desk.refused("book_vehicle", **asked, shift="late", day="2026-03-01")


def test_a_higher_level_covers_the_lower_ones_and_no_level_is_asked_for_the_rest() -> None:
    desk = pool()
    assert desk.refused("book_vehicle", vehicle="L1", driver="driver-1", shift="early", day="2026-03-03")
    desk.call("book_vehicle", vehicle="L1", driver="driver-2", shift="early", day="2026-03-03")
    desk.call("book_vehicle", vehicle="V1", driver="driver-2", shift="early", day="2026-03-03")
    desk.call("book_vehicle", vehicle="B1", driver="driver-1", shift="early", day="2026-03-03")


def test_one_booking_of_a_vehicle_for_a_shift_and_three_ahead_for_a_driver() -> None:
    desk = pool()
    asked = {"driver": "driver-2", "shift": "early"}
    desk.call("book_vehicle", vehicle="V1", day="2026-03-03", **asked)
    assert desk.refused("book_vehicle", vehicle="V1", driver="driver-1", shift="early", day="2026-03-03")
    desk.call("book_vehicle", vehicle="V1", driver="driver-1", shift="late", day="2026-03-03")
    desk.call("book_vehicle", vehicle="V2", day="2026-03-03", **asked)
    desk.call("book_vehicle", vehicle="V1", day="2026-03-04", **asked)
    assert desk.refused("book_vehicle", vehicle="V1", day="2026-03-05", **asked)
    desk.call("book_vehicle", "2026-03-03T10:00", vehicle="V1", day="2026-03-05", **asked)


def test_there_are_no_late_shifts_on_sundays() -> None:
    desk = pool()
    assert desk.refused("book_vehicle", vehicle="V1", driver="driver-1", shift="late", day="2026-03-08")
    desk.call("book_vehicle", vehicle="V1", driver="driver-1", shift="early", day="2026-03-08")


def test_ages_count_on_the_day_of_the_booking() -> None:
    desk = pool()
    asked = {"vehicle": "V1", "driver": "driver-3", "shift": "early"}
    assert desk.refused("book_vehicle", **asked, day="2026-03-05")
    assert desk.refused("book_vehicle", **asked, day="2026-03-05", passenger="driver-3")
    made = desk.call("book_vehicle", **asked, day="2026-03-05", passenger="driver-1")
    assert made["price"] == 30
    assert desk.call("book_vehicle", vehicle="L2", driver="driver-2", shift="early", day="2026-03-05")["price"] == 35.5


COURTS = """# Courts
We have three courts (C1 to C3). A player has a name.
Each day has two slots: early 08:00–10:00, late 18:00–20:00.
As a player, I want to book a court for a slot up to 10 days ahead, so that I can play.
CHARGES
"""


@pytest.mark.parametrize(
    ("said", "at", "charge"),
    [
        ("Cancelling is free of charge until 18:00 the day before, later it costs 25 euro.", "2026-03-04T18:00", 0),
        ("Cancelling is free of charge until 18:00 the day before, later it costs 25 euro.", "2026-03-04T18:01", 25),
        ("Cancellation is free up to 24 hours before the start, after that it costs 12.50 euro.", "2026-03-04T08:00", 0),
        ("Cancellation is free up to 24 hours before the start, after that it costs 12.50 euro.", "2026-03-04T08:01", 12.5),
        ("Whoever cancels 2 days or more before the start pays nothing; from less than 2 down to 1 day, 5 euro; later than that, 9 euro.", "2026-03-03T08:00", 0),
        ("Whoever cancels 2 days or more before the start pays nothing; from less than 2 down to 1 day, 5 euro; later than that, 9 euro.", "2026-03-03T08:01", 5),
        ("Whoever cancels 2 days or more before the start pays nothing; from less than 2 down to 1 day, 5 euro; later than that, 9 euro.", "2026-03-04T08:01", 9),
    ],
)  # fmt: skip
def test_what_calling_off_costs_depends_on_how_early_it_is(said: str, at: str, charge: float) -> None:
    desk = Running(COURTS.replace("CHARGES", said))
    desk.call("add_player", name="P")
    desk.call("book_court", court="C1", player="player-1", slot="early", date="2026-03-05")
    assert desk.call("cancel_booking", at, booking="booking-1")["charge"] == charge
    assert desk.refused("cancel_booking", booking="booking-1")
    desk.call("book_court", court="C1", player="player-1", slot="early", date="2026-03-06")


def test_not_turning_up_costs_what_is_said() -> None:
    desk = Running(
        COURTS.replace(
            "CHARGES",
            "Cancelling is free of charge until 18:00 the day before, later it costs 25 euro, and not showing up costs 60.",
        )
    )
    desk.call("add_player", name="P")
    desk.call("book_court", court="C1", player="player-1", slot="early", date="2026-03-05")
    assert desk.call("note_no_show_of_booking", "2026-03-05T09:00", booking="booking-1")["charge"] == 60
    assert desk.refused("cancel_booking", booking="booking-1")
