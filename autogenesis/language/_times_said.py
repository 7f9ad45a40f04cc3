"""Owns everyday wordings of times: "until two hours before it starts", "ten till two", "stay free between", each said plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language._quantities import WORDS
from autogenesis.language._regex import regex

_SOME = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty-four|forty-eight|half\s+an)\s+(?:minute|hour|day|week|month)s?"
_STARTS = r"(?:starts?|begins?|takes?\s+place)"
_BEFORE_IT = regex(
    rf"\b(?:until|till|up\s+to|no\s+later\s+than|at\s+least)\s+{_SOME}\s+before\s+(?:(?P<it>(?:it|they)\s+{_STARTS})|(?P<the>the|an?)\s+(?P<what>[a-z]+)\s+(?P<starts>{_STARTS}))\b",
    re.I,
)
_LATEST = regex(
    r"\bat\s+the\s+latest\s+(?:at\s+|by\s+)?(?P<time>\d{1,2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?)\s+(?:on\s+)?(?P<day>the\s+day\s+before)\b",
    re.I,
)
_FREE_BETWEEN = regex(
    rf"^(?P<least>at\s+least\s+)?(?P<long>{_SOME}|(?:fifteen|twenty|thirty|forty|forty-five|sixty)\s+minutes)\s+(?:stays?|remains?|(?:are|is|must\s+be|have\s+to\s+be)\s+(?:kept|left)|must\s+(?:stay|remain|lie))(?:\s+free)?\s+(?=between\s+two\b)",
    re.I,
)
_WE_RE = regex(r"\bwe(?P<are>['’]re)(?=\s+(?:open|closed|shut)\b)", re.I)
_HOURS = "|".join(word for word, value in WORDS.items() if 1 <= value <= 12)
_O_CLOCK = regex(
    rf"\bopen(?:s|ed)?\b[^.;]*?(?<![\w:.])(?P<both>(?P<first>{_HOURS}|\d{{1,2}})\s*(?:till|until|to|[-–])\s*(?P<last>{_HOURS}|\d{{1,2}}))(?![\w:]|\.\d|\s*(?:hours?|days?|weeks?|months?|minutes?|a\.?m|p\.?m|o['’]clock|:))",
    re.I,
)


def times_said(text: str) -> Iterator[tuple[int, int, str]]:
    """Where such wordings stand, and what they say plainly."""
    for match in _BEFORE_IT.finditer(text):
        if match["it"]:
            yield *match.span("it"), "its start"
        else:
            yield match.start("the"), match.end("starts"), f"the start of {match['the']} {match['what']}"
    for match in _LATEST.finditer(text):
        yield match.start(), match.start("time"), "until "
        yield match.end("time"), match.start("day"), " on "
    for match in _FREE_BETWEEN.finditer(text):
        yield match.start(), match.start("long"), "There are at least "
        yield match.end("long"), match.end(), " "
    for match in _WE_RE.finditer(text):
        yield *match.span("are"), " are"
    for match in _O_CLOCK.finditer(text):
        hours = _hours(match["first"], match["last"])
        if hours is not None:
            yield *match.span("both"), f"{hours[0]:02}:00 to {hours[1]:02}:00"


def taken_so(text: str) -> str | None:
    """How hours without a half of the day are understood; None where there are none."""
    match = _O_CLOCK.search(text)
    hours = _hours(match["first"], match["last"]) if match is not None else None
    return (
        f"“{match['both']}” is taken to be {hours[0]:02}:00 to {hours[1]:02}:00."
        if match is not None and hours
        else None
    )


def _hours(first: str, last: str) -> tuple[int, int] | None:
    """Hours of one day of opening: "ten till two" ends in the afternoon."""
    start, end = (WORDS[x.lower()] if x.lower() in WORDS else int(x) for x in (first, last))
    end = end + 12 if end <= start and end <= 12 else end
    return (start, end) if 0 <= start < end <= 24 else None


__all__ = ["taken_so", "times_said"]
