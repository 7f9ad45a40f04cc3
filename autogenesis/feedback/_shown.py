"""Owns what a list shows: one that is to show some rows must not show all there are."""

from __future__ import annotations

import re

from autogenesis.feedback._english import stems_of
from autogenesis.language import how_often
from blueprints import Records, Specification, parts_within

_OF = re.compile(r"\b(?:list|overview|report|summary|table|digest)\s+(?:of|about|on|with)\s+(?P<what>.+)$", re.I)
_WHOSE = re.compile(r"\b(?:his|her|their|its|my|our|own)\b", re.I)


def shows_all(said: str, before: Specification, after: Specification) -> str:
    """What is wrong with a new list that shows all there are, though it is said which of them; "" where nothing is."""
    found = _OF.search(said)
    old = {one.id for one in before.schedules}
    lists = [
        part for one in after.schedules if one.id not in old for part in parts_within(one) if isinstance(part, Records)
    ]
    if found is None or not lists or any(part.where is not None for part in lists):
        return ""
    _, what = how_often(found["what"].rstrip(" ."))
    shown = {part.entity for part in lists}
    words = [name for part in lists for name, _ in part.fields]
    words += [f"{one.name} {one.plural} {' '.join(one.synonyms)}" for one in after.entities if one.id in shown]
    of_them = stems_of(re.sub(r"\b(?:all|number|name)s?\b", " ", what)) - stems_of(" ".join(words).replace("_", " "))
    if of_them or _WHOSE.search(what):
        return f"the list would show all {lists[0].entity.partition('.')[2].replace('_', ' ')} rows, whatever “{what}” says"
    return ""
