"""The renaming test of the design: other nouns, the same system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from autogenesis.language._understand import understand

_PROSE = frozenset(
    {"text", "reason", "summary", "note", "spans", "span", "text_hash", "title", "slug", "synonyms", "default"}
)


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
