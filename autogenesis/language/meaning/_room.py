"""Owns how many a thing takes: "A boat seats at most 8 guests", "There is room for 12 members on a course"; and when it is full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Literal, Measure, Number
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import both, either, same
from autogenesis.language.meaning import _selections
from autogenesis.language.meaning._booking import BOOKING
from autogenesis.language.meaning._called_off import once, valid
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TIMES, denial
from autogenesis.language.meaning._counting import number_of
from autogenesis.language.meaning._descriptions import undone
from autogenesis.language.meaning._members import read, take_words
from autogenesis.language.meaning._naming import before_name, known_thing, stands_for_people, take_name
from autogenesis.language.meaning._placing import IT, at_row, kept
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._swapping import swapped

_HOLDING = frozenset("take hold carry seat accommodate admit sleep fit house contain".split())
"""Verbs that say how many something has room for."""
_ROOM = frozenset({"room", "space"})
_IN = frozenset({"in", "on", "at", "into", "onto", "to", "for", "per", "with"})
_TAKING = BOOKING | {"join", "attend", "enter", "take part", "register", "participate", "use", "visit", "book", "play"}
_ANYONE = frozenset({"people", "person", "name", "place"})
"""What takes up one place each, whatever the text calls them elsewhere."""
_FURTHER = frozenset({"further", "other", "more", "additional", "else"})


@dataclass(frozen=True, slots=True)
class _Room:
    """That a thing takes so many rows of a kind, where `kind` holds of ``it``, the thing."""

    thing: EntityDraft
    taker: EntityDraft
    most: int
    number: str | None
    kind: tuple[bp.Expression, ...]


@dataclass
class Rooms:
    """All that is said of how many things take, and what it was said of in which sentence."""

    rooms: list[_Room] = field(default_factory=list)
    said: list[tuple[int, EntityDraft]] = field(default_factory=list)


def room(clause: Clause, scope: Scope) -> Claimed | None:
    """No more rows are made for a thing than it has room for."""
    said = _said(clause)
    if said is None or clause.conditions or clause.negated or clause.exceptions:
        return None
    place, counted, extra = said
    most = _most(counted)
    thing = known_thing(scope.draft, place)
    if most is None or thing is None or place.quantity is not None or stands_for_people(thing, scope.draft):
        return None
    taker = _taker(thing, counted, scope)
    if taker is None or any(True for _ in extra):
        return None
    key = taker.reference_to(thing)
    assert key is not None
    row = Row(thing, bp.Get(of=IT, field=key))
    kinds = _selections.narrowed(place, before_name(place, thing, scope.draft), row, scope.bound(Row(taker, IT), row))
    many = _filling(thing, taker, counted, row.at, scope)
    if many is None:
        return None
    requires: bp.Expression = bp.Compare(relation="<=", left=many, right=bp.whole(most))
    outside = [denial(kind) for kind in kinds]
    still = undone(Row(taker, IT))
    outside += [denial(still)] if still is not None else []
    scope.take(clause, counted.quantity.span if counted.quantity is not None else None)
    take_name(place, scope)
    take_words(scope, counted.span, (counted.head, *counted.words, "only", "most"))
    _take_shape(clause, scope)
    rooms = scope.draft.recall(Rooms) or Rooms()
    scope.draft.remember(rooms)
    asked = tuple(_of_thing(kind, row.at) for kind in kinds)
    rooms.rooms.append(_Room(thing, taker, most, _number(taker, counted, scope), asked))
    rooms.said.append((scope.unit.number, taker))
    requires = either(*outside, requires) if outside else requires
    return Claimed("room", (taker.id, kept(taker, requires, "room", clause, scope.draft)))


def room_by_capacity(thing: EntityDraft, capacity: str, counted: NP, clause: Clause, scope: Scope) -> str | None:
    """No more rows are made for a thing than its capacity, where rows are kept of what it takes."""
    taker = _taker(thing, counted, scope)
    key = taker.reference_to(thing) if taker is not None else None
    if taker is None or key is None:
        return None
    at = bp.Get(of=IT, field=key)
    many = _filling(thing, taker, counted, at, scope)
    if many is None:
        return None
    rooms = scope.draft.recall(Rooms) or Rooms()
    scope.draft.remember(rooms)
    rooms.said.append((scope.unit.number, taker))
    requires = bp.Compare(relation="<=", left=many, right=read(Row(thing, at), capacity))
    return kept(taker, requires, "room", clause, scope.draft)


def _of_thing(kind: bp.Expression, at: bp.Expression) -> bp.Expression:
    """What is said of the thing of a row, said of the thing itself."""
    return swapped(kind, lambda node: IT if node == at else None)


def _filling(
    thing: EntityDraft, taker: EntityDraft, counted: NP, at: bp.Expression, scope: Scope
) -> bp.Expression | None:
    """What takes up the room: the rows of a thing, or what they are for; None where each row has a time of its own."""
    itself, number = known_thing(scope.draft, counted) is taker, _number(taker, counted, scope)
    dated = any(f.type.kind in TIMES and n not in taker.later | set(taker.automatic) for n, f in taker.fields.items())
    if dated and not itself:
        return read(Row(taker, IT), number) if number is not None else None
    return taken(thing, taker, at, Row(taker, bp.Name(name="other")), number)


def _number(taker: EntityDraft, counted: NP, scope: Scope) -> str | None:
    """The field with how many of them one row is for."""
    return None if known_thing(scope.draft, counted) is taker else number_of(taker, counted.head)


def taken(
    thing: EntityDraft, taker: EntityDraft, at: bp.Expression, other: Row, number: str | None = None
) -> bp.Aggregate:
    """How many rows stand for a thing, or what a number of theirs comes to."""
    still = undone(other)
    terms = (same(read(other, taker.reference_to(thing) or ""), at), *([still] if still is not None else []))
    where = both(*once((*terms, *valid(other))))
    name = str(getattr(other.at, "name", "other"))
    if number is None:
        return bp.Aggregate(function="count", entity=taker.id, name=name, where=where)
    return bp.Aggregate(function="sum", entity=taker.id, name=name, where=where, value=read(other, number))


def no_room(row: Row, scope: Scope) -> bp.Expression | None:
    """That a thing takes no more; None where the text never says how many it takes.

    Said of what takes up the room ("When it is full, nobody can sign up for it"), it is meant of what that is for.
    """
    rooms = (scope.draft.recall(Rooms) or Rooms()).rooms
    known = [r for r in rooms if r.thing is row.entity]
    things = {r.thing.name: r.thing for r in rooms if r.taker is row.entity}
    if not known and len(things) == 1:
        (thing,) = things.values()
        return no_room(Row(thing, read(row, row.entity.reference_to(thing) or "")), scope)
    if not known:
        return None
    terms = []
    for each in known:
        other = Row(each.taker, bp.Name(name=f"its_{each.taker.name}"))
        many = taken(each.thing, each.taker, row.at, other, each.number)
        full = bp.Compare(relation=">=", left=many, right=bp.whole(each.most))
        terms.append(both(*(at_row(kind, row.at) for kind in each.kind), full))
    return either(*terms)


def no_further(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Any further burial is refused", behind how many there may be."""
    np = clause.subject
    if clause.voice != "passive" or clause.verb not in {"refuse", "reject", "decline"} or np is None or clause.negated:
        return None
    if not _FURTHER & set(np.adjectives) or clause.phrases or clause.conditions or np.of or np.relatives:
        return None
    said = (scope.draft.recall(Rooms) or Rooms()).said
    before = [taker for number, taker in said if scope.unit.number - number <= 1]
    named = known_thing(scope.draft, np)
    if not before or (named is not None and named is not before[-1]):
        return None
    taker = before[-1]
    held = [g.id for g in taker.invariants if ".room" in g.id]
    scope.take(clause)
    take_words(scope, np.span, (np.head, *np.words, *_FURTHER))
    return Claimed("room_further", (taker.id, *held)) if held else None


def _said(clause: Clause) -> tuple[NP, NP, Iterator[Phrase]] | None:
    """The thing, what it takes, and phrases that say more."""
    subject, thing = clause.subject, clause.object
    if subject is None or len(clause.subjects) > 1 or len(clause.objects) > 1 or clause.embedded:
        return None
    phrases = clause.phrases
    if clause.voice == "passive" and clause.verb in {"limit", "restrict"}:
        to = clause.phrase("to")
        return (subject, to.item, _but(phrases, to)) if to is not None and to.item is not None else None
    if thing is not None and clause.verb in _HOLDING and clause.voice == "active" and subject.head != "there":
        return subject, thing, _but(phrases)
    if thing is not None and thing.head in _ROOM and clause.verb in {"have", "be"}:
        inside = [p for p in (*thing.of, *phrases) if p.prep == "for" and p.item is not None]
        where = _where(clause, thing)
        place = subject if clause.verb == "have" else where.item if where is not None else None
        if len(inside) != 1 or place is None or inside[0].item is None:
            return None
        return place, inside[0].item, _but(phrases, where, inside[0])
    if clause.verb == "be" and subject.head == "there" and thing is not None and isinstance(thing.quantity, Bound):
        where = _where(clause, thing)
        item = where.item if where is not None else None
        return (item, thing, _but(phrases, where)) if item is not None else None
    return _takers_said(clause)


def _takers_said(clause: Clause) -> tuple[NP, NP, Iterator[Phrase]] | None:
    """ "At most 12 members can sign up for a course", "No more than 8 children fit into a boat"."""
    subject = clause.subject
    phrase = f"{clause.verb} {clause.particle}".strip()
    if subject is None or not isinstance(subject.quantity, Bound) or clause.voice != "active":
        return None
    if phrase not in _TAKING | {"fit"}:
        return None
    if clause.object is not None:
        return clause.object, subject, _but(clause.phrases)
    where = next((p for p in clause.phrases if p.prep in _IN and p.item is not None), None)
    return (where.item, subject, _but(clause.phrases, where)) if where is not None and where.item is not None else None


def _where(clause: Clause, thing: NP) -> Phrase | None:
    return next((p for p in (*clause.phrases, *thing.of) if p.prep in _IN - {"for"} and p.item is not None), None)


def _but(phrases: tuple[Phrase, ...], *known: Phrase | None) -> Iterator[Phrase]:
    return (p for p in phrases if all(p is not each for each in known))


def _most(counted: NP) -> int | None:
    literal = counted.quantity
    value: Literal | None = literal.value if isinstance(literal, Bound) else literal
    if not isinstance(value, Number | Measure) or value.value != int(value.value):
        return None
    if isinstance(literal, Bound) and literal.op not in {"<=", "<"}:
        return None
    return int(value.value) - (1 if isinstance(literal, Bound) and literal.op == "<" else 0)


def _taker(thing: EntityDraft, counted: NP, scope: Scope) -> EntityDraft | None:
    """The rows that take up the room: what is counted, or what is kept of those who are."""
    draft = scope.draft
    named = known_thing(draft, counted)
    people = named is None or stands_for_people(named, draft)
    if named is not None and named.reference_to(thing) is not None and not named.reference_to(named):
        return named
    rows = [
        e
        for e in draft.entities.values()
        if e is not thing and e.reference_to(thing) is not None and not stands_for_people(e, draft)
    ]
    rows = [e for e in rows if not {"waiting", "queue"} & set(e.label.split())]
    whose = [e for e in rows if named is not None and e.reference_to(named) is not None]
    actor = draft.find_actor(counted.words or (counted.head,))
    kept_by = [e for e in rows if any(f.type.kind == "person" and f.type.actor == actor for f in e.fields.values())]
    found = whose or (kept_by if actor is not None else [])
    if not found and people:
        found = rows if counted.head in _ANYONE else [e for e in rows if number_of(e, counted.head) is not None]
    booked = [e for e in found if e.label.split()[-1] in _BOOKED]
    if len(found) > 1 and len(booked) == 1:
        return booked[0]
    if len(found) > 1:
        raise NotUnderstoodError(f"what takes up the room of {thing.plural} is not known", counted.span)
    return found[0] if found else None


_BOOKED = frozenset(noun for phrase in BOOKING for noun in (*nouns_of(*phrase.split()[:2]), participle_of(phrase)))


def _take_shape(clause: Clause, scope: Scope) -> None:
    """The words of the wording that name nothing."""
    take_words(scope, clause.span, ("room", "space", "place", "there", "only", "most", "more", "up", "limited"))


ROOM: tuple[Frame, ...] = (room, no_further)
"""The frames for how many things take."""
__all__ = ["ROOM", "Rooms", "no_room", "room_by_capacity", "taken"]
