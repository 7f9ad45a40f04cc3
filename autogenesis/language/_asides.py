"""Owns asides: what a letter says to its reader on the way to a rule: "Please make sure that …", "…, obviously", "So …"."""

from __future__ import annotations

import re

from autogenesis.language._regex import regex
from autogenesis.language._text import Span

_SURE = r"(?:make|be)\s+sure(?:\s+that)?|(?:see|take\s+care)(?:\s+to\s+it)?\s+that|(?:do\s+)?(?:note|remember|keep\s+in\s+mind|bear\s+in\s+mind)\s+that"
_LEADS = (
    r"(?:so|oh|well|ah|now|okay|ok|right|anyway|anyhow|honestly|frankly|obviously|naturally|of\s+course|by\s+the\s+way|also|basically"
    r"|in\s+short|in\s+other\s+words|that\s+is|mind\s+you|as\s+i\s+said|as\s+(?:you|we)\s+know|to\s+be\s+honest|and|but|and\s+please|please)\s*,\s*"
    r"|(?:oh|so)\s+(?=(?:and|if|when|whenever|once|the|an?|please|no|nobody|every|each|only|we|our)\b)"
    r"|(?:and|but)\s+(?=(?:please|one\s+(?:more|last|other)|another|finally|also|it(?:['’]s|\s+is)\s+important|by\s+the\s+way)\b)"
    r"|(?:(?:one|another)\s+)?(?:(?:more|last|final|other|important|further)\s+)?(?:thing|point|wish|remark|rule|note)\s*(?::|\s[-–—]|,)\s*"
    r"|what\s+(?:happens|we\s+do|it\s+comes\s+down\s+to|matters(?:\s+most)?|is\s+important)\s+is\s*(?:,\s*|:\s*|that\s+)"
    r"|the\s+(?:thing|point|rule|idea|problem)\s+is\s*(?:,\s*|:\s*|that\s+)"
    rf"|please\s*,?\s+(?:{_SURE})\s+"
    rf"|(?:{_SURE})\s+(?=(?:only|nobody|no|nothing|every|each|all|an?|the)\b)"
    rf"|(?:i|we|you)\s+(?:also\s+)?(?:need|want|have|would\s+like)\s+to\s+(?:{_SURE})\s+"
    r"|it(?:['’]s|\s+is)\s+(?:very\s+|really\s+|also\s+)?(?:important|vital|essential|crucial|necessary)\s+(?:to\s+(?:me|us)\s+)?that\s+"
    r"|please\s+(?=(?:do\s+not|don['’]t|never|only|no)\b)"
)
_LEAD = regex(rf"^(?:{_LEADS})+", re.I)
_SAID = r"(?:obviously|of\s+course|naturally|honestly|mind(?:\s+you)?|by\s+the\s+way|as\s+i\s+said|if\s+you\s+like|please|really|thanks|thank\s+you|and\s+that(?:['’]s|\s+is)\s+(?:that|it|all))"
_INSIDE = regex(rf"(?P<aside>,\s*{_SAID})(?=\s*,)", re.I)
_LAST = regex(rf"(?P<aside>\s*[,–—-]\s*{_SAID})\s*[.!]*\s*$", re.I)


def lead_of(text: str) -> int:
    """How long the words are that only lead up to what a sentence says.

    >>> lead_of("Oh, and one more thing: nobody may smoke."), lead_of("Nobody may smoke.")
    (24, 0)
    """
    found = _LEAD.match(text)
    return found.end() if found is not None and text[found.end() :].strip(" .!") else 0


def asides(text: str) -> tuple[Span, ...]:
    """Where words stand inside a sentence, or at its end, that say nothing about it."""
    found = [match.span("aside") for match in _INSIDE.finditer(text)]
    last = _LAST.search(text)
    if last is not None and last.start("aside") > 0:
        found.append(last.span("aside"))
    return tuple(dict.fromkeys(found))


__all__ = ["asides", "lead_of"]
