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


_NAMES = r"[\"“'‘]?[a-z][\w-]*(?:\s[a-z][\w-]*)?[\"”'’]?"
_ANY_OF = rf"{_NAMES}(?:(?:,\s*(?:or\s+)?|\s+or\s+){_NAMES})*?"
_FROM_TO = rf"from\s+(?P<before>{_ANY_OF})\s+(?:on\s+)?(?:only\s+)?to\s+(?P<after>{_ANY_OF})"
_GOING = regex(
    r"^(?P<lead>(?:an?|the|each|every)\s+[a-z][\w-]*(?:\s[a-z][\w-]*)?\s+(?:(?:can|may|must|shall)\s+)?(?:only\s+)?)(?:go|goes|move|moves|pass|passes|change|changes)\s+(?:only\s+)?"
    r"(?P<moves>from\s.+?)\.?$",
    re.I,
)
_NEXT_MOVE = regex(r"\s*[;,]\s*(?:and\s+|or\s+)?(?=from\b)|\s+and\s+(?=from\b)", re.I)
_NOTHING_ELSE = regex(
    r"^(?:nothing else|no other (?:change|move|step|transition|way)s?|other (?:change|move|step|transition)s)\s+(?:is|are)\s+(?:not\s+)?(?:possible|allowed|permitted)\.?$",
    re.I,
)


def _with_arrows(text: str) -> str:
    """ "A parcel goes from received to sorted or returned; from sorted to delivered", with arrows."""
    match = _GOING.match(text)
    parts = (
        [regex_match for part in _NEXT_MOVE.split(match["moves"]) if (regex_match := _MOVE.fullmatch(part.strip()))]
        if match
        else []
    )
    if match is None or len(parts) != len(_NEXT_MOVE.split(match["moves"])):
        return text
    chains = [f"{_sides_of(m['before'])} → {_sides_of(m['after'])}" for m in parts]
    return f"{match['lead'].strip()} goes {'; '.join(chains)}"


_MOVE = regex(_FROM_TO, re.I)


def _sides_of(names: str) -> str:
    return " / ".join(re.split(r"\s*,\s*(?:or\s+)?|\s+or\s+", names))


def _nothing_else(text: str, span: Span, unit: Unit, draft: Draft) -> None:
    """ "Nothing else is possible", right behind what is: so it is anyway."""
    before = draft.units[unit.number - 2] if unit.number > 1 else None
    last = [
        c
        for c in draft.claims
        if before is not None and c.pattern == "states_by_arrows" and before.span[0] <= c.span[0] < before.span[1]
    ]
    if last and _NOTHING_ELSE.match(text):
        draft.claim(span, "states_by_arrows", last[-1].elements)


def _read(text: str, span: Span, unit: Unit, draft: Draft) -> None:
    _nothing_else(text, span, unit, draft)
    text = _with_arrows(text)
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
        known = entity.fields.get(listed)
        same = (
            known is not None and known.type.kind == "choice" and {c.lower() for c in known.type.choices} >= set(names)
        )
        if known is not None and (known.type.kind == "text" or same):
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
