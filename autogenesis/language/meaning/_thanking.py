"""Frames for what people are sent without a word about when: "Donors get a letter of thanks", when they do the one thing they do."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._reactions import follow
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._telling import NOTES

_GETTING = frozenset({"get", "receive"})


def gets_a_note(clause: Clause, scope: Scope) -> Claimed | None:
    """Whenever one of their rows comes about, where they have rows of one kind only."""
    np = clause.subject
    notes = [each for each in clause.objects if each.head in NOTES]
    plain = not (
        clause.conditions or clause.negated or clause.phrases or clause.limits or clause.modal in {"can", "may"}
    )
    if np is None or clause.verb not in _GETTING or clause.voice != "active" or not plain or len(clause.objects) != 1:
        return None
    general = np.plural or np.determiner in {"every", "each", "a", "an"}
    if not notes or np.pronoun or not general or np.relatives or np.adjectives or np.of:
        return None
    whose = _rows_of(np, scope)
    if len(whose) != 1:
        raise NotUnderstoodError(f"when {np.text} get it is not known", clause.span)
    entity, name = whose[0]
    take_name(np, scope)
    label = entity.fields[name].label
    scope.draft.assume(f"The {label} gets it as soon as {article(entity.label)} is entered.", clause.span)
    one = replace(np, determiner="the", plural=False, head=label.split()[-1], words=tuple(label.split()))
    bound = scope.bound(Row(entity, IT))
    occasion = Occasion(entity, bound, bp.Trigger(on="created", entity=entity.id))
    return follow(replace(clause, subjects=(one,)), [], occasion, "gets_a_note")


def _rows_of(np: NP, scope: Scope) -> list[tuple[EntityDraft, str]]:
    """The entities whose rows say which of them they belong to, with the field that does."""
    row = known_thing(scope.draft, np)
    actor = actor_of(np, scope)
    found = []
    for entity in scope.draft.entities.values():
        for f in entity.fields.values():
            mine = (row is not None and f.type.kind == "reference" and f.type.entity == row.id) or (
                actor is not None and f.type.kind == "person" and f.type.actor == actor
            )
            if mine and f.name not in entity.later and entity is not row:
                found.append((entity, f.name))
                break
    return found


THANKING: tuple[Frame, ...] = (gets_a_note,)
