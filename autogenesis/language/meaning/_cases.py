"""Owns in which cases a price counts: for children, from 40 euro upwards, for whoever is older than 65."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._literals import Bound, Measure, Money, Number
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import both, either
from autogenesis.language.meaning._comparisons import bounded
from autogenesis.language.meaning._kinds_said import kinds_said, near
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import members, read, take_words, value_at
from autogenesis.language.meaning._naming import before_name, known_thing, take_name
from autogenesis.language.meaning._reckoning import (
    latest,
    leading,
)
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._selections import attached, narrowed
from autogenesis.language.meaning._values import row_for

_WHOLE = frozenset({"total", "sum", "amount", "worth"})


def denying(clause: Clause) -> bool:
    return bool({"not", "never", "no"} & set(clause.negators)) or bool(clause.subject and clause.subject.negative)


def in_case(phrase: Phrase, row: Row, scope: Scope) -> bp.Expression:
    """ "for children", "from 40 euro upwards", "on Sundays"."""
    np = phrase.item
    literal = np.quantity if np is not None else None
    if isinstance(literal, Bound) and np is not None and not np.of:
        return bounded(_measured(row, literal, scope), literal, scope)
    if phrase.prep == "from" and isinstance(literal, Money | Measure | Number) and np is not None and not np.of:
        at_least = Bound(literal.span, literal.text, ">=", literal)
        return bounded(_measured(row, at_least, scope), at_least, scope)
    if np is not None and phrase.prep in {"for", "to"} and literal is None:
        entity = known_thing(scope.draft, np)
        if entity is row.entity:
            take_name(np, scope)
            terms = narrowed(np, before_name(np, entity, scope.draft), row, scope)
            return both(*terms) if terms else bp.truth(True)
        kind = _kind(np, row, scope)
        if kind is not None:
            return kind
        if entity is None and np.plural and not np.of:
            return flagged(np, row, scope)
    return attached(row, phrase, scope)


def flagged(np: NP, row: Row, scope: Scope) -> bp.Expression:
    """A kind of people or things that nothing is kept of: whether it is one is said when a row is entered."""
    kind = _kind(np, row, scope) or _said_elsewhere(np, row, scope)
    if kind is not None:
        return kind
    if np.relatives or np.of or np.pronoun or np.quantity is not None:
        raise NotUnderstoodError(f"it is not known who “{np.text}” are", np.span)
    label = " ".join((*np.adjectives, *np.words))
    take_words(scope, np.span, (*np.adjectives, *np.words))
    name = scope.draft.add_field(
        row.entity,
        label,
        bp.BOOLEAN,
        np.span,
        required=False,
        default=bp.truth(False),
        summary=f"whether it is for a {label}",
    )
    row.entity.given.add(name)
    scope.draft.assume(f"Whether a {row.entity.label} is for a {label} is said when it is entered.", np.span)
    return read(row, name)


def _said_elsewhere(np: NP, row: Row, scope: Scope) -> bp.Expression | None:
    """ "Club members": a yes-or-no field of whoever it is for."""
    label = " ".join((*np.adjectives, *np.words)).lower()
    for there in near(row, scope.draft, 2):
        for f in there.entity.fields.values():
            if f.type.kind == "boolean" and f.label.lower() == label and not (np.of or np.relatives):
                take_words(scope, np.span, (*np.adjectives, *np.words, np.head))
                return read(there, f.name)
    said = kinds_said(np.text, np.span[0], row, scope.draft)
    if len(said) == 1 and said[0].span[1] - said[0].span[0] == len(np.text):
        scope.take(np.span)
        return said[0].holds
    return None


def _measured(row: Row, literal: Bound, scope: Scope) -> Value:
    if isinstance(literal.value, Money):
        known = latest(scope.draft)
        whole = [m.name for m in members(row.entity) if m.type.is_number and set(m.label.lower().split()) & _WHOLE]
        if len(whole) == 1 and (known is None or known.name != whole[0]):
            return value_at(row, whole[0], scope.draft)
        fields = [m.name for m in row.entity.fields.values() if m.type.kind == "money"]
        if len(fields) == 1 and known is not None:
            return value_at(row, fields[0], scope.draft)
    return measured(row, literal, scope)


def _kind(np: NP, row: Row, scope: Scope) -> bp.Expression | None:
    """ "for electric cars", "for children": one of the choices of a field, singular or plural."""
    said = {np.name, np.text.lower(), *np.adjectives}
    for member in members(row.entity):
        labelled = set(np.words[:-1]) if np.head in member.label.lower().split() else set()
        for choice in member.type.choices:
            if choice in said or np.head == choice or choice in labelled:
                take_words(scope, np.span, (np.head, choice, *np.words))
                literal = bp.Literally(type=member.type, value=choice)
                return bp.Compare(relation="==", left=read(row, member.name), right=literal)
    return None


def before_it(clause: Clause, row: Row, scope: Scope) -> tuple[bp.Expression, ...]:
    """ "From 20 pieces on, …": what was said before the clause, which is claimed with it."""
    fragment, phrases, joined = leading(clause, scope)
    if fragment is None:
        return ()
    terms = []
    position = 0
    while position < len(phrases):
        phrase = phrases[position]
        following = phrases[position + 1] if position + 1 < len(phrases) else None
        if phrase.prep == "for" and following is not None and following.prep in {"over", "under", "above", "below"}:
            terms.append(_aged(phrase, following, row, scope))
            position += 2
            continue
        terms.append(in_case(phrase, row, scope))
        position += 1
    if not terms:
        return ()
    scope.finish(fragment.span)
    scope.draft.claim(fragment.span, "circumstance", [row.entity.id])
    return (either(*terms) if joined == "or" else both(*terms),)


def _aged(phrase: Phrase, bound: Phrase, row: Row, scope: Scope) -> bp.Expression:
    """ "for patients over 75"."""
    literal = bound.item.quantity if bound.item is not None else None
    np = phrase.item
    entity = known_thing(scope.draft, np) if np is not None else None
    there = row_for(entity, scope) if entity is not None else None
    if there is None or np is None or not isinstance(literal, Bound):
        raise NotUnderstoodError(f"it is not known who “{phrase.text} {bound.text}” are", phrase.span)
    take_name(np, scope)
    return bounded(measured(there, literal, scope), literal, scope)
