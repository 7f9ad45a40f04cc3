"""Frames for what is refused to some: "I need to refuse helmets to guests under 12" forbids that such a guest gets one."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._members import reached
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT, creator, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import attached, entity_named, narrowed
from autogenesis.language.meaning._situations import stated

_DENYING = frozenset({"reject", "refuse", "deny"})


def refused_to(clause: Clause, scope: Scope) -> Claimed | None:
    """Whatever gives the one to the other is refused where the other is such as is said."""
    to = clause.phrase("to")
    things = clause.subjects if clause.voice == "passive" else clause.objects
    denying = clause.verb in _DENYING or "reject" in classes_of(clause.verb, clause.particle)
    if not denying or clause.negated or len(things) != 1 or to is None or to.item is None or len(to.items) > 1:
        return None
    thing, whom = things[0], to.item
    entity = known_thing(scope.draft, thing) if not thing.pronoun else None
    named = entity_named(whom, scope) if not whom.pronoun else None
    if entity is None or named is None:
        return None
    record = _giving(scope.draft, entity, named[0])
    there = reached(scope.draft, Row(record, IT), named[0]) if record is not None else None
    if record is None or there is None:
        raise NotUnderstoodError(
            f"nothing is kept of {article(entity.label)} that a {named[0].label} gets", clause.span
        )
    inner = scope.bound(Row(record, IT), there)
    terms = list(narrowed(whom, named[1], there, inner))
    terms += [attached(there, phrase, inner) for phrase in clause.phrases if phrase is not to and phrase.prep != "by"]
    terms += [stated(condition, inner) for condition in clause.conditions]
    scope.take(clause)
    _who(clause, scope)
    terms += _such(thing, entity, record, inner)
    if not terms:
        return None
    operation = creator(scope.draft, record)
    guard = guarded(operation, record, denial(both(*terms)), "refuse", clause, scope.draft)
    return Claimed("refused_when", (operation.id, guard))


def _who(clause: Clause, scope: Scope) -> None:
    """Whoever refuses only passes on what the rule says."""
    by = clause.phrase("by")
    for np in (*(clause.subjects if clause.voice != "passive" else ()), *(by.items if by is not None else ())):
        take_name(np, scope)


def _such(thing: NP, entity: EntityDraft, record: EntityDraft, scope: Scope) -> list[bp.Expression]:
    """What is said of the thing itself: "refuse large boats to guests under 16"."""
    take_name(thing, scope)
    row = Row(record, IT) if entity is record else reached(scope.draft, Row(record, IT), entity)
    label = set(entity.label.split())
    adjectives = tuple(a for a in thing.adjectives if a not in label)
    return list(narrowed(thing, adjectives, row, scope)) if row is not None else []


def _giving(draft: Draft, thing: EntityDraft, whom: EntityDraft) -> EntityDraft | None:
    """The record of somebody getting the thing: the thing itself where it says whose it is."""
    if thing.reference_to(whom) is not None:
        return thing
    return next(
        (e for e in draft.entities.values() if e.reference_to(thing) is not None and e.reference_to(whom) is not None),
        None,
    )


DENYING: tuple[Frame, ...] = (refused_to,)
