"""Owns things made of parts: lines of an order, positions of a bill - what they come to."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import over
from autogenesis.language.meaning._members import singular
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._reckoning import Reckoned, keep
from autogenesis.language.meaning._swapping import IT

_COUNTS = frozenset({"count", "quantity", "number", "pieces", "units", "amount", "how many"})
_TOTALS = ("price", "total", "sum", "amount", "cost", "total price", "total amount", "charge")


def counted_in(entity: EntityDraft) -> str | None:
    """The field that says of how many alike a row speaks."""
    for f in entity.fields.values():
        label = f.label.lower()
        if f.type.kind == "integer" and f.name != entity.key and (label in _COUNTS or label.startswith("number of ")):
            return f.name
    return None


def quantity_of(entity: EntityDraft) -> str | None:
    """The field that says how many of what it costs a row is of: a quantity, not the number of something else."""
    name = counted_in(entity)
    label = entity.fields[name].label.lower() if name is not None else ""
    named = {singular(word) for word in label.split()} & set(entity.label.lower().split())
    return name if label in _COUNTS or named else None


def whole_of(draft: Draft, entity: EntityDraft) -> tuple[EntityDraft, str] | None:
    """What rows of the entity are parts of, and the field that says of which."""
    for f in entity.fields.values():
        other = next((e for e in draft.entities.values() if e.id == f.type.entity), None)
        if (
            f.type.kind == "reference"
            and other is not None
            and other is not entity
            and not stands_for_people(other, draft)
            and not other.initial
            and f.name not in entity.later
        ):
            return other, f.name
    return None


def in_total(draft: Draft, entity: EntityDraft, name: str, kind: bp.Type, said: Clause) -> list[str]:
    """What all the parts of a thing come to, where that is kept of it."""
    found = whole_of(draft, entity)
    if found is None:
        return []
    whole, link = found
    kept = next((f.name for f in whole.fields.values() if f.label.lower() in _TOTALS and f.type.is_number), None)
    kept = kept or next((label for label in _TOTALS if label in whole.derivations), "price")
    mine = bp.Compare(relation="==", left=bp.path(entity.name, link), right=IT)
    total = over("sum", entity.name, mine, f"{entity.name}.{name}")
    whole.invariants[:] = [g for g in whole.invariants if g.field != kept]
    entity.invariants[:] = [g for g in entity.invariants if g.field != name]
    return [
        keep(
            Reckoned(whole, kept, total), kind, whole.fields[kept].label if kept in whole.fields else kept, said, draft
        )
    ]
