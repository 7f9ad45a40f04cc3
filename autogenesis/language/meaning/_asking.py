"""Frames for what somebody asks somebody else for: "Skippers ask the keeper for a passage", "A tenant reports a defect to the porter"."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._people import may_name_people
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._permissions import may_do
from autogenesis.language.meaning._relations import relation_of
from autogenesis.language.meaning._scope import Scope

_TOWARDS = frozenset({"to", "from", "with", "at"})
_BRINGING = frozenset({"register", "create", "submit", "request", "reserve"})
_TURNING = frozenset({"order", "report", "announce", "hand in", "sign up"})
_MOMENTS = frozenset({"date", "datetime", "time"})


def requested(clause: Clause, draft: Draft) -> Clause:
    """ "Skippers ask the lock keeper for a passage" as "Skippers request a passage from the lock keeper"."""
    conditions = tuple(
        replace(each, clauses=tuple(requested(inner, draft) for inner in each.clauses)) for each in clause.conditions
    )
    if conditions != clause.conditions:
        clause = replace(clause, conditions=conditions)
    wanted = clause.phrase("for") if clause.verb == "ask" and clause.voice == "active" and not clause.particle else None
    if wanted is None or wanted.item is None or len(wanted.items) > 1 or len(clause.objects) > 1:
        return clause
    thing = known_thing(draft, wanted.item)
    if thing is None or wanted.item.relatives or not _comes_about(thing, draft):
        return clause
    if clause.object is not None and not _addressee(clause.object, draft):
        return clause
    asked = tuple(Phrase(np.span, np.text, "from", (np,)) for np in clause.objects)
    others = tuple(p for p in clause.phrases if p is not wanted)
    verb_span = clause.verb_span
    return replace(clause, verb="request", objects=(wanted.item,), phrases=(*asked, *others), verb_span=verb_span)


def turned_to(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A tenant reports a defect to the porter": whom one turns to is who looks after it."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    bringing = bool(classes_of(clause.verb, clause.particle) & _BRINGING) or phrase in _TURNING
    place = next((p for p in clause.phrases if _towards(p, scope.draft)), None)
    if not bringing or place is None or clause.voice != "active" or clause.negated or not clause.objects:
        return None
    if clause.conditions or clause.object is not None and clause.object.quantity is not None:
        return None
    others = tuple(p for p in clause.phrases if p is not place)
    return _made(replace(clause, phrases=others, modal=clause.modal or "may"), place.item, scope, place)


def _made(said: Clause, whom: NP | None, scope: Scope, place: Phrase) -> Claimed | None:
    made = may_do(said, scope)
    first = scope.draft.operations.get(made.elements[0].removeprefix("operation.")) if made is not None else None
    if made is None or first is None or first.kind != "create" or first.entity is None:
        return None
    if whom is not None:
        take_name(whom, scope)
        scope.take(place.span)
        scope.draft.assume(
            f"To {first.verb} {article(first.entity.label)} sends no message by itself: {whom.text} finds it in the list."
        )
    return made


def _towards(phrase: Phrase, draft: Draft) -> bool:
    np = phrase.item
    return (
        phrase.prep in _TOWARDS
        and len(phrase.items) == 1
        and phrase.measure is None
        and np is not None
        and np.determiner in {"the", "our"}
        and _addressee(np, draft)
    )


def _addressee(np: NP, draft: Draft) -> bool:
    """Whether it is somebody who serves everybody else: one of them, of whom nothing is kept."""
    thing = known_thing(draft, np)
    known = any(actor.name == np.name.lower() for actor in draft.actors.values())
    plain = not (np.relatives or np.of or np.plural or np.pronoun or np.negative or np.quantity is not None)
    kept = thing is not None and bool(thing.fields)
    return plain and not kept and (known or may_name_people(np.head) or np.head == "office")


def _comes_about(entity: EntityDraft, draft: Draft) -> bool:
    """Whether asking brings one about: it is for some time, or of something; what is there anyway is asked for by a request."""
    if relation_of(draft, "request", "", entity) is not None:
        return True
    kept = [f.type.kind for f in entity.fields.values() if f.name not in entity.later]
    return bool(_MOMENTS & set(kept)) or "reference" in kept


ASKING: tuple[Frame, ...] = (turned_to,)
"""The frames of what is asked of somebody."""
