"""Files named after a day, by example and against the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.text_files import day_in_name, text_lines


@given(some.dates(min_value=date(1000, 1, 1)), some.sampled_from([".txt", ".log", ".md"]))
def test_every_day_is_read_back_from_its_name(day: date, ending: str) -> None:
    assert day_in_name(f"{day.isoformat()}{ending}", ending) == day


@pytest.mark.parametrize("name", ["diary.txt", "2026-3-1.txt", "2026-03-01", "2026-03-01.txt.txt", "2026-03-01.md", ""])
def test_another_name_is_refused_and_named(name: str) -> None:
    with pytest.raises(Refused) as caught:
        day_in_name(name, ".txt")
    assert name in str(caught.value)


@pytest.mark.parametrize("name", ["2026-02-30.txt", "2025-02-29.txt", "2026-13-01.txt", "0000-01-01.txt"])
def test_a_day_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="There is no day"):
        day_in_name(name, ".txt")


@given(some.lists(some.text(alphabet=some.characters(exclude_characters="\r\n"))))
def test_lines_keep_their_wording_and_their_numbers(written: list[str]) -> None:
    found = text_lines("\r\n".join(written))
    assert all(written[line.number - 1] == line.text for line in found)
    assert len(found) == sum(bool(line.strip()) for line in written)
