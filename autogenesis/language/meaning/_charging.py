"""Owns money that falls due by a rule: "15 euro is charged", "the member pays a fee of 2 euro", added up on the row."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._literals import Money
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import amount
from autogenesis.language.meaning._naming import take_name
from autogenesis.language.meaning._scope import Scope

_CHARGING = frozenset("charge add bill debit deduct impose levy raise incur pay owe cost".split())
_FEES = frozenset("fee fine penalty charge surcharge cost deposit supplement".split())


def charging(clause: Clause, scope: Scope) -> tuple[bp.Statement, ...] | None:
    """What is charged is added to what the row concerned is charged already."""
    if clause.verb not in _CHARGING or clause.phrase("per", "for", "from") is not None:
        return None
    found = _sum(clause)
    row = scope.rows[0] if scope.rows else None
    if found is None or row is None or row.fresh:
        return None
    np, money, label = found
    kind = bp.Type(kind="money", currency=money.currency)
    name = scope.draft.add_field(
        row.entity,
        label,
        kind,
        np.span,
        required=False,
        default=amount(kind, 0),
        summary="what has been charged so far",
    )
    row.entity.later.add(name)
    scope.take(clause, np)
    for payer in clause.subjects if clause.voice != "passive" else ():
        take_name(payer, scope)
    more = bp.Arithmetic(operator="+", left=bp.Get(of=row.at, field=name), right=amount(kind, money.value))
    return (bp.Update(row=row.at, values=((name, more),)),)


def _sum(clause: Clause) -> tuple[NP, Money, str] | None:
    """The phrase with the sum of money, the sum, and what it is called."""
    things = clause.subjects if clause.voice == "passive" else clause.objects
    for np in things:
        if isinstance(np.quantity, Money) and not np.of and not np.relatives:
            return np, np.quantity, "charges"
        inner = next((p.item for p in np.of if p.prep == "of" and p.item is not None), None)
        if np.head in _FEES and inner is not None and isinstance(inner.quantity, Money):
            return np, inner.quantity, " ".join((*np.adjectives, *(np.words or (np.head,))))
    return None
