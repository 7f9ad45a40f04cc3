"""Owns whom a phrase means when somebody is told something: a person of a row, a row that stands for one, a role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._syntax import NP
from autogenesis.language._terms import both, same
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._members import entity_of, field_named, free_name, reached, read, take_words
from autogenesis.language.meaning._naming import SYSTEM, known_thing, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._waiting_lists import first_waiting
from autogenesis.language.readings._thresholds import owner_of

_ME = frozenset({"i", "me", "we", "us", "my", "our"})
_THEM = frozenset({"they", "them", "he", "him", "she", "her", "you"})
_ALL = frozenset({"everyone", "everybody", "all", "anybody", "anyone", "whoever"})
_PERSONS = frozenset({"person", "text", "reference"})


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told; where they are many, `rows` and the `name` that each of them is bound to."""

    to: bp.Recipient
    rows: bp.Expression | None = None
    name: str = ""
    test: bp.Expression | None = None
    """What must hold for there to be anybody."""


_TURNS = frozenset({"first", "next", "last", "list", "queue", "line"})
_LINES = frozenset({"list", "queue", "line"})


def recipients_of(np: NP, scope: Scope) -> Told:
    """Whom the phrase means, seen from the rows in scope."""
    found = (
        _first(np, scope)
        or _speaker(np, scope)
        or _taking_part(np, scope)
        or _owned(np, scope)
        or _many(np, scope)
        or _reached(np, scope)
        or _role(np, scope)
    )
    if found is None:
        raise NotUnderstoodError(f"who “{np.text}” is, is not known", np.span)
    take_name(np, scope)
    return found


def _first(np: NP, scope: Scope) -> Told | None:
    """ "the first member on the waiting list": where anybody waits."""
    row = first_waiting(np, scope)
    if row is None:
        if np.head in _TURNS and any(item.head in _LINES for phrase in np.of for item in phrase.items):
            raise NotUnderstoodError(f"nothing is kept of who waits, and so of who “{np.text}” is", np.span)
        return None
    actor = next((a.id for a in scope.draft.actors.values() if a.row == row.entity.id), None)
    return Told(bp.Recipient(actor=actor, person=row.at), test=bp.Present(value=row.at))


def _speaker(np: NP, scope: Scope) -> Told | None:
    """ "I", "we": the role of the story, else whoever had the system made; "they": the newest row that is a person."""
    head = np.head.lower()
    if head in _ME:
        story = scope.unit.story_actor
        actor = scope.draft.actor(story.label, story.span) if story else owner_of(scope.draft, scope.unit)
        scope.take(np)
        return Told(bp.Recipient(actor=actor))
    if head not in _THEM:
        return None
    scope.take(np)
    for row in reversed(scope.rows):
        person = _person_of(row, scope)
        if person is not None:
            return Told(person)
    return Told(bp.Recipient(actor=scope.doer)) if scope.doer else _concerned(scope)


def whose(scope: Scope) -> Told | None:
    """The person whom the rows spoken of concern, where that is kept."""
    found = (_person_of(row, scope) for row in reversed(scope.rows))
    person = next((each for each in found if each is not None), None)
    return Told(person) if person is not None else None


def _concerned(scope: Scope) -> Told | None:
    """Whom a row is about, where the text never says so: a person to be given with it."""
    row = scope.newest()
    if row is None or row.fresh:
        return None
    name = scope.draft.add_field(row.entity, "person", bp.PERSON, required=False)
    row.entity.given.add(name)
    scope.draft.assume(f"Whom a {row.entity.label} concerns is given when it is entered.")
    return Told(bp.Recipient(person=read(row, name)))


def _person_of(row: Row, scope: Scope) -> bp.Recipient | None:
    """The row itself where it stands for a person, else the person whom it concerns."""
    actor = next((a.id for a in scope.draft.actors.values() if a.row == row.entity.id), None)
    if actor is not None:
        return bp.Recipient(actor=actor, person=row.at)
    for f in row.entity.fields.values():
        other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
        if f.type.kind == "person" or (other and any(a.row == other.id for a in scope.draft.actors.values())):
            return bp.Recipient(actor=f.type.actor, person=read(row, f.name))
    return None


def _owned(np: NP, scope: Scope) -> Told | None:
    """ "its keeper", "the recipient", "the keeper of the hive": a person kept in a row in scope, or on the way from it."""
    label = " ".join(np.words)
    for row in _around(np, scope):
        found = field_named(row.entity, np)
        if found is None or row.entity.member(found[0]).type.kind not in _PERSONS:
            continue
        name, words = found
        if words[-1] != np.words[-1:][0] if np.words else True:
            continue
        take_words(scope, np.span, words)
        kind = row.entity.member(name).type
        actor = kind.actor or scope.draft.find_actor(np.words)
        if kind.kind == "text":
            actor = actor or scope.draft.actor(label, np.span)
        return Told(bp.Recipient(actor=actor, person=read(row, name)))
    return None


def _around(np: NP, scope: Scope) -> Iterator[Row]:
    """The rows that the phrase may speak of: of its possessor where it has one, else all in scope and what they lead to."""
    owner = np.possessor or (np.of[0].item if np.of and np.of[0].prep in {"of", "for"} else None)
    start: tuple[Row, ...] = tuple(reversed(scope.rows))
    if owner is not None and not owner.pronoun:
        entity = known_thing(scope.draft, owner)
        near = [r for row in start if entity is not None and (r := reached(scope.draft, row, entity)) is not None]
        if near:
            take_name(owner, scope)
            yield near[0]
        return
    yield from start
    for row in start:
        for f in row.entity.fields.values():
            other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
            if other is not None:
                yield Row(other, read(row, f.name))


def _taking_part(np: NP, scope: Scope) -> Told | None:
    """ "all its members", of a course that members book: whoever has a booking of that course, and not everybody."""
    owner = np.possessor
    if not np.plural or owner is None or not owner.pronoun or np.quantity is not None or np.relatives:
        return None
    actor = scope.draft.find_actor(np.words)
    for row in reversed(scope.rows):
        for joined in scope.draft.entities.values():
            key = joined.reference_to(row.entity) if joined is not row.entity else None
            who = _taker(joined, actor, scope) if key is not None and actor is not None else None
            if key is None or who is None:
                continue
            name = free_name(scope, joined)
            here = Row(joined, bp.Name(name=name))
            where = both(same(read(here, key), row.at), *valid(here))
            rows = bp.Aggregate(function="rows", entity=joined.id, name=name, where=where)
            return Told(bp.Recipient(actor=actor, person=read(here, who)), rows, name)
    return None


def _taker(joined: EntityDraft, actor: str | None, scope: Scope) -> str | None:
    """The field that says who of that role it is."""
    holders = {a.row for a in scope.draft.actors.values() if a.id == actor and a.row is not None}
    for f in joined.fields.values():
        if f.type.kind == "person" and f.type.actor == actor or f.type.entity in holders:
            return f.name
    return None


def _many(np: NP, scope: Scope) -> Told | None:
    """ "all keepers": each row that stands for one."""
    if np.head.lower() in _ALL:
        actor = next((a for a in scope.draft.actors.values() if a.row is not None), None)
        entity = next((e for e in scope.draft.entities.values() if actor and e.id == actor.row), None)
        if entity is not None:
            scope.take(np)
            return _each(entity, None, scope)
        return None
    entity = known_thing(scope.draft, np)
    if entity is None or not np.plural or not (np.determiner in {"all", "every", "each"} or not scope.newest()):
        return None
    return _each(entity, None, scope)


def _each(entity: EntityDraft, where: bp.Expression | None, scope: Scope) -> Told:
    name = free_name(scope, entity)
    rows = bp.Aggregate(function="rows", entity=entity.id, name=name, where=where)
    actor = next((a.id for a in scope.draft.actors.values() if a.row == entity.id), None)
    return Told(bp.Recipient(actor=actor, person=bp.Name(name=name)), rows, name)


def _reached(np: NP, scope: Scope) -> Told | None:
    """A row in scope, or one that it leads to."""
    entity = known_thing(scope.draft, np)
    if entity is None:
        return None
    actor = next((a.id for a in scope.draft.actors.values() if a.row == entity.id), None)
    for row in reversed(scope.rows):
        there = reached(scope.draft, row, entity)
        if there is not None:
            return Told(bp.Recipient(actor=actor, person=there.at))
    return None


def _role(np: NP, scope: Scope) -> Told | None:
    """A role: whoever holds it."""
    label = " ".join(np.words) or np.head
    if np.possessor is not None and not np.possessor.pronoun:
        label = f"{np.possessor.name} {label}"
        scope.take(np.possessor)
    for phrase in np.of[:1]:
        if phrase.prep in {"of", "on"} and phrase.item is not None and phrase.item.quantity is None:
            label = f"{label} {phrase.prep} {phrase.item.name}"
            scope.take(phrase.item)
    if label in SYSTEM or np.quoted or np.formula or head_kind(np.head) not in {"", "person"}:
        return None
    if np.pronoun or np.quantity is not None or np.head.lower() in _ALL or np.negative:
        return None
    known = scope.draft.find_actor(label.split())
    entity = known_thing(scope.draft, np)
    return Told(bp.Recipient(actor=known or scope.draft.actor(label, np.span, row=entity)))
