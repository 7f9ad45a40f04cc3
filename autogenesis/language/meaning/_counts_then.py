"""Frames for how things stand at a moment: "If fewer than 5 guests are registered 3 days before the start, the tour is cancelled"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound
from autogenesis.language._syntax import Clause, Condition
from autogenesis.language._terms import both, same
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._moments import anchor_of, due
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._reactions import follow
from autogenesis.language.meaning._relations import relation_of
from autogenesis.language.meaning._repeats import repeated
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._waits import Wait, wait_in


def counted_then(clause: Clause, scope: Scope) -> Claimed | None:
    """What follows where, at a distance from a moment, there are too few or too many."""
    for condition in clause.conditions:
        first = condition.clause
        wait = wait_in(first) if condition.marker in {"if", "when", "where"} else None
        many = any(isinstance(np.quantity, Bound) for np in (*first.subjects, *first.objects))
        if wait is None or wait.anchor is None or wait.lasting or not many or not clause.verb:
            continue
        return _among(clause, [c for c in clause.conditions if c is not condition], wait, scope)
    return None


def _among(clause: Clause, rest: list[Condition], wait: Wait, scope: Scope) -> Claimed:
    """The first of the things the clause may be about of which it can be said."""
    why: NotUnderstoodError | None = None
    for entity in abouts(replace(clause, conditions=()), scope):
        try:
            found = tried(lambda entity=entity: _then(clause, rest, wait, entity, scope), scope)  # type: ignore[misc]
        except NotUnderstoodError as failure:
            why = why or failure
            continue
        if found is not None:
            return found
    raise why or NotUnderstoodError(f"of what “{wait.rest.text}” is asked is not known", wait.rest.span)


def _then(clause: Clause, rest: list[Condition], wait: Wait, entity: EntityDraft, scope: Scope) -> Claimed:
    row = Row(entity, IT)
    bound = scope.bound(row)
    at = due(wait, anchor_of(wait, row, bound), bound, missed=False)
    when = _records(wait.rest, row, bound) or holds(wait.rest, bound)
    occasion = Occasion(entity, bound, at=at, when=when)
    return follow(clause, rest, repeated(clause, occasion), "counted_then")


def _records(clause: Clause, row: Row, scope: Scope) -> bp.Expression | None:
    """ "Fewer than 5 guests are registered": so many rows of the deed's own that lead to the row."""
    np = clause.subject
    quantity = np.quantity if np is not None else None
    who = known_thing(scope.draft, np) if np is not None else None
    if np is None or who is None or not isinstance(quantity, Bound) or clause.negated or np.relatives or np.of:
        return None
    record = relation_of(scope.draft, clause.verb, clause.particle, who)
    link = record.reference_to(row.entity) if record is not None else None
    number = getattr(quantity.value, "value", None)
    if record is None or link is None or number is None:
        return None
    take_name(np, scope)
    scope.take(clause, quantity.span)
    other = Row(record, bp.Name(name="other"))
    where = both(same(bp.Get(of=other.at, field=link), row.at), *valid(other))
    count = bp.Aggregate(function="count", entity=record.id, name="other", where=where)
    return bp.Compare(relation=quantity.op, left=count, right=bp.whole(int(number)))


COUNTED: tuple[Frame, ...] = (counted_then,)
