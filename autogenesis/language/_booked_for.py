"""Owns bookings for somebody else: "A parent books a swimmer on a course" is "A parent books a course for a swimmer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language._people import may_name_people
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._tokens import tag
from autogenesis.language._words import head_kind

_NP = r"(?:an?|the|their|his|her|its|each|every|one|another)\s+[a-z][a-z-]*(?:\s+[a-z][a-z-]*)?"
_VERB = r"\b(?:book(?:s|ed)?|enrol(?:l)?(?:s|led|ed)?|sign(?:s|ed)?\s+up|enter(?:s|ed)?)"
_ON = regex(
    rf"{_VERB}\s+(?P<who>{_NP}?)\s+(?P<on>onto|on|into|in|to|for)\s+(?P<what>{_NP})(?=\s*(?:[,.;]|$|\b(?:and|or|if|when|until|unless|as|only|at|with|without)\b))",
    re.I,
)


_DONE = r"(?:booked|enrolled|registered|signed\s+up|entered)"
_MODAL = r"(?:can|may|must|shall|should|cannot|can['’]t)"
_ONCE = r"(?:(?:only\s+)?once|at\s+most\s+once|twice|more\s+than\s+once|a\s+second\s+time|again)"
_AGAIN = (
    regex(
        rf"^(?:if|when)\s+(?:an?|the)\s+(?P<who>[a-z-]+)\s+(?:is|has)\s+(?:already\s+)?(?:been\s+)?{_DONE}\s+(?:already\s+)?(?:on|onto|in|into|for|to)\s+(?:an?|the)\s+(?P<what>[a-z][a-z-]*(?:\s[a-z-]+)?),?\s+(?:then\s+)?"
        r"(?:the\s+[a-z]+\s+(?:shall|must|should|will)\s+(?:refuse|reject)|(?=(?:a|any)\s+(?:second|further|another)\s+[a-z]+\s+(?:[a-z]+\s+){0,6}?(?:is|shall\s+be|must\s+be)\s+(?:refused|rejected)))\s*(?:a|any)?\s+(?:second|further|other|another)\s+[a-z]+"
        r"(?:\s+(?:on|for|of|in|to)\s+(?:the\s+same|that|this)\s+[a-z-]+)?(?:\s+(?:is|shall\s+be|must\s+be)\s+(?:refused|rejected))?\s*\.?$",
        re.I,
    ),
    regex(
        rf"^(?P<no>no|an?|each|every|the\s+same)\s+(?P<who>[a-z-]+)\s+(?:(?P<modal>{_MODAL})\s+(?P<not>not\s+|only\s+)?be|(?:is|are)(?P<so>\s+only)?)\s+(?P<one>{_ONCE}\s+)?{_DONE}\s+(?P<two>{_ONCE}\s+)?(?:on|onto|in|into|for|to)\s+(?:the\s+same|an?|one)\s+(?P<what>[a-z][a-z-]*?)(?:\s+(?P<three>{_ONCE}))?\s*\.?$",
        re.I,
    ),
)


def only_once(text: str) -> tuple[Part, ...] | None:
    """ "If a guest is already booked on a tour, a second booking on the same tour is refused": nobody books it twice for them."""
    match = next((m for way in _AGAIN if (m := way.match(text)) is not None), None)
    if match is None or head_kind(match["what"].split()[-1].lower()) in {"date", "time", "duration"}:
        return None
    said = match.groupdict()
    if "modal" in said and not _at_most_once(said):
        return None
    who, what = match.span("who"), match.span("what")
    rest, between = (what[1], len(text), " twice for"), (who[1], what[0], " a ")
    return ((0, who[0], "Nobody can book the same "), what, rest, between, who)


def _at_most_once(said: dict[str, str | None]) -> bool:
    """Whether it is denied that it happens twice, or granted only once."""
    often = " ".join((said["one"] or said["two"] or said["three"] or "").split()).lower()
    only = (said["not"] or "").strip().lower() == "only" or said["so"]
    often = f"only {often}" if only and often == "once" else often
    denied = (said["no"] or "").lower() == "no" or (said["not"] or "").strip().lower() == "not"
    denied = denied or (said["modal"] or "").lower() in {"cannot", "can't", "can’t"}
    return bool(often) and denied != (often in {"only once", "at most once"})


def booked_for(text: str) -> Iterator[tuple[int, int, tuple[Part, ...]]]:
    """The stretches in which somebody is booked on something, with what is booked first and then for whom."""
    for match in _ON.finditer(text):
        who, what = tag(match["who"]), tag(match["what"])
        timed = head_kind(what[-1].lemma) in {"date", "time", "duration", "place"} or not match["who"]
        if timed or not may_name_people(who[-1].lemma) or who[-1].plural != what[-1].plural:
            continue
        if may_name_people(what[-1].lemma):
            continue
        a, b = match.span("who"), match.span("what")
        yield a[0], b[1], (b, (*match.span("on"), " for "), a)


__all__ = ["booked_for", "only_once"]
