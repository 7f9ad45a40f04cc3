"""When something recurrent is next due."""

from __future__ import annotations

import calendar as almanac
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import blueprints as b


def following(recurrence: b.Recurrence, after: datetime, first: datetime) -> datetime:
    """The first due moment later than `after`; counting starts on the anchor, or on the day of `first`."""
    anchor = date.fromisoformat(recurrence.anchor) if recurrence.anchor else first.date()
    at = time.fromisoformat(recurrence.at)
    days = _days(recurrence, max(after.date(), anchor), anchor)
    return next(moment for day in days if (moment := datetime.combine(day, at, after.tzinfo)) > after)


def _days(recurrence: b.Recurrence, start: date, anchor: date) -> Iterator[date]:
    """The days from `start` on that it falls on, without end."""
    every = recurrence.every
    match recurrence.unit:
        case "day":
            day = start + timedelta(days=-(start - anchor).days % every)
            while True:
                yield day
                day += timedelta(days=every)
        case "week":
            monday = anchor - timedelta(days=anchor.weekday())
            monday += timedelta(weeks=(start - monday).days // 7 // every * every)
            while True:
                for weekday in sorted(recurrence.weekdays or (anchor.isoweekday(),)):
                    if (day := monday + timedelta(days=weekday - 1)) >= start:
                        yield day
                monday += timedelta(weeks=every)
        case "month":
            month, wanted = start.replace(day=1), recurrence.day or anchor.day
            while True:
                last = almanac.monthrange(month.year, month.month)[1]
                day = month.replace(day=last if wanted < 0 else min(wanted, last))
                months = (month.year - anchor.year) * 12 + month.month - anchor.month
                if day >= start and months % every == 0:
                    yield day
                month = (month + timedelta(days=32)).replace(day=1)
