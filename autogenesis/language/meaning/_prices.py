"""Frames for what something costs: rates, discounts, surcharges, what is free, the most and the least."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Literal, Measure, Money, Number, Percent
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import amount, both, either
from autogenesis.language.meaning._assumed import add
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import bounded
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import members, read, take_words, value_at
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._reckoning import (
    Reckoned,
    changed,
    entity_for,
    keep,
    label_name,
    latest,
    leading,
    money,
    percent_of,
    trial,
    units_of,
    when,
)
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._selections import attached, narrowed
from autogenesis.language.meaning._situations import PEOPLE
from autogenesis.language.meaning._values import row_for

_COSTING = frozenset({"cost", "be", "pay", "charge", "come", "amount", "bill", "owe", "add"})
_RATES = frozenset(
    {"price", "fee", "cost", "charge", "rent", "rate", "fare", "penalty", "fine", "total", "amount", "deposit"}
)
_REDUCING = frozenset({"discount", "reduction", "rebate"})
_RAISING = frozenset({"surcharge", "supplement", "extra", "premium"})
_WHOLE = frozenset({"total", "sum", "amount", "worth"})
_STARTED = frozenset({"started", "begun", "part", "partial", "every", "each", "full", "whole"})


def price(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A ticket costs 4 euro per hour, but never more than 20 euro", "The fee is 10 euro", "For each day 2 euro are charged"."""
    if clause.verb not in _COSTING or _denying(clause):
        return None
    place = _money(clause)
    if place is None:
        return None
    np, rate = place
    subject = clause.subject if np is not clause.subject else None
    failure: NotUnderstoodError | None = None
    for entity in _owners(subject, clause, scope):
        try:
            with trial(scope):
                return _priced(clause, np, rate, subject, Row(entity, IT), scope)
        except NotUnderstoodError as error:
            failure = failure or error
    if failure is not None:
        raise failure
    return None


def _denying(clause: Clause) -> bool:
    return bool({"not", "never", "no"} & set(clause.negators)) or bool(clause.subject and clause.subject.negative)


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
    rest = [e for e in entity_for(clause, scope) if e is not named]
    if subject is not None and not subject.pronoun:
        rest.sort(key=lambda e: not any(subject.head in m.label.lower().split() for m in members(e)))
    return [*([named] if named is not None else []), *rest]


def _priced(clause: Clause, np: NP, rate: Money, subject: NP | None, row: Row, scope: Scope) -> Claimed:
    inner = scope.bound(row)
    scope.take(clause)
    scope.take(rate.span)
    kind = bp.Type(kind="money", currency=rate.currency)
    value: bp.Expression = amount(kind, rate.value)
    tests: list[bp.Expression] = []
    for phrase in (*np.of, *clause.phrases):
        if phrase.prep in {"per", "a", "an"} or (phrase.prep == "for" and _each(phrase)):
            value = _times(value, phrase, row, inner, subject)
        elif phrase.prep in {"up to", "at most", "to"} and phrase.item is not None and phrase.item.quantity is not None:
            value = _limited(value, phrase.item.quantity, kind, scope)
        else:
            tests.append(_when(phrase, row, inner))
    tests.extend(all_hold(condition, inner) for condition in clause.conditions)
    label = _label(subject, row, scope)
    if subject is not None and known_thing(scope.draft, subject) is row.entity:
        rest = tuple(a for a in subject.adjectives if a not in row.entity.label.split())
        tests.extend(narrowed(replace(subject, quantity=None), rest, row, inner))
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


def _when(phrase: Phrase, row: Row, scope: Scope) -> bp.Expression:
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
            rest = tuple(a for a in np.adjectives if a not in entity.label.split())
            terms = narrowed(np, rest, row, scope)
            return both(*terms) if terms else bp.truth(True)
        kind = _kind(np, row, scope)
        if kind is not None:
            return kind
        if entity is None and np.plural and not np.of:
            return _flagged(np, row, scope)
    return attached(row, phrase, scope)


def _flagged(np: NP, row: Row, scope: Scope) -> bp.Expression:
    """A kind of people or things that nothing is kept of: whether it is one is said when a row is entered."""
    kind = _kind(np, row, scope)
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
        for choice in member.type.choices:
            if choice in said or np.head == choice:
                take_words(scope, np.span, (np.head, choice, *np.words))
                literal = bp.Literally(type=member.type, value=choice)
                return bp.Compare(relation="==", left=read(row, member.name), right=literal)
    return None


def _label(subject: NP | None, row: Row, scope: Scope) -> str:
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


def _before(clause: Clause, row: Row, scope: Scope) -> tuple[bp.Expression, ...]:
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
        terms.append(_when(phrase, row, scope))
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


def discount(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Members get 10 percent off (the rental)", "From 20 pieces on there is a discount of 5 percent"."""
    nps = [*clause.objects, *clause.subjects]
    place = next((np for np in nps if isinstance(np.quantity, Percent | Money)), None)
    called = next((np for np in nps if np.head in _REDUCING | _RAISING), None)
    if place is None and called is not None:
        place = next(
            (p.item for p in called.of if p.item is not None and isinstance(p.item.quantity, Percent | Money)), None
        )
    literal = place.quantity if place is not None else None
    off = clause.particle == "off" or (called is not None and called.head in _REDUCING)
    more = (called is not None and called.head in _RAISING) or (
        place is not None
        and clause.verb in {"cost", "pay", "be"}
        and bool({"more", "extra"} & {*place.adjectives, *clause.complements})
    )
    if not isinstance(literal, Percent | Money) or place is None or off == more:
        return None
    target = next((np for np in clause.objects if np is not place and np.head not in _REDUCING | _RAISING), None)
    known = latest(scope.draft, (target.head,) if target is not None else ())
    if known is None:
        raise NotUnderstoodError("nothing is known of what the price is taken off", clause.span)
    if target is not None:
        take_words(scope, target.span, target.words)
    row = Row(known.entity, IT)
    inner = scope.bound(row)
    scope.take(clause)
    scope.take(literal.span)
    _only_that(clause, scope)
    if called is not None:
        take_words(scope, called.span, (called.head,))
    take_words(scope, clause.span, ("more", "extra"))
    tests = _circumstances(clause, place, row, inner)
    step = (
        percent_of(known.raw, literal.value) if isinstance(literal, Percent) else money(literal.value, literal.currency)
    )
    raw = bp.Arithmetic(operator="-" if off else "+", left=known.raw, right=step)
    test = both(*tests) if tests else None
    return Claimed("discount", (changed(known, when(test, raw, known.raw), clause, scope.draft),))


def _only_that(clause: Clause, scope: Scope) -> None:
    """ "off labour, not off parts": what it is not taken off stays as it is."""
    for exception in clause.exceptions:
        if set(exception.negators) != {"not"} or exception.verb or exception.phrases or exception.limits:
            raise NotUnderstoodError(f"nothing could be made of “{exception.text}”", exception.span)
        for np in (*exception.objects, *exception.subjects):
            if np.relatives or np.of or np.quantity is not None:
                raise NotUnderstoodError(f"nothing could be made of “{np.text}”", np.span)
            scope.take(np)


def _circumstances(clause: Clause, place: NP, row: Row, scope: Scope) -> list[bp.Expression]:
    """For whom and when a step of the price counts."""
    tests: list[bp.Expression] = []
    subject = clause.subject
    if (
        subject is not None
        and subject is not place
        and not subject.pronoun
        and subject.head not in _REDUCING | _RAISING
    ):
        entity = known_thing(scope.draft, subject)
        there = row if entity is row.entity else row_for(entity, scope) if entity is not None else None
        if entity is None or there is None:
            if subject.head not in PEOPLE:
                tests.append(_flagged(subject, row, scope))
        else:
            take_name(subject, scope)
            rest = tuple(a for a in subject.adjectives if a not in entity.label.split())
            tests.extend(narrowed(replace(subject, quantity=None), rest, there, scope))
    tests.extend(_when(phrase, row, scope) for phrase in clause.phrases if phrase.item is not None)
    tests.extend(_before(clause, row, scope))
    tests.extend(all_hold(condition, scope) for condition in clause.conditions)
    return tests


def free(clause: Clause, scope: Scope) -> Claimed | None:
    """ "It is free from 40 euro upwards", "Delivery is free for members"."""
    if "free" not in clause.complements or clause.voice != "copula" or _denying(clause):
        return None
    subject = clause.subject
    known = latest(scope.draft, () if subject is None or subject.pronoun else (subject.head,))
    if known is None:
        return None
    row = Row(known.entity, IT)
    inner = scope.bound(row)
    if subject is not None and not subject.pronoun:
        take_words(scope, subject.span, subject.words)
    scope.take(clause)
    take_words(scope, clause.span, ("free",))
    tests = [_when(phrase, row, inner) for phrase in clause.phrases]
    tests.extend(all_hold(condition, inner) for condition in clause.conditions)
    tests.extend(_before(clause, row, inner))
    if not tests:
        return None
    kind = known.entity.derivations[known.name].type
    raw = when(both(*tests), amount(kind, Decimal(0)), known.raw)
    return Claimed("free", (changed(known, raw, clause, scope.draft),))


def extreme(clause: Clause, scope: Scope) -> Claimed | None:
    """ "It never costs more than 20 euro", "The least anybody pays is 12 euro", "The minimum charge is 5 euro"."""
    nps = [*clause.objects, *(p.item for p in clause.phrases if p.item is not None)]
    literal = next((np.quantity for np in nps if np.quantity is not None), None)
    bound = literal if isinstance(literal, Bound) else None
    value = bound.value if bound is not None else literal
    subject = clause.subject
    if not isinstance(value, Money) or subject is None:
        return None
    op = _superlative(subject)
    paying = [r for r in subject.relatives if r.verb in {"pay", "cost", "charge"}]
    if len(paying) < len(subject.relatives):
        return None
    if op is None and bound is not None and clause.verb in {"cost", "be", "pay", "charge"}:
        op = bound.op
        if _denying(clause):
            op = {">": "<=", ">=": "<", "<": ">=", "<=": "<=" if "never" in bound.text else ">"}[op]
    known = latest(scope.draft, () if _superlative(subject) or subject.pronoun else (subject.head,))
    if op not in {"<", "<=", ">", ">="} or known is None or clause.conditions or len(nps) != 1:
        return None
    scope.take(clause)
    scope.take(subject.span, (bound or value).span)
    kind = known.entity.derivations[known.name].type
    which = "smallest" if op in {"<", "<="} else "largest"
    raw = bp.Extreme(which=which, terms=(known.raw, amount(kind, value.value)))
    return Claimed("cap", (changed(known, raw, clause, scope.draft),))


def _superlative(np: NP) -> str | None:
    words = {np.head, *np.adjectives}
    if words & {"least", "minimum", "lowest", "smallest", "minimal"}:
        return ">="
    return "<=" if words & {"most", "maximum", "highest", "largest", "maximal"} else None


PRICES: tuple[Frame, ...] = (discount, free, extreme, price)
"""The frames for what something costs."""
