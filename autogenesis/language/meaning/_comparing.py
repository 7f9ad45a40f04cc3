"""Owns comparisons told by a clause: "exceeds 500 euro", "is higher than the last one", "is less than a day away"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._literals import (
    Bound,
    Duration,
    Literal,
    Measure,
    Money,
    Number,
    Percent,
    TimeOfDay,
    Times,
    TimeWindow,
    Weekdays,
)
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import Relation
from autogenesis.language.meaning import _selections, _values
from autogenesis.language.meaning._comparisons import NOW, RELATIONS, TIMES, bounded, compared, constant, current, later
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value

COMPARING: dict[str, Relation] = {"exceed": ">", "reach": ">=", "equal": "==", "match": "==", "surpass": ">"}


MEASURING = frozenset(
    {"weigh", "cost", "last", "take", "amount", "number", "contain", "measure", "count", "owe", "rise", "drop"}
)


OVER: dict[str, Relation] = {
    "above": ">",
    "over": ">",
    "beyond": ">",
    "below": "<",
    "under": "<",
    "than": ">",
    "to": ">=",
}


def limit_in(clause: Clause) -> Literal | None:
    """The bound that stands as object or in a phrase: "weighs more than 60 kg", "falls below 5"."""
    nps = [*clause.objects, *(p.item for p in clause.phrases if p.item is not None)]
    return next((np.quantity for np in nps if np.quantity is not None), None)


def subject_of(clause: Clause, scope: Scope) -> Value:
    """What a clause is about; without a subject it is about the row it stands at."""
    if clause.subject is not None:
        return _values.value_of(clause.subject, scope)
    newest = scope.newest()
    if newest is None:
        raise NotUnderstoodError(f"“{clause.text}” is about nothing that is known", clause.span)
    return Value(newest.at, newest.entity.type, newest.entity)


def row_behind(value: Value, scope: Scope) -> Row | None:
    """The row that a value is, with whether it does not exist yet."""
    if value.entity is None or value.many:
        return None
    return next((r for r in scope.rows if r.at == value.expression), None) or Row(value.entity, value.expression)


def clock_of(clause: Clause) -> Value | None:
    """ "it is a Sunday", "it is before 18:00": the time it is now."""
    nps = [*clause.objects, *(p.item for p in clause.phrases if p.item is not None)]
    timely = any(isinstance(np.quantity, TimeOfDay | Weekdays | TimeWindow) for np in nps)
    return NOW if timely and clause.subject is not None and clause.subject.head == "it" else None


def inside_bound(word: str, clause: Clause) -> bool:
    """Whether a complement is the word of a bound: "younger" in "younger than 18"."""
    nps = [*clause.objects, *(p.item for p in clause.phrases if p.item is not None)]
    return any(word in np.quantity.text.lower().split() for np in nps if np.quantity is not None)


def is_away(value: Value, clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "the start is less than 24 hours away"."""
    literal = limit_in(clause)
    if value.type.kind not in TIMES or "away" not in (*clause.complements, *clause.adverbs):
        return None
    if not isinstance(literal, Bound) or not isinstance(literal.value, Duration):
        return None
    scope.take(literal.span)
    until = later(current(value.type), literal.value, scope)
    return compared(value, RELATIONS[literal.op], until, clause.span)


def is_multiple(value: Value, clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "is more than twice the limit", "may be at most three times the price"."""
    bound = next((x for x in clause.limits if isinstance(x, Bound) and isinstance(x.value, Times)), None)
    if bound is None or not isinstance(bound.value, Times) or len(clause.objects) != 1 or clause.phrases:
        return None
    scope.take(bound.span)
    other = _values.value_of(clause.objects[0], scope)
    if not other.type.is_number:
        raise NotUnderstoodError(f"“{clause.objects[0].text}” is no number", clause.objects[0].span)
    times = bp.Arithmetic(operator="*", left=other.expression, right=bp.number(bound.value.value))
    return compared(value, RELATIONS[bound.op], Value(times, other.type), clause.span)


def in_steps(value: Value, np: NP, scope: Scope) -> bp.Expression:
    """ "is a multiple of 15": what is left when it is divided is nothing."""
    of = next((p.item for p in np.of if p.prep == "of" and p.item is not None), None)
    step = of.quantity if of is not None else None
    if not isinstance(step, Number | Money | Measure | Duration) or not value.type.is_number or len(np.of) > 1:
        raise NotUnderstoodError(f"it is not known what “{np.text}” is", np.span)
    one = constant(step, value.type, scope)
    if one.type.is_number and one.type.unit and one.type.unit != value.type.unit:
        raise NotUnderstoodError(f"{value.type.unit} and {one.type.unit} are different measures", np.span)
    scope.take(np)
    times = bp.Rounded(way="down", value=bp.Arithmetic(operator="/", left=value.expression, right=one.expression))
    whole = bp.Arithmetic(operator="*", left=times, right=one.expression)
    return bp.Compare(relation="==", left=value.expression, right=whole)


def is_than(value: Value, row: Row | None, clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "is higher than the last one", "is later than the start"."""
    word = next((w for w in clause.complements if w in _selections.HIGHER), None)
    phrase = next((p for p in clause.phrases if p.prep == "than" and p.item is not None), None)
    if word is None or phrase is None or phrase.item is None or len(clause.phrases) > 1 or clause.objects:
        return None
    if isinstance(phrase.item.quantity, Bound):
        return None
    if row is not None:
        np = clause.subject or phrase.item
        return _selections.after_previous(replace(np, of=(phrase,), span=clause.span), (word,), row, scope)
    take_words(scope, clause.span, (word,))
    return compared(value, _selections.HIGHER[word], _values.value_of(phrase.item, scope), clause.span)


def keeps_to(value: Value, row: Row | None, literal: Literal, scope: Scope) -> bp.Expression:
    """That a value keeps to a bound; of a row that field which is measured so."""
    if row is None:
        return bounded(value, literal, scope)
    return bounded(measured(row, literal, scope), literal, scope)


def compares(clause: Clause, scope: Scope) -> bp.Expression:
    """ "exceeds 500 euro", "falls below the reorder level", "weighs more than 60 kg"."""
    value = subject_of(clause, scope)
    row = row_behind(value, scope)
    scope.take(clause)
    literal = limit_in(clause)
    if isinstance(literal, Money | Number | Measure | Percent | Duration):
        op = COMPARING.get(clause.verb, "==")
        literal = Bound(literal.span, literal.text, op, literal)
    if literal is not None:
        if row is not None and clause.verb in MEASURING:
            return bounded(measured(row, literal, scope, verb=clause.verb), literal, scope)
        return keeps_to(value, row, literal, scope)
    np = clause.object or next((p.item for p in clause.phrases if p.item is not None), None)
    if np is None:
        raise NotUnderstoodError(f"it is not known what “{clause.text}” compares with", clause.span)
    prep = next((p.prep for p in clause.phrases if p.item is np), "")
    relation = COMPARING.get(clause.verb) or OVER.get(prep)
    if relation is None:
        raise NotUnderstoodError(f"“{clause.verb} {prep}” is no known comparison", clause.verb_span)
    return compared(value, relation, _values.value_of(np, scope), clause.span)
