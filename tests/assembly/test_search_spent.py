"""A search for stories that has worked out as much as it may is at its end: the package is made all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assembly.test_witness import tree_of

TEXT = """# Car pool of the Moorland council

## People
- Driver: a member of staff with a valid licence; books cars and reports damage
- Pool manager: looks after the cars, approves long trips
- Porter: hands out keys and takes them back

## Cars
Each car has a number plate, a make, a number of seats, a fuel type (petrol, diesel, electric) and a mileage.
A car is available, in use, in the workshop or sold. New cars are available.

## Booking
- A driver books a car from a start to an end, with a destination and the expected kilometres.
- A booking lasts at least 30 minutes and at most 5 days.
- Bookings of the same car must not overlap; between two bookings there must be at least 30 minutes.
- Bookings can be made up to 60 days ahead.
- Trips of more than 300 km need the approval of the pool manager before the key is handed out.
- A driver has at most three future bookings.
- Electric cars cannot be booked for more than 150 km.
- A driver whose licence has expired cannot book.

## Damage
- Drivers report damage with a description and whether the car can still be driven.
- If it cannot be driven, the car goes to the workshop and all its bookings for the next 7 days are cancelled; the drivers are told.
- The pool manager closes a damage report with the repair cost.

## Service
- Every car goes to the workshop every 15,000 km or once a year, whichever comes first.
- The pool manager is reminded two weeks before the inspection date of a car.
"""


@pytest.mark.slow
def test_the_package_is_made(tmp_path: Path) -> None:
    tree = tree_of(TEXT, tmp_path)
    assert any(path.endswith("test_operations.py") for path in map(str, tree))
