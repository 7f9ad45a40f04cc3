"""When things take place, and when nobody may have them: said of the things, of nobody, or with the days first."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize("said", ["Lessons are", "Lessons take place", "A lesson is held"])
def test_what_has_a_time_takes_place_then(said: str) -> None:
    system = Running(
        f"A lesson has a teacher, a start and an end. {said} from Monday to Friday between 8:00 and 12:00."
    )
    assert system.unclear == []
    for start, end, fits in (
        ("2026-03-06T08:00", "2026-03-06T12:00", True),
        ("2026-03-06T07:59", "2026-03-06T09:00", False),
        ("2026-03-06T11:00", "2026-03-06T12:01", False),
        ("2026-03-07T09:00", "2026-03-07T10:00", False),
    ):
        assert system.refused("add_lesson", teacher="Ann", start=start, end=end) is not fits


@pytest.mark.parametrize("said", ["On Mondays nobody can book a hall.", "On Mondays we are closed."])
def test_the_days_may_stand_first_and_a_group_books_like_anybody(said: str) -> None:
    system = Running(f"A booking has a hall and a date. A group books a hall. {said}")
    assert system.unclear == []
    hall = system.call("add_hall", name="Blue")["id"]
    assert system.refused("book_hall", hall=hall, date="2026-03-09")
    system.call("book_hall", hall=hall, date="2026-03-10")
