"""Names and deadlines in plain text, by example and against walking through the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit.behaviours.wording import first_named, worded_deadline

CREW = ["Ada", "Bo", "Mary Ann"]


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Bo asks Ada for the keys.", "Bo", 2),
        ("The boat needs paint.", None, 0),
        ("ada rows.", "Ada", 1),
        ("Adas oars are gone.", None, 0),
        ("mary  ann's sail", "Mary Ann", 1),
    ],
)
def test_who_is_named(text: str, name: str | None, count: int) -> None:
    found = first_named(text, CREW)
    assert (found.name, found.count) == (name, count)


days = some.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1))


@given(days, some.integers(0, 6))
def test_a_weekday_is_the_first_such_day_afterwards(day: date, weekday: int) -> None:
    name = (date(2024, 1, 1) + timedelta(days=weekday)).strftime("%A")
    wanted = day + timedelta(days=1)
    while wanted.weekday() != weekday:
        wanted += timedelta(days=1)
    assert worded_deadline(f"Mend the oar by {name}.", day, "by").day == wanted


@given(days)
def test_the_end_of_the_month_is_its_last_day(day: date) -> None:
    wanted = day
    while (wanted + timedelta(days=1)).month == day.month:
        wanted += timedelta(days=1)
    text = "Mend it by the end of the month, by and by."
    assert worded_deadline(text, day, "by", "by the end of the month", 28).day == wanted


def test_with_neither_so_many_days_or_none() -> None:
    day = date(2026, 3, 12)
    assert worded_deadline("Mend the oar by hand.", day, "by", None, 10).day == date(2026, 3, 22)
    assert worded_deadline("Mend the oar, standby Friday.", day, "by").day is None


def test_of_two_the_first_in_the_text_counts() -> None:
    text = "Done before the month ends, or before Sunday."
    assert worded_deadline(text, date(2026, 3, 2), "before", "before the month ends").day == date(2026, 3, 31)
