"""Owns the clock of scenarios: "When it is Sunday 19:00 / Then …" is said as "Every Sunday at 19:00 …"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from autogenesis.language._blocks import Block
from autogenesis.language._regex import regex
from autogenesis.language._sentences import Sentence

_CLOCK = regex(r"^(?:it(?: is|['’]s)|the time is|the clock shows)\s+(?P<when>.+?)\s*\.?$", re.I | re.S)
_AT = regex(
    r"(?:(?:an?\s+|every\s+)?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?,?\s+)?(?:at\s+)?"
    r"(?P<time>\d{1,2}[:.]\d{2}|midnight|noon)(?P<rest>\s+(?:on|before|after)\s.+)?",
    re.I | re.S,
)
_DAY = regex(
    r"(?:the\s+)?(?P<which>first|last|\d{1,2}(?:st|nd|rd|th))(?:\s+day)?\s+of\s+(?:the|an?|each|every)\s+"
    r"(?P<period>month|quarter|year)",
    re.I,
)


def clock_of(sentence: Sentence) -> str:
    """The beginning of a sentence that happens at the time which a step "When" tells; "" for any other sentence."""
    found = _CLOCK.match(sentence.text.strip()) if _step(sentence.block, "when") else None
    return _beginning(found["when"]) if found is not None else ""


def clocks(sentences: Sequence[Sentence]) -> Mapping[int, str]:
    """For the places of steps "Then" the beginning that the clock of their scenario gives them."""
    told = {}
    for scenario in {s.block.scenario for s in sentences if s.block.kind == "gherkin"}:
        events = [s for s in sentences if _step(s.block, "when") and s.block.scenario == scenario]
        when = clock_of(events[0]) if len(events) == 1 else ""
        if when:
            places = (i for i, s in enumerate(sentences) if _step(s.block, "then") and s.block.scenario == scenario)
            told.update(dict.fromkeys(places, when))
    return told


def _step(block: Block, keyword: str) -> bool:
    return block.kind == "gherkin" and block.keyword == keyword


def _beginning(when: str) -> str:
    at = _AT.fullmatch(when)
    if at is not None and at["rest"]:
        return f"At {at['time']}{at['rest']} " if not at["day"] else ""
    if at is not None:
        return f"Every {at['day'].capitalize() if at['day'] else 'day'} at {at['time']} "
    day = _DAY.fullmatch(when)
    return f"On the {day['which']} day of every {day['period']} " if day is not None else ""
