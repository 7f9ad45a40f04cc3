"""Booking not before the earliest day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.earliest_day import earliest_day

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))


@given(wanted=DAYS, first=st.none() | DAYS)
def test_a_day_too_soon_is_refused_with_the_day_that_is_possible(wanted: dt.date, first: dt.date | None) -> None:
    if first is None or first <= wanted:
        assert earliest_day(wanted=wanted, first=first) == wanted
    else:
        with pytest.raises(Refused, match=first.isoformat()):
            earliest_day(wanted=wanted, first=first)
