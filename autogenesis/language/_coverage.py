"""Owns the two coverage figures: the share of content words implemented, and of literals taken up or listed."""

from __future__ import annotations

from collections.abc import Sequence
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
    built = [c.span for c in specification.clauses if c.status in _BUILT]
    listed = [c.span for c in specification.clauses]
    words = [t for u in units for p in u.pieces for t in p.tokens if t.pos in _CONTENT]
    done = sum(any(a <= t.start < b for a, b in built) for t in words)
    literals = [x for u in units for x in find_literals(u.text, u.span[0])]
    lost = tuple(text.at(x.span) for x in literals if not any(a <= x.span[0] < b for a, b in listed))
    share = done / len(words) if words else 1.0
    return Coverage(round(share, 4), round(1 - len(lost) / len(literals), 4) if literals else 1.0, lost)
