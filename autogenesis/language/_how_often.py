"""Owns telling apart how often something is and what it is: "On the first of each month at 8 / the host gets …"."""

from __future__ import annotations

import re

from autogenesis.language._literals import Number, Recurrence, TimeOfDay
from autogenesis.language._quantities import find_literals

_IDLE = frozenset({"on", "at", "the", "and", "of", "in", "each", "every"})


def how_often(said: str) -> tuple[str, str]:
    """How often, which stands at the beginning or at the end, and the rest; "" where that is not said."""
    found = find_literals(said, 0)
    literals = [x for x in found if isinstance(x, Recurrence | TimeOfDay | Number)]
    if not any(isinstance(x, Recurrence) for x in found):
        return "", said
    end = 0
    for literal in sorted(literals, key=lambda x: x.span):
        if set(said[end : literal.span[0]].replace(",", " ").split()) <= _IDLE:
            end = max(end, literal.span[1])
    if end:
        return said[:end], said[end:].lstrip(" ,:")
    start = len(said)
    for literal in sorted(literals, key=lambda x: x.span, reverse=True):
        if set(said[literal.span[1] : start].replace(",", " ").split()) <= _IDLE:
            start = min(start, literal.span[0])
    before = said[:start].rstrip(" ,")
    return (said[start:], re.sub(r"\s+(?:on|at|each|every)$", "", before)) if start < len(said) else ("", said)
