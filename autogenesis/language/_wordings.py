"""Owns everyday wordings of a deed, a time or a price inside a sentence, each said with the words that rules are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language._aged import aged_people
from autogenesis.language._asides import asides
from autogenesis.language._booked_for import booked_for
from autogenesis.language._limit_wordings import limits_said
from autogenesis.language._official import official
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._times_said import taken_so, times_said
from autogenesis.language._wanted import wanted

_WHOSE = r"(?:my|your|his|her|their|its|one['’]s|a|the)"
_PUT = r"(?:put|write|set|enter|add|leave|give)"
_I_WANT = r"\bI\s+(?:want|need|wish|would\s+like)\s+to\s+"
_MINE = (
    (regex(rf"{_I_WANT}(?:drop\s+off|bring(?:\s+in)?|hand\s+in|register|book|enter|add|submit|upload|leave)\s+(?P<my>my)\s+(?!own\b)[a-z]+\b(?<!s)", re.I), "a"),
    (regex(rf"{_I_WANT}(?:cancel|change|see|view|edit|withdraw|return|prolong|extend|delete|confirm|move|renew)\s+(?P<my>my)\s+(?!own\b)(?=[a-z])", re.I), "my own"),
)  # fmt: skip
"""What is "mine" in a story: of what is only now brought in, one that I have; of what is there, my own and nobody else's."""
_ANY_MORE = r"(?:any ?more|any longer)"
_EVENING = "18:00 on the day before"
_EVENINGS = regex(r"\b(?:the\s+)?evening\s+before\b(?=\s+(?:the|it|that|its|their)\b)", re.I)
_AFTER_WAS = (
    r"(?:more|later|longer)\s+than\s+(?P<long>(?:\d+|[a-z]+)\s+(?:minutes?|hours?|days?|weeks?|months?|years?))\s+after\s+(?P<it>it|he|she|they)\s+"
    r"(?P<was>was|were)\s+(?P<done>[a-z]+)(?=\s*(?:[.,;]|$))"
)
_SAYING: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(rf"\b{_PUT}s\s+{_WHOSE}\s+names?\s+down\s+(?:for|on)\b", re.I), "signs up for"),
    (regex(rf"\b{_PUT}s\s+down\s+{_WHOSE}\s+names?\s+(?:for|on)\b", re.I), "signs up for"),
    (regex(rf"\b{_PUT}\s+{_WHOSE}\s+names?\s+down\s+(?:for|on)\b", re.I), "sign up for"),
    (regex(rf"\b{_PUT}\s+down\s+{_WHOSE}\s+names?\s+(?:for|on)\b", re.I), "sign up for"),
    (regex(rf"\b{_PUT}\s+{_WHOSE}\s+names?\s+down\b(?=\s*(?:$|[.,;]|any\b|again\b|until\b|by\b|before\b))(?:\s+{_ANY_MORE})?"
           r"(?:\s+(?:in\s+)?(?:that|the same)\s+(?:day|week|month|year))?", re.I), "sign up"),
    (regex(r"\bhas\s+(?:put|written|entered)\s+(?:his|her|their)\s+names?\s+down\b", re.I), "has signed up"),
    (regex(r"\bhave\s+(?:put|written|entered)\s+(?:his|her|their)\s+names?\s+down\b", re.I), "have signed up"),
    (regex(r"\bsigns\s+on\s+for\b", re.I), "signs up for"),
    (regex(r"\bsign\s+on\s+for\b", re.I), "sign up for"),
    (regex(rf"\b(?P<verb>[a-z]+)\s+(?P<off>up|off|in|out)?\s*{_ANY_MORE}\s+(?:in\s+)?(?P<when>(?:that|the same)\s+(?:day|week|month|year))\b", re.I),
     "{verb} {off}"),
    (_EVENINGS, _EVENING),
    (regex(r"\bit(?:['’]s|\s+is)\s+(?=(?:[€$£]\s?)?\d+(?:[.,]\d+)?\s*(?:[a-z]+\s+)?(?:extra|more|less)\b)", re.I), "it costs "),
    (regex(r"(?<=[a-z]s )aged(?=\s+(?:\d+|[a-z]+)\s+(?:or|and)\s+(?:over|older|more|above|under|younger)\s+pay\b)", re.I), "of"),
    (regex(r"\b(?:(?:has|have)\s+no\s+(?:more\s+)?(?:(?:free|available|open|vacant)\s+(?:places|seats|spaces|slots)(?:\s+left)?|(?:places|seats|spaces|slots)\s+left)"
           r"|(?:is|are)\s+(?:fully\s+booked|booked\s+(?:up|out)))\b", re.I), "is full"),
    (regex(r"\b(?P<for>(?:for\s+)?(?:each|every)\s+(?:started\s+)?(?:day|week|hour))\s+(?:(?:that|on which)\s+)?(?:(?:an?|the)\s+[a-z]+|it)\s+is\s+(?P<late>late|overdue)\b,?", re.I),
     "{for} of delay,"),
    (regex(r"^(?P<for>for\s+(?:each|every)\s+(?:started\s+)?(?:day|week|hour))\s+(?:late|overdue)(?:,|(?=\s+(?:an?|the|it)\b))", re.I),
     "{for} of delay,"),
    (regex(r"\bnoon\s+(?:on\s+)?the\s+day\s+before\b", re.I), "12:00 on the day before"),
    (regex(r"\bmidnight\s+(?:on\s+)?the\s+day\s+before\b", re.I), "23:59 on the day before"),
    (regex(r"\bup\s+to\b(?=\s+(?:\d+|an?|one|two|three|four|five|six|seven|ten|twelve|fourteen)\s+(?:(?:open|working|full)\s+)?(?:minute|hour|day|week|month)s?\s+(?:before|prior\s+to)\b)", re.I),
     "until"),
    (regex(r"\bon\s+the\s+go\b(?=\s*(?:$|[.,;]))", re.I), "at the same time"),
    (regex(r"\b(?:has|have)\s+said\s+yes\b", re.I), "has agreed"),
    (regex(r"\bsays\s+yes\b", re.I), "agrees"),
    (regex(r"\bsays\s+no\b", re.I), "declines"),
    (regex(r"\bwe['’]re\s+open\b", re.I), "we are open"),
    (regex(rf"\b(?P<may>(?:may|must|can)\s*not|can\s+no\s+longer|may\s+no\s+longer)\s+(?P<deed>[a-z]+(?:\s[a-z]+){{0,4}}?)\s+{_AFTER_WAS}", re.I),
     "{may} {deed} if {it} {was} {done} more than {long} ago"),
    (regex(rf"\b(?P<no>no|nobody|no one|none)\b(?P<who>(?:\s[a-z]+){{0,3}}?)\s+(?P<may>may|can|must)\s+(?P<deed>[a-z]+(?:\s[a-z]+){{0,4}}?)\s+{_AFTER_WAS}", re.I),
     "{no} {who} {may} {deed} if {it} {was} {done} more than {long} ago"),
    (regex(r"\bhas\s+got\s+to\b", re.I), "has to"),
    (regex(r"\bhave\s+got\s+to\b", re.I), "have to"),
    (regex(r"\b(?:isn['’]t|is not)\s+supposed\s+to\b", re.I), "must not"),
    (regex(r"\b(?:aren['’]t|are not)\s+supposed\s+to\b", re.I), "must not"),
    (regex(r"\b(?:is|are)\s+supposed\s+to\b", re.I), "must"),
    (regex(r"\b(?:is|are)\s+free\s+to\b", re.I), "can"),
    (regex(r"\b(?:is|are)\s+welcome\s+to\b", re.I), "can"),
    (regex(r"\b(?:is|are)\s+entitled\s+to\b(?=\s+[a-z]+\s+(?:an?|the|up|at|one|two|three)\b)", re.I), "may"),
    (regex(r"\bhas\s+the\s+right\s+to\b", re.I), "may"),
    (regex(r"\bhave\s+the\s+right\s+to\b", re.I), "may"),
)  # fmt: skip


def said_plainly(text: str) -> tuple[Part, ...] | None:
    """The parts of the sentence with these wordings replaced; None where it has none of them."""
    found = sorted(_found(text), key=lambda each: each[:2])
    if not found:
        return None
    parts: list[Part] = []
    at = 0
    for start, end, said in found:
        if start < at:
            continue
        if at < start:
            parts.append((at, start))
        parts.extend(said)
        at = end
    if at < len(text):
        parts.append((at, len(text)))
    return tuple(parts)


def taken_for_granted(text: str) -> str | None:
    """What a wording leaves open, and is taken to mean; None where it leaves nothing open."""
    return "The evening is taken to begin at 18:00." if _EVENINGS.search(text) else taken_so(text)


def _found(text: str) -> Iterator[tuple[int, int, tuple[Part, ...]]]:
    yield from booked_for(text)
    for start, end in asides(text):
        yield start, end, ((start, end, ""),)
    for start, end, words in (
        *official(text),
        *aged_people(text),
        *limits_said(text),
        *wanted(text),
        *times_said(text),
    ):
        yield start, end, ((start, end, words),)
    for pattern, words in _SAYING:
        for match in pattern.finditer(text):
            said = words.format(**{key: value or "" for key, value in match.groupdict().items()}).strip()
            yield (*match.span(), ((*match.span(), said),))
    for pattern, words in _MINE:
        for match in pattern.finditer(text):
            yield (*match.span("my"), ((*match.span("my"), words),))


__all__ = ["said_plainly", "taken_for_granted"]
