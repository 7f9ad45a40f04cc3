"""Owns telegram style: lines without a verb or a subject, read as the sentences that they stand for."""

from __future__ import annotations

import re

from autogenesis.language._ellipses import another
from autogenesis.language._inflect import third_person
from autogenesis.language._literals import Bound, Measure, Money, Number, TimeOfDay
from autogenesis.language._paraphrases import not_so, paraphrase
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._role_lines import role_line
from autogenesis.language._sentences import Sentence
from autogenesis.language._talk import Talk
from autogenesis.language._tokens import Token, tag

_MOVING = frozenset("join leave arrive come start begin enter go retire resign move finish stop appear depart".split())
"""Verbs that say what somebody does by themselves."""
_PER = regex(r"\s+(?:per|a|an|each|every|for each|for every)\s+", re.I)
_EQUALS = regex(r"\s+(?:=|==|→|->|=>)\s+")
_PARTICLES = frozenset({"up", "off", "out", "in", "back", "over", "away", "down"})


def telegram(sentence: Sentence, talk: Talk) -> tuple[Part, ...] | None:
    """The parts of the whole sentence; None where nothing is left out, or it is not known what."""
    text = sentence.text
    words = tag(text)
    if len(words) < 2 or sentence.block.kind in {"heading", "definition", "gherkin"}:
        return None
    end = len(text.rstrip(" ."))
    if _EQUALS.search(text) and text.count("=") <= 1 and not re.search(r"[+*/×]|\b(?:plus|minus|times)\b", text):
        return _same(text, words, end, talk)
    told = role_line(sentence, words, end, talk)
    if told is not None:
        return told
    colon = next((t for t in words if t.text == ":"), None)
    if colon is not None and 0 < colon.start < end - 1:
        return _announced(text, words, colon, end, talk) or not_so(text, end)
    if words[0].lower in {"must", "should", "may", "can", "will", "shall"} and words[1].pos in {"VERB", "ADV", "AUX"}:
        return ("It ", (0, 1), (1, end))
    return (
        _forbidden(text, words, end)
        or _addressed_to(text, words, end, talk)
        or _priced(text, words, end, talk)
        or _owned(text, end)
        or another(text)
        or paraphrase(text)
    )


def _same(text: str, words: tuple[Token, ...], end: int, talk: Talk) -> tuple[Part, ...] | None:
    """ "Two lates = one missed rehearsal", "After 20:00 = late"."""
    sign = _EQUALS.search(text)
    if sign is None or any(t.pos in {"VERB", "AUX", "MODAL"} and t.end <= sign.start() for t in words):
        return None
    before = [t for t in words if t.end <= sign.start()]
    number = next(iter(find_literals(text[: sign.start()], 0)), None)
    many = bool(before) and (before[-1].plural or (number is not None and not isinstance(number, TimeOfDay)))
    if before and before[0].pos == "PREP":
        return (f"If a {talk.people or 'person'} comes ", (0, sign.start()), ", it counts as ", (sign.end(), end))
    return ((0, sign.start()), " count as " if many else " counts as ", (sign.end(), end))


def _announced(text: str, words: tuple[Token, ...], colon: Token, end: int, talk: Talk) -> tuple[Part, ...] | None:
    """ "Not paid by the 20th: friendly e-mail", "Leaving: record stays", "Three misses in a row: the leader is told"."""
    before = tuple(t for t in words if t.end <= colon.start)
    after = tag(text[colon.end :].lstrip(), 0)
    if not before or not after or any(t.text in {":", ";"} for t in before):
        return None
    lead = _occasion(text, before, colon, talk)
    if lead is None:
        return None
    start = colon.end + len(text[colon.end :]) - len(text[colon.end :].lstrip())
    return (*lead, ", ", *_consequence(text, after, start, end, talk))


def _occasion(text: str, before: tuple[Token, ...], colon: Token, talk: Talk) -> tuple[Part, ...] | None:
    """The condition that the words before the colon stand for."""
    first = before[0]
    denied = first.lower in {"not", "never"}
    verb = before[1] if denied and len(before) > 1 else first
    if any(t.pos in {"MODAL"} or t.form == "s" or t.lower in {"is", "are"} for t in before):
        return None
    whole: Part = (0, colon.start)
    who = talk.people or "person"
    if verb.pos == "VERB" and verb.form == "ing" and not denied:
        rest = (verb.end, colon.start)
        return (f"If a {who} {third_person(verb.lemma)}", rest) if len(before) < 2 or before[1].pos != "NOUN" else None
    if verb.pos == "VERB" and verb.form in {"part", "past"}:
        following = before[before.index(verb) + 1] if before.index(verb) + 1 < len(before) else None
        if following is not None and following.pos in {"NOUN"}:
            return None
        if verb.lemma in _MOVING and not (following is not None and following.lower in {"by"}):
            return (f"If a {who} ", "has ", whole)
        thing = talk.thing if talk.thing and talk.thing not in talk.persons else ""
        tail = " it" if before[-1].pos == "PREP" else ""
        return (f"If a {thing} is " if thing else "If it is ", whole, tail)
    found = next(iter(find_literals(text[: colon.start], 0)), None)
    if found is not None and found.span[0] == 0 and isinstance(found, Bound | Number | Measure):
        left = any(t.lower == "left" for t in before)
        small = isinstance(found, Bound)
        return ("If there are " if small or left else "After ", whole)
    return None


def _consequence(text: str, after: tuple[Token, ...], start: int, end: int, talk: Talk) -> tuple[Part, ...]:
    """What follows: a clause as it is, or what somebody gets."""
    if any(t.pos in {"VERB", "AUX", "MODAL"} and t.form not in {"part", "past", "ing"} for t in after[:6]):
        return ((start, end),)
    if after[0].pos in {"ADJ", "NOUN", "DET", "NUM"} and talk.people:
        one = "" if after[0].pos in {"DET", "NUM"} else "a "
        return (f"the {talk.people} gets {one}", (start, end))
    return ((start, end),)


def _forbidden(text: str, words: tuple[Token, ...], end: int) -> tuple[Part, ...] | None:
    """ "Never hand out …": nobody may."""
    skip = 1 if words[0].lower == "never" else 2 if words[0].lower == "do" and words[1].lower in {"not", "n't"} else 0
    if not skip or len(words) < skip + 2:
        return None
    verb = words[skip]
    known = verb.pos in {"VERB", "NOUN"} and verb.form in {"base", ""}
    if not known or verb.lower in {"lose", "forget", "show", "reveal", "disclose"}:
        return None
    return ("Nobody may ", (verb.start, end))


def _addressed_to(text: str, words: tuple[Token, ...], end: int, talk: Talk) -> tuple[Part, ...] | None:
    """ "Sign off until 18:00 on the day": what those can do whom the text is about."""
    verb, particle = words[0], words[1]
    plain = verb.pos == "VERB" and verb.form == "base" and particle.lower in _PARTICLES
    if not plain or not talk.people or len(words) < 3 or words[2].pos not in {"PREP"}:
        return None
    thing = f" from a {talk.thing}" if talk.thing and talk.thing not in talk.persons and particle.lower == "off" else ""
    if not thing and talk.thing and talk.thing not in talk.persons and particle.lower == "up":
        thing = f" for a {talk.thing}"
    return (f"A {talk.people} can ", (0, particle.end), thing, (particle.end, end))


_OWNING = regex(
    r"(?P<many>\b(?:an?|each|every)\s+(?P<owner>[a-z-]+)\s+(?:(?:can|may|will)\s+)?(?:own|have|has|owns|keep|keeps|register|"
    r"registers|bring|brings)\s+(?:several|many|any number of|multiple|one or more|more than one)\s+(?P<things>[a-z-]+s))"
    r"(?P<each>,\s*each)\s+(?:with|having)\s+",
    re.I,
)
_OFTEN = regex(
    r"\bhow often (?:it|they|he|she|one)\s+(?:(?:wants?|needs?|is|are|has|have|should be|must be)\s+(?:to be\s+)?)?"
    r"(?P<what>[a-z-]+)(?P<gap>,\s*)every\s+(?P<first>\d+)\s+or\s+(?:every\s+)?(?P<second>\d+)\s+(?P<unit>days|weeks|months|years)\b",
    re.I,
)


def _owned(text: str, end: int) -> tuple[Part, ...] | None:
    """ "A customer may own several pianos, each with a make and how often it wants tuning, every 6 or every 12 months"."""
    found = _OWNING.search(text)
    parts: list[Part] = []
    at = 0
    if found is not None:
        one, owner = _singular(found["things"]), found["owner"]
        parts += [
            (0, found.start("many")),
            (found.start("many"), found.end("each"), f"each {one}"),
            f" has a {owner}, ",
        ]
        at = found.end()
    often = _OFTEN.search(text, at)
    if often is not None:
        gloss = f" interval in {often['unit']} ({often['first']} or {often['second']})"
        lead = (often.start(), often.start("what"), "a ")
        parts += [(at, often.start()), lead, often.span("what"), (often.end("what"), often.end(), gloss)]
        at = often.end()
    return (*parts, (at, end)) if parts else None


def _singular(plural: str) -> str:
    return tag(plural)[0].lemma if tag(plural)[0].pos == "NOUN" else plural[:-1]


def _priced(text: str, words: tuple[Token, ...], end: int, talk: Talk) -> tuple[Part, ...] | None:
    """ "15 euro per month, due on the 5th": what somebody pays."""
    found = next((x for x in find_literals(text, 0) if isinstance(x, Money)), None)
    if found is None or found.span[0] != 0 or any(t.pos in {"AUX", "MODAL"} or t.form == "s" for t in words):
        return None
    if not _PER.match(text[found.span[1] :]) or not talk.people:
        return None
    if talk.asked and not re.search(r"\b(?:pay|owe)\b", talk.asked):
        return None
    return (f"A {talk.people} pays ", (0, end))


__all__ = ["telegram"]
