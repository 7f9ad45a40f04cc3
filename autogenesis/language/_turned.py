"""Owns sentences turned round: "The price can only be changed by the manager", "Orders are accepted from 8:00 to 18:00", "A member
may order at most five times a day", "With each order the stock goes down by the quantity"."""

from __future__ import annotations

import re

from autogenesis.language._inflect import plural_of
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._tokens import lemma_of, tag

DEEDS = {
    "book": "booking",
    "rent": "rental",
    "hire": "hire",
    "reserve": "reservation",
    "borrow": "loan",
    "lease": "lease",
}
"""Nouns for what comes of deeds that last."""
_NOUNS = {**DEEDS, "order": "order"}
"""The same of what people do often."""
_VERBS = {noun: verb for verb, noun in _NOUNS.items()}
_N = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*)?"
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?"
_ONLY_BY = regex(
    rf"^(?P<what>(?:the|an?|all|every|each)?\s*{_N}(?:\s+of\s+(?:the|an?|every|each)\s+{_N})?)\s+(?:can|may|must|shall)\s+"
    rf"(?:(?P<only>only)\s+be\s+(?P<done>[a-z]+)\s+by|be\s+(?P<done2>[a-z]+)\s+only\s+by)\s+(?P<who>(?:the|an?)\s+{_N})$",
    re.I,
)
_SO_OFTEN = regex(
    rf"^(?P<who>(?:an?|each|every)\s+{_N})\s+(?:may|can)\s+(?P<verb>{'|'.join(_NOUNS)})\s+(?:at\s+most|no\s+more\s+than|up\s+to)\s+(?P<count>[a-z]+|\d+)\s+times\s+(?P<often>(?:a|per|each|every)\s+(?:day|week|month|year))$",
    re.I,
)
_NOT_OFTENER = regex(
    rf"^(?P<who>(?:an?|each|every)\s+{_N})\s+(?:may\s+not|must\s+not|cannot|can\s+not)\s+(?P<verb>{'|'.join(_NOUNS)})\s+more\s+than\s+(?P<count>[a-z]+|\d+)\s+times\s+(?P<often>(?:a|per|each|every)\s+(?:day|week|month|year))$",
    re.I,
)
_HOURS = regex(
    rf"^(?P<what>{'|'.join(plural_of(noun) for noun in _VERBS)})\s+(?:are|can\s+be|may\s+be)\s+(?:only\s+)?(?:accepted|taken|made|placed|possible|received)\s+(?:only\s+)?(?:between|from)\s+(?P<from>{_CLOCK})\s+(?:and|to|until)\s+(?P<to>{_CLOCK})$",
    re.I,
)
_DOWN = {"goes down": "reduced", "falls": "reduced", "drops": "reduced", "goes up": "increased", "rises": "increased"}
_WITH_EACH = regex(
    rf"^(?:with|for|by)\s+(?:each|every)\s+(?P<what>{_N})\s+(?P<kept>the\s+{_N}(?:\s+of\s+the\s+{_N})?)\s+(?P<moves>{'|'.join(_DOWN)})\s+by\s+(?P<much>the\s+{_N}|its\s+{_N})$",
    re.I,
)
_MOVES = regex(
    rf"^(?P<when>(?:when|if|once|as\s+soon\s+as|whenever)\s+[^,]+,\s*)(?P<kept>the\s+{_N}(?:\s+of\s+the\s+{_N})?)\s+(?P<moves>{'|'.join(_DOWN)})\s+by\s+(?P<much>the\s+{_N}|its\s+{_N})$",
    re.I,
)


def turned(text: str, end: int) -> tuple[Part, ...] | None:
    """The parts of the plain sentence."""
    said = text[:end]
    for way in (_only_by, _so_often, _hours, _moves):
        found = way(said)
        if found is not None:
            return found
    return None


def _only_by(said: str) -> tuple[Part, ...] | None:
    """Only the manager may change the price."""
    match = _ONLY_BY.match(said)
    done = "done" if match is not None and match["done"] else "done2"
    if match is None or tag(match[done])[0].pos != "VERB":
        return None
    what, verb, who = match.span("what"), match.span(done), match.span("who")
    return (
        (what[1], verb[0], "Only "),
        who,
        (verb[1], who[0], " may "),
        (*verb, lemma_of(match[done], "VERB")),
        " ",
        what,
    )


def _so_often(said: str) -> tuple[Part, ...] | None:
    """A member can make at most five orders a day."""
    match = _SO_OFTEN.match(said) or _NOT_OFTENER.match(said)
    if match is None:
        return None
    who, verb, count, often = (match.span(name) for name in ("who", "verb", "count", "often"))
    made = plural_of(_NOUNS[match["verb"].lower()])
    return (
        who,
        (who[1], verb[0], " can make "),
        (verb[1], count[0], "at most "),
        count,
        " ",
        (*verb, made),
        (count[1], often[0], " "),
        often,
    )


def _hours(said: str) -> tuple[Part, ...] | None:
    """Nobody may order before 8:00 or after 18:00."""
    match = _HOURS.match(said)
    if match is None:
        return None
    what, first, last = (match.span(name) for name in ("what", "from", "to"))
    verb = next(verb for noun, verb in _VERBS.items() if plural_of(noun) == match["what"].lower())
    return (
        "Nobody may ",
        (*what, verb),
        (what[1], first[0], " before "),
        first,
        (first[1], last[0], " or after "),
        last,
    )


def _moves(said: str) -> tuple[Part, ...] | None:
    """When an order is made, the stock is reduced by the quantity."""
    match = _MOVES.match(said) or _WITH_EACH.match(said)
    if match is None:
        return None
    kept, moves, much = (match.span(name) for name in ("kept", "moves", "much"))
    way = f"is {_DOWN[' '.join(match['moves'].lower().split())]}"
    rest: tuple[Part, ...] = (kept, " ", (*moves, way), (moves[1], much[0], " by "), much)
    if "when" in match.groupdict():
        return (match.span("when"), *rest)
    what = match.span("what")
    article = "an" if match["what"][:1].lower() in "aeiou" else "a"
    return ((0, what[0], f"When {article} "), what, (what[1], kept[0], " is placed, "), *rest)


__all__ = ["DEEDS", "turned"]
