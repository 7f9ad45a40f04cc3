"""Reads from which states a state is reached and who alone brings it about: "Cancelled is possible from received only"."""

from __future__ import annotations

import re

from autogenesis.language._draft import Draft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span
from autogenesis.language.meaning._chains import lines
from autogenesis.language.meaning._passages import Passage
from autogenesis.language.readings._inventories import singular
from autogenesis.language.readings._states import states

_WORD = r"[\"“'‘]?[a-z][\w-]*(?:\s[a-z][\w-]*){0,2}?[\"”'’]?"
_LIST = rf"{_WORD}(?:\s*,\s*(?:or\s+|and\s+)?{_WORD}|\s+(?:or|and)\s+{_WORD})*"
_FROM = (
    regex(rf"^(?:the\s+)?(?:status|state)?\s*[\"“']?(?P<to>[a-z][\w -]*?)[\"”']?\s+(?:is|are|can\s+(?:only\s+)?be|may\s+(?:only\s+)?be)\s+(?:only\s+)?(?:possible|allowed|reached|reachable|permitted|available)\s+(?:only\s+)?from\s+(?P<from>{_LIST}?)(?:\s+(?:only|alone))?\.?$", re.I),
    regex(rf"^only\s+from\s+(?P<from>{_LIST}?)\s+(?:can|may)\s+(?:an?\s+|the\s+)?(?P<thing>[\w -]+?)\s+(?:be(?:come)?|go to|move to)\s+[\"“']?(?P<to>[a-z][\w -]*?)[\"”']?\.?$", re.I),
    regex(rf"^(?:an?\s+|the\s+)?(?P<thing>[\w -]+?)\s+(?:can|may)\s+(?:only\s+)?(?:be(?:come)?|go to|move to)\s+(?:only\s+)?[\"“']?(?P<to>[a-z][\w-]*)[\"”']?\s+(?:only\s+)?(?:from|while|when|if it is|when it is|as long as it is)(?:\s+still)?\s+(?P<from>{_LIST}?)(?:\s+only)?\.?$", re.I),
)  # fmt: skip
_ALONE = regex(
    rf"(?:^|[,;.]\s*(?:and\s+|but\s+)?)(?:only\s+(?P<who>[a-z][\w -]*?)|(?P<who2>[A-Za-z][\w -]*?)\s+alone)\s+(?:may\s+|can\s+)?(?:changes?|sets?|moves?|switch(?:es)?|updates?|marks?)\s+"
    rf"(?:(?:an?|the|it|them|orders?|the status|status|its status)\s+)*(?:to\s+|as\s+)?(?P<states>{_LIST})\s*(?=[.;,]|$)",
    re.I,
)


def read_state_moves(draft: Draft) -> None:
    """Every sentence that says no more than between which states, or by whom."""
    passage = draft.recall(Passage)
    for unit in draft.units if passage is not None else ():
        each = passage
        while each is not None:
            for text, span in lines(unit):
                if not draft.claimed(span):
                    _reached_from(text, span, draft, each)
            if not draft.claimed(unit.span):
                _by_whom(unit, draft, each)
            each = each.earlier


def _reached_from(text: str, span: Span, draft: Draft, passage: Passage) -> None:
    for way in _FROM:
        match = way.match(text)
        if match is None:
            continue
        thing = match.groupdict().get("thing")
        if thing and draft.find_entity(singular(thing.lower())) is not passage.entity:
            continue
        known = passage.entity.fields["status"].type.choices
        starts = names(match["from"])
        to = match["to"].strip(" \"“”'").lower()
        if not starts or not set(starts) <= set(known) or len(to.split()) > 2:
            continue
        field = states(draft, passage.entity, to, span=span)
        passage.starts[to] = starts
        draft.claim(span, "state_reached_from", [passage.entity.id, f"field.{passage.entity.name}.{field}"])
        return


def _by_whom(unit: Unit, draft: Draft, passage: Passage) -> None:
    for match in _ALONE.finditer(unit.text):
        found = names(match["states"])
        known = set(passage.entity.fields["status"].type.choices)
        if not found or not set(found) <= known:
            continue
        group = "who" if match["who"] else "who2"
        start = unit.span[0] + match.start(group)
        label = singular(re.sub(r"^(?:the|our|a|an)\s+", "", match[group].lower()))
        span = (start, unit.span[0] + match.end())
        if match["who"]:
            span = (unit.span[0] + match.start() + match[0].lower().index("only"), span[1])
        actor = draft.actor(label, (start, unit.span[0] + match.end(group)))
        for state in found:
            passage.alone[state] = (*passage.alone.get(state, ()), actor)
        draft.claim(span, "states_by_whom", [passage.entity.id, actor])


def names(said: str) -> tuple[str, ...]:
    """The names in a list."""
    parts = re.split(r"\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", said.strip())
    return tuple(part.strip(" \"“”'‘’").lower() for part in parts if part.strip())


__all__ = ["names", "read_state_moves"]
