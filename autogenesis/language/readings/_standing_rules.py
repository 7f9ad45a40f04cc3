"""Reads standing rules: who alone may do something, what must be positive, what needs an approval above an amount."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, amount, compare, either, no, present, same
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._lasting_kinds import tells_kind
from autogenesis.language.readings._measures import _OPPOSITE, value_of


def read_sign(unit: Unit, draft: Draft) -> None:
    """ "Amounts must be positive", "A weight is never negative"."""
    match = find(
        unit,
        "NP=what MODAL ( not|never )? be positive|negative|zero",
        "NP=what BE ( always|never|not )? positive|negative",
    )
    if match is None or draft.claimed(unit.span):
        return
    words = {p.text.lower() for p in match.pieces}
    relation = ">" if "positive" in words else ">="
    made = []
    for entity in draft.entities.values():
        for f in entity.fields.values():
            if f.type.is_number and f.label.split()[-1] == match["what"].head:
                made.append(_bounded(draft, entity, f, relation, unit))
    if made:
        draft.claim(unit.span, "sign", made)


def _bounded(draft: Draft, entity: EntityDraft, f: bp.FieldOf, relation: str, unit: Unit) -> str:
    requires = compare(f"it.{f.name}", ">" if relation == ">" else ">=", amount(f.type, 0))
    guard = bp.Guard(
        id=draft.unique(f"invariant.{entity.name}.{f.name}_sign"),
        requires=requires,
        reason=unit.text,
        field=f.name,
        spans=(unit.span,),
    )
    weaker = compare(f"it.{f.name}", ">=", amount(f.type, 0))
    for index, known in enumerate(entity.invariants):
        if known.requires == weaker:
            entity.invariants[index] = guard.model_copy(update={"id": known.id})
            return known.id
    entity.invariants.append(guard)
    return guard.id


def deed_on(draft: Draft, entity: EntityDraft, verb: Piece, span: tuple[int, int]) -> OperationDraft:
    """The operation by which `verb` is done to a row: into the state the text lists, or with its moment recorded."""
    word = participle_of(verb.head)
    known = next((o for o in draft.operations.values() if o.verb == verb.head and o.entity is entity), None)
    if known is not None:
        return known
    if enters(draft, entity, verb.head):
        return draft.operation(verb.head, entity, "create", span=span)
    operation = draft.operation(verb.head, entity, "change", span=span)
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    states = next((f for f in entity.fields.values() if f.type.kind == "choice" and word in f.type.choices), None)
    if states is not None:
        state = bp.Literally(type=states.type, value=word)
        fresh: bp.Expression = no(same(f"{entity.name}.{states.name}", state))
        operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=((states.name, state),)))
    else:
        name = draft.add_field(entity, f"{word} at", bp.DATETIME, verb.span, required=False)
        fresh = absent(f"{entity.name}.{name}")
        operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=((name, bp.Name(name="now")),)))
    operation.guards.append(
        draft.guard(f"{operation.name}.once", fresh, f"The {entity.label} is {word} already.", None, entity.name)
    )
    operation.result = bp.Name(name=entity.name)
    return operation


def enters(draft: Draft, entity: EntityDraft, verb: str) -> bool:
    """Whether a deed is how rows come about: it enters what is listed of them, and nothing else does."""
    word = participle_of(verb)
    listed = any(f.required and name not in entity.later for name, f in entity.fields.items())
    states = any(f.type.kind == "choice" and word in f.type.choices for f in entity.fields.values())
    created = any(o.entity is entity and o.kind == "create" for o in draft.operations.values())
    made = created or bool(entity.initial) or entity.name in draft.made_by_rule
    entering = classes_of(verb)
    return "register" in entering and "start" not in entering and listed and not states and not made


def read_only_actor(unit: Unit, draft: Draft) -> None:
    """ "Only the accountant may cancel an invoice, and never a paid one." """
    match = find(
        unit,
        "only NP=who may|can|is V.base=verb NP=thing",
        "only NP=who may|can V=verb NP=thing",
        "NP=thing MODAL be V.part=verb only by NP=who",
    )
    if match is None or draft.claimed(unit.span):
        return
    if tells_kind(match["who"].label, draft):
        return  # people of one kind among others, of whom something is kept: the rule asks for their kind
    entity = draft.find_entity(match["thing"].label)
    around = draft.text.at((unit.span[0], match.span[0])) + draft.text.at((match.span[1], unit.span[1]))
    further = around.strip(" .,").lower()
    if entity is None or further and not further.startswith(("and never", "never", "and not", "but never", "but not")):
        return
    actor = draft.actor(match["who"].label, match["who"].span)
    operation = deed_on(draft, entity, match["verb"], match.span)
    operation.roles.append(actor)
    operation.actors.append(actor)
    made = [operation.id]
    states = [f for f in entity.fields.values() if f.type.kind == "choice"]
    barred = [
        (f, c)
        for f in states
        for c in f.type.choices
        if find(unit, f"never|not a|an|one {c}", f"never NP ( {c} )?") and f" {c} " in unit.text.lower()
    ]
    for f, state in barred:
        guard = draft.guard(
            f"{operation.name}.{state}", no(same(f"{entity.name}.{f.name}", bp.Literally(type=f.type, value=state))),
            f"{article(entity.label).capitalize()} that is {state} may not be {participle_of(match['verb'].head)}.", unit.span, entity.name,
        )  # fmt: skip
        operation.guards.append(guard)
        made.append(guard.id)
    draft.claim(unit.span, "only_actor", made)


def read_approval_above(unit: Unit, draft: Draft) -> None:
    """ "Orders over 500 euro need the approval of the director before they are sent." """
    match = find(
        unit,
        "NP=things Q.Bound=limit ( V(need|require) | NP(need) ) NP(approval|consent|permission|signature|confirmation) of|by|from NP=who before they|it BE V.part=done",
        "NP=things Q.Bound=limit MODAL be V.part(approve|confirm|sign|release) by NP=who before they|it BE V.part=done",
    )
    limit = match.literal("limit") if match else None
    if match is None or draft.claimed(unit.span) or not isinstance(limit, Bound):
        return
    entity = draft.find_entity(match["things"].label)
    kept: list[bp.Derivation | bp.FieldOf] = []
    if entity is not None:
        kept = [*entity.derivations.values(), *entity.fields.values()]
    sum_ = next((each for each in kept if each.type.kind == "money"), None)
    if entity is None or sum_ is None:
        return
    actor = draft.actor(match["who"].label, match["who"].span)
    draft.add_field(entity, "approved at", bp.DATETIME, match.span, required=False)
    approve = draft.operation("approve", entity, "change", span=match.span)
    approve.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    approve.roles.append(actor)
    approve.actors.append(actor)
    approve.guards.append(
        draft.guard(
            f"{approve.name}.once",
            absent(f"{entity.name}.approved_at"),
            f"The {entity.label} is approved already.",
            None,
            entity.name,
        )
    )
    approve.steps.append(bp.Update(row=bp.Name(name=entity.name), values=(("approved_at", bp.Name(name="now")),)))
    approve.result = bp.Name(name=entity.name)
    operation = deed_on(draft, entity, match["done"], match.span)
    small = compare(f"{entity.name}.{sum_.name}", _OPPOSITE[limit.op], amount(sum_.type, value_of(limit)))
    guard = draft.guard(
        f"{operation.name}.approved",
        either(small, present(f"{entity.name}.approved_at")),
        f"It needs the approval of the {match['who'].label}.",
        unit.span,
        entity.name,
    )
    operation.guards.append(guard)
    approval = bp.Approval(
        id=draft.unique(f"approval.{entity.name}"),
        spans=(match.span,),
        operation=approve.id,
        approver=actor,
        subject=entity.id,
    )
    draft.approvals.append(approval)
    draft.claim(unit.span, "approval_above", [operation.id, approve.id, guard.id, approval.id])
