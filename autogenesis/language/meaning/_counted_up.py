"""Owns effects that count up: "the trader receives one warning", where the number of warnings of a trader is kept."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._literals import Measure, Number
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._members import field_named, take_words
from autogenesis.language.meaning._scope import Scope
from autogenesis.language.meaning._targets import Steps
from autogenesis.language.meaning._values import row_of

_GETTING = frozenset({"get", "receive", "collect", "earn", "gain"})


def counted_up(clause: Clause, scope: Scope) -> Steps | None:
    """One more, or as many as is said, of what is counted of whoever gets it."""
    given = clause.voice == "passive" and clause.verb in {"give", "issue", "award"}
    if not (clause.verb in _GETTING and clause.voice == "active" or given) or len(clause.objects) != 1:
        return None
    np = clause.objects[0]
    number = _number(np)
    row = row_of(clause.subjects[0], scope) if len(clause.subjects) == 1 and number is not None else None
    named = (
        field_named(row.entity, np) or field_named(row.entity, replace(np, plural=True)) if row is not None else None
    )
    if row is None or named is None or number is None or row.entity.member(named[0]).type.kind != "integer":
        return None
    if named[0] not in row.entity.fields or np.relatives or np.of:
        return None
    take_words(scope, np.span, (*named[1], np.head))
    scope.take(clause, *((np.quantity.span,) if np.quantity is not None else ()))
    take_words(scope, clause.subjects[0].span, clause.subjects[0].words)
    more = bp.Arithmetic(operator="+", left=bp.Get(of=row.at, field=named[0]), right=bp.whole(number))
    return (bp.Update(row=row.at, values=((named[0], more),)),)


def _number(np: NP) -> int | None:
    literal = np.quantity
    if literal is None:
        return 1 if np.determiner in {"a", "an", "another", "one"} and not np.plural else None
    if isinstance(literal, Number | Measure) and literal.value == int(literal.value):
        return int(literal.value)
    return None


__all__ = ["counted_up"]
