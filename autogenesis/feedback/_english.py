"""Owns what feedback needs of English beyond the language engine: words as they are compared, numbers, articles, inflection."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from autogenesis.language import participle_of, plural_of, tag, third_person, word

_IDLE = frozenset(
    "be have do make get let take give go come use need want wish like please also too only just more less most least "
    "than any all each every some such other another it this that there here one ones so as well now then instead rather "
    "not no never shall should must may can will would could might able possible system text rule longer future on off "
    "be allow permit day week month year hour minute monday tuesday wednesday thursday friday saturday sunday "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays first last next".split()
)
"""Words that say nothing of what a sentence is about."""
_ALIKE = (
    "fee charge price cost fine",
    "remind notify tell inform message",
    "delete remove drop erase",
    "limit maximum cap",
    "mark threshold",
    "due deadline",
    "lend borrow loan",
    "own owner",
)
_ENDINGS = ("ations", "ation", "itions", "ments", "ment", "ances", "ance", "ences", "ence", "ings", "ing", "als", "al", "ions", "ion",
            "ors", "or", "ers", "er", "ics", "ic", "ies", "ied", "ed", "es", "s", "e", "y")  # fmt: skip
_SOUNDS_OPEN = re.compile(r"(?:[aeio]|u(?!ni|se|ti|su)|h(?:our|on(?:ou?r|est)|eir))", re.I)


def stem(lower: str) -> str:
    """What a word shares with those made from the same, and with words of one meaning: reminder, reminded, notified."""
    return next((group.split()[0] for group in _ALIKE if lower in group.split()), None) or _alike(own_stem(lower))


@lru_cache(maxsize=8192)
def own_stem(lower: str) -> str:
    """What a word shares with those made from the same alone: reminder, reminded and reminds are one."""
    short = lower
    for _ in range(2):
        ending = next((one for one in _ENDINGS if short.endswith(one) and len(short) - len(one) >= 4), "")
        short = short.removesuffix(ending)
    short = short[:-1] if len(short) > 4 and short[-1:] == short[-2:-1] else short
    return re.sub(r"(?<=...)mis+$", "mit", short)


@lru_cache(maxsize=8192)
def _alike(short: str) -> str:
    return next((group.split()[0] for group in _ALIKE for one in group.split() if _bare(one) == short), short)


@lru_cache(maxsize=256)
def _bare(lower: str) -> str:
    ending = next((one for one in _ENDINGS if lower.endswith(one) and len(lower) - len(one) >= 4), "")
    return lower.removesuffix(ending)


def stems_of(text: str, *, alike: bool = True) -> frozenset[str]:
    """The stems of the content words of a stretch; numbers are none. `alike`: words of one meaning are one."""
    return frozenset(_stems(text, stem if alike else own_stem))


def _stems(text: str, made: Callable[[str], str]) -> Iterator[str]:
    for token in tag(text.replace("_", " ").replace(".", ". ")):
        if token.pos in {"NOUN", "PROPN", "VERB", "ADJ"} and token.lemma not in _IDLE and token.lower not in _IDLE:
            for part in re.split(r"[^a-z]+", token.lemma.lower()):
                if len(part) > 1 and part not in _IDLE:
                    yield made(part)


def with_article(noun: str) -> str:
    """``an address``, ``a phone number``."""
    return f"{'an' if _SOUNDS_OPEN.match(noun) else 'a'} {noun}"


def singular_of(noun: str) -> str:
    """``phone numbers`` → ``phone number``; what is one already stays."""
    head = noun.rpartition(" ")[2]
    before = noun[: len(noun) - len(head)]
    listed = word(head.lower()).lemmas.get("NOUN")
    if listed and listed != head.lower() and plural_of(listed) == head.lower():
        return before + listed
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        one = head.removesuffix(ending) + instead
        if head.endswith(ending) and not head.endswith("ss") and plural_of(one) == head:
            return before + one
    return noun


def plural(noun: str) -> str:
    """``phone number`` → ``phone numbers``."""
    *before, head = noun.split(" ")
    return " ".join([*before, plural_of(head)])


def forms_of(noun: str) -> tuple[str, ...]:
    """How a word is written as a noun or a verb: singular, plural, third person, past, -ing."""
    *before, head = noun.split(" ")
    made = [head, plural_of(head), third_person(head), participle_of(head), _going(head)]
    return tuple(" ".join([*before, one]) for one in made)


def _going(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    doubled = participle_of(verb) == f"{verb}{verb[-1:]}ed"
    return f"{verb}{verb[-1]}ing" if doubled else f"{verb}ing"


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def lowered(sentence: str) -> str:
    """The sentence as it is written inside another one; a name keeps its capital."""
    first = sentence.split(maxsplit=1)[0] if sentence.strip() else ""
    keeps = any(c.isupper() for c in first[1:]) or first == "I" or word(first.lower()).best == "PROPN"
    return sentence if keeps else sentence[:1].lower() + sentence[1:]
