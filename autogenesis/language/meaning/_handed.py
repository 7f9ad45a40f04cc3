"""Owns who has a thing of which there is one, to be given back: what is handed out is not free until it is returned."""

from __future__ import annotations

from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._terms import absent, both, present
from autogenesis.language._text import Span
from autogenesis.language.meaning._members import read
from autogenesis.language.meaning._scope import Row

FREE = frozenset({"free", "vacant", "unoccupied", "available"})
_BACK = tuple(f"{word}_at" for word in (
    "returned", "given_back", "taken_back", "handed_back", "handed_in", "brought_back", "released", "vacated", "freed", "left",
))  # fmt: skip
"""What is kept of a deed after which nobody has the thing any more."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A deed by which somebody gets a thing: `holder` is the field that says who has it."""

    operation: str
    entity: str
    holder: str
    span: Span
    free: bool
    """Whether only a free one is given."""
    by_hand: bool
    """Whether nobody else can have it meanwhile, as what is assigned may be assigned anew."""


@dataclass
class HandedOut:
    """All of these deeds."""

    deeds: list[Handed] = field(default_factory=list)


def held(row: Row, draft: Draft) -> bp.Expression | None:
    """That somebody has the row just now; None where it is nothing that is handed out."""
    known = draft.recall(HandedOut)
    deed = next((each for each in known.deeds if each.entity == row.entity.name), None) if known is not None else None
    if deed is None:
        return None
    return both(present(read(row, deed.holder)), *(absent(read(row, name)) for name in given_back(row.entity)))


def given_back(entity: EntityDraft) -> tuple[str, ...]:
    """The fields that say when a row was given back."""
    return tuple(name for name in _BACK if name in entity.fields and name in entity.later)
