"""Finds what is said of offering what became free to whoever waits: in one sentence or in several, in the words of people or of a tender."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from autogenesis.language._draft import Draft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit

_LIST = r"(?:queue|waiting[ -]list|wait-?list|list|line)"
_ONE = r"(?:one|person|member|customer|[a-z-]+)"
_WHO = (
    rf"(?:(?:the\s+)?(?:first|next)(?:\s+{_ONE})?\s+(?:in|on|from|of)\s+(?:the|that|this|its|a|her|his|their)\s+{_LIST}(?:\s+(?:of|for)\s+(?:the|that|this|it)(?:\s+[a-z-]+)?)?"
    rf"|(?:the\s+)?{_ONE}\s+(?:who\s+is\s+)?first\s+(?:in|on)\s+(?:the\s+)?{_LIST}"
    r"|whoever\s+(?:joined|asked|came|applied|is|was)\s+(?:the\s+)?first|(?:whoever|the\s+[a-z-]+\s+(?:who|that))\s+has\s+(?:been\s+waiting|waited)\s+(?:the\s+)?longest"
    rf"|the\s+(?:longest[ -]waiting|first\s+waiting)\s+{_ONE}|the\s+first\s+{_ONE}\s+waiting)"
)
_EVENT = (
    r"(?:(?:when|if|once|as soon as|whenever)\s+(?:(?:an?|one|the|any|some|that)\s+)?(?:[a-z-]+\s+){0,2}?"
    r"(?:(?:becomes|is|gets|falls|comes)\s+(?:free|available|vacant|open|cancelled|given\s+(?:back|up))(?:\s+again)?"
    r"|(?:cancels|gives\s+up|withdraws|drops\s+out|steps\s+back)(?:\s+(?:from\s+)?(?:an?|the|its|his|her|their)\s+[a-z-]+)?),?\s*(?:then\s+)?)"
)
_PLACE = r"(?:it|(?:the|that|this|a)\s+(?:free\s+|vacant\s+)?[a-z-]+)"
_MODAL = r"(?:(?:is|gets|are)|(?:must|shall|should|will|has\s+to)\s+be)"
_SYSTEM = r"the\s+[a-z]+\s+(?:shall|must|should|will|has\s+to)\s+(?:then\s+)?"
_SENT = r"(?:told|informed|notified|asked|offered\s+(?:it|the\s+[a-z-]+)|an?\s+(?:offer|message|mail|note))(?:\s+(?:of\s+it|so|by\s+e-?mail|at\s+once|immediately))*"
_N = r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|an?)"
_UNIT = r"(?P<unit>minute|hour|day|week)s?(?:['’]\s*time)?"
_ACT = r"(?P<act>take|accept|book|claim|confirm|answer|reply|respond|reserve|decide)(?:\s+(?:up|on))?(?:\s+(?:it|them|the [a-z]+))?"
_HAS = rf"(?:then\s+)?(?:has|have|gets?|is\s+given)\s+{_N}\s+{_UNIT}\s+(?:to|in\s+which\s+to)\s+{_ACT}"
_PASSES = (
    rf"(?:(?:it|{_PLACE}|the\s+offer|the\s+turn)(?:['’]s|\s+(?:is|goes|passes|moves|falls|must\s+be|shall\s+be|will\s+be|is\s+then))\s*(?:on\s+)?(?:offered\s+|passed\s+(?:on\s+)?|given\s+)?(?:to\s+)?(?:the\s+)?next(?:\s+{_ONE})?(?:['’]s)?(?:\s+turn)?"
    rf"|{_SYSTEM}(?:offer|pass)\s+{_PLACE}\s+(?:on\s+)?to\s+the\s+next(?:\s+{_ONE})?"
    rf"|the\s+next(?:\s+{_ONE})?(?:(?:\s+(?:in|on)\s+(?:the\s+)?{_LIST})?\s+(?:is|gets)\s+(?:told|asked|informed|offered\s+{_PLACE}|it|the\s+offer|a\s+turn|the\s+[a-z]+))?)"
    rf"(?:\s+(?:in|on)\s+(?:the\s+)?{_LIST}(?:\s+(?:of|for)\s+the\s+[a-z-]+)?)?"
)
_NEXT = rf"(?:\s*[;,.–-]\s*|\s+)(?:and\s+)?(?:after\s+that|then|otherwise|after\s+which|if\s+not|failing\s+that)?,?\s*{_PASSES}"
_OFFER = regex(
    rf"^(?:{_EVENT})?(?:(?P<first>{_WHO})\s+{_MODAL}\s+{_SENT}|{_PLACE}\s+{_MODAL}\s+(?:then\s+)?offered\s+to\s+{_WHO}|{_SYSTEM}offer\s+{_PLACE}\s+to\s+{_WHO}"
    rf"|{_WHO}(?=\s+(?:then\s+)?(?:has|gets|is\s+given)\s+{_N.replace('?P<n>', '?:')}\s+{_UNIT.replace('?P<unit>', '?:')}\s+to))"
    rf"(?:(?:\s+and|,\s*who|,\s*and|,)?\s+{_HAS}(?:{_NEXT})?)?\s*\.?$",
    re.I,
)
_PERIOD = regex(
    rf"^(?:(?:the|each|every|an?)\s+{_ONE}|they|he\s+or\s+she|whoever\s+is\s+asked)\s+{_HAS}(?:{_NEXT})?\s*\.?$", re.I
)
_UNANSWERED = regex(
    rf"^(?:if|when|once)\s+(?:(?:an?|the|this|that)\s+(?:offer|place|offered\s+[a-z]+)\s+(?:is|has)\s+not\s+(?:been\s+)?(?P<done>accepted|taken(?:\s+up)?|confirmed|answered|claimed|booked)"
    rf"|(?:they|he\s+or\s+she|(?:the|that|this)\s+{_ONE})\s+(?:does|do)\s+not\s+(?P<do>accept|take|confirm|answer|reply|claim|respond)(?:\s+(?:it|the\s+offer|up))?)\s+"
    rf"within\s+{_N}\s+{_UNIT},?\s*(?:then\s+)?{_PASSES}\s*\.?$",
    re.I,
)
_VALID = regex(
    rf"^(?:an?|the|each|every|this|such\s+an?)\s+offer\s+(?:is\s+valid\s+for|holds\s+for|stands\s+for|stays\s+open\s+for|lapses\s+after|expires\s+after|must\s+be\s+(?P<done>accepted|taken|confirmed|answered)\s+within)\s+{_N}\s+{_UNIT}(?:{_NEXT})?\s*\.?$",
    re.I,
)
_THEN = regex(rf"^(?:after\s+that|then|otherwise|after\s+which|if\s+not|failing\s+that),?\s*{_PASSES}\s*\.?$", re.I)
_KEPT = regex(
    rf"^(?:while|as\s+long\s+as)\s+(?:an?|the|that|this)\s+offer\s+(?:is|stands)\s+(?:open|valid|pending|unanswered)?,?\s*(?:{_SYSTEM}keep\s+{_PLACE}|{_PLACE}\s+{_MODAL}\s+kept)(?:\s+free)?(?:\s+for\s+(?:them|(?:that|the)\s+[a-z-]+))?\s*\.?$",
    re.I,
)
_WAITER = regex(
    r"\b(?:first|next)\s+([a-z-]+)\s+(?:in|on|from|of|waiting)\b|\b([a-z-]+)\s+(?:who\s+is\s+)?first\s+(?:in|on)\b|\bthe\s+([a-z-]+)\s+(?:who|that)\s+has\b|\blongest[ -]waiting\s+([a-z-]+)",
    re.I,
)
_NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1, "fourteen": 14}
_VERBS = {"accepted": "accept", "taken": "take", "taken up": "take", "confirmed": "confirm", "answered": "answer", "claimed": "claim", "booked": "book"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offering:
    """That what becomes free is offered to the first, who has `amount` `unit`s ("hours") to `act`; and the sentences that say so."""

    said: tuple[Unit, ...]
    amount: int
    unit: str
    act: str
    who: str
    """The noun for whoever waits, where one is said, or ""."""


def offering(units: Sequence[Unit], draft: Draft) -> Offering | None:
    """What the sentences say together; None where none of them, or more than one, speaks of it, or of no time."""
    told = [(u, " ".join(u.text.split())) for u in units]
    offers = [(u, m) for u, text in told if (m := _OFFER.match(text)) is not None]
    if len(offers) != 1:
        return None
    unit, offer = offers[0]
    said, times = [unit], [offer] if offer["n"] else []
    for other, text in told:
        if other is unit:
            continue
        found = _PERIOD.match(text) or _UNANSWERED.match(text) or _VALID.match(text)
        if found is not None:
            times.append(found)
            said.append(other)
        elif _KEPT.match(text) or (_THEN.match(text) and other.number == said[-1].number + 1):
            said.append(other)
    if len({(_count(m), m["unit"].lower()) for m in times}) != 1:
        return None
    first = times[0]
    parts = {key: value for m in times for key, value in m.groupdict().items() if value}
    act = (parts.get("act") or parts.get("do") or _VERBS.get(parts.get("done", "").lower()) or "accept").lower()
    who = _WAITER.search(" ".join(unit.text.split()))
    noun = next((word for word in who.groups() if word), "") if who is not None else ""
    return Offering(tuple(said), _count(first), f"{first['unit'].lower()}s", act, noun.lower())


def _count(match: re.Match[str]) -> int:
    word = match["n"].lower()
    return int(word) if word.isdigit() else _NUMBERS[word]


__all__ = ["Offering", "offering"]
