"""Owns ages behind people that something else is of: "deliveries from customers under 18" are those of customers who are under 18."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language._people import names_people
from autogenesis.language._regex import regex
from autogenesis.language._tokens import tag

_OF_PEOPLE = regex(
    r"\b[a-z-]+\s+(?:from|of|by|for)\s+(?P<who>[a-z-]+s|people)\s+(?P<bound>under|over|below|above|aged)\s+(?=(?:\d{1,3}|[a-z]+)\b(?!\s*(?:%|kg|euro|metres|hours|days|minutes)))",
    re.I,
)


def aged_people(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches that leave out "who are", and the words with it."""
    for match in _OF_PEOPLE.finditer(text):
        if names_people(tag(match["who"])[0].lemma):
            bound = match["bound"].lower()
            yield (*match.span("bound"), "who are" if bound == "aged" else f"who are {bound}")


__all__ = ["aged_people"]
