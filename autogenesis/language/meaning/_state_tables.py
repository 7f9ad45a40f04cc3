"""Reads tables of states: each line names a state, what it means, and the states that may come next."""

from __future__ import annotations

import re

from autogenesis.language._blocks import Block, Cell
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import NP
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._passages import Passage, begin_passage
from autogenesis.language.readings._states import states

_STATE = regex(r"^(?:(?:from|current|old)\s+)?(?:status|state|stage|phase|step)(?:es|s)?$|^from$", re.I)
_NEXT = regex(
    r"^(?:(?:possible|allowed)\s+)?(?:next|then|followed by|to|leads? to|goes to|may become|can become|successors?|"
    r"transitions?|follow(?:s|ing)?)(?:\s+(?:status|state|stage|phase|step)(?:es|s)?)?$",
    re.I,
)
_NONE = frozenset({"", "-", "–", "—", "none", "end", "the end", "nothing", "n/a"})
_NO_OTHER = regex(
    r"^(?:there are\s+)?no other (?:transitions?|changes?|ways?|moves?|steps?|paths?|states?)(?: (?:is|are) (?:possible|allowed|there))?\W*$",
    re.I,
)
_FEW = 2


def read_state_tables(draft: Draft) -> None:
    """Every table with a column of states and one of those that come next."""
    for block in draft.blocks:
        if block.kind == "table" and not draft.claimed(block.span):
            _read(block, draft)


def _read(block: Block, draft: Draft) -> None:
    titles = [cell.text.strip("*_ ") for cell in block.header]
    at = next((i for i, title in enumerate(titles) if _STATE.match(title)), None)
    to = next((i for i, title in enumerate(titles) if _NEXT.match(title) and i != at), None)
    if at is None or to is None or len(block.rows) < _FEW:
        return
    names = [_listed(row[at]) for row in block.rows]
    order = tuple(dict.fromkeys(name for group in names for name in group))
    follow = [_listed(row[to]) for row in block.rows]
    if not order or any(name not in order for group in follow for name in group):
        return
    found = _whose(block, draft)
    if found is None:
        return
    entity, unit = found
    passage = begin_passage(draft, entity, order[:1])
    for group, after in zip(names, follow, strict=True):
        for name in after:
            passage.starts[name] = (*passage.starts.get(name, ()), *group)
    field = states(draft, entity, *order, span=block.span)
    entity.later.add(field)
    made = [entity.id, f"field.{entity.name}.{field}"]
    for row in (block.header, *block.rows):
        for column, cell in enumerate(row):
            if not cell.text:
                continue
            if column in {at, to} or row is block.header:
                draft.claim(cell.span, "states_by_table", made)
            else:
                note = "It says what the state means; nothing else was built for it."
                draft.claim(cell.span, "meaning_of_state", made, status="generic", note=note)
    if unit is not None and not draft.claimed(unit.span):
        draft.claim(unit.span, "states_by_table", made)
    _no_other(draft, block, made)


def _listed(cell: Cell) -> tuple[str, ...]:
    """The states that a cell names."""
    text = cell.text.strip("*_` ")
    if text.lower() in _NONE:
        return ()
    parts = re.split(r"\s*(?:,|;|/|\bor\b|\band\b)\s*", text)
    return tuple(part.strip("\"“”'‘’*_` ").lower() for part in parts if part.strip())


def _whose(block: Block, draft: Draft) -> tuple[EntityDraft, Unit | None] | None:
    """What the states are those of: what the sentence above speaks of, else the heading, else the main thing."""
    lead = block.lead_in
    unit = next((u for u in draft.units if lead is not None and u.block is lead), None)
    spoken = next((c.subject for c in unit.clauses if c.subject is not None), None) if unit is not None else None
    if spoken is not None and not spoken.pronoun:
        return known_thing(draft, spoken) or _named(spoken, draft), unit
    words = [t for t in tag(block.under) if t.pos == "NOUN"]
    known = draft.find_entity(words[-1].lemma) if words else None
    found = known or draft.primary
    return (found, None) if found is not None else None


def _named(np: NP, draft: Draft) -> EntityDraft:
    return draft.entity(np.head if np.adjectives else np.name, np.span)


def _no_other(draft: Draft, block: Block, made: list[str]) -> None:
    """ "No other transitions." below the table."""
    after = [u for u in draft.units if u.span[0] >= block.span[1]][:1]
    for unit in after:
        if _NO_OTHER.match(unit.text) and not draft.claimed(unit.span):
            draft.claim(unit.span, "no_other_states", made)


def table_of(draft: Draft) -> EntityDraft | None:
    """The thing whose states a table or chain gives."""
    passage = draft.recall(Passage)
    return passage.entity if passage is not None else None


__all__ = ["read_state_tables", "table_of"]
