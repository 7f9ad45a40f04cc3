"""Frames of what is done at a time of the day that a date of the thing names: "at 07:30 on the market day, every booking …"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._literals import TimeOfDay
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import end_of, same
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._effects import steps_of
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._listing import LISTS
from autogenesis.language.meaning._members import field_named, take_words
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._reactions import follow, unless_over
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import entity_named, narrowed
from autogenesis.language.meaning._waits import without


def on_its_day(clause: Clause, scope: Scope) -> Claimed | None:
    """What is done with each thing at that time of its day; a list is of the things whose day it is."""
    if clause.negated or not clause.verb or clause.modal in {"can", "may"}:
        return None
    time = next((p for p in clause.phrases if p.prep == "at" and _time(p) is not None), None)
    on = next((p for p in clause.phrases if p.prep == "on" and p.item is not None and p is not time), None)
    if time is None or on is None or on.item is None or on.measure is not None or len(on.items) > 1:
        return None
    found = _dated(clause, on.item, scope)
    if found is None:
        return None
    entity, name = found
    at = _time(time)
    assert at is not None
    rest = without(clause, time, on)
    scope.take(time.span, on.span)
    note = next((np for np in rest.objects if np.head in LISTS), None)
    if note is not None:
        return _list_of_the_day(rest, note, entity, name, at, scope)
    moment = bp.Moment(
        date=bp.Get(of=IT, field=name), time=bp.Literally(type=bp.TIME, value=f"{at.hour:02d}:{at.minute:02d}")
    )
    bound = scope.bound(Row(entity, IT))
    rest, terms = _such(rest, entity, bound)
    occasion = Occasion(entity, bound, at=moment).also(*terms)
    return follow(rest, list(rest.conditions), occasion, "on_its_day")


def after_its_date(clause: Clause, scope: Scope) -> Claimed | None:
    """ "An open invoice becomes overdue after its due date": when that day is over, or that moment has come."""
    if clause.negated or not clause.verb or clause.modal in {"can", "may", "must", "shall"} or clause.conditions:
        return None
    after = next((p for p in clause.phrases if p.prep == "after" and p.item is not None and p.measure is None), None)
    day = after.item if after is not None and len(after.items) == 1 else None
    if after is None or day is None or day.quantity is not None or day.pronoun or day.relatives:
        return None
    for np in clause.subjects:
        entity = known_thing(scope.draft, np)
        named = field_named(entity, day) if entity is not None else None
        if entity is None or named is None or entity.member(named[0]).type.kind not in {"date", "datetime"}:
            continue
        moment: bp.Expression = bp.Get(of=IT, field=named[0])
        if entity.member(named[0]).type.kind == "date":
            moment = end_of(moment)
        bound = scope.bound(Row(entity, IT))
        scope.take(after.span)
        rest, terms = _such(without(clause, after), entity, bound)
        occasion = Occasion(entity, bound, at=moment)
        occasion = occasion.also(*terms) if terms else unless_over(clause, occasion)
        return follow(rest, [], occasion, "after_its_date")
    return None


def _time(phrase: Phrase) -> TimeOfDay | None:
    literal = phrase.item.quantity if phrase.item is not None else None
    return literal if isinstance(literal, TimeOfDay) else None


def _dated(clause: Clause, day: NP, scope: Scope) -> tuple[EntityDraft, str] | None:
    """The date that the phrase names, of the thing the clause speaks of, else of the only thing that has it."""
    if day.determiner not in {"the", "its", "their"} or day.quantity is not None or day.pronoun:
        return None
    nps = (*clause.subjects, *clause.objects, *(p.item for np in clause.objects for p in np.of if p.item is not None))
    spoken = [e for np in nps if (e := known_thing(scope.draft, np)) is not None]
    having = [
        (e, named[0])
        for e in scope.draft.entities.values()
        if (named := field_named(e, day)) is not None and e.member(named[0]).type.kind == "date"
    ]
    near = [pair for pair in having if pair[0] in spoken]
    return near[0] if near else having[0] if len(having) == 1 else None


def _such(clause: Clause, entity: EntityDraft, scope: Scope) -> tuple[Clause, tuple[bp.Expression, ...]]:
    """The clause about any of the things, and which of them it is about."""
    for np in clause.subjects:
        named = entity_named(np, scope) if not np.pronoun else None
        if named is None or named[0] is not entity:
            continue
        terms = narrowed(np, named[1], Row(entity, IT), scope) if np.relatives or np.of or named[1] else ()
        take_words(scope, np.span, (np.determiner, *np.words))
        plain = replace(np, adjectives=(), relatives=(), of=(), quantity=None, determiner="the", plural=False)
        return replace(clause, subjects=tuple(plain if each is np else each for each in clause.subjects)), terms
    return clause, ()


def _list_of_the_day(clause: Clause, note: NP, entity: EntityDraft, name: str, at: TimeOfDay, scope: Scope) -> Claimed:
    """Every day at that time, where it is the day of any."""
    rows = next((p.item for p in note.of if p.item is not None), None)
    if rows is None or known_thing(scope.draft, rows) is not entity or clause.conditions:
        raise NotUnderstoodError(f"what “{note.text}” is of is not known", note.span)
    steps = tuple(_of_today(step, entity, name) for step in steps_of(clause, scope))
    today = bp.Aggregate(function="exists", entity=entity.id, name="of_today", where=same(f"of_today.{name}", "today"))
    schedule = bp.Schedule(
        id=scope.draft.unique(f"schedule.{snake(f'list of {entity.plural}')}"), spans=(clause.span,),
        summary=" ".join(clause.text.split()), recurrence=bp.Recurrence(unit="day", at=f"{at.hour:02d}:{at.minute:02d}"),
        steps=(bp.When(test=today, then=steps),),
    )  # fmt: skip
    scope.draft.schedules.append(schedule)
    return Claimed("list_on_its_day", (schedule.id,))


def _of_today(step: bp.Statement, entity: EntityDraft, name: str) -> bp.Statement:
    """The notification with no more rows than those of today."""
    if not isinstance(step, bp.Notify):
        return step
    data = []
    for label, value in step.data:
        if isinstance(value, bp.Records) and value.entity == entity.id:
            day = same(f"{value.name}.{name}", "today")
            where = day if value.where is None else bp.AllOf(terms=(value.where, day))
            value = value.model_copy(update={"where": where})
        data.append((label, value))
    return step.model_copy(update={"data": tuple(data)})


ON_ITS_DAY: tuple[Frame, ...] = (on_its_day, after_its_date)
"""The frames of times on the day of a thing."""
