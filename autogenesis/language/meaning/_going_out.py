"""Frames of what leaves: "Only usable boats go out", "No bike leaves before it is paid" say when it may be handed out or taken."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft, article
from autogenesis.language._people import names_people
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._facts import HANDING, make_change
from autogenesis.language.meaning._members import read
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT, creator, guarded
from autogenesis.language.meaning._scope import Row, Scope
from autogenesis.language.meaning._selections import narrowed

_LEAVING = frozenset({("leave", ""), ("go", "out"), ("depart", ""), ("go", "away"), ("set", "off")})
_TAKING = ("take out", *HANDING, "give", "lend", "ship")
"""Deeds by which a thing leaves, the likeliest first."""
_OUT = frozenset({"out", "start", "departure", "from", "begin", "beginning"})
_WHEN = {
    "before": False,
    "until": False,
    "unless": False,
    "if": True,
    "when": True,
    "while": True,
    "once": True,
    "after": True,
}
"""Whether it may leave only where it is so, by the word before the condition; nothing leaves "before" or "unless" it is."""


def going_out(clause: Clause, scope: Scope) -> Claimed | None:
    """The guard of the deed by which it leaves: only such may, or none of such may."""
    np = clause.subject
    plain = clause.voice == "active" and not (clause.objects or clause.phrases or clause.limits or clause.complements)
    if (
        np is None
        or not plain
        or (clause.verb, clause.particle) not in _LEAVING
        or np.pronoun
        or len(clause.subjects) > 1
    ):
        return None
    entity = known_thing(scope.draft, np)
    only = "only" in clause.negators or np.quantifier == "only"
    denied = clause.negated or np.negative
    if entity is None or only == denied or names_people(entity.label):
        return None
    record = _record(entity, scope)
    row = Row(entity, IT) if record is None else Row(entity, read(Row(record, IT), record.reference_to(entity) or ""))
    bound = scope.bound(row)
    terms = list(narrowed(replace(np, negative=False, determiner=""), np.adjectives, row, bound))
    wanted = [(_WHEN.get(c.marker), all_hold(c, bound)) for c in clause.conditions]
    if any(when is None or (denied and len(wanted) > 1) for when, _ in wanted) or not (terms or wanted):
        return None
    if only:
        requires = both(*terms, *(test if when else denial(test) for when, test in wanted))
    elif not wanted:
        requires = denial(both(*terms))
    else:  # none leaves before it is so; of such that are spoken of alone
        when, test = wanted[0]
        needed = denial(test) if when else test
        requires = needed if not terms else bp.AnyOf(terms=(denial(both(*terms)), needed))
    operation = creator(scope.draft, record) if record is not None else _deed(entity, scope)
    guard = guarded(operation, record or entity, requires, "leaves", clause, scope.draft)
    scope.take(clause, *(c.span for c in clause.conditions))
    take_name(np, scope)
    return Claimed("going_out", (operation.id, guard))


def _record(entity: EntityDraft, scope: Scope) -> EntityDraft | None:
    """What is entered whenever one goes out: an outing, a trip or a rental of it, with the moment at which it does."""
    found = [
        e
        for e in scope.draft.entities.values()
        if e is not entity and e.reference_to(entity) is not None and any(_begins(f) for f in e.fields.values())
    ]
    return found[0] if len(found) == 1 and _taken(entity, scope) is None else None


def _begins(field: bp.FieldOf) -> bool:
    return field.type.kind in {"datetime", "date"} and bool(_OUT & set(field.label.lower().split()))


def _taken(entity: EntityDraft, scope: Scope) -> OperationDraft | None:
    own = [o for o in scope.draft.operations.values() if o.entity is entity and o.kind == "change"]
    return next((o for verb in _TAKING for o in own if o.verb == verb), None)


def _deed(entity: EntityDraft, scope: Scope) -> OperationDraft:
    known = _taken(entity, scope)
    if known is not None:
        return known
    scope.draft.assume(f"{article(entity.label).capitalize()} leaves when somebody hands it over.", scope.unit.span)
    return make_change(scope.draft, entity, "hand over")


GOING_OUT: tuple[Frame, ...] = (going_out,)
"""The frame of what leaves."""
