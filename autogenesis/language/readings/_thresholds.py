"""Reads what may not begin before somebody agrees, because it is too far over a limit."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Money, Percent
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import Relation, both, choice, compare, either, no, present, same, say, term, update
from autogenesis.language._text import Span
from autogenesis.language._typing import currency_of
from autogenesis.language.readings._planned import planning_of
from autogenesis.language.readings._wording import wording

_APPROVE = "approve|confirm|agree|authorise|authorize|sign|release|allow"
_NOUN_OF = {"approve": "approval", "confirm": "confirmation", "agree": "agreement", "release": "release"}
_BEFORE = f"before|unless|until ( i|we | NP=who ) HAVE? V({_APPROVE})=approve"
_OVER_BUDGET = f"^ NP=what ( that BE )? Q.Bound=limit over|above NP=budget MODAL not|never V.base=begin {_BEFORE}"
_OVER_AMOUNT = (
    f"^ NP=what ( of | for | V.ing(cost) | that V(cost) )? Q.Bound=limit MODAL not|never V.base=begin {_BEFORE}",
    f"^ NP=what ( of | for | V.ing(cost) | that V(cost) )? Q.Bound=limit MODAL not|never be V.part=begin {_BEFORE}",
)


def owner_of(draft: Draft, unit: Unit) -> str:
    """The role of whoever wrote the text ("I", "we")."""
    draft.assume("“I” is the owner: whoever had this system made.", None)
    return draft.actor("owner", None if "actor.owner" in draft.actors else unit.span)


def read_threshold(unit: Unit, draft: Draft) -> None:
    """ "A tour more than 5 percent over its budget may not start before the head approves it; a smaller excess is noted.",
    "An order over 500 euro may not be sent until the clerk has approved it." """
    match = find(unit, _OVER_BUDGET, *_OVER_AMOUNT)
    limit = match.literal("limit") if match else None
    if match is None or not isinstance(limit, Bound) or limit.op not in {">", ">="}:
        return
    if "budget" in match and isinstance(limit.value, Percent):
        _over_budget(match, limit, draft)
    elif "budget" not in match and isinstance(limit.value, Money):
        _over_amount(match, limit, draft)


def _over_budget(match: Match, limit: Bound, draft: Draft) -> None:
    """By how much it is over, whether that is too far, and what is noted where it is not."""
    assert isinstance(limit.value, Percent)
    entity, unit = draft.entity(match["what"].label, match["what"].span), match.unit
    spent, budget = _amounts(match, entity, draft)
    over_it = bp.Arithmetic(operator="-", left=spent, right=budget)
    share = bp.Arithmetic(
        operator="/", left=bp.Literally(type=bp.PERCENT, value=str(limit.value.value)), right=bp.whole(100)
    )
    allowed = bp.Arithmetic(operator="*", left=budget, right=share)
    too_far = both(present(budget), compare(over_it, _relation(limit), allowed))
    smaller = find(unit, "NP=overrun BE only? V.part(note|record|log|mention|report)")
    noun = smaller["overrun"].head if smaller else "overrun"
    _derive(entity, noun, spent, budget, match)
    end = unit.span[1] if smaller is None else smaller.span[0]
    summary = f"Whether it is {limit.text} over {match['budget'].label}."
    needs, actor = _approval(match, entity, (too_far, summary), (unit.span[0], end), draft)
    if smaller is not None:
        noted = _note(draft, entity, noun, needs, actor, smaller)
        draft.claim((end, unit.span[1]), "note", [noted, f"derivation.{entity.name}.{noun}"])


def _over_amount(match: Match, limit: Bound, draft: Draft) -> None:
    """Whether an amount that the text has defined is too high."""
    assert isinstance(limit.value, Money)
    entity = draft.find_entity(match["what"].label)
    spent = entity.field_of_kind("money") if entity else None
    if entity is None or spent is None:
        return
    value = bp.Literally(type=entity.fields[spent].type, value=str(limit.value.value))
    summary = f"Whether its {entity.fields[spent].label} is {limit.text}."
    _approval(match, entity, (compare(f"it.{spent}", _relation(limit), value), summary), match.unit.span, draft)


def _relation(limit: Bound) -> Relation:
    return ">=" if limit.op == ">=" else ">"


def _approval(
    match: Match, entity: EntityDraft, too_far: tuple[bp.Expression, str], span: Span, draft: Draft
) -> tuple[str, str]:
    """The name of what says that approval is needed, and who gives it."""
    value, summary = too_far
    needs = f"needs_{_NOUN_OF.get(match['approve'].head, 'approval')}"
    entity.derivations[needs] = bp.Derivation(
        id=f"derivation.{entity.name}.{needs}", spans=(match["limit"].span,), name=needs, label=needs.replace("_", " "),
        type=bp.BOOLEAN, value=value, summary=summary,
    )  # fmt: skip
    who = match.piece("who")
    actor = draft.actor(who.label, who.span) if who else owner_of(draft, match.unit)
    operations = _operations(match, entity, needs, actor, draft)
    approval = bp.Approval(
        id=draft.unique(f"approval.{entity.name}"), spans=(match["approve"].span,), operation=operations[1].id,
        approver=actor, subject=entity.id,
    )  # fmt: skip
    draft.approvals.append(approval)
    elements = [*(o.id for o in operations), f"derivation.{entity.name}.{needs}", approval.id]
    draft.claim(span, "threshold_approval", elements)
    return needs, actor


def _amounts(match: Match, entity: EntityDraft, draft: Draft) -> tuple[bp.Expression, bp.Expression]:
    """What it costs, and the limit that is compared with it: a field of what it belongs to, or of its own."""
    planning = planning_of(draft)
    spent = entity.field_of_kind("money")
    kind = entity.fields[spent].type if spent else bp.Type(kind="money", currency=currency_of(draft))
    if spent is None:
        spent = draft.add_field(entity, "cost", kind)
    keeper = planning.project if planning is not None and planning.plan is entity else entity
    budget = draft.add_field(keeper, match["budget"].label, kind, match["budget"].span, required=False)
    return bp.path("it", spent), bp.path("it", budget) if keeper is entity else bp.path("it", keeper.name, budget)


def _derive(entity: EntityDraft, noun: str, spent: bp.Expression, budget: bp.Expression, match: Match) -> None:
    kind = next(f.type for f in entity.fields.values() if f.type.kind == "money")
    zero = bp.Literally(type=kind, value="0.00")
    excess = bp.Extreme(which="largest", terms=(bp.Arithmetic(operator="-", left=spent, right=budget), zero))
    entity.derivations[noun] = bp.Derivation(
        id=f"derivation.{entity.name}.{noun}", spans=(match["budget"].span,), name=noun, label=noun, type=kind,
        value=bp.Conditional(test=present(budget), then=excess, otherwise=zero), summary=f"By how much it is over {match['budget'].label}.",
    )  # fmt: skip


def _operations(
    match: Match, entity: EntityDraft, needs: str, actor: str, draft: Draft
) -> tuple[OperationDraft, OperationDraft]:
    """To begin, refused while the approval is lacking; and to approve."""
    begin, verb = match["begin"].head, match["approve"].head
    done, agreed = participle_of(begin), participle_of(verb)
    states = ("made", done)
    own = "status" not in entity.fields
    if own:
        kind = bp.Type(kind="choice", choices=states)
        draft.add_field(entity, "status", kind, required=False, default=choice("made", states))
    field = draft.add_field(entity, agreed, bp.BOOLEAN, match["approve"].span, required=False, default=bp.truth(False))
    start = draft.operation(begin, entity, "change", span=match.span)
    approve = draft.operation(verb, entity, "change", span=match["approve"].span)
    for operation in (start, approve):
        operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    allowed = either(no(f"{entity.name}.{needs}"), term(f"{entity.name}.{field}"))
    reason = f"{wording(match.unit).split(';')[0].rstrip('.')}."
    start.guards.append(draft.guard(f"{start.name}.{agreed}", allowed, reason, match.span, entity.name))
    if own:
        once = same(f"{entity.name}.status", choice("made", states))
        told = f"The {entity.label} has been {done} already."
        start.guards.append(draft.guard(f"{start.name}.once", once, told, None, entity.name))
        start.steps.append(update(entity.name, status=choice(done, states)))
        entity.lifecycle = bp.Lifecycle(field="status", initial="made", transitions=(("made", done, start.id),))
    approve.steps.append(update(entity.name, **{field: bp.truth(True)}))
    approve.roles.append(actor)
    approve.actors.append(actor)
    return start, approve


def _note(draft: Draft, entity: EntityDraft, noun: str, needs: str, actor: str, smaller: Match) -> str:
    """What is over the limit, but not too far, is noted when it arises."""
    kind = entity.derivations[noun].type
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.note_{noun}"), spans=(smaller.span,), summary=f"Note a smaller {noun}.",
        trigger=bp.Trigger(on="created", entity=entity.id),
        when=both(compare(f"it.{noun}", ">", bp.Literally(type=kind, value="0.00")), no(f"it.{needs}")),
        steps=(
            bp.Notify(
                to=bp.Recipient(actor=actor), type=noun, subject=bp.Name(name="it"),
                text=say(f"The {noun} of the {entity.label} is ", f"{{it.{noun}}}", f" {kind.currency or ''}.".replace(" .", ".")),
                data=((entity.name, bp.path("it", "id")), (noun, bp.path("it", noun))),
            ),
        ),
    )  # fmt: skip
    draft.reactions.append(reaction)
    return reaction.id
