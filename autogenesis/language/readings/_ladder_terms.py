"""Owns what a text says of a ladder: who stands on it, whom one may challenge, and what becomes of the places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from autogenesis.language._draft import Draft
from autogenesis.language._literals import Duration
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag

_N = r"[a-z]+"
_PLACE = r"(?:place|position|rank|rung|spot)"
_ON = r"(?:\s+(?:on|in|of)\s+(?:the|our|a)\s+[a-z]+(?:\s[a-z]+)?)?"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_CHALLENGED = r"(?:the\s+challenged\s+[a-z]+|the\s+(?:other|opponent|defender)(?:\s+[a-z]+)?)"
_THEY = r"(?:they|he|she|he\s+or\s+she|the\s+challenger)"
_DOWN = rf"(?:moves?|goes?|slides?|drops?|falls?)\s+down(?:\s+by)?(?:\s+(?:one|1|a))?(?:\s+{_PLACE})?"
_THE_LOSER = r"(?:the\s+loser|the\s+other(?:\s+one)?|the\s+challenged\s+[a-z]+|the\s+opponent)"
_THE_LOSERS = (
    r"(?:the\s+loser['’]s|the\s+opponent['’]s|the\s+challenged\s+[a-z]+['’]s|the\s+other['’]s|their\s+opponent['’]s)"
)
_WINNERS = r"(?:the\s+(?:challenger|winner)['’]s\s+(?:old\s+|former\s+)?" + _PLACE + r"|the\s+(?:old\s+|former\s+)?" + _PLACE + r"\s+of\s+the\s+(?:challenger|winner))"  # fmt: skip
_TAKES = rf"(?:takes?|gets?|moves?\s+(?:up\s+)?(?:in)?to)\s+(?:over\s+)?(?:{_THE_LOSERS}\s+{_PLACE}|the\s+{_PLACE}\s+of\s+{_THE_LOSER})"
_SWAP = r"(?:(?:the\s+two|they|both|the\s+(?:two\s+)?players)\s+)?(?:swap|exchange|change|switch|trade)s?\s+(?:their\s+)?(?:places|positions|ranks)"
_BETWEEN = rf"(?:{_THE_LOSER}(?:,?\s*and\s+)?)?(?:(?:everybody|everyone|all(?:\s+[a-z]+)?|those|the\s+[a-z]+)\s*(?:else\s+)?(?:standing\s+|who\s+(?:stands?|are|is)\s+)?(?:in\s+)?between(?:\s+them)?\s+)?(?:all\s+)?{_DOWN}"
_REST = rf"(?:,?\s*(?:and|while|;)\s*(?P<rest>{_BETWEEN}|{_THE_LOSER}\s+takes?\s+{_WINNERS}))?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("holding", regex(rf"(?:every|each|an?)\s+(?P<who>{_N})\s+has\s+(?P<fields>.*?)(?:,\s*|\s+)?(?:and\s+)?an?\s+(?P<label>{_PLACE}){_ON}")),
    ("top", regex(rf"(?:{_PLACE}|number|no\.)\s+1\s+is\s+(?:at\s+)?(?:the\s+)?(?:top|best|first|highest|strongest)(?:\s+(?:{_N}|one))?{_ON}")),
    ("bottom", regex(rf"(?:(?:an?\s+)?new\s+(?:{_N})|newcomers|whoever\s+is\s+new|whoever\s+joins)\s+(?:starts?|joins?|begins?|enters?|comes?|goes?|(?:is|are)\s+(?:put|added|placed|entered))(?:\s+(?:the|our)\s+[a-z]+)?\s+(?:at|to|in|on)\s+the\s+(?:very\s+)?(?:bottom|end|foot|last\s+{_PLACE}){_ON}")),
    ("reach", regex(rf"(?:an?|each|every|any|the|all)?\s*(?P<who>{_N})\s+(?:may|can)\s+(?:only\s+)?challenge\s+(?:only\s+)?(?:anybody|anyone|somebody|someone|those|any\s+{_N}|an?(?:other)?\s+{_N}|other\s+{_N}|{_N})?(?:,?\s*(?:who|that)\s+(?:stands?|is|are|ranks?))?\s*(?:(?P<most>at\s+most|up\s+to|no\s+more\s+than|not\s+more\s+than|within)\s+)?(?P<reach>{_NUMBER})\s+(?:{_PLACE})s?\s+(?:above|higher|up|over|ahead\s+of)(?:\s+(?:up|than))?(?:\s+(?:them|him|her|it|themselves|himself|herself|their\s+own|one['’]s\s+own))?{_ON}")),
    ("wins", regex(rf"(?:if|when|whenever)\s+the\s+challenger\s+wins(?:\s+(?:the|a)\s+[a-z]+)?,\s*(?:then\s+)?(?:{_THEY}\s+{_TAKES}{_REST}|(?P<swap>{_SWAP}))")),
    ("wins", regex(rf"the\s+(?:challenger|winner)\s+{_TAKES}{_REST}")),
    ("wins", regex(rf"{_BETWEEN}")),
    ("stays", regex(rf"(?:if|when)\s+(?:{_CHALLENGED}\s+wins|the\s+challenger\s+loses)(?:\s+or\s+(?:(?:the\s+[a-z]+|it)\s+(?:is|ends\s+in)\s+a\s+draw|there\s+is\s+a\s+draw))?,?\s*(?:then\s+)?(?:nothing\s+(?:changes|happens)|(?:the\s+places|both|all|everybody)\s+(?:stays?|remains?|keeps?)\b[a-z ]*)")),
    ("stays", regex(r"(?:otherwise|after\s+a\s+draw|in\s+case\s+of\s+a\s+draw|a\s+draw)\s*,?\s*(?:nothing\s+changes|changes\s+nothing|(?:the\s+places|both|all|everybody)\s+(?:stays?|remains?|keeps?)\b[a-z ]*)")),
    ("ends", regex(rf"(?:a|the|each)\s+{_N}\s+(?:ends|is\s+decided)\s+(?:with|by)\s+(?:a\s+win|a\s+victory)\s+(?:for|of)\s+(?:one|either)\s+of\s+the\s+two(?:\s+{_N})?(?:\s+or\s+a\s+draw)?")),
    ("own", regex(r"only\s+(?:the\s+(?:two\s+)?[a-z]+\s+of\s+(?:a|the)\s+challenge|the\s+two(?:\s+[a-z]+)?|those\s+two|the\s+two\s+[a-z]+\s+concerned)\s+(?:may|can)\s+(?:enter|report|give|state|record)\s+(?:its|the|their)\s+(?:result|outcome|score)(?:\s+of\s+(?:a|the)\s+challenge)?")),
    ("one", regex(rf"(?:an?|each|every)\s+{_N}\s+(?:may|can|must)\s+(?:only\s+)?(?:have|be\s+in)\s+(?:only\s+|at\s+most\s+|no\s+more\s+than\s+)?one\s+(?:open\s+|running\s+)?challenge(?:\s+open)?(?:\s+at\s+(?:a|the\s+same)\s+time)?")),
    ("one", regex(rf"(?:nobody|no\s+one|no\s+{_N})\s+(?:may|can)\s+(?:challenge\s+(?:an?\s+{_N}|anybody|anyone|somebody|someone)\s+(?:who|that)\s+(?:is|has|plays)|have|be)\s+(?:already\s+)?(?:in\s+)?(?:an|another|more\s+than\s+one|two)\s+(?:open\s+|running\s+)?challenges?(?:\s+at\s+(?:a|the\s+same)\s+time)?")),
    ("answer", regex(rf"{_CHALLENGED}\s+has\s+(?P<answer>[a-z0-9]+\s+(?:hours?|days?|weeks?))\s+to\s+(?:accept|answer|reply|respond)(?:\s+(?:it|the\s+challenge))?")),
    ("walkover", regex(r"(?:if|when)\s+(?:they|he|she|he\s+or\s+she|the\s+challenged\s+[a-z]+)\s+(?:do|does)\s+not\s+(?:accept|answer|reply|respond)(?:\s+(?:in|within|by)\s+(?:that|this|the)\s+time|\s+in\s+time)?(?P<decline>,?\s+or\s+(?:declines?|refuses?),?)?,\s*the\s+challenger\s+wins(?:\s+(?:without\s+(?:playing|a\s+[a-z]+)|by\s+default))?")),
    ("leaves", regex(rf"(?:an?|any)\s+{_N}\s+who\s+leaves(?:\s+the\s+{_N})?\s+is\s+(?:taken\s+off|removed\s+from|struck\s+off|taken\s+from)\s+(?:the\s+)?{_N}(?:,?\s*and\s+(?:all|everybody|everyone|those)(?:\s+{_N})?\s+below(?:\s+(?:them|him|her))?\s+moves?\s+up(?:\s+(?:by\s+)?one)?(?:\s+{_PLACE})?)?")),
    ("leaves", regex(rf"(?:if|when)\s+an?\s+{_N}\s+leaves(?:\s+the\s+{_N})?,\s*(?:all|everybody|everyone|those)(?:\s+{_N})?\s+below(?:\s+(?:them|him|her))?\s+moves?\s+up(?:\s+(?:by\s+)?one)?(?:\s+{_PLACE})?")),
    ("again", regex(rf"(?:after\s+(?:a\s+lost\s+challenge|losing(?:\s+a\s+challenge)?),?\s*(?:an?|the)\s+{_N}\s+(?:may|can)(?:\s+not|not)\s+challenge\s+the\s+same\s+{_N}\s+(?:again\s+)?(?:for|within)\s+(?P<again>[a-z0-9]+\s+(?:days?|weeks?|months?)))")),
    ("again", regex(rf"(?:whoever|an?\s+{_N}\s+who|a\s+challenger\s+who)\s+(?:has\s+lost|loses|lost)(?:\s+a\s+challenge|\s+against\s+{_N})?,?\s+(?:may|can)(?:\s+not|not)\s+challenge\s+(?:the\s+same|that)\s+{_N}\s+(?:again\s+)?(?:for|within)\s+(?P<again>[a-z0-9]+\s+(?:days?|weeks?|months?))")),
)  # fmt: skip
_CUT = regex(r";\s*|,\s+and\s+(?=(?:an?|each|every|nobody|no|place|position|the\s+other)\s)|:\s+")
_WORDS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)}


@dataclass
class Ladder:
    """What is said of it; `places` are the stretches that say so, by what they say."""

    who: str = "player"
    label: str = "place"
    fields: str = ""
    reach: int = 0
    swap: bool = False
    draw: bool = False
    one: bool = False
    answer: Duration | None = None
    declined: bool = False
    walkover: bool = False
    leaves: bool = False
    again: Duration | None = None
    places: list[tuple[str, Span]] = field(default_factory=list)

    def place(self, what: str) -> Span | None:
        """Where that is said first."""
        return next((span for name, span in self.places if name == what), None)


def ladder_of(draft: Draft) -> Ladder | None:
    """The ladder that the text speaks of; None where nobody challenges anybody for a place."""
    return draft.once(_found)


def _found(draft: Draft) -> Ladder | None:
    text = draft.text.text.lower()
    if "challenge" not in text or not re.search(rf"\b{_PLACE}s?\b", text):
        return None
    made = Ladder(draw=re.search(r"\bdraw\b", text) is not None)
    for unit in draft.units:
        for part, span in _parts(unit):
            _read(part, span, draft, made)
    return made if made.reach and made.place("wins") is not None else None


def _parts(unit: Unit) -> list[tuple[str, Span]]:
    """The statements of a sentence, each with its place: the whole where it is known as such."""
    whole = unit.text.rstrip(" .")
    start = unit.span[0]
    if any(pattern.fullmatch(_plain(whole)) for _, pattern in _PATTERNS):
        return [(whole, (start, start + len(whole)))]
    found, at = [], 0
    for cut in (*_CUT.finditer(whole), None):
        end = cut.start() if cut is not None else len(whole)
        found.append((whole[at:end], (start + at, start + end)))
        at = cut.end() if cut is not None else at
    return found


def _plain(said: str) -> str:
    return " ".join(said.split()).lower()


def _read(said: str, span: Span, draft: Draft, made: Ladder) -> None:
    for name, pattern in _PATTERNS:
        match = pattern.fullmatch(_plain(said))
        if match is None or (name == "wins" and not match.groupdict() and made.place("wins") is None):
            continue
        told = {key: value for key, value in match.groupdict().items() if value}
        if name in {"holding", "reach"}:
            made.who = tag(f"the {told['who']}.")[1].lemma if told["who"] not in {"anybody", "everybody"} else made.who
        made.label = told.get("label", made.label)
        if "fields" in told:
            made.fields = _plain(said)[match.start("fields") : match.end("fields")]
        if "reach" in told:
            made.reach = int(told["reach"]) if told["reach"].isdigit() else _WORDS[told["reach"]]
        made.swap |= "swap" in told or bool(told.get("rest") and re.search(_WINNERS, told["rest"]))
        made.one |= name == "one"
        made.leaves |= name == "leaves"
        made.walkover |= name == "walkover"
        made.declined |= "decline" in told
        made.answer = _length(told.get("answer")) or made.answer
        made.again = _length(told.get("again")) or made.again
        made.places.append((name, span))
        return


def _length(said: str | None) -> Duration | None:
    found = next(iter(find_literals(said, 0)), None) if said else None
    return found if isinstance(found, Duration) else None


__all__ = ["Ladder", "ladder_of"]
