"""Owns how much room things have: the field that counts their places, and when they are full."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, same
from autogenesis.language.meaning._members import members, read
from autogenesis.language.meaning._scope import Row, Scope

PLACES = frozenset("capacity seats places spaces spots portions berths".split())
"""Nouns for what one row of many takes up one of."""
_FULL = frozenset({"full", "fully booked", "sold out", "booked out", "booked up"})
_WAITING = frozenset({"waiting", "waitlist", "queue"})


def room_of(entity: EntityDraft) -> str | None:
    """The field with how many places a thing has."""
    found = [
        m.name
        for m in members(entity)
        if m.type.is_number and PLACES & set(m.label.lower().split()) and m.name not in entity.later
    ]
    return found[0] if len(found) == 1 else None


def full_in(clause: Clause) -> str:
    """The words of a passive clause that say that something is full, or ""."""
    if clause.voice != "passive":
        return ""
    done = participle_of(clause.verb)
    return next(
        (said for said in (*(f"{a} {done}" for a in clause.adverbs), f"{done} {clause.particle}") if said in _FULL), ""
    )


def filled(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    """ "a full course": all its places are taken by the rows that refer to it and still stand."""
    from autogenesis.language.meaning._descriptions import undone
    from autogenesis.language.meaning._room import no_room

    room = room_of(row.entity) if word in _FULL else None
    if room is None and word in _FULL:
        return no_room(row, scope)
    takers = _takers(row.entity, scope)
    if room is None or len(takers) != 1:
        return None
    taker = takers[0]
    other = Row(taker, bp.Name(name=f"its_{taker.name}"))
    still = undone(other)
    where = both(same(read(other, taker.reference_to(row.entity) or ""), row.at), *([still] if still else []))
    many = next((n for n in taker.fields if PLACES & set(n.split("_")) and taker.member(n).type.is_number), None)
    taken = bp.Aggregate(
        function="count" if many is None else "sum",
        entity=taker.id,
        name=f"its_{taker.name}",
        where=where,
        value=None if many is None else read(other, many),
    )
    scope.draft.assume(
        f"{row.entity.label.capitalize()} is {word} once its {row.entity.member(room).label} are taken.",
        *row.entity.spans[:1],
    )
    return bp.Compare(relation=">=", left=taken, right=read(row, room))


def _takers(entity: EntityDraft, scope: Scope) -> list[EntityDraft]:
    """What takes up places: rows that are made for the thing, but those that only wait for it."""
    made = {o.entity.name for o in scope.draft.operations.values() if o.kind == "create" and o.entity is not None}
    return [
        e
        for e in scope.draft.entities.values()
        if e.name in made and e.reference_to(entity) is not None and not _WAITING & set(e.label.lower().split())
    ]
