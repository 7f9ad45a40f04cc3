"""Takes from a text what differs from one moment to the next, and splits it into words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LONGEST: Final = 2000

_VOLATILE: Final = re.compile(
    r"""
      \b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b   # UUID
    | \b\d{4}-\d\d-\d\d(?:[T\ ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?  # ISO 8601
    | \b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\b                               # time of day
    | \b0x[0-9a-f]+\b                                                    # address
    | \b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b                                    # hash or id
    | \b\d+(?:\.\d+)?\s?(?:ns|[µu]s|ms|s|sec|seconds?|minutes?)\b        # duration
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNITS: Final = frozenset("ns µs us ms s sec second seconds minute minutes".split())
_TOKEN: Final = re.compile(r"[^\W_]+")


def split(text: str) -> tuple[str, list[str]]:
    """The text without ids, hashes, dates, times and durations, and its words and numbers without case."""
    words = text[:_LONGEST].split()
    if not _UNITS.isdisjoint(words):
        words = _VOLATILE.sub("~", " ".join(words)).split()
    parts = [_word(word) for word in words]
    return " ".join([part[0] for part in parts]), [token for part in parts for token in part[1]]


@lru_cache(maxsize=16384)
def _word(word: str) -> tuple[str, tuple[str, ...]]:
    steady = word if word.isalpha() else _VOLATILE.sub("~", word)
    return steady, tuple(_TOKEN.findall(steady.casefold()))
