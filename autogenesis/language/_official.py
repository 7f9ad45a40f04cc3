"""Owns the wordings of tenders and requirement lists: "The system shall allow a parent to cancel a booking" says who can do what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language._regex import regex

_MADE = r"(?:the|this|our)\s+(?:[a-z-]+\s+)?(?:system|software|application|app|program|programme|website|site|tool)"
_OUGHT = r"(?:shall|must|should|will|has\s+to|needs\s+to|is\s+to|can)"
_WHO = r"(?:[a-z][a-z-]*\s+){0,3}?[a-z][a-z-]*"
_ALLOWS = regex(
    rf"\b(?P<lead>{_MADE}\s+(?:{_OUGHT}\s+)?(?:allows?|enables?|permits?)\s+)(?P<first>an?\s|the\s|each\s|every\s|any\s|all\s|only\s)?"
    rf"(?P<who>{_WHO})\s+(?P<to>to)(?=\s+[a-z])",
    re.I,
)
_LETS = regex(
    rf"\b(?P<lead>{_MADE}\s+(?:{_OUGHT}\s+)?lets?\s+)(?P<first>an?\s|the\s|each\s|every\s|any\s|all\s|only\s)?(?P<who>[a-z-]+)(?P<to>\s)(?=[a-z])",
    re.I,
)
_POSSIBLE = regex(
    rf"\b(?P<lead>it\s+(?:{_OUGHT}\s+be|is)\s+possible\s+for\s+)(?P<first>an?\s|the\s|each\s|every\s|any\s|all\s|only\s)?(?P<who>{_WHO})\s+(?P<to>to)(?=\s+[a-z])",
    re.I,
)
_ABLE = regex(
    rf"\b(?P<can>{_OUGHT}\s+(?P<not>not\s+)?be\s+(?:able|allowed|permitted|entitled))\s+to(?=\s+[a-z])",
    re.I,
)


_LISTED = regex(
    r"\bto\s+(?:maintain|manage|enter|register|record|create|add|book|administer|edit|keep|store)\s+(?:(?:their|the|its|new)\s+)?(?:[a-z-]+\s){0,2}?(?P<last>[a-z-]+)(?P<bracket>\s*\((?P<fields>[^()]+,[^()]+(?:\([^()]*\)[^()]*)*)\))",
    re.I,
)
_RULED = regex(
    r"\b(?:if|when|who|that|which|unless|until|must|shall|may|can|cannot|not|never|is|are|more|less|than)\b", re.I
)


def official(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a sentence that are said with other words, and those."""
    for pattern in (_ALLOWS, _LETS, _POSSIBLE):
        for match in pattern.finditer(text):
            first = match["first"] or ""
            if first:
                yield match.start(), match.end("first"), first
            else:
                head = match["who"].split()[0]
                yield match.start(), match.start("who") + len(head), head
            yield (*match.span("to"), "can" if match["to"].strip() else " can ")
    for match in _LISTED.finditer(text):
        if _RULED.search(match["fields"]) is None:  # what is kept of it is read as a list of fields
            yield match.start("last"), match.end("bracket"), match["last"]
    for match in _ABLE.finditer(text):
        yield (*match.span(), "cannot" if match["not"] else "can")


__all__ = ["official"]
