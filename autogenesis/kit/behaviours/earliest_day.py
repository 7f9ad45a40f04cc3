"""Bookings not before the earliest day: refused with the day that is possible."""

from __future__ import annotations

import datetime as dt

from ..errors import Refused


def earliest_day(*, wanted: dt.date, first: dt.date | None) -> dt.date:
    """The day that is wanted; refused, naming the first possible day, where it lies before that.

    >>> earliest_day(wanted=dt.date(2026, 3, 7), first=dt.date(2026, 3, 7))
    datetime.date(2026, 3, 7)
    """
    if first is not None and wanted < first:
        raise Refused(f"The first possible day is {first.isoformat()}.", rule="earliest_day.too_soon")
    return wanted
