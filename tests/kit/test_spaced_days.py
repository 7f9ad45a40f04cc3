"""Days at equal distances, against walking through the period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.spaced_days import spaced_days

TENTH = date(2026, 3, 10)


def test_every_third_night_and_at_the_end() -> None:
    made = spaced_days(TENTH, date(2026, 3, 17), 3, with_last=True)
    assert [each.day.day for each in made] == [13, 16, 17]


def test_the_end_counts_once_and_only_where_it_is_wanted() -> None:
    assert [each.day.day for each in spaced_days(TENTH, date(2026, 3, 16), 3, with_last=True)] == [13, 16]
    assert [each.day.day for each in spaced_days(TENTH, date(2026, 3, 17), 3)] == [13, 16]
    assert spaced_days(TENTH, date(2026, 3, 9), 3, with_last=True) == ()


def test_refused() -> None:
    with pytest.raises(Refused, match="at least a day"):
        spaced_days(TENTH, TENTH, 0)


@given(some.integers(0, 40), some.integers(1, 9), some.booleans())
def test_day_by_day(length: int, every: int, with_last: bool) -> None:
    wanted = [n for n in range(length + 1) if (n and n % every == 0) or (with_last and n == length)]
    made = spaced_days(TENTH, TENTH + timedelta(days=length), every, with_last)
    assert [(each.day - TENTH).days for each in made] == wanted
