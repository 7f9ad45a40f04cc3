"""Reads states joined by arrows: "Statuses: received → washing → ready", "open -> closed, open -> cancelled"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span
from autogenesis.language.meaning._passages import begin_passage
from autogenesis.language.readings._inventories import singular
from autogenesis.language.readings._states import states

_ARROW = r"\s*(?:→|⇒|➔|➜|⟶|[-=–—]+>|>>|»)\s*"
_STATE = r"[\"“'‘]?[^\W\d][\w'’-]*(?:\s[\w'’-]+){0,3}?[\"”'’]?"
_SIDE = rf"{_STATE}(?:\s*(?:/|\||\bor\b)\s*{_STATE})*"
_CHAIN = regex(rf"{_SIDE}(?:{_ARROW}{_SIDE})+")
_NOUNS = r"(?:status|state|stage|phase|step|life ?cycle|workflow|work flow|flow|progress|transition)(?:e?s)?"
_LABELS = (
    regex(rf"^(?:(?:the|possible|allowed)\s+)*{_NOUNS}(?:\s+(?:of|for)\s+(?:an?|the|each|every|all)?\s*(?P<thing>[\w -]+?))?\s*(?:are|is|:|=)?\s*$", re.I),
    regex(rf"^(?:(?:an?|the|each|every)\s+)?(?P<thing>[\w-]+(?:\s[\w-]+)?)(?:['’]s)?\s+{_NOUNS}\s*(?:are|is|:|=)?\s*$", re.I),
    regex(r"^(?:(?:an?|the|each|every|all)\s+)?(?P<thing>[\w-]+(?:\s[\w-]+)?)\s+(?:goes?|moves?|pass(?:es)?|runs?|proceeds?|go through|is first)(?:\s+(?:through|from))?\s*:?\s*$", re.I),
    regex(r"^(?:(?:an?|the|each|every)\s+)?(?P<thing>[\w-]+(?:\s[\w-]+)?)\s*:\s*$", re.I),
)  # fmt: skip
_FEW = 2


def read_chains(draft: Draft) -> None:
    """Every sentence that is nothing but states joined by arrows, with what they are the states of."""
    for unit in draft.units:
        for text, span in lines(unit):
            if not draft.claimed(span):
                _read(text, span, unit, draft)


def lines(unit: Unit) -> Iterator[tuple[str, Span]]:
    """The lines of a sentence that was written without a full stop at their ends, each with its place."""
    start = 0
    for line in unit.text.split("\n"):
        bare = line.strip()
        place = unit.span[0] + start + len(line) - len(line.lstrip())
        if bare:
            yield bare, (place, place + len(bare))
        start += len(line) + 1


def _read(text: str, span: Span, unit: Unit, draft: Draft) -> None:
    first = re.search(_ARROW, text)
    if first is None:
        return
    colon = text.rfind(":", 0, first.start())
    label = text[: colon + 1] if colon >= 0 else ""
    body = text[colon + 1 :].strip().rstrip(".")
    chains = [part.strip() for part in re.split(r"\s*[,;]\s*(?:and\s+|or\s+)?", body)]
    if colon < 0:
        label, chains[0] = _lead(chains[0])
    if not chains or not all(_CHAIN.fullmatch(chain) for chain in chains):
        return
    entity = _whose(label or unit.block.under, unit, draft)
    if entity is None:
        return
    links = [_sides(chain) for chain in chains]
    order = tuple(dict.fromkeys(side[0] for side in links[0]))
    everything = tuple(dict.fromkeys(state for chain in links for side in chain for state in side))
    if len(everything) <= _FEW and not label:
        return
    passage = begin_passage(draft, entity, order)
    for chain in links:
        for before, after in pairwise(chain):
            for state in after:
                passage.starts[state] = (*passage.starts.get(state, ()), *before)
    field = _states(draft, entity, everything, span)
    draft.claim(span, "states_by_arrows", [entity.id, f"field.{entity.name}.{field}"])


def _states(draft: Draft, entity: EntityDraft, names: tuple[str, ...], span: Span) -> str:
    for listed in ("state", "stage", "phase"):  # a field of the list that the states are those of
        if listed in entity.fields and entity.fields[listed].type.kind == "text":
            entity.fields.pop(listed)
    field = states(draft, entity, *names, span=span)
    entity.later.add(field)
    return field


def _sides(chain: str) -> list[tuple[str, ...]]:
    """The states on each side of the arrows."""
    return [
        tuple(state.strip(" \"“”'‘’").lower() for state in re.split(r"\s*(?:/|\||\bor\b)\s*", side))
        for side in re.split(_ARROW, chain)
    ]


def _lead(chain: str) -> tuple[str, str]:
    """ "An order goes new → paid": what stands before the first state."""
    found = re.match(r"(.*\b(?:goes?|moves?|pass(?:es)?|runs?|proceeds?)(?:\s+(?:through|from))?)\s+(?=\S)", chain)
    return (found[1], chain[found.end() :]) if found else ("", chain)


def _whose(label: str, unit: Unit, draft: Draft) -> EntityDraft | None:
    """What the states are those of: the thing that is named, else the last one with a status, else the main one."""
    matches = (way.match(label.strip()) for way in _LABELS)
    match = next((m for m in matches if m is not None), None)
    if label and match is None:
        return None
    thing = match["thing"] if match is not None else None
    if thing:
        known = draft.find_entity(singular(thing.lower())) or draft.find_entity(thing.lower())
        return known or (draft.entity(singular(thing.lower()), unit.span) if not _plain(thing) else None)
    with_status = [e for e in draft.entities.values() if {"status", "state", "stage"} & set(e.fields)]
    before = [e for e in with_status if any(span[0] < unit.span[0] for span in e.spans)]
    if before:
        return before[-1]
    return with_status[0] if with_status else draft.primary


def _plain(word: str) -> bool:
    return re.fullmatch(_NOUNS, word, re.I) is not None


__all__ = ["lines", "read_chains"]
