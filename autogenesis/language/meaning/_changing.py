"""Owns change: fields that a rule sets to a value, or raises and lowers by one."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._literals import Percent
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._becoming import label_of
from autogenesis.language.meaning._comparisons import constant
from autogenesis.language.meaning._members import field_named, take_words
from autogenesis.language.meaning._scope import Row, Scope, Value
from autogenesis.language.meaning._targets import Steps, patients_of
from autogenesis.language.meaning._values import row_of, value_of

_UP = frozenset("increase raise grow add extend".split())
_ONTO = frozenset({"add", "credit", "return", "refund", "give back", "pay back", "pay"})
_OFF = frozenset({"take", "take off", "deduct", "subtract", "debit", "withdraw"})
_DOWN = frozenset("reduce decrease lower deduct subtract drop cut".split())


def changing(clause: Clause, scope: Scope) -> Steps | None:
    """ "The price is reduced by 10 percent", "the stock is increased by the quantity", "the fee is set to 5 euro"."""
    moved = _put_on(clause, scope)
    if moved is not None:
        return moved
    verb = clause.verb
    sign = "+" if verb in _UP else "-" if verb in _DOWN else ""
    by, to = clause.phrase("by"), clause.phrase("to", "at")
    if not sign and verb not in {"set", "change", "reset", "be", "become", "put"}:
        return None
    made: list[bp.Statement] = []
    for np in patients_of(clause):
        row, name = field_of(np, scope) or (None, "")
        if row is None:
            return None
        kind = row.entity.member(name).type
        old = Value(bp.Get(of=row.at, field=name), kind)
        if by is not None and by.item is not None and sign:
            new = _moved(old, sign, by.item, scope)
        elif to is not None and to.item is not None:
            new = _given(to.item, kind, scope)
        elif kind.kind == "choice" and (word := _chosen_word(clause, kind)):
            new = bp.Literally(type=kind, value=word)
            take_words(scope, clause.span, word.split())
        else:
            return None
        made.append(bp.Update(row=row.at, values=((name, new),)))
    scope.take(clause)
    return tuple(made) or None


def _put_on(clause: Clause, scope: Scope) -> Steps | None:
    """ "Its price is taken off the balance of the learner", "the total is added to the account": an amount, and where it goes."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    sign = "+" if phrase in _ONTO else "-" if phrase in _OFF else ""
    parts = (*clause.subjects, *clause.objects) if clause.voice == "passive" else clause.objects
    there = clause.phrase("to", "onto") if sign == "+" else clause.phrase("from", "off")
    place = there.item if there is not None else parts[1] if len(parts) == 2 and clause.particle == "off" else None
    if not sign or place is None or len(parts) != (1 if there is not None else 2) or clause.negated:
        return None
    found = field_of(place, scope)
    kind = found[0].entity.member(found[1]).type if found is not None else None
    if found is None or kind is None or not kind.is_number or any(p is not there for p in clause.phrases):
        return None
    row, name = found
    moved = _moved(Value(bp.Get(of=row.at, field=name), kind), sign, parts[0], scope)
    scope.take(clause)
    return (bp.Update(row=row.at, values=((name, moved),)),)


def _chosen_word(clause: Clause, kind: bp.Type) -> str:
    """ "its status becomes available": the choice that the complement names."""
    said = {" ".join(clause.complements), *(label_of(np) for np in clause.objects)}
    return next((choice for choice in kind.choices if choice in said), "")


def field_of(np: NP, scope: Scope) -> tuple[Row, str] | None:
    """The field that the phrase names, of a row in scope or of the one that it is said to belong to."""
    if np.pronoun:
        return None
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"}), None)
    owned = row_of(owner, scope) if owner is not None else None
    for row in (owned,) if owned else reversed(scope.rows):
        found = field_named(row.entity, np)
        if found is not None and found[0] in row.entity.fields:
            take_words(scope, np.span, found[1])
            return row, found[0]
    return None


def _moved(old: Value, sign: str, by: NP, scope: Scope) -> bp.Expression:
    if isinstance(by.quantity, Percent):
        scope.take(by)
        change: bp.Expression = bp.Arithmetic(
            operator="*", left=old.expression, right=bp.number(by.quantity.value / 100)
        )
    else:
        change = _given(by, old.type, scope)
    return bp.Arithmetic(operator="+" if sign == "+" else "-", left=old.expression, right=change)


def _given(np: NP, kind: bp.Type, scope: Scope) -> bp.Expression:
    """What a phrase says a field is to be: a constant of its type, one of its choices, or a value."""
    if np.quantity is not None and np.span == np.quantity.span:
        return constant(np.quantity, kind, scope).expression
    if kind.kind == "choice" and label_of(np) in kind.choices:
        scope.take(np)
        return bp.Literally(type=kind, value=label_of(np))
    return value_of(np, scope).expression
