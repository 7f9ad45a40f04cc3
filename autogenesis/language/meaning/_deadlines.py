"""Frames of days and times by which something must be done: "a booking that is not paid by 17:00 is cancelled"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Date, Number, TimeOfDay
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import end_of, renamed, same
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._effects import steps_of
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._members import free_name
from autogenesis.language.meaning._moments import default_anchor, kept_of, moment_named
from autogenesis.language.meaning._naming import take_name
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._one_fact import not_yet
from autogenesis.language.meaning._reactions import follow, name_of, negation
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._waits import without

_BY = frozenset({"by", "until", "before", "till", "on"})
_MARKERS = frozenset({"if", "when", "where", "unless", "once", "should"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A phrase that says by when, with the phrase that says on which day."""

    by: Phrase
    on: Phrase | None
    said: Clause
    """The clause without it."""
    denied: bool = False


def by_deadline(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If the fee has not been paid by the 20th, …", "a loan which is not returned by the due date is …"."""
    if clause.negated or not clause.verb or clause.modal in {"can", "may"}:
        return None
    for condition in clause.conditions:
        found = _deadline(condition.clause, condition.marker == "unless") if condition.marker in _MARKERS else None
        if found is not None:
            rest = replace(clause, conditions=tuple(c for c in clause.conditions if c is not condition))
            return _claimed(rest, found, None, scope)
    for subject in clause.subjects:
        for relative in subject.relatives:
            found = _deadline(relative, False)
            if found is not None:
                bare = replace(subject, relatives=tuple(r for r in subject.relatives if r is not relative))
                rest = replace(clause, subjects=tuple(bare if np is subject else np for np in clause.subjects))
                return _claimed(rest, found, bare, scope)
    return None


def _deadline(clause: Clause, denied: bool) -> Deadline | None:
    if not (clause.negated or denied):
        return None
    for phrase in clause.phrases:
        if phrase.prep not in _BY or phrase.item is None or phrase.measure is not None:
            continue
        literal = phrase.item.quantity
        kept = (
            literal is None
            and phrase.prep == "by"
            and clause.voice == "passive"
            and phrase.item.head not in {"date", "day", "time", "deadline", "end", "start"}
        )
        if kept or (literal is not None and not isinstance(literal, TimeOfDay | Date | Number)):
            continue
        on = next(
            (p for p in clause.phrases if p is not phrase and p.prep in {"on", "of"} and p.item is not None), None
        )
        return Deadline(phrase, on, without(clause, phrase, *((on,) if on is not None else ())), denied)
    return None


def _claimed(clause: Clause, deadline: Deadline, thing: NP | None, scope: Scope) -> Claimed:
    why: NotUnderstoodError | None = None
    about = replace(deadline.said, subjects=(thing,)) if thing is not None else deadline.said
    for entity in abouts(about, scope):
        bound = scope.bound(Row(entity, IT))
        still = tried(lambda bound=bound: (holds(deadline.said, bound),), scope)  # type: ignore[misc]
        if still is None:
            continue
        if thing is not None:
            take_name(thing, scope)
        waiting = not_yet(negation(still[0]) if deadline.denied else still[0], entity)
        try:
            return _installed(clause, deadline, entity, waiting, bound)
        except NotUnderstoodError as failure:
            why = why or failure
    raise why or NotUnderstoodError(f"what “{deadline.said.text}” waits for is not known", deadline.said.span)


def _installed(clause: Clause, deadline: Deadline, entity: EntityDraft, still: bp.Expression, scope: Scope) -> Claimed:
    item = deadline.by.item
    literal = item.quantity if item is not None else None
    rest = list(clause.conditions)
    if isinstance(literal, TimeOfDay):
        moment = bp.Moment(date=_day(deadline, entity, scope), time=_time(literal))
        scope.take(deadline.by.span)
        return follow(clause, rest, Occasion(entity, scope, at=moment, when=still), "deadline")
    if isinstance(literal, Date) and literal.year is None or isinstance(literal, Number) and literal.ordinal:
        scope.take(deadline.by.span)
        return _yearly(clause, literal, entity, still, scope)
    if item is None or literal is not None:
        raise NotUnderstoodError(f"when “{deadline.by.text}” is, is not known", deadline.by.span)
    value = moment_named(item, Row(entity, IT), scope)
    at = end_of(value.expression) if value.type.kind == "date" else value.expression
    return follow(clause, rest, Occasion(entity, scope, at=at, when=still), "deadline")


def _time(literal: TimeOfDay) -> bp.Literally:
    return bp.Literally(type=bp.TIME, value=f"{literal.hour:02d}:{literal.minute:02d}")


def _day(deadline: Deadline, entity: EntityDraft, scope: Scope) -> bp.Expression:
    """The day that a time of day is on: as said, else the first day that is kept, else that of entry."""
    value: Value | None = None
    if deadline.on is not None and deadline.on.item is not None:
        item = deadline.on.item
        if item.determiner not in {"that", "the same", "this"}:
            value = moment_named(item, Row(entity, IT), scope)
        scope.take(deadline.on.span)
    if value is None:
        days = [
            f for f in kept_of(entity) if f.type.kind in TIMES and f.name not in entity.later and f.name != "entered_at"
        ]
        value = (
            Value(bp.Get(of=IT, field=days[0].name), days[0].type) if days else default_anchor(Row(entity, IT), scope)
        )
    return value.expression if value.type.kind == "date" else bp.Part(of=value.expression, part="date")


def _yearly(clause: Clause, literal: Date | Number, entity: EntityDraft, still: bp.Expression, scope: Scope) -> Claimed:
    """ "by 20 December", "by the 20th": when that day is over, for every row for which it still is so."""
    if any(c.marker in {"until", "till"} for c in clause.conditions):
        raise NotUnderstoodError("until when is not known", clause.span)
    draft = scope.draft
    name = free_name(scope, entity)
    steps = renamed(steps_of(replace(clause, conditions=()), scope), IT, bp.Name(name=name))
    rows = bp.Aggregate(function="rows", entity=entity.id, name=name, where=renamed(still, IT, bp.Name(name=name)))
    each: bp.Statement = bp.Each(name=name, rows=rows, steps=steps)
    yesterday = bp.Shift(moment=bp.Name(name="today"), amount=bp.whole(-1), unit="days")
    day = int(literal.value) if isinstance(literal, Number) else literal.day
    test = [same(bp.Part(of=yesterday, part="day"), bp.whole(day))]
    if isinstance(literal, Date):
        test.append(same(bp.Part(of=yesterday, part="month"), bp.whole(literal.month)))
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{name_of(clause, Occasion(entity, scope))}"), spans=(clause.span,), summary=" ".join(clause.text.split()),
        recurrence=bp.Recurrence(unit="day"), steps=(bp.When(test=bp.AllOf(terms=tuple(test)), then=(each,)),),
    )  # fmt: skip
    draft.schedules.append(schedule)
    return Claimed("deadline_of_the_year", (schedule.id,))
