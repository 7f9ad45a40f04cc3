"""The renaming test of the design: other nouns, the same system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._inflect import plural_of
from autogenesis.language._people import may_name_people
from autogenesis.language._understand import understand
from autogenesis.language._words import general_heads, verb_classes
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM
from autogenesis.language.meaning._relations import nouns_of

_PROSE = frozenset(
    {"text", "reason", "summary", "note", "spans", "span", "text_hash", "title", "slug", "synonyms", "default"}
)

_PEOPLE = "florbist glonker brimmer tollist hurper vendler prossor quibber".split()
_THINGS = "blivet crumple dorlet fendle grommel hurpet jandle kibbet lorvet mundle norvet pimlet quandle rimpet".split()
"""Words that are in no dictionary."""
_VERBS = frozenset({"donate", "contribute", "attempt", *(v for verbs in verb_classes().values() for v in verbs)})
_GENERAL = frozenset(head for heads in general_heads().values() for head in heads) | SYSTEM | ANYBODY
_DEEDS = frozenset(noun for verb in _VERBS for noun in nouns_of(verb)) | _VERBS
"""Nouns for deeds go with their verbs, which the engine knows."""


def invented(text: str) -> dict[str, str]:
    """A word that nobody knows for each noun, and its plural, that names an entity or an actor of the text."""
    made = understand(text).specification
    labels = [actor.name for actor in made.actors] + [entity.name.replace("_", " ") for entity in made.entities]
    people, things = iter(_PEOPLE), iter(_THINGS)
    nouns: dict[str, str] = {}
    for word in dict.fromkeys(word for label in labels for word in label.lower().split()):
        plain = word.isalpha() and lexicon.known(word) and lexicon.word(word).best == "NOUN"
        if plain and word not in _GENERAL | _DEEDS and re.search(rf"\b{word}s?\b", text, re.IGNORECASE):
            new = next(people if may_name_people(word) else things)
            nouns |= {word: new, plural_of(word): plural_of(new)}
    return nouns


def renamed(text: str, nouns: Mapping[str, str]) -> str:
    """The text with each noun (singular and plural given apart) replaced, capitals kept."""

    def other(match: re.Match[str]) -> str:
        found = match.group(0)
        new = nouns[found.lower()]
        return new.upper() if found.isupper() else new.capitalize() if found[0].isupper() else new

    words = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    return re.sub(rf"\b(?:{words})\b", other, text, flags=re.IGNORECASE)


def skeleton_of(text: str) -> Any:
    """The Specification without its prose and places."""
    return _bare(understand(text).specification.model_dump(mode="json"))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        if value.get("op") == "sentence":
            return "sentence"
        return {key: _bare(inner) for key, inner in value.items() if key not in _PROSE}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return value


def translated(value: Any, nouns: Mapping[str, str]) -> Any:
    """The skeleton with the nouns replaced in every identifier."""
    if isinstance(value, dict):
        made = {key: translated(inner, nouns) for key, inner in value.items()}
        for given in {"input", "result"} & made.keys():  # in scenarios, their keys are names of fields
            if isinstance(made[given], dict):
                made[given] = {translated(key, nouns): inner for key, inner in made[given].items()}
        return made
    if isinstance(value, list):
        return [translated(inner, nouns) for inner in value]
    if not isinstance(value, str):
        return value
    table = {k.replace(" ", "_"): v.replace(" ", "_") for k, v in nouns.items()} | dict(nouns)
    words = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    return re.sub(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", lambda m: table[m.group(0).lower()], value)
