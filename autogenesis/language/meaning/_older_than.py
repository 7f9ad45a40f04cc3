"""Owns comparing how old somebody is with what is kept of something else: "younger than the minimum age of the course on its start"."""

from __future__ import annotations

from decimal import Decimal

import blueprints as bp
from autogenesis.language._literals import Number
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import Relation, both, present
from autogenesis.language.meaning import _values
from autogenesis.language.meaning._comparisons import TIMES, TODAY, part
from autogenesis.language.meaning._measuring import begins, measured
from autogenesis.language.meaning._members import field_named, take_words, value_at
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value

_RELATIONS: dict[str, Relation] = {"younger": "<", "older": ">"}
_START = frozenset({"start", "beginning", "begin"})


def is_so_old(row: Row | None, clause: Clause, scope: Scope) -> bp.Expression | None:
    """That the person of a row is younger or older than some age that is kept, on a day or today."""
    word = next((w for w in clause.complements if w in _RELATIONS), None)
    than = next((p for p in clause.phrases if p.prep == "than" and p.item is not None), None)
    if word is None or than is None or than.item is None or row is None or clause.objects:
        return None
    if than.item.quantity is not None or len(than.items) > 1:
        return None
    birth = measured(row, Number(clause.span, "years", Decimal(0)), scope)
    if birth.type.kind not in TIMES:
        return None
    age = _values.value_of(than.item, scope)
    yearly = age.type.kind == "integer" or (age.type.kind == "duration" and age.type.unit == "years")
    if not yearly:
        return None
    day = TODAY
    for phrase in clause.phrases:
        if phrase is not than:
            if phrase.prep not in {"on", "at", "by"} or phrase.item is None or len(phrase.items) > 1:
                raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
            day = day_of(phrase.item, than.item, scope)
            scope.take(phrase.span)
    years = bp.Between(
        start=birth.expression, end=(day if day.type.kind == "date" else part(day, "date")).expression, unit="years"
    )
    take_words(scope, clause.span, (word,))
    scope.take(than.span)
    return both(present(birth.expression), bp.Compare(relation=_RELATIONS[word], left=years, right=age.expression))


def day_of(np: NP, compared: NP, scope: Scope) -> Value:
    """ "its start date", "the start of the course": of what the age is kept of."""
    of = next((p.item for p in (*np.of, *compared.of) if p.item is not None), None)
    entity = known_thing(scope.draft, of) if of is not None else None
    row = _values.row_for(entity, scope) if entity is not None else None
    if row is None:
        return _values.value_of(np, scope)
    named = field_named(row.entity, np)
    found = value_at(row, named[0], scope.draft) if named is not None else None
    if found is None and _START & {np.head, *np.words}:
        found = begins(row, scope)
    if found is None or found.type.kind not in TIMES:
        raise NotUnderstoodError(f"it is not kept when “{np.text}” is", np.span)
    return found


__all__ = ["day_of", "is_so_old"]
