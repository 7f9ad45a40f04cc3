"""Frames of what happens once something is so old: "Bookings older than two years are deleted"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import end_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import later
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._moments import moment_of_clause
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._reactions import follow
from autogenesis.language.meaning._scope import Row, Scope, Value

_OLDER = regex(r"\bolder\b", re.I)
_AGO = frozenset({"ago", "before", "earlier"})


def once_so_old(clause: Clause, scope: Scope) -> Claimed | None:
    """It is done on the day on which they have become older than that."""
    np = clause.subject if clause.voice == "passive" else None
    if np is None or clause.negated or clause.modal in {"can", "may"} or clause.conditions or np.pronoun:
        return None
    entity = known_thing(scope.draft, np)
    said = _age(np)
    if entity is None or said is None or np.quantity is not None:
        return None
    bound, event = said
    limit = bound.value
    if not isinstance(limit, Duration) or bound.op not in {">", ">="}:
        return None
    row = Row(entity, IT)
    inner = scope.bound(row)
    since = moment_of_clause(event, row, inner) if event is not None else _dated(row, bound, inner)
    moved = later(since, limit, scope)
    at: bp.Expression = moved.expression
    if moved.type.kind == "date":
        at = end_of(at) if bound.op == ">" else bp.Part(of=at, part="start")
    plain = replace(np, determiner="the", relatives=(), adjectives=(), of=(), quantity=None)
    scope.take(bound.span)
    take_name(np, scope)
    for words in (np.adjectives, *(r.adverbs for r in np.relatives)):
        _take(np, words, scope)
    scope.take(*(r.span for r in np.relatives), *(p.span for p in np.of))
    occasion = Occasion(entity, inner, at=at)
    return follow(replace(clause, subjects=(plain,)), [], occasion, "so_old")


def _dated(row: Row, bound: Bound, scope: Scope) -> Value:
    worded = replace(bound, text=f"older {bound.text}")
    return measured(row, worded, scope)


def _take(np: NP, words: tuple[str, ...], scope: Scope) -> None:
    from_here = scope.draft.text.at(np.span).lower()
    for word in words:
        place = from_here.find(word)
        if place >= 0:
            scope.take((np.span[0] + place, np.span[0] + place + len(word)))


def _age(np: NP) -> tuple[Bound, Clause | None] | None:
    """The bound, and the event since which it counts, where one is told."""
    if len(np.relatives) == 1 and not np.adjectives and not np.of:
        inner = np.relatives[0]
        if inner.voice == "copula" and not inner.negated and len(inner.objects) == 1 and not inner.phrases:
            bound = inner.objects[0].quantity
            return (bound, None) if isinstance(bound, Bound) and _OLDER.search(bound.text) else None
        ago = [p for p in inner.phrases if p.prep in _AGO and isinstance(p.measure, Bound)]
        if len(ago) == 1 and len(inner.phrases) == 1 and not inner.negated and isinstance(ago[0].measure, Bound):
            return ago[0].measure, replace(inner, phrases=())
        return None
    if np.relatives or len(np.of) != 1 or np.adjectives != ("older",):
        return None
    than = np.of[0]
    bound = than.item.quantity if than.item is not None and than.prep == "than" else None
    return (bound, None) if isinstance(bound, Bound) else None


SO_OLD: tuple[Frame, ...] = (once_so_old,)
"""The frame of what has grown old."""
