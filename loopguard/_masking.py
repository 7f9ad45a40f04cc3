"""Tells texts that say the same from texts that do not."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import Final

from pydantic import BaseModel, ConfigDict

_LONGEST: Final = 2000
_REPRESENTATIVES: Final = 32
_REMEMBERED: Final = 256
_ALIKE: Final = 0.8

_Pair = tuple[str, str]

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


class ClusterState(BaseModel):
    """Clusters in a form that survives a restart; both lists are in the order of their making."""

    model_config = ConfigDict(extra="forbid")

    first: list[tuple[str, str]]
    labels: list[tuple[str, str]]


class Clusters:
    """Groups masked texts that share at least four fifths of their word pairs.

    A text joins the oldest cluster that it is like, so that later texts never change what earlier ones were
    called. Labels are hashes of the cluster's first text, and the same in every process.
    """

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._with_pair: dict[_Pair, list[str]] = {}
        self._labels: dict[str, str] = {}

    def label(self, text: str) -> str:
        """The label of the cluster that the masked text belongs to."""
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
        label = self._labels.get(digest)
        if label is None:
            pairs = _pairs(text)
            label = self._like(pairs)
            if label is None:
                label = digest
                self._found(label, text, pairs)
            self._labels[digest] = label
            if len(self._labels) > _REMEMBERED:
                del self._labels[next(iter(self._labels))]
        return label

    def export(self) -> ClusterState:
        """The clusters, for ``restore``."""
        return ClusterState(first=list(self._first.items()), labels=list(self._labels.items()))

    @classmethod
    def restore(cls, state: ClusterState) -> Clusters:
        """Clusters that go on where the exported ones stopped."""
        clusters = cls()
        for label, text in state.first:
            clusters._found(label, text, _pairs(text))
        clusters._labels = dict(state.labels)
        return clusters

    def _like(self, pairs: frozenset[_Pair]) -> str | None:
        """The oldest cluster whose Jaccard index with the pairs reaches the threshold."""
        shared: dict[str, int] = {}
        for pair in pairs:
            for label in self._with_pair.get(pair, ()):
                shared[label] = shared.get(label, 0) + 1
        alike = {
            label for label, count in shared.items() if count >= _ALIKE * (len(pairs) + self._sizes[label] - count)
        }
        return next((label for label in self._first if label in alike), None) if alike else None

    def _found(self, label: str, text: str, pairs: frozenset[_Pair]) -> None:
        """Begin a cluster; the oldest goes where there are too many."""
        self._first[label] = text
        self._sizes[label] = len(pairs)
        for pair in pairs:
            self._with_pair.setdefault(pair, []).append(label)
        if len(self._first) > _REPRESENTATIVES:
            oldest = next(iter(self._first))
            for pair in _pairs(self._first.pop(oldest)):
                self._with_pair[pair].remove(oldest)
                if not self._with_pair[pair]:
                    del self._with_pair[pair]
            del self._sizes[oldest]


def _pairs(text: str) -> frozenset[_Pair]:
    words = text.split()
    return frozenset(pairwise(words)) or frozenset({(text, "")})
