"""Reads approvals: what counts only once somebody has agreed."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import choice, same, update
from autogenesis.language.readings._structure import path_to


def read_approval(unit: Unit, draft: Draft) -> None:
    """ "A draft counts only after its editor has confirmed it." """
    match = find(
        unit,
        "NP=what ( V(count|apply|hold|stand) | BE V.part | BE valid|effective|binding|final ) only after|when|once|if NP=who HAVE V.part=verb PRONOUN?",
        "NP=what ( V(count|apply|hold|stand) | BE V.part | BE valid|effective|binding|final ) only after|when|once|if NP=who V.s=verb PRONOUN?",
    )
    if match is None:
        return
    concept = draft.concept(match["what"])
    entity = concept.entity if concept and concept.entity else draft.entity(match["what"].label, match["what"].span)
    verb = match["verb"].head
    done = participle_of(verb)
    states = ("proposed", done)
    kind = bp.Type(kind="choice", choices=states)
    draft.add_field(entity, "status", kind, match.span, required=False, default=choice("proposed", states))
    moment = draft.add_field(entity, f"{done} on", bp.DATE, match["verb"].span, required=False)
    operation = draft.operation(verb, entity, "change", span=unit.span)
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    operation.guards.append(
        draft.guard(f"{operation.name}.once", same(f"{entity.name}.status", choice("proposed", states)),
                    f"The {entity.label} is {done} already.", match.span, entity.name)
    )  # fmt: skip
    elements = [operation.id]
    person = _person(match["who"], entity, draft)
    if person is not None:
        who, actor = person
        guard = draft.guard(
            f"{operation.name}.{match['who'].head}",
            same("by", who),
            f"Only the {draft.actors[actor].name} may {verb} {article(entity.label)}.",
            match.span,
        )
        operation.guards.insert(0, guard)
        elements.append(guard.id)
    else:
        actor = draft.actor(match["who"].label, match["who"].span)
        operation.roles.append(actor)
    operation.actors.append(actor)
    operation.steps.append(update(entity.name, status=choice(done, states), **{moment: "today"}))
    entity.lifecycle = bp.Lifecycle(field="status", initial="proposed", transitions=(("proposed", done, operation.id),))
    approval = bp.Approval(
        id=draft.unique(f"approval.{entity.name}"),
        spans=(match.span,),
        operation=operation.id,
        approver=actor,
        subject=entity.id,
    )
    draft.approvals.append(approval)
    draft.claim(unit.span, "approval", [*elements, approval.id])


def _person(who: Piece, entity: EntityDraft, draft: Draft) -> tuple[bp.Expression, str] | None:
    """The person field on the way from the entity that the phrase names ("that doctor", "its editor")."""
    for owner in draft.entities.values():
        way = path_to(draft, entity, entity.name, owner)
        if way is None:
            continue
        for f in owner.fields.values():
            if f.type.kind == "person" and f.label.split()[-1] == who.head:
                return bp.path(*way.split("."), f.name), f.type.actor or draft.actor(f.label)
    return None
