"""Owns the two coverage figures: the share of content words implemented, and of literals taken up or listed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._quantities import find_literals
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import SpecText

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_BUILT = frozenset({"implemented", "assumed", "generic"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """`content`: content words in clauses that are built, of all; `literals`: numbers, dates and quotations in such
    clauses, or listed as unclear, contradictory or deferred, of all. Both between 0 and 1; `lost` are the rest."""

    content: float
    literals: float
    lost: tuple[str, ...] = ()


def coverage_of(specification: bp.Specification, text: SpecText, units: Sequence[Unit]) -> Coverage:
    """The figures for a text and what was understood of it."""
    built = _holding(c.span for c in specification.clauses if c.status in _BUILT)
    listed = _holding(c.span for c in specification.clauses)
    words = [t for u in units for p in u.pieces for t in p.tokens if t.pos in _CONTENT]
    done = sum(built(t.start) for t in words)
    literals = [x for u in units for x in find_literals(u.text, u.span[0])]
    lost = tuple(text.at(x.span) for x in literals if not listed(x.span[0]))
    share = done / len(words) if words else 1.0
    return Coverage(round(share, 4), round(1 - len(lost) / len(literals), 4) if literals else 1.0, lost)


def _holding(spans: Iterable[bp.Span]) -> Callable[[int], bool]:
    """Whether a place lies in one of the spans, found without looking at each."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    starts = [start for start, _ in joined]

    def holds(place: int) -> bool:
        before = bisect_right(starts, place)
        return before > 0 and place < joined[before - 1][1]

    return holds
