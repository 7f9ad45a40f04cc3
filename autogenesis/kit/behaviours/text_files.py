"""Text files that are named after a day: the day in the name, and the lines of the text with their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..errors import Refused

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True)
class Line:
    """A line as it was written; lines are numbered from 1, empty ones too."""

    number: int
    text: str


def day_in_name(name: str, ending: str) -> date:
    """The day a file is named after: year, month and day with hyphens between them, and the ending.

    Refused: any other name, and a day that no calendar has.

    >>> day_in_name("2024-02-29.txt", ".txt")
    datetime.date(2024, 2, 29)
    """
    stem = name.removesuffix(ending)
    found = _DAY.fullmatch(stem)
    if found is None or stem == name or not stem.isascii():
        reason = f"The name must be a day and {ending}, such as 2024-02-29{ending}; this one is {name}."
        raise Refused(reason, rule="text_files.name")
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Refused(f"There is no day {stem}.", rule="text_files.day") from error


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines that say something, exactly as written apart from the end of the line.

    >>> [line.number for line in text_lines("One." + chr(10) + chr(10) + "Three.")]
    [1, 3]
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(Line(number, line) for number, line in enumerate(lines, 1) if line.strip())
