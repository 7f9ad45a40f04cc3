"""Owns fields that a text speaks of without ever listing them: "the start" of a booking, the weight of what is too heavy."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Duration, Literal, Measure, Money, Number
from autogenesis.language._people import names_people
from autogenesis.language._syntax import NP
from autogenesis.language._text import Span
from autogenesis.language._typing import currency_of
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._scope import Scope

_DAYS = frozenset({"date", "day", "deadline", "birthday"})
_POINTING = frozenset({"the", "its", "his", "her", "their", "a", "an", ""})
_RELATIVE = frozenset(
    "next last first second third previous same following other new old current present remaining such certain".split()
)
_FOLDING = frozenset("sum total average mean minimum maximum difference number count total quantity".split())
_WEIGHTS = frozenset({"kg", "g", "t", "gram", "kilogram", "tonne", "ton", "pound", "lb"})
_NAMED = (
    (("heavier", "lighter", "weigh", "weight"), "weight"),
    (("taller", "higher", "height"), "height"),
    (("wider", "width"), "width"),
    (("larger", "smaller", "bigger", "size"), "size"),
    (("dearer", "cheaper", "cost", "worth"), "price"),
)


def assumed(np: NP, entity: EntityDraft, scope: Scope) -> str | None:
    """The field that a phrase with a head of general meaning names; None where the head says nothing of its kind."""
    if np.plural or np.negative or np.quantity is not None or np.relatives or np.determiner not in _POINTING:
        return None
    if np.head in _FOLDING or any(item.plural or item.negative for phrase in np.of for item in phrase.items):
        return None
    if _RELATIVE & set(np.adjectives) or (
        np.head in _DAYS and np.head != "deadline" and not (np.words[:-1] or np.adjectives)
    ):
        return None
    kind = _kind(np.head, scope)
    if kind is None:
        return None
    return add(entity, " ".join((*np.adjectives, *(np.words or (np.head,)))), kind, np.span, scope)


def _kind(head: str, scope: Scope) -> bp.Type | None:
    if head in _DAYS:
        return bp.DATE
    match head_kind(head):
        case "date":
            return bp.DATETIME
        case "money":
            return bp.Type(kind="money", currency=currency_of(scope.draft))
        case "measure":
            return bp.DECIMAL
        case "percent":
            return bp.PERCENT
        case "number":
            return bp.INTEGER
        case "contact" | "name" | "text":
            return bp.TEXT
    return None


_OLDEST = 130
_AGED = frozenset({"younger", "older", "aged", "old", "over", "under", "above", "below"})


def add(entity: EntityDraft, label: str, kind: bp.Type, span: Span, scope: Scope) -> str:
    """A field that may be given when a row is entered; said as an assumption."""
    name = scope.draft.add_field(entity, label, kind, span, required=False)
    entity.given.add(name)
    scope.draft.assume(
        f"{article(entity.label).capitalize()} has {article(label)}, which the text speaks of only.", span
    )
    return name


def measure(entity: EntityDraft, literal: Literal, said: str, scope: Scope) -> str | None:
    """The field that a bare measure speaks of, by its word of comparison or its unit."""
    words = set(said.split())
    for known, label in _NAMED:
        if words & set(known):
            unit = literal.unit if isinstance(literal, Measure) else None
            kind = bp.DECIMAL if unit is None else bp.Type(kind="decimal", unit=unit)
            if isinstance(literal, Money):
                kind = bp.Type(kind="money", currency=literal.currency)
            return add(entity, label, kind, literal.span, scope)
    match literal:
        case Money(currency=currency):
            return add(entity, "amount", bp.Type(kind="money", currency=currency), literal.span, scope)
        case Measure(unit=unit) if unit in _WEIGHTS:
            return add(entity, "weight", bp.Type(kind="decimal", unit=unit), literal.span, scope)
        case Measure(unit=unit) if unit.isalpha() and len(unit) > 3 and scope.draft.find_entity(unit) is not entity:
            return add(entity, f"number of {plural_of(unit)}", bp.INTEGER, literal.span, scope)
        case Number(value=age) if age <= _OLDEST and words & _AGED:
            return add(entity, "date of birth", bp.DATE, literal.span, scope)
        case Duration(unit="year") if words & {"younger", "older", "aged", "old"}:
            return add(entity, "date of birth", bp.DATE, literal.span, scope)
    return None


def ends(entity: EntityDraft, span: Span, scope: Scope) -> tuple[str, str]:
    """From when and until when a row lasts."""
    return add(entity, "start", bp.DATETIME, span, scope), add(entity, "end", bp.DATETIME, span, scope)


def belonging(entity: EntityDraft, owner: EntityDraft, span: Span, scope: Scope) -> str:
    """The reference from what there may be so many of to that which has them: by taking one on, or from the first."""
    takes = _taking(entity, owner, scope.draft) or _takes_on(entity, owner, scope.draft)
    if takes is not None:
        from autogenesis.language.meaning._carried import ask

        name = scope.draft.add_field(entity, owner.label, owner.type, span, required=False)
        entity.later.add(name)
        ask(takes, name, owner.type, bp.Name(name=entity.name))
        return name
    name = scope.draft.add_field(entity, owner.label, owner.type, span, required=True)
    scope.draft.assume(f"Every {entity.label} belongs to {article(owner.label)}.", span)
    return name


_TAKING = frozenset(
    {"take", "take on", "take over", "start", "start on", "begin", "accept", "claim", "pick up", "start work on"}
)


def _taking(entity: EntityDraft, owner: EntityDraft, draft: Draft) -> OperationDraft | None:
    """ "A clerk takes a case": the one deed by which somebody of those comes to have one."""
    roles = {actor.id for actor in draft.actors.values() if actor.row == owner.id or actor.name == owner.label}
    found = [
        o
        for o in draft.operations.values()
        if o.entity is entity and o.kind == "change" and o.verb in _TAKING and roles & {*o.actors, *o.roles}
    ]
    return found[0] if len(found) == 1 else None


def _takes_on(entity: EntityDraft, owner: EntityDraft, draft: Draft) -> OperationDraft | None:
    """Where others bring it in: "a customer brings a bike", "a clerk has at most three bikes"."""
    made = [o for o in draft.operations.values() if o.entity is entity and o.kind == "create" and o.actors]
    role = next(
        (actor.id for actor in draft.actors.values() if actor.row == owner.id or actor.name == owner.label), None
    )
    if not made or (role is None and not names_people(owner.label)) or any(role in {*o.actors, *o.roles} for o in made):
        return None
    role = role or draft.actor(owner.label, row=owner)
    operation = draft.operation("take on", entity, "change")
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    operation.result = bp.Name(name=entity.name)
    operation.actors.append(role)
    draft.assume(
        f"{article(owner.label).capitalize()} has {article(entity.label)} once {article(owner.label)} takes it on."
    )
    return operation


def person_of(entity: EntityDraft, actor: str, span: Span, scope: Scope) -> str:
    """The field with the person in a role that a row belongs to; one is added where there is none."""
    known = next((f.name for f in entity.fields.values() if f.type.actor == actor and f.name not in entity.later), None)
    if known is not None:
        return known
    label = scope.draft.actors[actor].name
    name = scope.draft.add_field(entity, label, bp.Type(kind="person", actor=actor), span)
    scope.draft.assume(f"Every {entity.label} belongs to {article(label)}.", span)
    return name
