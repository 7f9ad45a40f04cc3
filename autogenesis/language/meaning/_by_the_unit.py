"""Frames of what costs a kept rate for so much of its time: "a booking costs the price per hour for each started hour"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language.meaning._around import units_near
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._members import reached, read, take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._reckoning import Reckoned, keep, label_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._values import value_of

_UNITS = frozenset({"minute", "hour", "day", "night", "week", "month", "year"})
_EACH = frozenset({"each", "every", "any", "per", ""})
_STARTED = frozenset({"started", "begun", "commenced"})
_FULL = frozenset({"full", "whole", "complete", "completed"})
_COSTING = frozenset({"price", "cost", "fee", "charge", "rent", "total"})


def by_the_unit(clause: Clause, scope: Scope) -> Claimed | None:
    """A kept rate, as many times as the row has hours, days or weeks."""
    found = _parts(clause, scope)
    inside = clause.object.of if clause.object is not None else ()
    each = next((p for p in (*reversed(clause.phrases), *reversed(inside)) if _counts(p)), None)
    if found is None or each is None or each.item is None or clause.conditions or clause.negated or clause.limits:
        return None
    entity, rate, label = found
    unit = each.item.head
    others = tuple(p for p in clause.phrases if p is not each)
    if any(p.prep != "of" and not (p.prep == "per" and p.item is not None and p.item.head == unit) for p in others):
        return None
    rate = replace(rate, of=(*(p for p in rate.of if p is not each), *others))
    row = Row(entity, IT)
    value = _rate(rate, unit, scope.bound(row))
    said = set(each.item.adjectives)
    if said - _STARTED - _FULL:
        return None
    count = units_near(row, unit, scope, whole=bool(said & _STARTED))
    if count is None:
        raise NotUnderstoodError(f"nothing says how many {unit}s {entity.label} has", each.span)
    count = bp.Rounded(way="down", value=count) if said & _FULL else count
    product = bp.Arithmetic(operator="*", left=value.expression, right=count)
    own = any(part == bp.Get(of=IT, field=label_name(label)) for part in bp.parts_within(product))
    label = f"total {label}" if own else label
    scope.take(clause, each.span)
    made = keep(Reckoned(entity, label_name(label), product), value.type, label, clause, scope.draft)
    return Claimed("by_the_unit", (made,))


def _parts(clause: Clause, scope: Scope) -> tuple[EntityDraft, NP, str] | None:
    """What costs it, the rate, and what the whole is called."""
    np, rate = clause.subject, clause.object
    if np is None or rate is None or rate.quantity is not None or len(clause.objects) > 1 or np.pronoun:
        return None
    if clause.verb == "cost" and clause.voice == "active" or clause.verb == "charge" and clause.voice == "passive":
        entity, label = known_thing(scope.draft, np), "price"
    elif clause.verb == "be" and np.head in _COSTING and np.of and np.of[0].item is not None:
        entity, label = known_thing(scope.draft, np.of[0].item), np.name
        take_words(scope, np.span, (*np.words, np.of[0].item.head))
    else:
        return None
    if entity is None or not entity.fields or (clause.verb != "be" and (np.adjectives or np.relatives or np.of)):
        return None
    take_name(np, scope)
    return entity, rate, label


def _counts(phrase: Phrase) -> bool:
    """ "for each started hour", "per day"."""
    np = phrase.item
    said = phrase.prep == "per" or (
        phrase.prep == "for" and np is not None and np.determiner in {"each", "every", "any"}
    )
    plain = np is not None and np.head in _UNITS and np.determiner in _EACH and not np.of and len(phrase.items) == 1
    return said and plain and phrase.measure is None


def _rate(np: NP, unit: str, scope: Scope) -> Value:
    """The sum of money that is kept for one unit."""
    per = next((p for p in np.of if p.prep in {"per", "for", "an", "a"} and p.item and p.item.head == unit), None)
    if per is not None and per.item is not None:
        scope.take((per.span[0], per.item.of[0].span[0] if per.item.of else per.span[1]))
        np = replace(np, of=(*(p for p in np.of if p is not per), *per.item.of))
    value = _called_so(np, unit, scope) or value_of(np, scope)
    if value.type.kind != "money" or value.many:
        raise NotUnderstoodError(f"“{np.text}” is no sum of money", np.span)
    return value


def _called_so(np: NP, unit: str, scope: Scope) -> Value | None:
    """The field that is called "price per hour", of the row or of what it leads to."""
    label, row = f"{np.name} per {unit}", scope.newest()
    found = [
        Value(read(there, f.name), f.type)
        for e in scope.draft.entities.values()
        for f in e.fields.values()
        if f.label == label
        and f.type.kind == "money"
        and row is not None
        and (there := reached(scope.draft, row, e)) is not None
    ]
    if len(found) != 1:
        return None
    owners = [p for p in np.of if p.item is not None and known_thing(scope.draft, p.item) is not None]
    scope.take(np, *(p.span for p in owners))
    return found[0]


BY_THE_UNIT: tuple[Frame, ...] = (by_the_unit,)
"""The frames of kept rates."""
