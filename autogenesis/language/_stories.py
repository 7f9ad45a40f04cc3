"""Owns whose story a sentence tells where a heading says so: "**As a tenant** I want …", and the bullets below it."""

from __future__ import annotations

import re
from functools import lru_cache

from autogenesis.language._regex import regex
from autogenesis.language._tokens import tag

_HEADED = regex(r"as (?:a|an|the|our) ([a-z][\w -]{1,40})$", re.I)
_NOBODY = frozenset({"someone", "somebody", "person", "rule", "result", "matter"})


@lru_cache(maxsize=4096)
def teller(under: str) -> tuple[str, ...]:
    """The words of the role, the last as a lemma; none where the heading names no role."""
    match = _HEADED.match(under.strip().rstrip(",:"))
    if match is None or match[1].split()[0].lower() in _NOBODY:
        return ()
    words = tag(match[1])
    if words[-1].pos != "NOUN" or any(w.lower in {"who", "that"} for w in words):
        return ()
    return (*(w.lower for w in words[:-1]), words[-1].lemma)
