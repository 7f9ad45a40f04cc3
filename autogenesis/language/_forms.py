"""Owns what the form of a word tells: plural, third person, base form, participle, acronym."""

from __future__ import annotations

from autogenesis.language import _lexicon as lexicon

_SAME_PAST = frozenset(
    "put set cut shut hit let read cost quit split spread hurt burst become come run overrun".split()
)


def is_acronym(text: str) -> bool:
    return len(text) > 1 and sum(c.isupper() for c in text) > 1 and not text[1:].islower() and text.upper() == text


def is_plural(lower: str, pos: str) -> bool:
    if pos == "PROPN":
        return lower in lexicon.TIME_NAMES and lower.endswith("s")
    entry = lexicon.word(lower)
    if entry.penn.startswith("NNS") or lower in {
        "people",
        "children",
        "men",
        "women",
        "data",
    }:
        return True
    lemma = entry.lemmas.get("NOUN", lower)
    return lemma != lower and not lower.endswith("ing") and (lower.endswith("s") or len(lower) > 3)


def is_third(lower: str) -> bool:
    entry = lexicon.word(lower)
    return lower.endswith("s") and entry.lemmas.get("VERB", lower) != lower


def is_base(lower: str) -> bool:
    entry = lexicon.word(lower)
    return entry.lemmas.get("VERB") == lower


def is_participle(lower: str) -> bool:
    entry = lexicon.word(lower)
    lemma = entry.lemmas.get("VERB")
    if lemma is None or lower.endswith("ing") and lemma != lower:
        return False
    if lower in _SAME_PAST:
        return True
    return lemma != lower and not lower.endswith("s") or lower.endswith("ed") and lemma != lower
