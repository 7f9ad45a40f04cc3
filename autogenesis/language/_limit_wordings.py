"""Owns everyday wordings of how much and how long: "as long as", "one at a time", "fewer than three are left", each said plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language._quantities import WORDS
from autogenesis.language._regex import regex
from autogenesis.language._tokens import tag

_N = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_PIECES = r"(?:pieces|items|units|copies)"
_LEFT = r"(?:left\s+in\s+stock|left\s+over|left|in\s+stock|on\s+stock|remaining|available)"
_MASS = r"(?!(?:the|this|that|each|every|those|these|mine|his|her|their|one)\b)[a-z]{4,}(?<!s)"
_SAYING: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"^as\s+long\s+as\b", re.I), "While"),
    (regex(r"(?<!only)(?<!\bfor)\s+(?:for\s+)?as\s+long\s+as\b(?!\s+(?:there|possible|necessary|needed|it\s+takes|they\s+(?:like|want|wish)))", re.I), " while"),
    (regex(rf"\bat\s+least\s+(?P<n>{_N})\s+of\s+(?:the\s+|our\s+|all\s+)?(?:{_N}\s+)?(?=[a-z]+s\s+(?:must|have\s+to|need\s+to|should|shall|have\s+[a-z]+ed)\b)", re.I), "{n} "),
    (regex(rf"\b(?:at\s+least\s+(?P<n>{_N})|(?P<m>{_N})\s+or\s+more)\s+(?=[a-z]+s\s+(?:must|have\s+to|need\s+to|should|shall)\s+(?:\S+\s+){{1,8}}before\b)", re.I), "{n}{m} "),
    (regex(rf"\b(?P<n>{_N})\s+or\s+more\s+(?=[A-Za-z]+(?:\s+[a-z]+)?\s+(?:with)?in\s+)", re.I), "at least {n} "),
    (regex(r"\b(?P<modal>may|can|must)\s+(?:only\s+)?(?P<verb>borrow|have|hold|take|book|reserve|rent|hire|keep|use|play|own|enter|begin|start)\s+(?:only\s+)?(?:just\s+)?one\s+(?P<thing>[a-z]+)\s+at\s+(?:a|the\s+same)\s+time\b", re.I),
     "{modal} {verb} at most one {thing} at a time"),
    (regex(rf"\b(?:number|quantity|amount|count)\s+(?:of\s+{_PIECES}\s+)?(?:in|on)\s+stock\b", re.I), "stock"),
    (regex(rf"\b(?:fewer|less)\s+than\s+(?P<n>{_N})\s+(?:{_PIECES}\s+)?of\s+(?P<one>an?|the|each|every|any)\s+(?P<thing>[a-z]+)\s+(?:are|is|remain)\s+{_LEFT}\b", re.I),
     "the stock of {one} {thing} falls below {n}"),
    (regex(r"\b(?P<modal>may\s+not|must\s+not|cannot|can\s+not|can['’]t|can|may)\s+(?P<verb>borrow|book|reserve|rent|hire|order|buy|take out)\s+(?:anything|something|any\s*thing)(?:\s+else)?(?=\s*(?:[.,;]|$|until\b|while\b|if\b|when\b))", re.I),
     "{modal} {verb}"),
    (regex(r"\bha(?P<s>s|ve)\s+(?:something|anything)\s+(?:that\s+is\s+)?overdue\b(?=.*\bborrow)", re.I), "ha{s} an overdue loan"),
    (regex(r"\bwhom?\s+costs?\s+more\s+than\b|\b(?:that|which)\s+costs?\s+more\s+than\b", re.I), "whose price exceeds"),
    (regex(r"\bwith\s+(?:from\s+|between\s+)?(?P<low>\d+)\s+(?:to|and|-|–)\s+(?P<high>\d+)\s+(?P<what>[a-z]+s)\b", re.I), "with a number of {what} ({low} to {high})"),
    (regex(rf"\bgive\s+(?:an?\s+|the\s+|each\s+|every\s+)?(?P<thing>[a-z]+)\s+a\s+rating\s+(?:of|from|between)\s+(?P<low>{_N}|one)\s+(?:to|and|-|–)\s+(?P<high>{_N})(?:\s+(?P<what>[a-z]+s))?\b", re.I),
     "rate {a_thing} with a number of {whats} ({low} to {high})"),
    (regex(rf"\b(?P<rate>rates?)\s+(?P<thing>(?:an?\s+|the\s+|each\s+|every\s+)?[a-z]+)\s+(?:with\s+)?(?:from\s+|between\s+)?(?P<low>{_N}|one)\s+(?:to|and|-|–)\s+(?P<high>{_N})(?:\s+(?P<what>[a-z]+s))?\b", re.I),
     "{rate} {thing} with a number of {whats} ({low} to {high})"),
    (regex(r"\b(?P<with>with|giving|stating)\s+(?P<an>an?)\s+(?P<label>[a-z]+)\s+(?:from|between)\s+(?P<low>\d+)\s+(?:to|and)\s+(?P<high>\d+)(?=\s*[.,;]|$)", re.I), "{with} {an} {label} ({low} to {high})"),
    (regex(rf"\bpieces\s+of\s+(?P<what>{_MASS})\b", re.I), "{what} pieces"),
    (regex(rf"\b(?P<a>an?\s+)?piece\s+of\s+(?P<what>{_MASS})\b", re.I), "{article}{what} piece"),
)  # fmt: skip
_AT_ONCE = regex(
    r"^(?P<one>an?|each|every)\s+(?P<what>\S+(?:\s+[a-z-]+){0,2}?)\s+(?P<verb>is\s+(?:reported|passed\s+on|forwarded|sent|announced|signalled)\s+to)\s+(?:the|all)\s+[a-z]+(?:\s[a-z]+)?\s+(?P<once>at\s+once|immediately|straight\s+away|right\s+away|without\s+delay)\.?$",
    re.I,
)
"""What is reported as soon as it is there."""
_CAPITALS = regex(r"(?<=\s)[A-Z]{2,}(?=\s+[a-z]+s\s+(?:with)?in\s)")
"""A kind in capitals before the noun that is counted: a word like any other."""
_TAKING_TURNS = regex(
    r"\b(?P<modal>may|can|must)\s+(?:only\s+)?(?P<verb>[a-z]+)\s+(?P<things>[a-z]+s)\s+(?:only\s+)?one\s+at\s+a\s+time\b",
    re.I,
)


def limits_said(text: str) -> Iterator[tuple[int, int, str]]:
    """Where such wordings stand, and what they say plainly."""
    for pattern, words in _SAYING:
        for match in pattern.finditer(text):
            yield (*match.span(), _filled(match, words))
    for match in _AT_ONCE.finditer(text):
        yield (*match.span("one"), f"When {match['one'].lower()}")
        for kind in re.finditer(r"\b[A-Z]{2,}\b", match["what"]):
            start = match.start("what") + kind.start()
            yield (start, start + len(kind[0]), kind[0].lower())
        yield (*match.span("verb"), "is entered,")
        yield (*match.span("once"), "is told")
    for match in _CAPITALS.finditer(text):
        yield (*match.span(), match[0].lower())
    for match in _TAKING_TURNS.finditer(text):
        thing = tag(match["things"])[0].lemma
        yield (*match.span(), f"{match['modal']} {match['verb']} at most one {thing} at a time")


def _filled(match: re.Match[str], words: str) -> str:
    given = {key: value or "" for key, value in match.groupdict().items()}
    given |= {key: str(WORDS[low]) for key in ("low", "high") if (low := given.get(key, "").lower()) in WORDS}
    given |= {
        "whats": given.get("what") or "points",
        "a_thing": f"{_article(given.get('thing', ''))}{given.get('thing', '')}",
    }
    return words.format(**given, article=_article(given.get("what", "")) if given.get("a") else "")


def _article(word: str) -> str:
    return "an " if word[:1].lower() in "aeiou" else "a "


__all__ = ["limits_said"]
