"""Takes for granted that what is booked for a time is booked for nobody else at that time."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._terms import Relation, both, compare, same
from autogenesis.language.meaning._alike import OTHER, span_of
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._day_slots import DaySlots
from autogenesis.language.meaning._descriptions import undone
from autogenesis.language.meaning._filled import room_of
from autogenesis.language.meaning._members import read
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import Row

_BOOKING = frozenset({"reserve", "book", "hire", "rent"})
_MANY = frozenset({"stock", "copies", "quantity"})
"""Fields of things of which there are several alike."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The entity of which several may be made for the same thing and time, because they wait in line."""

    entity: str


def book_singly(draft: Draft) -> None:
    """One booking of a thing for a part of a day, a day or a stretch of days, where the text says nothing else."""
    for operation in list(draft.operations.values()):
        entity = operation.entity
        if (
            operation.kind != "create"
            or entity is None
            or operation.verb not in _BOOKING
            or entity.name in draft.made_by_rule
        ):
            continue
        thing = _thing(entity, draft)
        told = any(
            part in guard.id for guard in (*entity.invariants, *operation.guards) for part in ("no_two", "apart", "overlap", "clash", "full", "so_often")
        )  # fmt: skip
        if thing is None or told or draft.recall(Shared) == Shared(entity.name):
            continue
        _singly(entity, thing, draft)


def _thing(entity: EntityDraft, draft: Draft) -> EntityDraft | None:
    """What is booked, where there is one of each: a thing with a name or a price, of which nobody counts places."""
    known = draft.recall(DaySlots)
    slot = known.entity if known is not None else ""
    things = [e for e in draft.entities.values() if entity.reference_to(e) is not None and e.name != slot]
    things = [e for e in things if not stands_for_people(e, draft) and e is not entity]
    if len(things) != 1 or _MANY & set(things[0].fields) or room_of(things[0]) is not None:
        return None
    return things[0]


def _singly(entity: EntityDraft, thing: EntityDraft, draft: Draft) -> None:
    it, other = Row(entity, IT), Row(entity, bp.Name(name=OTHER))
    name = entity.reference_to(thing)
    days = [f.name for f in entity.fields.values() if f.type.kind == "date" and f.name not in entity.later]
    known = draft.recall(DaySlots)
    slot = next((f.name for f in entity.fields.values() if known and f.type.entity == f"entity.{known.entity}"), None)
    ends = span_of(entity) if slot is None else None
    if ends is not None and entity.member(ends[0]).type.kind != entity.member(ends[1]).type.kind:
        ends = None  # the day, and when it was entered
    if name is None:
        return
    when: list[bp.Expression] = []
    if ends is not None:
        start, end = ends
        relation: Relation = "<=" if entity.member(end).type.kind == "date" else "<"
        when = [
            compare(read(other, start), relation, read(it, end)),
            compare(read(it, start), relation, read(other, end)),
        ]
    elif len(days) == 1:
        when = [same(read(other, each), read(it, each)) for each in (days[0], *([slot] if slot else []))]
    if "returned_at" in entity.later:
        when = []
    elif not when:
        return
    over_ = undone(other)
    mine = undone(it)
    where = both(same(read(other, name), read(it, name)), *when, *valid(other), *([over_] if over_ is not None else []))
    count = bp.Aggregate(function="count", entity=entity.id, name=OTHER, where=where)
    requires: bp.Expression = bp.Compare(relation="<", left=count, right=bp.whole(2))
    if mine is not None:
        requires = bp.AnyOf(terms=(bp.Not(term=mine), requires))
    said = f"{article(thing.label).capitalize()} is booked only once for the same time."
    entity.invariants.append(
        bp.Guard(id=draft.unique(f"invariant.{entity.name}.taken"), requires=requires, reason=said, field=name)
    )
    draft.assume(said, entity.spans[0] if entity.spans else None)
