"""Frames for what is taken off a price and put on it: discounts, surcharges, what is free, the most and the least."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._literals import Bound, Money, Percent
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import amount, both
from autogenesis.language.meaning._cases import before_it, denying, flagged, in_case
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._members import read, take_words
from autogenesis.language.meaning._naming import before_name, known_thing, take_name
from autogenesis.language.meaning._parties import PEOPLE
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._reckoning import (
    changed,
    in_order,
    latest,
    money,
    of_the_whole,
    overall,
    stepped,
    when,
)
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import narrowed
from autogenesis.language.meaning._values import row_for

REDUCING = frozenset({"discount", "reduction", "rebate"})


RAISING = frozenset({"surcharge", "supplement", "extra", "premium"})
_TAKING_OFF = frozenset({"deduct", "subtract", "reduce", "lower", "cut", "decrease", "discount", "save"})
_PUTTING_ON = frozenset({"add", "raise", "increase"})
_UPON = frozenset({"to", "off", "on", "from", "on top of"})
_ALL = frozenset({"everything", "all", "it", "that", "whole"})
_ANY_AMOUNT = frozenset("sum total price amount bill cost charge fee invoice subtotal figure".split())


def discount(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Members get 10 percent off (the rental)", "From 20 pieces on there is a discount of 5 percent"."""
    nps = [*clause.objects, *clause.subjects]
    place = next((np for np in nps if isinstance(np.quantity, Percent | Money)), None)
    called = next((np for np in nps if np.head in REDUCING | RAISING), None)
    if place is None and called is not None:
        place = next(
            (p.item for p in called.of if p.item is not None and isinstance(p.item.quantity, Percent | Money)), None
        )
    literal = place.quantity if place is not None else None
    off = clause.particle == "off" or (called is not None and called.head in REDUCING) or clause.verb in _TAKING_OFF
    more = (called is not None and called.head in RAISING) or (
        place is not None
        and (
            (clause.verb in _PUTTING_ON and isinstance(place.quantity, Percent))
            or clause.verb in {"cost", "pay", "be"}
            and bool({"more", "extra"} & {*place.adjectives, *clause.complements})
        )
    )
    if not isinstance(literal, Percent | Money) or place is None or off == more:
        return None
    target = next((np for np in clause.objects if np is not place and np.head not in REDUCING | RAISING), None)
    aim = target
    if aim is None:
        aim = next((p.item for p in clause.phrases if p.prep in _UPON and _amount_named(p.item, scope)), None)
    known = latest(scope.draft, aim.words if aim is not None else ())
    known = of_the_whole(scope.draft, known) if aim is None else known
    if known is None and aim is not None:
        known = latest(scope.draft, (aim.head,))
    if known is None and aim is not None and aim.head in _ANY_AMOUNT | _ALL:
        known = latest(scope.draft)
    if known is None:
        raise NotUnderstoodError("nothing is known of what the price is taken off", clause.span)
    if aim is not None:
        take_words(scope, aim.span, (*aim.words, aim.head))
        _in_order(aim, scope)
        clause = replace(clause, phrases=tuple(p for p in clause.phrases if p.item is not aim))
    row = Row(known.entity, IT)
    inner = scope.bound(row)
    scope.take(clause)
    scope.take(literal.span)
    _only_that(clause, scope)
    if called is not None:
        take_words(scope, called.span, (called.head,))
    take_words(scope, clause.span, ("more", "extra"))
    tests = _circumstances(clause, place, row, inner)
    step = literal.value if isinstance(literal, Percent) else money(literal.value, literal.currency)
    in_order(known, scope.draft)
    raw = stepped(known, step, up=not off)
    return Claimed(
        "discount", (changed(known, when(both(*tests), raw, known.raw) if tests else raw, clause, scope.draft),)
    )


def _amount_named(np: NP | None, scope: Scope) -> bool:
    """Whether a phrase names an amount that is reckoned: "the price of the items", "the bill"."""
    return (
        np is not None
        and np.quantity is None
        and (np.head in _ANY_AMOUNT or latest(scope.draft, (np.head,)) is not None)
    )


def _in_order(np: NP, scope: Scope) -> None:
    """ "the sum including express", "the price of the items": what was reckoned before it is in it, as it is anyway."""
    for relative in np.relatives:
        if relative.verb != "include":
            raise NotUnderstoodError(f"nothing could be made of “{relative.text}”", relative.span)
        scope.take(relative, *relative.objects, relative.span)
    for phrase in np.of:
        named = known_thing(scope.draft, phrase.item) if phrase.item is not None else None
        whole = phrase.prep == "including" or (phrase.prep == "of" and named is not None)
        if not whole or len(phrase.items) != 1 or phrase.items[0].relatives:
            raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
        scope.take(phrase.span)


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
    if subject is not None and subject is not place and not subject.pronoun and subject.head not in REDUCING | RAISING:
        entity = known_thing(scope.draft, subject)
        there = row if entity is row.entity else row_for(entity, scope) if entity is not None else None
        if entity is not None and there is None and not entity.initial and not row.entity.initial:
            link = refer_to(scope.draft, row.entity, entity, required=False)
            scope.draft.assume(
                f"For which {entity.label} a {row.entity.label} is, is said when it is entered.", clause.span
            )
            there = Row(entity, read(row, link))
        if entity is None or there is None:
            if subject.head not in PEOPLE:
                tests.append(flagged(subject, row, scope))
        else:
            take_name(subject, scope)
            tests.extend(
                narrowed(replace(subject, quantity=None), before_name(subject, entity, scope.draft), there, scope)
            )
    tests.extend(in_case(phrase, row, scope) for phrase in clause.phrases if phrase.item is not None)
    tests.extend(before_it(clause, row, scope))
    tests.extend(all_hold(condition, scope) for condition in clause.conditions)
    return tests


def free(clause: Clause, scope: Scope) -> Claimed | None:
    """ "It is free from 40 euro upwards", "Delivery is free for members"."""
    if "free" not in clause.complements or clause.voice != "copula" or denying(clause):
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
    tests = [in_case(phrase, row, inner) for phrase in clause.phrases]
    tests.extend(all_hold(condition, inner) for condition in clause.conditions)
    tests.extend(before_it(clause, row, inner))
    if not tests:
        return None
    kind = known.entity.derivations[known.name].type
    raw = when(both(*tests), amount(kind, Decimal(0)), known.least)
    return Claimed("free", (changed(replace(known, floor=None), raw, clause, scope.draft),))


def extreme(clause: Clause, scope: Scope) -> Claimed | None:
    """ "It never costs more than 20 euro", "The least anybody pays is 12 euro", "The minimum charge is 5 euro"."""
    nps = [*clause.objects, *(p.item for p in clause.phrases if p.item is not None)]
    whole = (
        clause.subject if clause.voice == "passive" and clause.verb in {"charge", "bill", "invoice", "pay"} else None
    )
    if whole is not None and not nps and isinstance(whole.quantity, Bound):
        nps = [whole]
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
    if op is None and bound is not None and clause.verb in {"cost", "be", "pay", "charge", "bill", "invoice"}:
        op = bound.op
        if denying(clause):
            op = {">": "<=", ">=": "<", "<": ">=", "<=": "<=" if "never" in bound.text else ">"}[op]
    named = not (_superlative(subject) or subject.pronoun or subject is whole)
    known = latest(scope.draft, (subject.head,) if named else ())
    known = known if named else overall(scope.draft, of_the_whole(scope.draft, known))
    if op not in {"<", "<=", ">", ">="} or known is None or clause.conditions or len(nps) != 1:
        return None
    scope.take(clause)
    scope.take(subject.span, (bound or value).span)
    kind = known.entity.derivations[known.name].type
    limit = amount(kind, value.value)
    if op in {">", ">="}:
        raw = known.raw
        if named and not denying(clause):  # "The fee is at least 12 euro. Officers pay half as much again."
            raw = bp.Extreme(which="largest", terms=(raw, limit))
        return Claimed("floor", (changed(replace(known, floor=limit), raw, clause, scope.draft),))
    raw = bp.Extreme(which="smallest", terms=(known.raw, limit))
    return Claimed("cap", (changed(known, raw, clause, scope.draft),))


def _superlative(np: NP) -> str | None:
    words = {np.head, *np.adjectives}
    if words & {"least", "minimum", "lowest", "smallest", "minimal"}:
        return ">="
    return "<=" if words & {"most", "maximum", "highest", "largest", "maximal"} else None
