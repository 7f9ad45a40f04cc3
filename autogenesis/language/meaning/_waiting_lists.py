"""Owns who is first on a waiting list that the text only speaks of: "the first member on the waiting list of that day"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._syntax import NP, Phrase
from autogenesis.language._terms import both, present, same
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._members import entity_of, field_named, reached, read, take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._periods import happening
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_FIRST = frozenset({"first", "next", "oldest", "earliest", "longest"})
_WAITING = frozenset({"waiting list", "waiting-list", "queue", "wait list", "waitlist"})


def first_waiting(np: NP, scope: Scope) -> Row | None:
    """The row of the person who has waited longest, absent where nobody waits; None where the phrase speaks of no such."""
    place = next((p for p in np.of if p.prep in {"on", "in", "of", "from"} and p.item is not None), None)
    if place is None or place.item is None or not _FIRST & {*np.adjectives, np.head}:
        return None
    queue = place.item
    person = known_thing(scope.draft, np)
    if _label(queue) not in _WAITING or person is None or not scope.rows:
        return None
    entry = _entry(queue, person, scope)
    row = Row(entry, bp.Name(name="waiting"))
    of = next((p for p in (*queue.of, *np.of) if p is not place and p.prep in {"of", "for"}), None)
    where = _same(of, row, scope)
    to = entry.reference_to(person)
    assert to is not None
    first = bp.Aggregate(function="first", entity=entry.id, name="waiting", where=where)
    take_name(np, scope)
    scope.take(place.span, *((of.span,) if of is not None else ()))
    take_words(scope, np.span, _FIRST)
    return Row(person, bp.Get(of=first, field=to))


def waiting_entry(queue: NP, person: EntityDraft, scope: Scope) -> EntityDraft | None:
    """What is kept of whoever waits, where the phrase names a waiting list."""
    return _entry(queue, person, scope) if _label(queue) in _WAITING else None


def _entry(queue: NP, person: EntityDraft, scope: Scope) -> EntityDraft:
    """The list, made where the text says nothing else of it: who waits, and since when by its order."""
    draft = scope.draft
    label = _label(queue)
    known = next((e for name in (f"{label} entry", label) if (e := draft.find_entity(name)) is not None), None)
    if known is not None and known.reference_to(person) is not None:
        return known
    entry = (
        known if known is not None and not known.fields else draft.entity(f"{label} entry", queue.span, confidence=0.5)
    )
    refer_to(draft, entry, person)
    operation = draft.operation(f"join {label}", None, "create", f"Join the {label}.", scope.unit.span)
    operation.entity, operation.verb = entry, "join"
    draft.assume(f"Whoever waits joins the {label} by {operation.name}.", queue.span)
    return entry


def _label(queue: NP) -> str:
    return " ".join((*queue.adjectives, *queue.words)).lower()


def _same(of: Phrase | None, row: Row, scope: Scope) -> bp.Expression | None:
    """Those who wait for the same day or thing."""
    newest = scope.newest()
    if of is None or newest is None:
        return None
    terms = [_one(item, of, row, newest, scope) for item in of.items]
    return both(*terms)


def _one(item: NP, of: Phrase, row: Row, about: Row, scope: Scope) -> bp.Expression:
    draft, entry = scope.draft, row.entity
    entity = known_thing(draft, item)
    there = reached(draft, about, entity) if entity is not None else None
    if entity is not None and there is not None:
        return same(read(row, refer_to(draft, entry, entity)), there.at)
    named = field_named(about.entity, item)
    name = named[0] if named is not None else happening(about) if item.head in {"day", "date", "time"} else None
    if (
        name is None
        or about.entity.member(name).type.kind not in TIMES
        or entity_of(draft, about.entity.member(name).type)
    ):
        raise NotUnderstoodError(f"it is not known what “{of.text}” is", of.span)
    member = about.entity.member(name)
    field = draft.add_field(entry, member.label, member.type)
    return both(present(read(row, field)), same(read(row, field), read(about, name)))


__all__ = ["first_waiting", "waiting_entry"]
