"""Frames for how many of something a thing has, where nothing else is kept of them: "a team has between 3 and 11 players"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Literal, Measure, Number, Range, Scalar
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import bounded
from autogenesis.language.meaning._counting import number_of
from autogenesis.language.meaning._members import value_at
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.meaning._scope import Row, Scope

_HAVING = frozenset({"have", "consist", "comprise", "need", "count"})


def number_kept(clause: Clause, scope: Scope) -> Claimed | None:
    """The number of them is kept, and lies within these bounds."""
    np = clause.subject
    if np is None or clause.verb not in _HAVING or clause.negated or clause.conditions or clause.limits or np.relatives:
        return None
    if np.adjectives or np.of or len(clause.phrases) > 1 or (clause.phrases and clause.objects):
        return None
    counted = tuple(item for p in clause.phrases if p.prep in {"of", "between", "from"} for item in p.items)
    counted = counted or clause.objects
    if not counted or not all(_plain(each) for each in counted):
        return None
    noun = counted[-1].head
    limits = [each.quantity for each in counted if isinstance(each.quantity, Bound | Range)]
    named = {each.head for each in counted if each.plural and each.head.isalpha()}
    entity = known_thing(scope.draft, np)
    if entity is None or not limits or named - {noun} or not noun.isalpha() or head_kind(noun) not in {"", "person"}:
        return None
    if scope.draft.find_entity(noun) is not None or not (counted[-1].plural or clause.phrases):
        return None
    name = _name(entity, counted[-1], scope)
    row = Row(entity, IT)
    made = [f"field.{entity.name}.{name}"]
    for literal in limits:
        requires = bounded(value_at(row, name, scope.draft), _bare(literal), scope)
        made.append(kept(entity, requires, f"{name}_bound", clause, scope.draft, name))
    scope.take(*(p.span for p in clause.phrases))
    scope.take(clause, *counted)
    take_name(np, scope)
    return Claimed("number_kept", tuple(made))


def _plain(np: NP) -> bool:
    return not (np.adjectives or np.relatives or np.of or np.possessor or np.pronoun)


def _name(entity: EntityDraft, np: NP, scope: Scope) -> str:
    """The field with the number of them."""
    known = number_of(entity, np.head)
    if known is not None and known in entity.fields:
        return known
    return scope.draft.add_field(entity, f"number of {plural_of(np.head)}", bp.INTEGER, np.span)


def _bare(literal: Literal) -> Literal:
    """The bound of a plain number: "at most 11 players" are at most 11."""
    match literal:
        case Bound(span=span, text=text, op=op, value=Measure() as value):
            return Bound(span, text, op, Number(value.span, value.text, value.value))
        case Range(span=span, text=text, low=low, high=high, strict=strict):
            return Range(span, text, _number(low), _number(high), strict)
    return literal


def _number(value: Scalar) -> Scalar:
    return Number(value.span, value.text, value.value) if isinstance(value, Measure) else value


NUMBER_KEPT: tuple[Frame, ...] = (number_kept,)
"""The frame of numbers that nothing but their bounds is said of."""
