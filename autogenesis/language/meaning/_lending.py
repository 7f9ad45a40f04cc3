"""Takes for granted what a text only names: a rental is somebody's, of something, and ends when it is brought back."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._regex import regex
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._naming import stands_for_people

_VERBS = {"rental": "rent", "loan": "borrow", "hire": "hire", "lease": "lease", "lending": "borrow"}
"""Nouns for letting somebody have a thing for a while, with the verb for it."""
_DUE = regex(
    r"\b(?:(?P<agreed>(?:agreed |planned )?return date)|(?P<due>due date)|due back|be back by|overdue|back late|latecomers?|late fees?)\b",
    re.I,
)
_OUT = regex(r"\b(?:out|back|returns?|returned|return date|lent|rented out)\b", re.I)


def complete_lending(draft: Draft) -> None:
    """Where a text speaks of rentals and never says how one comes about: who, what, and that it comes back."""
    _named(draft)
    for entity in list(draft.entities.values()):
        verb = _VERBS.get(entity.label)
        if verb is None or any(o.entity is entity for o in draft.operations.values()):
            continue
        things = [e for e in draft.entities.values() if entity.reference_to(e) is not None and not _person(e, draft)]
        things = things or _reserved(draft)
        own = [f for f in entity.fields.values() if f.type.kind != "reference" and f.name not in entity.later]
        if len(things) != 1 or own or not _OUT.search(draft.text.text):
            continue
        who = _people(things[0], draft)
        if who is not None:
            refer_to(draft, entity, things[0])
            _lent(entity, things[0], who, verb, draft)


def _named(draft: Draft) -> None:
    """A rental that is spoken of, where something can be reserved, is kept."""
    for noun in _VERBS:
        spoken = re.search(rf"\b(?:an?|each|every|per|the|one)\s+{noun}\b", draft.text.text, re.I)
        if spoken is not None and draft.find_entity(noun) is None and len(_reserved(draft)) == 1:
            draft.entity(noun, spoken.span(), confidence=0.5)


def _reserved(draft: Draft) -> list[EntityDraft]:
    """What people reserve."""
    booked = [
        o.entity for o in draft.operations.values() if o.kind == "create" and o.verb in {"reserve", "book"} and o.entity
    ]
    return [
        e for e in draft.entities.values() if any(entity.reference_to(e) for entity in booked) and not _person(e, draft)
    ]


def _person(entity: EntityDraft, draft: Draft) -> bool:
    """Whether its rows are people: they act, or tell what they want."""
    tellers = {u.story_actor.label for u in draft.units if u.story_actor is not None}
    return stands_for_people(entity, draft) or entity.label in tellers


def _people(thing: EntityDraft, draft: Draft) -> EntityDraft | None:
    """Whoever else does something with the thing, else the only people there are."""
    people = [e for e in draft.entities.values() if _person(e, draft)]
    near = [
        person
        for person in people
        if any(e.reference_to(thing) and e.reference_to(person) for e in draft.entities.values())
    ]
    chosen = near or people
    return chosen[0] if len(chosen) == 1 else None


def _lent(entity: EntityDraft, thing: EntityDraft, who: EntityDraft, verb: str, draft: Draft) -> None:
    refer_to(draft, entity, who)
    operation = draft.operation(verb, thing, "create", f"{verb.capitalize()} {article(thing.label)}.")
    operation.entity = entity
    said = _DUE.search(draft.text.text)
    if said is not None:
        label = "due date" if said["due"] else "return date"
        entity.given.add(draft.add_field(entity, label, bp.DATE))
    began = draft.add_field(entity, f"{verb}ed at", bp.DATETIME, required=False)
    entity.automatic[began] = bp.Name(name="now")
    entity.later.add(began)
    fact_of(draft, entity, "return")
    draft.assume(
        f"{article(entity.label).capitalize()} is of {article(thing.label)} and {article(who.label)}; it lasts until it is returned.",
        entity.spans[0] if entity.spans else None,
    )
