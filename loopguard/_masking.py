"""Tells texts that say the same from texts that do not."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import Any, Final

from autogenesis.core import JsonObject

_LONGEST: Final = 2000
_REPRESENTATIVES: Final = 32
_REMEMBERED: Final = 256
_ALIKE: Final = 0.8

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
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_WORD: Final = re.compile(r"[^\W_]+|[#~]")


def steady(text: str) -> str:
    """The text without what differs from one moment to the next: ids, hashes, dates, times, durations."""
    return " ".join(_VOLATILE.sub("~", text[:_LONGEST]).split())


def masked(text: str) -> str:
    """A steady text without numbers, case and punctuation."""
    return " ".join(_WORD.findall(_NUMBER.sub("#", text).casefold()))


class Clusters:
    """Groups masked texts that share at least four fifths of their word pairs.

    A text joins the oldest cluster that it is like, so that later texts never change what earlier ones were
    called. Labels are hashes of the cluster's first text, and the same in every process.
    """

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, frozenset[tuple[str, ...]]]] = {}
        self._labels: dict[str, str] = {}

    def label(self, text: str) -> str:
        """The label of the cluster that the masked text belongs to."""
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
        label = self._labels.get(digest)
        if label is None:
            pairs = _pairs(text)
            label = next((name for name, (_, first) in self._first.items() if _alike(pairs, first)), None)
            if label is None:
                label = digest
                self._first[label] = (text, pairs)
                _forget_oldest(self._first, _REPRESENTATIVES)
            self._labels[digest] = label
            _forget_oldest(self._labels, _REMEMBERED)
        return label

    def export(self) -> JsonObject:
        return {
            "first": {label: text for label, (text, _) in self._first.items()},
            "labels": {**self._labels},
        }

    @classmethod
    def restore(cls, first: dict[str, str], labels: dict[str, str]) -> Clusters:
        clusters = cls()
        clusters._first = {label: (text, _pairs(text)) for label, text in first.items()}
        clusters._labels = dict(labels)
        return clusters


def _pairs(text: str) -> frozenset[tuple[str, ...]]:
    words = text.split()
    return frozenset(pairwise(words)) or frozenset({tuple(words)})


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """Whether the Jaccard index reaches the threshold; sizes alone rule most pairs out."""
    smaller, larger = sorted((len(one), len(other)))
    if smaller < _ALIKE * larger:
        return False
    shared = len(one & other)
    return shared >= _ALIKE * (len(one) + len(other) - shared)


def _forget_oldest(table: dict[str, Any], size: int) -> None:
    if len(table) > size:
        del table[next(iter(table))]
