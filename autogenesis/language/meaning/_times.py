"""Owns whether a moment lies as a phrase says: before that date, within 14 days, 3 days after it, on a Sunday."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._literals import Bound, Date, Duration, TimeOfDay
from autogenesis.language._syntax import NP, Phrase
from autogenesis.language._terms import Relation
from autogenesis.language.meaning import _values
from autogenesis.language.meaning._comparisons import (
    TIMES,
    bounded,
    compared,
    constant,
    current,
    later,
    yearly,
)
from autogenesis.language.meaning._members import read, take_words
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._periods import period_of, within
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._since_done import since_done
from autogenesis.language.readings._due_dates import entered


def timed(phrase: Phrase, moment: Value, scope: Scope, since: Row | None = None) -> bp.Expression:
    """That a moment lies as the phrase says: before that date, within 14 days, 3 days after it, on a Sunday."""
    span = phrase.span
    literal = phrase.item.quantity if phrase.item is not None and not phrase.item.of else None
    period = period_of(phrase.item) if phrase.prep in {"in", "during", "within", "of", "for"} else None
    if period is not None and phrase.measure is None and len(phrase.items) == 1 and moment.type.kind != "time":
        scope.take(span)
        return within(moment, period, scope)
    if phrase.prep == "ago" and phrase.measure is not None:
        return _ago(phrase, moment, scope)
    if isinstance(literal, Bound) and isinstance(literal.value, Duration) and phrase.prep == "within":
        return _within(literal.value, moment, since, scope)
    if isinstance(literal, Duration) and phrase.prep in {"within", "after", "for", "in"}:
        if phrase.prep == "within":
            return _within(literal, moment, since, scope)
        if phrase.prep == "after":
            return compared(later(_start(since, scope, span), literal, scope), "<", current(moment.type), span)
        ago = later(current(moment.type), literal, scope, back=True)
        return compared(moment, ">", ago, span)
    if phrase.prep == "in" and phrase.item is not None and phrase.item.head in _SIDES and not phrase.item.of:
        take_words(scope, phrase.span, _SIDES)
        return compared(moment, _SIDES[phrase.item.head], current(moment.type), span)
    relation = _LIES.get(phrase.prep)
    if relation is None or phrase.item is None:
        raise NotUnderstoodError(f"“{phrase.text}” says nothing that is known about a moment", span)
    if isinstance(literal, Date) and literal.year is None:
        scope.take(literal.span)
        return yearly(moment, relation, literal)
    if isinstance(literal, TimeOfDay | Date):
        return compared(moment, relation, constant(literal, None, scope), span)
    if literal is not None and phrase.prep in {"on", "in", "at"}:
        return bounded(moment, literal, scope)
    return _against(phrase, moment, relation, scope)


_SIDES: dict[str, Relation] = {"past": "<", "future": ">"}


_LIES: dict[str, Relation] = {
    "before": "<",
    "until": "<=",
    "till": "<=",
    "after": ">",
    "since": ">=",
    "from": ">=",
    "by": "<=",
    "on": "==",
    "at": "==",
}


def _against(phrase: Phrase, moment: Value, relation: Relation, scope: Scope) -> bp.Expression:
    """Before or after another moment, at some distance from it where one is given."""
    if phrase.item is None:
        raise NotUnderstoodError(f"it is not known what “{phrase.text}” is", phrase.span)
    if (
        phrase.prep == "on"
        and phrase.item.determiner in {"a", "an"}
        and known_thing(scope.draft, phrase.item) is not None
    ):
        raise NotUnderstoodError(f"“{phrase.text}” is no moment", phrase.span)  # "is booked on a course"
    other = moment_of(phrase.item, scope)
    measure = phrase.measure
    if measure is None:
        return compared(moment, relation, other, phrase.span)
    back = phrase.prep in {"before", "until"}
    distance = measure.value if isinstance(measure, Bound) else measure
    if not isinstance(distance, Duration):
        raise NotUnderstoodError(f"“{measure.text}” is no span of time", measure.span)
    limit = later(other, distance, scope, back=back)
    scope.take(measure.span)
    closer = isinstance(measure, Bound) and measure.op in {"<", "<="}
    later_than = "later" in measure.text or closer if back else not closer
    if "earlier" in measure.text:
        later_than = False
    strict = not isinstance(measure, Bound) or measure.op in {"<", ">"}
    lies: Relation = (">" if strict else ">=") if later_than else ("<" if strict else "<=")
    return compared(moment, lies, limit, phrase.span)


def moment_of(np: NP, scope: Scope) -> Value:
    """The date or moment that a phrase names."""
    value = _values.value_of(np, scope)
    if value.entity is not None and not value.many:
        dated = next(
            (n for n, f in value.entity.fields.items() if f.type.kind in TIMES and n not in value.entity.later), None
        )
        if dated is not None:
            row = Row(value.entity, value.expression)
            return Value(read(row, dated), value.entity.fields[dated].type)
    if value.type.kind not in {*TIMES, "time"}:
        raise NotUnderstoodError(f"“{np.text}” is no date or moment", np.span)
    return value


def _ago(phrase: Phrase, moment: Value, scope: Scope) -> bp.Expression:
    measure = phrase.measure
    distance = measure.value if isinstance(measure, Bound) else measure
    if not isinstance(distance, Duration) or measure is None:
        raise NotUnderstoodError(f"“{phrase.text}” is no span of time", phrase.span)
    scope.take(measure.span)
    limit = later(current(moment.type), distance, scope, back=True)
    recent = isinstance(measure, Bound) and measure.op in {"<", "<="}
    return compared(moment, ">" if recent else "<", limit, phrase.span)


def _within(literal: Duration, moment: Value, since: Row | None, scope: Scope) -> bp.Expression:
    return compared(moment, "<=", later(_start(since, scope, literal.span), literal, scope), literal.span)


def _start(row: Row | None, scope: Scope, span: tuple[int, int]) -> Value:
    """What a bare span of time counts from: the moment spoken of, else when the row was entered."""
    if scope.moment is not None:
        return Value(scope.moment, bp.DATETIME)
    if row is None or row.fresh:
        raise NotUnderstoodError("nothing says from when the time counts", span)
    done = since_done(row, scope)
    if done is not None:
        return done
    name = entered(scope.draft, row.entity)
    scope.draft.assume(f"The time counts from when the {row.entity.label} is entered.", span)
    return Value(read(row, name), row.entity.member(name).type)
