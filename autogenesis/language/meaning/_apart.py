"""Frames for what must lie apart in time: "cannot be booked twice at the same time", "15 minutes between two bookings"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Duration, Measure, Number, Times
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both
from autogenesis.language.meaning._alike import OTHER, alike, overlapping, span_of
from autogenesis.language.meaning._assumed import ends
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import current, later
from autogenesis.language.meaning._members import read, take_words, value_at
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT, creator, guarded, kept
from autogenesis.language.meaning._relations import relation_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_TOGETHER = regex(
    r"(?:at|for|in|during) (?:the same (?:time|period|slot|hours?|day)|overlapping (?:periods?|times?))|simultaneously",
    re.I,
)
_TAKING = frozenset({"take", "book", "reserve", "rent", "hire", "lend", "promise", "occupy", "use", "give"})
_NOT = frozenset({"not", "never"})


def not_at_once(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A court cannot be booked twice at the same time", "A car that is taken cannot be booked for the same time"."""
    phrase = next((p for p in clause.phrases if _TOGETHER.fullmatch(p.text.strip())), None)
    np = clause.subject if clause.voice == "passive" else clause.object
    denied = bool(_NOT & set(clause.negators)) or (np is not None and np.negative)
    if phrase is None or np is None or np.pronoun or not denied or clause.verb not in _TAKING or clause.conditions:
        return None
    thing = known_thing(scope.draft, np)
    entity = _rows_of(clause, thing, scope) if thing is not None else None
    if thing is None or entity is None:
        raise NotUnderstoodError(f"nothing is kept of when “{np.text}” is taken", clause.span)
    scope.take(clause, phrase.span, *(limit.span for limit in clause.limits if _twice(limit)))
    take_name(np, scope)
    take_words(scope, np.span, ("same",))
    for relative in np.relatives:
        if relative.verb not in _TAKING or relative.negators:
            raise NotUnderstoodError(f"nothing could be made of “{relative.text}”", relative.span)
        scope.take(relative.span)
    for other in clause.phrases:
        if other is not phrase:
            _of_two(other.item, scope)
    row, another = _rows(entity, clause, scope)
    held = entity.reference_to(thing)
    terms = [bp.Compare(relation="==", left=read(another, held), right=read(row, held))] if held else []
    return _no_clash(entity, (*terms, overlapping(row, another, clause)), clause, scope)


def _of_two(np: NP | None, scope: Scope) -> None:
    """ "to two museums" says no more than that there are two rows."""
    literal = np.quantity if np is not None else None
    if np is None or not isinstance(literal, Measure | Number) or literal.value != 2 or np.of or np.relatives:
        raise NotUnderstoodError("nothing could be made of what is said beside", np.span if np else scope.unit.span)
    scope.take(np.span)


def _twice(limit: object) -> bool:
    return isinstance(limit, Times) and limit.value == 2


def _rows_of(clause: Clause, thing: EntityDraft, scope: Scope) -> EntityDraft | None:
    """The rows by which a thing is taken for a time."""
    named = relation_of(scope.draft, clause.verb, clause.particle, thing)
    if named is not None:
        return named
    holding = [e for e in scope.draft.entities.values() if e.reference_to(thing) is not None and span_of(e) is not None]
    if len(holding) == 1:
        return holding[0]
    return thing if not holding and span_of(thing) is not None else None


def _rows(entity: EntityDraft, clause: Clause, scope: Scope) -> tuple[Row, Row]:
    if span_of(entity) is None:
        ends(entity, clause.span, scope)
    return Row(entity, IT), Row(entity, bp.Name(name=OTHER))


def _no_clash(entity: EntityDraft, terms: tuple[bp.Expression, ...], clause: Clause, scope: Scope) -> Claimed:
    where = both(*terms, *valid(Row(entity, bp.Name(name=OTHER))))
    together = bp.Aggregate(function="count", entity=entity.id, name=OTHER, where=where)
    requires: bp.Expression = bp.Compare(relation="<", left=together, right=bp.whole(2))
    void = [bp.Not(term=term) for term in valid(Row(entity, IT))]
    requires = bp.AnyOf(terms=(*void, requires)) if void else requires
    return Claimed("apart", (entity.id, kept(entity, requires, "apart", clause, scope.draft)))


def gap_between(clause: Clause, scope: Scope) -> Claimed | None:
    """ "There are always 15 minutes between two bookings", "at least one day between two loans of a tool"."""
    between = next((p for p in clause.phrases if p.prep == "between" and len(p.items) == 1), None)
    np = between.item if between is not None else None
    literal = clause.object.quantity if clause.object is not None else None
    limit = literal.value if isinstance(literal, Bound) and literal.op == ">=" else literal
    if np is None or clause.verb not in {"be", "lie", "remain"} or not isinstance(limit, Duration):
        return None
    two = np.quantity
    entity = known_thing(scope.draft, np)
    if entity is None or not isinstance(two, Measure | Number) or two.value != 2 or len(clause.phrases) > 1:
        return None
    scope.take(clause, two.span, limit.span, literal.span if literal is not None else None)
    if clause.subject is not None and clause.subject.head != "there":
        return None
    take_name(np, scope)
    row, other = _rows(entity, clause, scope)
    terms = [alike(item, row, other, scope) for phrase in np.of for item in phrase.items]
    if not terms:
        terms = _same_thing(entity, row, other, scope)
    found = span_of(entity)
    if found is None:
        raise NotUnderstoodError(f"a {entity.label} has no start and end", clause.span)
    start, end = found
    mine, theirs = (later(value_at(each, end, scope.draft), limit, scope).expression for each in (row, other))
    near = both(
        bp.Compare(relation="<", left=read(other, start), right=mine),
        bp.Compare(relation="<", left=read(row, start), right=theirs),
    )
    return _no_clash(entity, (*terms, near), clause, scope)


def _same_thing(entity: EntityDraft, row: Row, other: Row, scope: Scope) -> list[bp.Expression]:
    """Rows of the same thing, where each refers to one that is no person."""
    people = {actor.row for actor in scope.draft.actors.values()}
    things = [f.name for f in entity.fields.values() if f.type.kind == "reference" and f.type.entity not in people]
    if not things:
        return []
    scope.draft.assume(
        f"What must lie between two {entity.plural} lies between those of one {things[0].replace('_', ' ')}."
    )
    return [bp.Compare(relation="==", left=read(other, things[0]), right=read(row, things[0]))]


_LOOKING = frozenset({"look", "book", "reserve", "plan", "order"})


def looking_ahead(clause: Clause, scope: Scope) -> Claimed | None:
    """ "You may look 90 days ahead": of the one kind of rows that have a start."""
    np = next((np for np in clause.objects if np.quantity is not None), None)
    literal = np.quantity if np is not None else None
    limit = literal.value if isinstance(literal, Bound) and literal.op == "<=" else literal
    ahead = clause.particle == "ahead" or bool({"ahead", "in advance"} & {*clause.adverbs, *clause.complements})
    if (
        clause.modal not in {"can", "may"}
        or clause.verb not in _LOOKING
        or not ahead
        or not isinstance(limit, Duration)
    ):
        return None
    dated = [e for e in scope.draft.entities.values() if span_of(e) is not None]
    if len(dated) != 1 or len(clause.objects) != 1 or clause.phrases or clause.conditions or clause.negators:
        return None
    entity = dated[0]
    if clause.subject is not None and known_thing(scope.draft, clause.subject) is entity:
        return None
    start = value_at(Row(entity, IT), (span_of(entity) or ("", ""))[0], scope.draft)
    scope.take(clause, limit.span, literal.span if literal is not None else None)
    if clause.subject is not None:
        take_name(clause.subject, scope)
    latest = later(current(start.type), limit, scope)
    operation = creator(scope.draft, entity)
    requires = bp.Compare(relation="<=", left=start.expression, right=latest.expression)
    guard = guarded(operation, entity, requires, "ahead", clause, scope.draft)
    return Claimed("ahead", (operation.id, guard))


APART: tuple[Frame, ...] = (not_at_once, gap_between, looking_ahead)
"""The frames for what must lie apart."""
