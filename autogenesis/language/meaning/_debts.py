"""Owns what somebody owes: the prices and fees of what is theirs and is not paid."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._literals import Money
from autogenesis.language._terms import both, present
from autogenesis.language.meaning._facts import Fact, fact_of
from autogenesis.language.meaning._members import members, read
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value

_KEPT = frozenset({"debt", "debts", "arrears", "amount owed", "owed"})
_CREDIT = frozenset({"balance", "account balance", "credit"})
_FEES = frozenset({"fee", "charge", "fine", "penalty"})
_DUE = ("price", "total", "fee", "amount", "charge", "cost", "sum")


def debt(row: Row, limit: object, scope: Scope) -> Value | None:
    """What the person a row stands for has not paid yet; None where it is kept as a sum, or no money is spoken of."""
    if not isinstance(limit, Money) or any(f.label.lower() in _KEPT for f in members(row.entity)):
        return None
    credit = next((f for f in members(row.entity) if f.label.lower() in _CREDIT and f.type.kind == "money"), None)
    if credit is not None:
        minus = bp.Arithmetic(
            operator="-", left=bp.Literally(type=credit.type, value="0"), right=read(row, credit.name)
        )
        scope.draft.assume(f"What {article(row.entity.label)} owes is how far the {credit.label} is below 0.")
        return Value(minus, credit.type)
    actor = next((a.id for a in scope.draft.actors.values() if a.row == row.entity.id), None)
    parts = []
    for entity in list(scope.draft.entities.values()):
        whose = _whose(entity, row, actor, scope.draft) if entity is not row.entity else None
        owed = _owed(entity, scope.draft) if whose is not None else None
        if whose is not None and owed is not None:
            value, paid = owed
            parts.append(
                bp.Aggregate(
                    function="sum",
                    entity=entity.id,
                    name=f"owed_{entity.name}",
                    where=both(bp.Compare(relation="==", left=whose, right=_who(row.at)), bp.Not(term=paid)),
                    value=value,
                )
            )
            scope.draft.assume(
                f"What {article(row.entity.label)} owes are the sums of their {entity.plural} that are not paid."
            )
    if not parts:
        raise NotUnderstoodError("nothing says what is owed, and for what", scope.unit.span)
    total: bp.Expression = parts[0]
    for part in parts[1:]:
        total = bp.Arithmetic(operator="+", left=total, right=part)
    return Value(total, bp.Type(kind="money", currency=limit.currency))


def _who(at: bp.Expression) -> bp.Expression:
    """The row of whoever asks is told by who asks."""
    own = isinstance(at, bp.Aggregate) and at.function == "first" and at.name.startswith("own_")
    return bp.Name(name="by") if own else at


def _whose(entity: EntityDraft, row: Row, actor: str | None, draft: Draft) -> bp.Expression | None:
    """The field with whoever has to pay for it: a reference, a person, else whoever brought it about."""
    at = bp.Name(name=f"owed_{entity.name}")
    name = entity.reference_to(row.entity)
    name = name or next(
        (
            f.name
            for f in entity.fields.values()
            if f.type.kind == "person" and actor is not None and f.type.actor == actor
        ),
        None,
    )
    if name is not None:
        return bp.Get(of=at, field=name)
    creating = next((o for o in draft.operations.values() if o.entity is entity and o.kind == "create"), None)
    if actor is None or creating is None or actor not in creating.actors or not creating.verb:
        return None
    verb, _, particle = creating.verb.partition(" ")
    fact = fact_of(draft, entity, verb, particle, commit=False)
    return fact.by(at) if fact is not None else None


def _owed(entity: EntityDraft, draft: Draft) -> tuple[bp.Expression, bp.Expression] | None:
    """What one of them comes to, and that it is paid."""
    at = bp.Name(name=f"owed_{entity.name}")
    kept = {m.name: m for m in members(entity) if m.type.kind == "money"}
    main = next((name for label in _DUE for name in kept if name == label), None)
    extra = [n for n in kept if n != main and n in entity.later and _FEES & set(kept[n].label.split())]
    if main is None and not extra:
        return None
    value: bp.Expression | None = bp.Get(of=at, field=main) if main is not None else None
    if value is not None and "cancelled_at" in entity.fields:
        gone = present(bp.Get(of=at, field="cancelled_at"))
        zero = bp.Literally(type=kept[main or ""].type, value="0")
        value = bp.Conditional(test=gone, then=zero, otherwise=value)
    for name in extra:
        fee = bp.Get(of=at, field=name)
        value = fee if value is None else bp.Arithmetic(operator="+", left=value, right=fee)
    paid = _paid(entity, draft)
    return (value, paid.holds(at)) if value is not None and paid is not None else None


def _paid(entity: EntityDraft, draft: Draft) -> Fact | None:
    return fact_of(draft, entity, "pay")


__all__ = ["debt"]
