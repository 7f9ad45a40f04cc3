"""Owns when something holds: a clause about rows in scope as a boolean expression."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._syntax import Clause, Condition
from autogenesis.language._terms import both, either
from autogenesis.language._text import Span
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope


def all_hold(condition: Condition, scope: Scope) -> bp.Expression:
    """That all the clauses of a condition hold; one of them where it joins them with "or"."""
    terms = tuple(holds(clause, scope) for clause in condition.clauses)
    joined = either(*terms) if condition.coordinator == "or" else both(*terms)
    return denial(joined) if condition.marker == "unless" else joined


def holds(clause: Clause, scope: Scope) -> bp.Expression:
    """That what the clause says is so."""
    raise NotUnderstoodError(f"it is not known when “{clause.text}” holds", clause.span)


def described(row: Row, word: str, span: Span, scope: Scope) -> bp.Expression:
    """That a row is what an adjective says."""
    for f in row.entity.fields.values():
        if f.type.kind == "choice" and word in f.type.choices:
            take_words(scope, span, (word,))
            from autogenesis.language._terms import choice
            from autogenesis.language.meaning._members import read

            return bp.Compare(relation="==", left=read(row, f.name), right=choice(word, f.type.choices))
    raise NotUnderstoodError(f"it is not known when {row.entity.label} is “{word}”", span)
