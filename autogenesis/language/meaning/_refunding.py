"""Owns money that goes back by a rule: "half of the fee is refunded", "the guest gets 20 percent of the price back"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft
from autogenesis.language._literals import Money, Percent
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import amount
from autogenesis.language.meaning._members import entity_of, field_named, members, read, take_words
from autogenesis.language.meaning._naming import SYSTEM
from autogenesis.language.meaning._recipients import recipients_of, whose
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._targets import Steps
from autogenesis.language.meaning._telling import message, notified
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._values import value_of

_BACK = frozenset({"refund", "reimburse", "return", "repay", "pay back", "give back", "pay out", "credit"})
_GETTING = frozenset({"get", "receive", "have"})
_SHARES = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_WHOLE = frozenset({"whole", "full", "entire", "complete"})


def refunding(clause: Clause, scope: Scope) -> Steps | None:
    """What goes back is recorded on the row concerned, and told to whom it goes."""
    found = _parts(clause)
    row = scope.rows[0] if scope.rows else None
    if found is None or row is None or row.fresh or clause.embedded or clause.limits:
        return None
    np, whom = found
    value = sum_of(np, scope)
    if value is None:
        return None
    account = _account(whom, row, scope)
    if account is not None:
        place, field = account
        scope.take(clause, clause.span if len(clause.phrases) < 2 else clause.verb_span)
        more = bp.Arithmetic(operator="+", left=bp.Get(of=place.at, field=field), right=value.expression)
        return (bp.Update(row=place.at, values=((field, more),)),)
    kind = value.type
    name = scope.draft.add_field(
        row.entity, "refund", kind, np.span, required=False, summary="what has been paid back of it"
    )
    if row.entity.fields[name].type != kind:
        raise NotUnderstoodError(f"“{row.entity.fields[name].label}” is kept as something else", np.span)
    row.entity.later.add(name)
    scope.take(clause, clause.span if _plain(clause) else clause.verb_span)
    kept = bp.Update(row=row.at, values=((name, value.expression),))
    told = recipients_of(whom, scope) if whom is not None else whose(scope)
    text = message(clause, scope)
    note = notified(told, "refund", text, ((name, value.expression),), scope) if told is not None else None
    return (kept, note) if note is not None else (kept,)


def _account(np: NP | None, row: Row, scope: Scope) -> tuple[Row, str] | None:
    """ "… is returned to the balance": the sum that is kept of whom the row leads to."""
    if np is None or np.pronoun or np.possessor is not None or np.of or np.relatives or np.adjectives:
        return None
    for each in (row, *_led_to(row, scope.draft)):
        named = field_named(each.entity, np)
        f = each.entity.fields.get(named[0]) if named is not None else None
        if named is not None and f is not None and f.type.kind == "money":
            take_words(scope, np.span, named[1])
            return each, f.name
    return None


def _plain(clause: Clause) -> bool:
    """Whether nothing but words of giving back is left of the clause."""
    return not (clause.phrases or clause.adverbs or clause.asides or clause.exceptions)


def _parts(clause: Clause) -> tuple[NP, NP | None] | None:
    """The phrase for the sum that goes back, and whom it goes to, where that is said."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    to = clause.phrase("to")
    whom = to.item if to is not None and to.measure is None and len(to.items) == 1 else None
    if clause.voice == "passive" and phrase in _BACK and len(clause.subjects) == 1:
        if len(clause.objects) == 1 and whom is None:  # "the guest is refunded half of the price"
            return clause.objects[0], clause.subjects[0]
        if any(p is not to for p in clause.phrases) or clause.objects:
            return None
        return clause.subjects[0], whom
    back = clause.particle == "back" or "back" in clause.adverbs or "back" in clause.complements
    if clause.voice != "active" or len(clause.subjects) != 1 or any(p is not to for p in clause.phrases):
        return None
    subject = clause.subjects[0]
    if clause.verb in _GETTING and back and len(clause.objects) == 1:
        return clause.objects[0], subject
    ours = subject.name in SYSTEM or subject.head in {"we"}
    if phrase in _BACK and ours and clause.objects:
        return clause.objects[-1], whom or (clause.objects[0] if len(clause.objects) == 2 else None)
    return None


def sum_of(np: NP, scope: Scope) -> Value | None:
    """The sum of money that a phrase names: a sum, a share of one, or one that is kept; None where it names none."""
    share = _SHARES.get(np.head) or (np.quantity.value / 100 if isinstance(np.quantity, Percent) else None)
    of = next((p.item for p in np.of if p.prep == "of"), None)
    if share is not None and of is not None:
        whole = sum_of(of, scope)
        if whole is None:
            return None
        take_words(scope, np.span, (np.head,))
        scope.take((np.span[0], of.span[0]))
        part = bp.Arithmetic(operator="*", left=whole.expression, right=bp.number(share))
        return Value(bp.Rounded(way="half_up", value=part, places=2), whole.type)
    if isinstance(np.quantity, Money) and not np.of and not np.relatives:
        scope.take(np)
        kind = bp.Type(kind="money", currency=np.quantity.currency)
        return Value(amount(kind, np.quantity.value), kind)
    if np.pronoun or np.text.lower() in {"all", "everything", "nothing"}:
        found = _only_sum(scope)
        if found is not None:
            scope.take(np)
        none = found is not None and np.text.lower() == "nothing"
        return Value(amount(found.type, 0), found.type) if none and found is not None else found
    if set(np.adjectives) & _WHOLE:
        take_words(scope, np.span, _WHOLE)
        np = replace(np, adjectives=tuple(a for a in np.adjectives if a not in _WHOLE))
    if np.quantity is not None or np.relatives:
        return None
    return tried(lambda: _known(np, scope), scope)


def _known(np: NP, scope: Scope) -> Value | None:
    value = value_of(np, scope)
    return value if value.type.kind == "money" and not value.many else None


def _only_sum(scope: Scope) -> Value | None:
    """The only sum of money that is kept of the rows spoken of, else of what they lead to."""
    for row in scope.rows:
        near = (row, *_led_to(row, scope.draft))
        for each in near:
            names = [m.name for m in members(each.entity) if m.type.kind == "money" and m.name not in each.entity.later]
            if len(names) == 1:
                return Value(read(each, names[0]), each.entity.member(names[0]).type)
    return None


def _led_to(row: Row, draft: Draft) -> list[Row]:
    led = ((f.name, entity_of(draft, f.type)) for f in row.entity.fields.values() if f.type.kind == "reference")
    return [Row(entity, read(row, name)) for name, entity in led if entity is not None]
