"""Owns money that falls due by a rule: "15 euro is charged", "the member pays a fee of 2 euro", added up on the row."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import article
from autogenesis.language._literals import Money
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import amount
from autogenesis.language.meaning._naming import SYSTEM, take_name
from autogenesis.language.meaning._refunding import sum_of
from autogenesis.language.meaning._scope import Row, Scope
from autogenesis.language.meaning._targets import target_of

_CHARGING = frozenset("charge add bill debit deduct impose levy raise incur pay owe cost".split())
_BILLING = frozenset({"charge", "bill", "invoice"})
_FUNDS = frozenset({"credit", "deposit", "funds"})
_ACCOUNTS = frozenset({"charges", "debt", "dues", "balance", "account balance", "amount due", "amount owed", *_FUNDS})
"""What a sum that somebody is charged is added to, or taken off."""
_FEES = frozenset("fee fine penalty charge surcharge cost deposit supplement".split())


def charging(clause: Clause, scope: Scope) -> tuple[bp.Statement, ...] | None:
    """What is charged is added to what the row concerned is charged already."""
    if clause.verb not in _CHARGING or clause.phrase("per", "for", "from", "to", "onto") is not None:
        return None
    billed = _billed(clause, scope)
    if billed is not None:
        return billed
    found = _sum(clause)
    row = scope.rows[0] if scope.rows else None
    if found is None or row is None or row.fresh:
        return None
    np, money, label = found
    kind = bp.Type(kind="money", currency=money.currency)
    name = _charges(row, kind, np, scope, label)
    scope.take(clause, np)
    for payer in clause.subjects if clause.voice != "passive" else ():
        take_name(payer, scope)
    more = bp.Arithmetic(operator="+", left=bp.Get(of=row.at, field=name), right=amount(kind, money.value))
    return (bp.Update(row=row.at, values=((name, more),)),)


def _billed(clause: Clause, scope: Scope) -> tuple[bp.Statement, ...] | None:
    """ "Every member is charged 15 euro", "each tenant is billed the rent": what it comes to is added up with whoever pays."""
    if clause.verb not in _BILLING or clause.phrases or clause.negated:
        return None
    people = clause.subjects if clause.voice == "passive" else clause.objects[:1]
    sums = clause.objects if clause.voice == "passive" else clause.objects[1:]
    ours = clause.voice == "passive" or clause.subject is None or clause.subject.name in SYSTEM | {"we"}
    if len(people) != 1 or len(sums) != 1 or not ours:
        return None
    target = target_of(people[0], scope)
    if target is None:
        return None
    row = target.row
    value = sum_of(sums[0], scope.bound(*scope.rows, row))
    if value is None:
        return None
    kept = next((n for n, f in row.entity.fields.items() if f.label in _ACCOUNTS and f.type.kind == "money"), None)
    owed = kept is None or row.entity.fields[kept].label not in _FUNDS
    name = kept or _charges(row, value.type, sums[0], scope)
    scope.take(clause, *clause.subjects)
    old = bp.Get(of=row.at, field=name)
    moved = bp.Arithmetic(operator="+" if owed else "-", left=old, right=value.expression)
    if kept is not None:
        way = "added to" if owed else "taken off"
        scope.draft.assume(f"What {article(row.entity.label)} is charged is {way} the {kept.replace('_', ' ')}.")
    return target.update((name, moved))


def _charges(row: Row, kind: bp.Type, np: NP, scope: Scope, label: str = "charges") -> str:
    """The field with what somebody has been charged so far."""
    zero = amount(kind, 0)
    summary = "what has been charged so far"
    name = scope.draft.add_field(row.entity, label, kind, np.span, required=False, default=zero, summary=summary)
    row.entity.later.add(name)
    return name


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
