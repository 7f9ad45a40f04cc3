"""Owns the ways to say what follows from so many within some time: "Three complaints about one stall within a year close the stall"."""

from __future__ import annotations

import re

from autogenesis.language._inflect import participle_of
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._tokens import lemma_of

_COUNT = r"(?P<count>(?:at least\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+))"
_WHAT = r"(?P<what>[a-z][a-z-]*s)"
_ONE = r"(?:one|an?|any|the same)"
_THING = r"(?P<thing>[a-z][a-z-]*)"
_ABOUT = r"(?:about|against|concerning|of|for|on|by|from)"
_TIME = r"(?P<time>(?:within|in)\s+(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:minute|hour|day|week|month|year)s?)"
_SO = r"(?P<rest>(?:is|are|becomes|will be|must be|shall be)\s.*)"
_SAID = (
    regex(rf"^{_COUNT}\s+{_WHAT}\s+{_ABOUT}\s+{_ONE}\s+{_THING}\s+{_TIME}\s+(?P<deed>(?P<verb>[a-z]+)\s+(?:the|that|this)\s+(?P=thing))(?P<rest>\b.*)$", re.I | re.S),
    regex(rf"^(?:when|if|once|as soon as)\s+there\s+(?:are|have been)\s+{_COUNT}\s+{_WHAT}\s+{_ABOUT}\s+{_ONE}\s+{_THING}\s+{_TIME},\s*(?P<rest>.*)$", re.I | re.S),
    regex(rf"^after\s+{_COUNT}\s+{_WHAT}\s+{_TIME},?\s+(?:an?|the)\s+{_THING}\s+{_SO}$", re.I | re.S),
    regex(rf"^(?:an?|any|every|each)\s+{_THING}\s+with\s+{_COUNT}\s+{_WHAT}\s+{_TIME}\s+{_SO}$", re.I | re.S),
)  # fmt: skip
_OF_ANYTHING = 1
"""The wording after which anything may follow, not only what becomes of the thing."""


def so_many(text: str, end: int) -> tuple[Part, ...] | None:
    """The parts of the plain sentence: "When a stall gets three complaints within a year, the stall is closed"."""
    number, match = next(
        ((n, m) for n, said in enumerate(_SAID) if (m := said.match(text[:end])) is not None), (0, None)
    )
    if match is None:
        return None
    thing, said = match["thing"], match.groupdict()
    spans = sorted(match.span(name) for name, told in said.items() if told and name != "verb")
    between = iter([(a, b) for a, b in zip([0, *(b for _, b in spans)], (a for a, _ in spans), strict=False) if a < b])
    words = [f"When {'an' if thing[:1] in 'aeiou' else 'a'} ", " gets ", " ", " "]
    joints: list[Part] = [(*gap, word) if (gap := next(between, None)) is not None else word for word in words]
    told = (match.span(name) for name in ("thing", "count", "what", "time"))
    event = tuple(part for pair in zip(joints, told, strict=True) for part in pair)
    rest: tuple[Part, ...] = (match.span("rest"),) if match["rest"] else ()
    if "deed" in said:
        done = f", the {thing} is {participle_of(lemma_of(said['verb'], 'VERB'))}"
        return (*event, (*match.span("deed"), done), *rest)
    return (*event, ", " if number == _OF_ANYTHING else f", the {thing} ", *rest)


__all__ = ["so_many"]
