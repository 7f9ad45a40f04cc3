"""Frames about ages on a day: who may do it only with somebody older, and who pays less."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._literals import Bound, Duration, Literal, Measure, Money, Number, Percent
from autogenesis.language._people import names_people
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import Relation, both, present
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._assumed import measure
from autogenesis.language.meaning._booking import Booking, bookings, day_of, person_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import RELATIONS, TIMES, TODAY, denial
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import ANYBODY, known_thing, take_name
from autogenesis.language.meaning._parties import PEOPLE
from autogenesis.language.meaning._placing import guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_NAMING = frozenset({"name", "give", "state", "enter", "list", "note", "record", "register"})
_BIRTH = frozenset({"birth", "birthday", "born", "birthdate"})
_AGED = regex(r"\b(?:aged?|old|older|younger)\b", re.I)
_OLD = regex(r"\b(?:aged?|old|older|younger|years?|over|under|above|below|of)\b", re.I)


def aged(np: NP, row: Row, day: bp.Expression, scope: Scope) -> bp.Expression | None:
    """How old somebody is to be on a day, where a phrase says so: "members under 16", "an adult of 18 or more"."""
    literal = _bound(np)
    if literal is None:
        return None
    limit = literal.value if isinstance(literal, Bound) else literal
    if isinstance(limit, Duration) and limit.unit != "year" or not isinstance(limit, Number | Measure | Duration):
        return None
    if not isinstance(literal, Bound) and not _OLD.search(np.text):
        return None
    if isinstance(limit, Measure) and limit.unit != "year" and not _AGED.search(np.text):
        return None  # "with more than ten bookings" is no age
    birth = _birth(row.entity, literal, scope)
    scope.take(literal.span)
    take_words(scope, np.span, ("aged", "age", "old", "older", "younger", "year"))
    relation: Relation = RELATIONS[literal.op] if isinstance(literal, Bound) else "=="
    years = bp.Between(start=bp.Get(of=row.at, field=birth), end=day, unit="years")
    there = present(bp.Get(of=row.at, field=birth))
    return both(there, bp.Compare(relation=relation, left=years, right=bp.whole(int(limit.value))))


def _bound(np: NP) -> Literal | None:
    inside = [np.quantity, *(item.quantity for phrase in np.of for item in phrase.items)]
    inside += [literal for relative in np.relatives for literal in relative.literals]
    return next((literal for literal in inside if literal is not None), None)


def _birth(entity: EntityDraft, literal: Literal, scope: Scope) -> str:
    known = next(
        (f.name for f in entity.fields.values() if f.type.kind in TIMES and _BIRTH & set(f.label.lower().split())), None
    )
    if known is not None:
        return known
    limit = literal.value if isinstance(literal, Bound) else literal
    name = measure(entity, Number(limit.span, limit.text, getattr(limit, "value", Decimal(0))), "aged", scope)
    if name is None:
        raise NotUnderstoodError(f"nothing says how old {article(entity.label)} is", literal.span)
    return name


def only_with(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Members under 16 may sail only if an adult of 18 or more is named as companion on the reservation"."""
    condition = clause.condition("only if", "only when", "only with", "if", "unless")
    doer = _wanted(clause, scope)
    if condition is None or len(condition.clauses) != 1 or len(clause.conditions) != 1 or doer is None:
        return None
    inner, only = condition.clause, condition.marker.startswith("only") or "only" in clause.negators
    as_ = inner.phrase("as")
    if (
        inner.verb not in _NAMING
        or inner.voice != "passive"
        or as_ is None
        or as_.item is None
        or inner.subject is None
    ):
        return None
    if not (only or (condition.marker == "unless" and clause.negated)) or inner.negated:
        return None
    place = inner.phrase("on", "in", "with", "for")
    found = _booking(place.item if place is not None else None, scope)
    if found is None:
        return None
    booking, person, day = found
    who = _concerned(doer, person, day, scope)
    there = _companion(inner.subject, as_.item, booking, person, day, scope)
    scope.take(clause, inner, condition.span)
    requires = bp.AnyOf(terms=(*([denial(who)] if who is not None else []), there))
    guard = guarded(booking.operation, booking.entity, requires, "only_with", clause, scope.draft)
    return Claimed("only_with", (booking.operation.id, guard))


def _wanted(clause: Clause, scope: Scope) -> NP | None:
    """Who does it: in "I want members to sail" the members, whatever "to sail" is taken for."""
    if clause.verb == "want" and clause.object is not None:
        deed = clause.phrase("to")
        scope.take(deed.span if deed is not None else None)
        return replace(clause.object, of=(*clause.object.of, *(p for p in clause.phrases if p is not deed)))
    return clause.subject


def _booking(np: NP | None, scope: Scope) -> tuple[Booking, Row, bp.Expression] | None:
    """The booking spoken of (the only one where none is), whoever it is for, and its day."""
    known = list(bookings(scope.draft))
    if np is not None:
        entity = known_thing(scope.draft, np)
        known = [b for b in known if b.entity is entity]
        take_name(np, scope)
    if len(known) != 1:
        return None
    person = person_of(known[0], scope.draft)
    if person is None:
        return None
    day = day_of(known[0], scope)
    return known[0], person, day.expression if day is not None else TODAY.expression


def _concerned(np: NP, person: Row, day: bp.Expression, scope: Scope) -> bp.Expression | None:
    """Whom it is about: people of an age, or everybody."""
    if known_thing(scope.draft, np) is not person.entity and np.head not in PEOPLE and not names_people(np.head):
        raise NotUnderstoodError(f"it is not known who “{np.text}” are", np.span)
    take_name(np, scope)
    take_words(scope, np.span, (np.head,))
    if np.adjectives or np.relatives:
        raise NotUnderstoodError(f"it is not known which “{np.text}” are meant", np.span)
    return aged(np, person, day, scope)


def _companion(np: NP, role: NP, booking: Booking, person: Row, day: bp.Expression, scope: Scope) -> bp.Expression:
    """That somebody is named in that role, and is as old as is asked for."""
    if (
        known_thing(scope.draft, np) is not person.entity
        and np.head not in PEOPLE | ANYBODY
        and not names_people(np.head)
    ):
        raise NotUnderstoodError(f"it is not known who “{np.text}” is", np.span)
    name = scope.draft.add_field(booking.entity, role.name, person.entity.type, role.span, required=False)
    booking.entity.given.add(name)
    take_name(role, scope)
    take_name(np, scope)
    take_words(scope, np.span, (np.head,))
    other = booking.row(name, person.entity)
    old = aged(np, other, day, scope)
    there = present(other.at)
    return both(there, old) if old is not None else there


_FREE = frozenset({"nothing", "free"})


def pays_part(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Members under 18 on the day of sailing pay half": the price of what is booked, for people of that age."""
    np = clause.subject
    paying = clause.verb in {"pay", "go", "get"} or "free of charge" in clause.adverbs or "free" in clause.complements
    if np is None or not paying or clause.negated or clause.conditions:
        return None
    if not np.plural and np.determiner not in {"a", "an", "every", "each", "any"} and np.head not in PEOPLE:
        return None
    priced = [(b, name) for b in bookings(scope.draft) if (name := _price_of(b.entity)) is not None]
    if len(priced) != 1 or _bound(np) is None:
        return None
    booking, called = priced[0]
    person, day = person_of(booking, scope.draft), day_of(booking, scope)
    if person is None:
        return None
    on = _day_said(clause, np, booking, scope)
    bare = NP(np.span, np.text, np.head, np.words, np.determiner, plural=np.plural, quantity=np.quantity,
              of=tuple(p for p in np.of if p is not on), relatives=np.relatives, adjectives=np.adjectives)  # fmt: skip
    who = _concerned(bare, person, day.expression if day is not None else TODAY.expression, scope)
    price = booking.entity.derivations[called]
    less = _part(clause, price, scope)
    if who is None or less is None:
        return None
    scope.take(clause)
    if clause.object is None:
        take_words(scope, clause.span, ("free", "charge"))
    value = bp.Conditional(test=who, then=less, otherwise=price.value)
    booking.entity.derivations[called] = price.model_copy(update={"value": value, "spans": (*price.spans, clause.span)})
    return Claimed("pays_part", (price.id,))


def _price_of(entity: EntityDraft) -> str | None:
    """What one of them costs: its price, else the only sum that is reckoned for it."""
    sums = [d.name for d in entity.derivations.values() if d.type.kind == "money"]
    return "price" if "price" in sums else sums[0] if len(sums) == 1 else None


def _day_said(clause: Clause, np: NP, booking: Booking, scope: Scope) -> object:
    """ "on the day of sailing": the day it is booked for."""
    phrases = [
        p
        for p in (*np.of, *clause.phrases)
        if p.prep in {"on", "at"} and p.item is not None and p.item.head in {"day", "date", "time"}
    ]
    for phrase in phrases:
        inside = [item for p in (phrase.item.of if phrase.item else ()) for item in p.items]
        things = [known_thing(scope.draft, item) for item in inside]
        plain = all(head_kind(item.head) == "" for item in inside)
        if plain and all(thing is None or thing is booking.entity for thing in things):
            scope.take(phrase.span)
            return phrase
    return None


def _part(clause: Clause, price: bp.Derivation, scope: Scope) -> bp.Expression | None:
    """What they pay of the price: half of it, a share, a sum, nothing."""
    thing = clause.object
    if thing is None:
        free = {"free", "free of charge"} & {*clause.complements, *clause.adverbs}
        return bp.Literally(type=price.type, value="0") if free else None
    if thing.head == "half" and len(clause.objects) == 2 and clause.objects[1].head in {"price", price.label}:
        take_words(scope, clause.objects[1].span, ("price", price.label))
    take_words(scope, thing.span, (thing.head, *thing.adjectives, "price", "half", "full", price.label))
    literal = thing.quantity
    if thing.head in _FREE:
        return bp.Literally(type=price.type, value="0")
    if thing.head == "half" or "half" in (*thing.adjectives, thing.determiner, thing.quantifier):
        return bp.Arithmetic(operator="*", left=price.value, right=bp.number("0.5"))
    if isinstance(literal, Percent):
        scope.take(literal.span)
        words = {thing.head, *thing.adjectives, *clause.complements, *clause.adverbs, *thing.text.lower().split()}
        take_words(scope, clause.span, ("less", "more", "off"))
        share: bp.Expression = bp.Arithmetic(operator="*", left=bp.number(literal.value), right=bp.number("0.01"))
        if {"less", "more", "off"} & {*words, clause.particle}:
            up = "more" in words
            share = bp.Arithmetic(operator="+" if up else "-", left=bp.number("1"), right=share)
        return bp.Arithmetic(operator="*", left=price.value, right=share)
    if isinstance(literal, Money):
        scope.take(literal.span)
        return bp.Literally(type=price.type, value=str(literal.value))
    return None


AGES: tuple[Frame, ...] = (only_with, pays_part)
"""The frames about ages."""
