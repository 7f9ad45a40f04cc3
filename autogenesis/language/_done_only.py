"""Owns the wordings of who alone does something: "Nobody but the manager may cancel an order", "The owner, nobody else, sets prices"."""

from __future__ import annotations

import re

from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._tokens import lemma_of

_NAME = r"(?:the|an?|one)\s+[a-z][a-z-]*(?:\s+[a-z][a-z-]*){0,2}?"
_NOBODY = r"(?:nobody|no[ -]one)"
_BUT = r"(?:but|except(?:\s+for)?|other\s+than|apart\s+from)"
_CHANGING = r"(?:changed|set|altered|adjusted|fixed|raised|lowered)"
_WAYS = tuple(
    regex(pattern, re.I | re.S)
    for pattern in (
        rf"^{_NOBODY}(?:\s+else)?\s+{_BUT}\s+(?P<who>{_NAME})\s+(?:can|may|must|shall|is\s+allowed\s+to)\s+(?P<rest>[a-z]+\s+\S.*)$",
        rf"^(?P<who>{_NAME}),?\s+(?:and\s+)?{_NOBODY}\s+else,?\s+(?P<verb>[a-z]+s)\s+(?P<rest>\S.*)$",
        rf"^it\s+is\s+(?:only\s+)?(?P<who>{_NAME})(?:\s+(?:alone|only))?\s+(?:who|that)\s+(?P<verb>[a-z]+s)\s+(?P<rest>\S.*)$",
    )
)
_THEN = regex(
    rf"^.+?[,;]\s+(?:and\s+)?then\s+(?P<who>{_NAME}),?\s+(?:and\s+)?{_NOBODY}\s+else,?\s+(?P<verb>[a-z]+s)\s+(?P<rest>\S.*)$",
    re.I | re.S,
)
"""The same behind what comes first: "A damaged boat is repaired, then the warden, nobody else, releases it"."""
_BY = regex(
    rf"^(?P<what>(?:an?|the|all|any)?\s*[a-z][a-z' -]*?)\s+(?:is|are|may\s+be|can\s+be|must\s+be)\s+(?P<done>{_CHANGING})\s+by\s+(?P<who>{_NAME})"
    rf"(?P<only>\s+(?:only|alone)|,?\s+(?:and\s+)?(?:by\s+)?{_NOBODY}\s+else)$",
    re.I,
)
_ELSE = regex(rf"\bby\s+{_NAME}(?P<else>,?\s+(?:and\s+)?(?:by\s+)?{_NOBODY}\s+else)$", re.I)


def done_only(text: str, end: int) -> tuple[Part, ...] | None:
    """The parts of "Only the manager may …"."""
    for way in _WAYS:
        match = way.match(text[:end])
        if match is None:
            continue
        who, rest = match.span("who"), match.span("rest")
        if "verb" not in match.groupdict():
            return ((0, who[0], "Only "), who, (who[1], rest[0], " may "), rest)
        verb = match.span("verb")
        base = lemma_of(match["verb"].lower(), "VERB")
        return ((0, who[0], "Only "), who, (who[1], verb[0], " may "), (*verb, base), " ", rest)
    match = _THEN.match(text[:end])
    if match is not None:
        who, verb, rest = (match.span(name) for name in ("who", "verb", "rest"))
        base = lemma_of(match["verb"].lower(), "VERB")
        return ((0, who[0]), (who[0], who[0], "only "), who, (who[1], verb[0], " may "), (*verb, base), " ", rest)
    match = _BY.match(text[:end])
    if match is not None:
        what, done, who = (match.span(name) for name in ("what", "done", "who"))
        base = lemma_of(match["done"].lower(), "VERB")
        return ("Only ", who, (*match.span("only"), " may "), (*done, f"{base} "), what)
    match = _ELSE.search(text[:end])
    return ((0, match.start("else")), (match.start("else"), end, " only")) if match is not None else None


__all__ = ["done_only"]
