"""Takes from a text what differs from one moment to the next, word by word."""

from __future__ import annotations

import re
from typing import Final
from zlib import crc32

_LONGEST: Final = 2000
_MOST: Final = 96

_ID: Final = r"""
      \b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b   # UUID
    | \b0x[0-9a-f]+\b                                                    # address
    | \b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b                                    # hash or id
"""
_TIME: Final = r"""
    | \b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?  # ISO 8601
    | \b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\b                               # time of day
    | \b\d+(?:\.\d+)?(?:ns|[µu]s|ms|s|sec|seconds?|minutes?)\b           # duration
"""
_VOLATILE: Final = re.compile(_ID + _TIME, re.VERBOSE | re.IGNORECASE)
_UNITS: Final = frozenset(
    unit + sign for unit in "ns µs us ms s sec second seconds minute minutes".split() for sign in ("", *".,:;)")
)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?$")
_PERHAPS: Final = re.compile(r"\d:\d|\d(?:[nuµm]?s|min)|0x|[0-9a-f-]{8}", re.IGNORECASE)
"""What every id, date, time and duration has in it, and few other words: looked for first, since that is quick."""
_MASK: Final = "~"


def pieces(text: str) -> list[str]:
    """The words of a text as they stand there; of a long one the first and last, and a checksum of what is between.
    A number before a unit of time is gone."""
    middle = ""
    if len(text) > _LONGEST:
        middle = text[_LONGEST // 2 : -_LONGEST // 2]
        text = f"{text[: _LONGEST // 2]} {text[-_LONGEST // 2 :]}"
    words = text.split()
    if len(words) > _MOST:
        middle += " ".join(words[_MOST // 2 : -_MOST // 2])
        words[_MOST // 2 : -_MOST // 2] = []
    if middle:
        words.append(f"{_MASK}{crc32(middle.encode(errors='surrogatepass'))}")
    if not _UNITS.isdisjoint(words):
        for place in range(1, len(words)):
            if words[place] in _UNITS and _NUMBER.match(words[place - 1]):
                words[place - 1] = words[place] = _MASK
    return words


def steady(word: str) -> str:
    """The word without ids, hashes, dates, times and durations in it."""
    return word if word.startswith(_MASK) or not _PERHAPS.search(word) else _VOLATILE.sub(_MASK, word)
