"""Owns places that pass to whoever waits: one is put on the list when it is full, and leaves it with a place that is free."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, present, same
from autogenesis.language.meaning._booking import BOOKING
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._members import entity_of, take_words
from autogenesis.language.meaning._naming import SYSTEM, known_thing
from autogenesis.language.meaning._placing import IT, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._targets import Steps
from autogenesis.language.meaning._waiting_lists import first_waiting, waiting_entry

_GETTING = frozenset({"get", "receive", "take"})
_PLACES = frozenset({"place", "seat", "spot", "slot", "one", "it"})
_PUTTING = frozenset({"put", "place", "add", "enter", "join", "go", "move", "come"})


def place_passed_on(clause: Clause, scope: Scope) -> Steps | None:
    """ "… the first member on the waiting list gets the place": it is theirs, and they wait no longer."""
    np, row = clause.subject, scope.rows[0] if scope.rows else None
    if np is None or row is None or row.fresh or clause.verb not in _GETTING or clause.voice != "active":
        return None
    if len(clause.objects) != 1 or clause.objects[0].head not in _PLACES or clause.objects[0].relatives:
        return None
    person = known_thing(scope.draft, np)
    link = row.entity.reference_to(person) if person is not None else None
    waiting = first_waiting(np, scope) if link is not None else None
    first = waiting.at.of if waiting is not None and isinstance(waiting.at, bp.Get) else None
    if person is None or link is None or not isinstance(first, bp.Aggregate):
        return None
    draft = scope.draft
    entry = next(e for e in draft.entities.values() if e.id == first.entity)
    terms = [first.where] if first.where is not None else []
    for name, thing in _things(row.entity, person, draft):
        own = refer_to(draft, entry, thing)
        terms.append(same(bp.Get(of=bp.Name(name=first.name), field=own), bp.Get(of=row.at, field=name)))
    first = first.model_copy(update={"where": both(*terms) if terms else None})
    values = tuple(_values(row, link, bp.Get(of=first, field=entry.reference_to(person) or person.name)))
    scope.take(clause, *clause.objects)
    take_words(scope, clause.span, ("on", "the", "list"))
    made = bp.Create(entity=row.entity.id, values=values, name=f"passed_{row.entity.name}")
    return (bp.When(test=present(first), then=(made, bp.Remove(row=first))),)


def _things(entity: EntityDraft, person: EntityDraft, draft: Draft) -> list[tuple[str, EntityDraft]]:
    """What is booked: the references but that to the person."""
    return [
        (f.name, other)
        for f in entity.fields.values()
        if f.type.kind == "reference" and (other := entity_of(draft, f.type)) is not None and other is not person
    ]


def _values(row: Row, link: str, person: bp.Expression) -> list[tuple[str, bp.Expression]]:
    """What the new row is given: all that the other was, but the person."""
    return [
        (f.name, person if f.name == link else bp.Get(of=row.at, field=f.name))
        for f in row.entity.fields.values()
        if f.name == link or (f.required and f.default is None and f.name not in row.entity.later)
    ]


def put_on_list(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If a course is full, the member is put on the waiting list": it is booked while there is room, else one can wait."""
    np = clause.subject
    if np is not None and np.name in SYSTEM and clause.voice == "active":
        np = clause.object
    on = next((p for p in clause.phrases if p.item is not None and p.prep in {"on", "onto", "to", "in"}), None)
    queue = on.item if on is not None else clause.object if clause.verb == "join" else None
    condition = clause.conditions[0] if len(clause.conditions) == 1 else None
    if np is None or queue is None or condition is None or clause.verb not in _PUTTING or clause.negated:
        return None
    if len(clause.phrases) > (on is not None) or clause.limits or clause.embedded:
        return None
    person = known_thing(scope.draft, np)
    made = _booking_by(person, scope.draft) if person is not None else None
    entry = waiting_entry(queue, person, scope) if made is not None and person is not None else None
    if made is None or entry is None or person is None:
        return None
    booked, operation = made
    for _, thing in _things(booked, person, scope.draft):
        refer_to(scope.draft, entry, thing)
    joining = next(o for o in scope.draft.operations.values() if o.entity is entry and o.kind == "create")
    event = replace(condition, marker="if")
    full = all_hold(event, scope.bound(Row(booked, IT)))
    if full == bp.truth(True):
        raise NotUnderstoodError("when one waits is not known", clause.span)
    alone = guarded(operation, booked, denial(full), "room", clause, scope.draft)
    waits = guarded(joining, entry, all_hold(event, scope.bound(Row(entry, IT))), "full", clause, scope.draft)
    scope.take(clause, clause.subject, np, queue, condition.span, *((on.span,) if on is not None else ()))
    return Claimed("put_on_list", (operation.id, alone, joining.id, waits))


def _booking_by(person: EntityDraft, draft: Draft) -> tuple[EntityDraft, OperationDraft] | None:
    """The one thing that such people book."""
    found = [
        (o.entity, o)
        for o in draft.operations.values()
        if o.kind == "create" and o.entity is not None and o.verb in BOOKING and o.entity.reference_to(person)
    ]
    return found[0] if len(found) == 1 else None


PLACES: tuple[Frame, ...] = (put_on_list,)
"""The frames of places that others wait for."""
