"""Reads who calls off without saying what: "A member can cancel until 24 hours before the start" speaks of what the member booked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language.meaning._naming import known_thing

_VERBS = frozenset({"cancel", "call off", "withdraw"})


def what_is_called_off(clause: Clause, draft: Draft) -> Clause:
    """The clause with what its doer called into being, where it names nothing that is called off, and that is one thing."""
    who = clause.subject
    said = f"{clause.verb} {clause.particle}".strip()
    if said not in _VERBS or clause.voice != "active" or clause.objects or who is None or len(clause.subjects) > 1:
        return clause
    origin = next((p for p in clause.phrases if p.prep == "from" and _is_thing(p, draft)), None)
    about = known_thing(draft, origin.item) if origin is not None and origin.item is not None else None
    actor = draft.find_actor(who.words)
    found = list(_made_by(actor, about, draft)) if actor is not None else []
    if len(found) != 1 or origin is not None and about is None:
        return clause
    words = found[0].words or (found[0].label,)
    span = origin.span if origin is not None else clause.verb_span
    thing = NP(span, draft.text.at(span), words[-1], words, determiner="a")
    return replace(clause, objects=(thing,), phrases=tuple(p for p in clause.phrases if p is not origin))


def _is_thing(phrase: Phrase, draft: Draft) -> bool:
    return phrase.item is not None and phrase.measure is None and known_thing(draft, phrase.item) is not None


def _made_by(actor: str, about: EntityDraft | None, draft: Draft) -> Iterator[EntityDraft]:
    """What whoever has that role brings about by booking, signing up or the like, of the thing where one is named."""
    holders = {a.row for a in draft.actors.values() if a.id == actor and a.row is not None}
    for operation in draft.operations.values():
        made = operation.entity
        if operation.kind != "create" or made is None or operation.verb == "add" or made.id in holders:
            continue
        mine = any(
            f.type.kind == "person" and f.type.actor == actor or f.type.entity in holders for f in made.fields.values()
        )
        if mine and (about is None or made.reference_to(about) is not None):
            yield made


__all__ = ["what_is_called_off"]
