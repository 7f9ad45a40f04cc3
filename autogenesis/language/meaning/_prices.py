"""Frames for what something costs: rates, discounts, surcharges, what is free, the most and the least."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Literal, Money, Number
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import amount, both
from autogenesis.language.meaning._assumed import add
from autogenesis.language.meaning._cases import denying, in_case
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._discounts import discount, extreme, free
from autogenesis.language.meaning._members import members, read, take_words
from autogenesis.language.meaning._naming import before_name, known_thing, stands_for_people, take_name
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._priced_deeds import PricedDeed, priced_deed
from autogenesis.language.meaning._reckoning import (
    Reckoned,
    entity_for,
    keep,
    label_name,
    latest,
    money,
    units_of,
    when,
)
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, attempt
from autogenesis.language.meaning._selections import narrowed

_COSTING = frozenset({"cost", "be", "pay", "charge", "come", "amount", "bill", "owe", "add"})


_EQUAL = frozenset({"cost", "be", "come", "amount"})
_RATES = frozenset(
    {"price", "fee", "cost", "charge", "rent", "rate", "fare", "penalty", "fine", "total", "amount", "deposit"}
)


_BEYOND = frozenset({"further", "additional", "other", "more"})
_STARTED = frozenset({"started", "begun", "part", "partial", "every", "each", "full", "whole"})


def price(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A ticket costs 4 euro per hour, but never more than 20 euro", "The fee is 10 euro", "For each day 2 euro are charged"."""
    if clause.verb not in _COSTING or denying(clause):
        return None
    place = _money(clause)
    if place is None:
        return None
    np, rate = place
    subject = clause.subject if np is not clause.subject else None
    if subject is not None and _BEYOND & set(subject.adjectives) and subject.determiner in {"each", "every", "any"}:
        raise NotUnderstoodError(f"it is not known beyond how many “{subject.text}” is", subject.span)
    deed = priced_deed(subject, clause, scope)
    failure: NotUnderstoodError | None = None
    for entity in [deed.entity] if deed is not None else _owners(subject, clause, scope):
        try:
            with attempt(scope):
                return _priced(clause, np, rate, subject, Row(entity, IT), scope, deed)
        except NotUnderstoodError as error:
            failure = failure or error
    if failure is not None:
        raise failure
    return None


def _money(clause: Clause) -> tuple[NP, Money] | None:
    for np in (*clause.objects, *clause.subjects):
        if isinstance(np.quantity, Money):
            return np, np.quantity
    return None


def _owners(subject: NP | None, clause: Clause, scope: Scope) -> list[EntityDraft]:
    entity = known_thing(scope.draft, subject) if subject is not None and not subject.pronoun else None
    if entity is not None and subject is not None and subject.head not in _RATES:
        return [entity]
    owner = next((p.item for p in (*(subject.of if subject else ()), *clause.phrases) if p.prep in {"of", "for"}), None)
    named = known_thing(scope.draft, owner) if owner is not None and owner.quantity is None else None
    paid = clause.verb in {"pay", "owe"}
    rest = [e for e in entity_for(clause, scope) if e is not named and (paid or not stands_for_people(e, scope.draft))]
    if subject is not None and not subject.pronoun:
        rest.sort(key=lambda e: not any(subject.head in m.label.lower().split() for m in members(e)))
    return [*([named] if named is not None else []), *rest]


def _priced(
    clause: Clause, np: NP, rate: Money, subject: NP | None, row: Row, scope: Scope, deed: PricedDeed | None = None
) -> Claimed:
    inner = scope.bound(row)
    scope.take(clause)
    scope.take(rate.span)
    kind = bp.Type(kind="money", currency=rate.currency)
    value: bp.Expression = amount(kind, rate.value)
    tests: list[bp.Expression] = [deed.fact.holds(IT)] if deed is not None else []
    for phrase in (*np.of, *clause.phrases):
        if phrase.prep in {"per", "a", "an"} or (phrase.prep == "for" and _each(phrase)):
            value = _times(value, phrase, row, inner, subject)
        elif phrase.prep in {"up to", "at most", "to"} and phrase.item is not None and phrase.item.quantity is not None:
            value = _limited(value, phrase.item.quantity, kind, scope)
        else:
            tests.append(in_case(phrase, row, inner))
    tests.extend(all_hold(condition, inner) for condition in clause.conditions)
    label = deed.named(clause, scope) if deed is not None else _label(subject, row, clause, scope)
    if deed is None and subject is not None and known_thing(scope.draft, subject) is row.entity:
        tests.extend(
            narrowed(replace(subject, quantity=None), before_name(subject, row.entity, scope.draft), row, inner)
        )
    for exception in clause.exceptions:
        value = _capped(value, exception, kind, scope)
    test = both(*tests) if tests else None
    old = row.entity.derivations.get(label_name(label))
    if subject is None and test is None and old is not None and latest(scope.draft) is not None:
        value = bp.Arithmetic(operator="+", left=latest(scope.draft).raw, right=value)  # type: ignore[union-attr]
        scope.draft.assume(f"“{clause.text}”: this comes on top of what is charged already.", clause.span)
    if test is not None:
        before = latest(scope.draft, (label,)) if old is not None else None
        value = when(test, value, before.raw if before is not None else money(Decimal(0), rate.currency))
    name = label_name(label)
    return Claimed("price", (keep(Reckoned(row.entity, name, value), kind, label, clause, scope.draft),))


def _each(phrase: Phrase) -> bool:
    np = phrase.item
    return np is not None and np.quantity is None and np.determiner in {"each", "every", "a", "an"}


def _times(value: bp.Expression, phrase: Phrase, row: Row, scope: Scope, subject: NP | None) -> bp.Expression:
    """The rate for each of what is counted."""
    np = phrase.item
    if np is None or len(phrase.items) != 1:
        raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    started = bool({"started", "begun"} & {*np.adjectives, *(r.verb for r in np.relatives)}) or any(
        r.verb == "begin" for r in np.relatives
    )
    take_words(scope, np.span, (np.head, *(_STARTED & set(np.adjectives))))
    for relative in np.relatives:
        if relative.verb not in {"begin", "start"}:
            raise NotUnderstoodError(f"nothing could be made of “{relative.text}”", relative.span)
        scope.take(relative)
    if known_thing(scope.draft, np) is row.entity:
        return value
    started = started or bool({"started", "begun"} & set(np.words))
    take_words(scope, np.span, _STARTED & set(np.words))
    count = units_of(row, np.head, scope, whole=started)
    if count is None:
        count = _counted(np, row, scope, subject)
        count = bp.Rounded(way="up", value=count) if started else count
    return bp.Arithmetic(operator="*", left=count, right=value)


def _counted(np: NP, row: Row, scope: Scope, subject: NP | None) -> bp.Expression:
    """A number that whoever enters the row gives, where the text prices something it never lists."""
    if np.head in {"hour", "minute"} and subject is not None and known_thing(scope.draft, subject) is None:
        spent = add(row.entity, f"{subject.name} time", bp.Type(kind="duration", unit="minutes"), np.span, scope)
        minutes = read(row, spent)
        return minutes if np.head == "minute" else bp.Arithmetic(operator="/", left=minutes, right=bp.whole(60))
    if np.head in {"hour", "day", "night", "week", "month", "year", "minute", "quarter"}:
        raise NotUnderstoodError(f"nothing says how many {np.text} a {row.entity.label} has", np.span)
    label = plural_of(np.name)
    name = scope.draft.add_field(row.entity, label, bp.DECIMAL, np.span, required=False, default=bp.number("0"))
    row.entity.given.add(name)
    scope.draft.assume(f"How many {label} a {row.entity.label} has is entered with it; 0 where it is not.", np.span)
    return read(row, name)


def _label(subject: NP | None, row: Row, clause: Clause, scope: Scope) -> str:
    """What the amount is called: the noun of the sentence, or "price"."""
    if subject is None or subject.pronoun:
        known = latest(scope.draft)
        if known is not None and known.entity is row.entity and subject is not None:
            return known.entity.derivations[known.name].label
        if known is not None and known.entity is row.entity:
            return known.entity.derivations[known.name].label
        return "charge"
    if known_thing(scope.draft, subject) is row.entity:
        take_name(subject, scope)
        return "price"
    if clause.verb not in _EQUAL and subject.head not in _RATES:  # it is nobody's name for an amount: who charges it?
        raise NotUnderstoodError(f"nothing could be made of “{subject.text}”", subject.span)
    words = (*subject.adjectives, *subject.words)
    take_words(scope, subject.span, words)
    return " ".join(words)


def _capped(value: bp.Expression, exception: Clause, kind: bp.Type, scope: Scope) -> bp.Expression:
    """ "but never more than 20 euro", "up to 50 at most", "at least 5 euro"."""
    nps = [*exception.objects, *exception.subjects, *(p.item for p in exception.phrases if p.item is not None)]
    literal: Literal | None = next((np.quantity for np in nps if isinstance(np.quantity, Bound)), None)
    if literal is None or len(exception.phrases) > 1:
        raise NotUnderstoodError(f"nothing could be made of “{exception.text}”", exception.span)
    return _limited(value, literal, kind, scope)


def _limited(value: bp.Expression, literal: Literal, kind: bp.Type, scope: Scope) -> bp.Expression:
    """The value, but not beyond a bound."""
    if not isinstance(literal, Bound) or not isinstance(literal.value, Money | Number):
        raise NotUnderstoodError(f"“{literal.text}” is no limit of a price", literal.span)
    scope.take(literal.span)
    limit = amount(kind, literal.value.value)
    return bp.Extreme(which="smallest" if literal.op in {"<", "<="} else "largest", terms=(value, limit))


PRICES: tuple[Frame, ...] = (discount, free, extreme, price)


"""The frames for what something costs."""
