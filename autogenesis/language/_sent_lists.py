"""Owns the wordings of lists that somebody gets again and again: "Open jobs are listed for the manager every Monday", "The
treasurer wants to see the unpaid bills each week"."""

from __future__ import annotations

import re

from autogenesis.language._regex import regex
from autogenesis.language._restating import Part

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_AT = r"(?:\s+at\s+[\d:.]+(?:\s*[ap]\.?m\.?)?)?"
_OFTEN = (
    rf"(?:(?:every|each)\s+(?:[a-z]+\s+)?(?:day|week|month|quarter|year|morning|evening|{_DAY}){_AT}"
    rf"|on\s+the\s+(?:first|last|second|third|fourth|\d+(?:st|nd|rd|th))\s+(?:(?:working\s+)?day\s+|{_DAY}\s+)?of\s+(?:each|every|the)\s+(?:week|month|quarter|year){_AT}"
    rf"|on\s+{_DAY}s{_AT}|daily|weekly|monthly)"
)
_THING = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,3}"
_LISTED = regex(
    rf"^(?:(?P<often>{_OFTEN}),?\s+)?(?P<what>(?:all\s+)?(?:the\s+)?{_THING}s)\s+are\s+listed\s+for\s+(?P<who>the\s+[a-z][a-z-]*(?:\s[a-z][a-z-]*){{0,3}}?)(?:\s+(?P<then>{_OFTEN}))?$",
    re.I,
)
_WANTED = regex(
    rf"^(?:(?P<often>{_OFTEN}),?\s+)?(?P<who>the\s+{_THING}?)\s+(?:wants?|needs?|would\s+like|wishes|has)\s+to\s+(?:see|know|know\s+about|be\s+shown)\s+"
    rf"(?:(?P<what>(?:all\s+)?(?:the\s+)?{_THING}s)|(?P<first>{_OFTEN})\s+which\s+(?P<which>[a-z-]+s)\s+(?P<so>(?:are|have)\s+[^,;]+?)"
    rf"|which\s+(?P<ones>[a-z-]+s)\s+(?P<are>(?:are|have)\s+[^,;]+?))(?:\s+(?P<then>{_OFTEN}))?$",
    re.I,
)

_LATER = regex(
    rf"^(?P<who>the\s+{_THING}?)\s+(?:gets|get|receives|receive|is\s+sent|are\s+sent)\s+a\s+list\s+of\s+(?:all\s+)?(?:the\s+)?(?P<ones>[a-z-]+s)\s+(?:that|which|who)\s+"
    rf"(?P<are>(?:are|have)\s+[^,;]+?)\s+(?P<then>{_OFTEN})$",
    re.I,
)
"""The time behind what it is a list of."""


def sent_lists(text: str, end: int) -> tuple[Part, ...] | None:
    """The parts of "Every Monday the manager gets a list of the open jobs"."""
    match = next((m for way in (_LISTED, _WANTED, _LATER) if (m := way.match(text[:end])) is not None), None)
    if match is None:
        return None
    given = match.groupdict()
    often = next((match.span(name) for name in ("often", "then", "first") if given.get(name)), None)
    if often is None:
        return None
    who = match.span("who")
    which = next(((match.span(a), match.span(b)) for a, b in (("which", "so"), ("ones", "are")) if given.get(a)), None)
    what = which or (match.span("what"),)
    article = "" if which is None and match["what"].lower().startswith(("the ", "all the ")) else "the "
    told = sorted((who, often, *what))
    between = iter([(x, y) for (_, x), (y, _) in zip([(0, 0), *told], told, strict=False) if x < y])
    joints: list[Part] = [
        (*gap, words) if (gap := next(between, None)) is not None else words
        for words in (" ", f" gets a list of {article}", *(" that " for _ in what[1:]))
    ]
    parts = [part for pair in zip((often, who, *what), (*joints, ""), strict=True) for part in pair]
    return (*parts[:-1], *((*gap, " ") for gap in between))


__all__ = ["sent_lists"]
