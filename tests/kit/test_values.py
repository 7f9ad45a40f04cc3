"""Exact numbers, days and tables."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.values import (
    Band,
    Calendar,
    Table,
    at_time,
    between,
    compare,
    contains,
    contains_word,
    divided,
    in_words,
    integer,
    part,
    present,
    roll,
    rounded,
    shift,
    smallest,
)

WEEK = Calendar("working days", (1, 2, 3, 4, 5))
LIBRARY = Calendar("open days", (2, 3, 4, 5, 6))
BERLIN = ZoneInfo("Europe/Berlin")
days = some.dates(date(2000, 1, 1), date(2060, 12, 31))
calendars = some.sets(some.integers(1, 7), min_size=1).map(lambda on: Calendar("c", tuple(sorted(on))))


def test_months_keep_the_day_or_take_the_last() -> None:
    assert shift(date(2026, 1, 31), 1, "months") == date(2026, 2, 28)
    assert shift(date(2024, 2, 29), 1, "years") == date(2025, 2, 28)
    assert shift(date(2026, 3, 31), -1, "months") == date(2026, 2, 28)
    assert shift(datetime(2026, 12, 31, 8, tzinfo=BERLIN), 2, "months") == datetime(2027, 2, 28, 8, tzinfo=BERLIN)
    assert shift(None, 1, "days") is None


def test_closed_days_are_rolled_over() -> None:
    assert roll(date(2026, 4, 6), LIBRARY) == date(2026, 4, 7)
    assert roll(date(2026, 4, 7), LIBRARY) == date(2026, 4, 7)
    assert roll(date(2026, 4, 6), LIBRARY, "previous") == date(2026, 4, 4)
    assert shift(date(2026, 4, 10), 3, "open_days", LIBRARY) == date(2026, 4, 15)


def test_units_between() -> None:
    assert between(date(2026, 4, 9), date(2026, 4, 14), "open_days", LIBRARY) == 3
    assert between(date(2026, 4, 9), date(2026, 6, 5), "open_days", LIBRARY) == 41
    assert between(date(2000, 2, 29), date(2026, 2, 28), "years") == 26
    assert between(date(2021, 5, 1), date(2026, 4, 30), "years") == 4
    assert between(date(2026, 1, 31), date(2026, 2, 28), "months") == 1
    assert between(date(2026, 2, 2), date(2026, 2, 1), "days") == 0
    assert between(datetime(2026, 1, 1, 8), datetime(2026, 1, 1, 9, 59), "hours") == 1
    assert between(None, date(2026, 1, 1), "days") is None


@given(days, some.integers(0, 500), calendars)
def test_open_days_between_are_those_that_a_finger_counts(start: date, length: int, calendar: Calendar) -> None:
    end = start + timedelta(length)
    counted = sum((start + timedelta(n)).isoweekday() in calendar.weekdays for n in range(1, length + 1))
    assert between(start, end, "open_days", calendar) == counted


@given(days, some.integers(1, 40), calendars)
def test_shifting_by_open_days_and_counting_them_agree(start: date, amount: int, calendar: Calendar) -> None:
    end = shift(start, amount, "open_days", calendar)
    assert calendar.open_on(end)
    assert between(start, end, "open_days", calendar) == amount


@given(some.decimals(-10000, 10000, places=5), some.integers(0, 3))
def test_rounding_agrees_with_decimal(value: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    assert rounded(value, "up", places) == value.quantize(unit, ROUND_CEILING)
    assert rounded(value, "down", places) == value.quantize(unit, ROUND_FLOOR)
    assert rounded(value, "half_up", places) == value.quantize(unit, ROUND_HALF_UP)


def test_ratios_stay_exact_until_they_are_rounded() -> None:
    assert integer(divided(1 + 4 * 2 + 4, 6), "up") == 3
    assert integer(divided(2 + 4 * 3 + 10, 6), "up") == 4
    assert divided(1, 3) * 3 == 1
    with pytest.raises(Refused):
        divided(1, 0)


def test_bands_include_their_bounds_or_not() -> None:
    table = Table(
        "guideline",
        ("treatment", "days"),
        (
            ((Band(140, 159),), ("advice", 28)),
            ((Band(160, 180, high_inclusive=False),), ("tablets", 14)),
            ((Band(180),), ("referral", 2)),
        ),
    )
    found = [table.lookup("treatment", value) for value in (139, 140, 159, 160, 179, 180, None)]
    assert found == [None, "advice", "advice", "tablets", "tablets", "referral", None]
    assert Table("t", ("x",), ((("Gold",), (1,)), ((None,), (2,)))).lookup("x", "gold") == 1


def test_absent_values() -> None:
    assert not compare(None, "<", 1)
    assert compare(Decimal("1.0"), ">=", 1)
    assert smallest(3, None) is None
    assert not present("")
    assert present(0)
    assert part(None, "day") is None


def test_parts_and_texts() -> None:
    assert part(date(2026, 2, 14), "month_end") == date(2026, 2, 28)
    assert part(date(2026, 6, 8), "weekday") == 1
    assert part(date(2026, 6, 8), "end", BERLIN) == datetime(2026, 6, 9, tzinfo=BERLIN)
    assert at_time(date(2026, 6, 8), time(9), BERLIN) == datetime(2026, 6, 8, 9, tzinfo=BERLIN)
    assert contains(("Amlodipine",), "amlodipine")
    assert contains_word("Take the Cat home", "cat")
    assert not contains_word("concatenate", "cat")
    assert in_words("Due on ", date(2026, 6, 8), " for ", ["A", "B"]) == "Due on 2026-06-08 for A, B"
    assert in_words("Open until ", time(18, 0)) == "Open until 18:00"
