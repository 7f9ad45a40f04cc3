"""Owns who of a role is told: "the customer is reminded" is the customer of the row that the rule is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import plural_of

_IT = bp.Name(name="it")


def settle_whom(draft: Draft) -> None:
    """Once all fields are known: where a rule tells one person in a role and its row has such a person, it is that one."""
    entities = {entity.id: entity for entity in draft.entities.values()}
    for index, timer in enumerate(draft.timers):
        steps = _told(draft, entities.get(timer.entity), timer.steps, timer.spans)
        draft.timers[index] = timer.model_copy(update={"steps": steps}) if steps != timer.steps else timer
    for index, rule in enumerate(draft.reactions):
        steps = _told(draft, entities.get(rule.trigger.entity or ""), rule.steps, rule.spans)
        draft.reactions[index] = rule.model_copy(update={"steps": steps}) if steps != rule.steps else rule


def _told(
    draft: Draft, entity: EntityDraft | None, steps: tuple[bp.Statement, ...], spans: Iterable[tuple[int, int]]
) -> tuple[bp.Statement, ...]:
    if entity is None:
        return steps
    said = " ".join(draft.text.at(span).lower() for span in spans)
    return tuple(_one(draft, entity, step, said) if isinstance(step, bp.Notify) else step for step in steps)


def _one(draft: Draft, entity: EntityDraft, note: bp.Notify, said: str) -> bp.Notify:
    actor = draft.actors.get(note.to.actor or "")
    if actor is None or note.to.person is not None or note.subject != _IT:
        return note
    if re.search(rf"\b{re.escape(plural_of(actor.name))}\b|\b(?:all|every|each|any)\b", said):
        return note
    people = [f.name for f in entity.fields.values() if _is(f, actor) and f.name not in entity.later]
    if len(people) != 1:
        if actor.row is not None and re.search(rf"\bthe {re.escape(actor.name)}\b", said):
            who = f"“{entity.label}” does not say which {actor.name} it belongs to"
            draft.assume(f"{who}: every {actor.name} is told.")
        return note
    return note.model_copy(update={"to": bp.Recipient(actor=actor.id, person=bp.Get(of=_IT, field=people[0]))})


def _is(field: bp.FieldOf, actor: bp.Actor) -> bool:
    """Whether a field holds a person in the role, or the row that stands for one."""
    kind = field.type
    return (kind.kind == "person" and kind.actor == actor.id) or (
        kind.kind == "reference" and kind.entity is not None and kind.entity == actor.row
    )
