"""When something recurrent is next due."""

from __future__ import annotations

import calendar as almanac
from datetime import date, datetime, time, timedelta

import blueprints as b


def following(recurrence: b.Recurrence, after: datetime, first: datetime) -> datetime:
    """The first due moment later than `after`; counting starts on the anchor, or on the day of `first`."""
    anchor = date.fromisoformat(recurrence.anchor) if recurrence.anchor else first.date()
    at = time.fromisoformat(recurrence.at)
    day = max(after.date(), anchor)
    while True:
        moment = datetime.combine(day, at, after.tzinfo)
        if moment > after and _falls_on(recurrence, day, anchor):
            return moment
        day += timedelta(days=1)


def _falls_on(recurrence: b.Recurrence, day: date, anchor: date) -> bool:
    match recurrence.unit:
        case "day":
            return (day - anchor).days % recurrence.every == 0
        case "week":
            monday, start = day - timedelta(days=day.weekday()), anchor - timedelta(days=anchor.weekday())
            weekdays = recurrence.weekdays or (anchor.isoweekday(),)
            return (monday - start).days // 7 % recurrence.every == 0 and day.isoweekday() in weekdays
        case "month":
            last = almanac.monthrange(day.year, day.month)[1]
            wanted = recurrence.day or anchor.day
            months = (day.year - anchor.year) * 12 + day.month - anchor.month
            return months % recurrence.every == 0 and day.day == (last if wanted < 0 else min(wanted, last))
