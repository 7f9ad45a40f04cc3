"""Reads what tenders and by-laws say is kept: "The system must keep members with name and address", "For each plot the number and size are recorded"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.readings._fields import Stated, stated_fields

_SYSTEM = r"(?:the|our|this)\s+(?:[a-z-]+\s+)?[a-z]+\s+(?:(?:shall|must|should|will|has\s+to|needs\s+to)\s+)?"
_KEEPING = r"(?:keep|store|record|manage|maintain|hold|register|save|administer|handle|document)s?"
_KEPT = r"(?:recorded|kept|stored|noted|saved|held|registered|entered|documented|known)"
_LIST = r"(?:an?|the)\s+(?:register|list|record|file|directory|catalogue|inventory|database)\s+of\s+"
_THING = r"(?P<thing>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}?)"
_ONE = r"(?:an?|each|every|the|all)\s+"
_PATTERNS = tuple(
    regex(pattern, re.I)
    for pattern in (
        rf"^{_SYSTEM}{_KEEPING}\s+(?:{_LIST}|(?:records|data|details|information)\s+(?:of|on|about|for)\s+)?(?:all\s+|the\s+|every\s+|each\s+|its\s+|our\s+)*{_THING}\s+(?:with|by)\s+(?:their\s+|its\s+|the\s+|at\s+least\s+)?(?P<fields>.+)$",
        rf"^(?:for|of)\s+(?:each|every)\s+{_THING},?\s+(?P<fields>(?:the|its|their|an?)\s+.+?)\s+(?:is|are|(?:shall|must|should|will|has\s+to|have\s+to)\s+be)\s+{_KEPT}$",
        rf"^the\s+(?:following\s+)?(?:data|details|fields|attributes|information|particulars|items)\s+(?:of|on|about|for)\s+(?:{_ONE})?{_THING}\s+(?:is|are|(?:shall|must|should|will|has\s+to|have\s+to)\s+be)\s+{_KEPT}:\s*(?P<fields>.+)$",
        rf"^(?:the|our)\s+[a-z]+\s+(?:contains|shows|holds|lists|includes|comprises)\s+(?P<fields>the\s+.+?)\s+(?:of|for)\s+(?:each|every|all)\s+{_THING}$",
    )
)
_BRACKETED = regex(
    rf"\b(?:maintain|manage|enter|register|record|create|add|book|administer|edit|keep|store)\s+(?:(?:their|the|its|new)\s+)?{_THING}\s*\((?P<fields>[^()]+(?:\([^()]*\)[^()]*)*)\)",
    re.I,
)
_CLAUSE = regex(
    r"\b(?:if|when|who|that|which|unless|until|must|shall|may|can|cannot|not|never|is|are|more|less|than)\b", re.I
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Declaration:
    """A thing and the list of what is kept of it; `whole` where the sentence says nothing else."""

    label: str
    span: Span
    fields: tuple[Stated, ...]
    unread: tuple[Span, ...]
    whole: bool


def declaration(unit: Unit) -> Declaration | None:
    """What a sentence declares; None where it is no such sentence."""
    text = unit.text.rstrip(" .")
    for way in _PATTERNS:
        match = way.match(text)
        if match is not None and _CLAUSE.search(match["fields"]) is None:
            return _made(unit, match, whole=True)
    match = _BRACKETED.search(text)
    return _made(unit, match, whole=False) if match is not None and _CLAUSE.search(match["fields"]) is None else None


def _made(unit: Unit, match: re.Match[str], *, whole: bool) -> Declaration | None:
    fields, unread = stated_fields(match["fields"], unit.span[0] + match.start("fields"))
    words = tag(match["thing"])
    if len(fields) < _FEWEST or len(unread) >= len(fields) or words[-1].pos != "NOUN":
        return None
    if any(w.pos not in {"NOUN", "ADJ", "PROPN"} for w in words):
        return None
    label = " ".join([*(w.lower for w in words[:-1]), words[-1].lemma])
    span = (unit.span[0] + match.start("thing"), unit.span[0] + match.end("thing"))
    return Declaration(label, span, fields, unread, whole)


__all__ = ["Declaration", "declaration"]
