"""Frames of what is done again and again: "every Monday at 08:00 …", "on the first of each month …", "on 31 December …"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import Draft, snake
from autogenesis.language._literals import Date, Recurrence, TimeOfDay, Weekdays
from autogenesis.language._nth_days import NthDay
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import same
from autogenesis.language._text import Span
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._many import steps_for_all
from autogenesis.language.meaning._naming import SYSTEM, known_thing
from autogenesis.language.meaning._order_of_days import is_nth
from autogenesis.language.meaning._scope import Scope
from autogenesis.language.meaning._waits import without

_EVENT_MARKERS = frozenset({"if", "when", "unless", "while", "where"})
_SENDING = frozenset({"send", "mail", "e-mail", "email", "report", "forward", "show"})
_SHOWING = frozenset({"list", "show", "display", "print"})
_TIMES = {"morning": "06:00", "noon": "12:00", "evening": "18:00", "night": "00:00"}


def recurring(clause: Clause, scope: Scope) -> Claimed | None:
    """What is done whenever a day or time of day comes round."""
    if clause.negated or clause.modal in {"can", "may"}:
        return None
    found = comes_round(clause, scope)
    if found is None:
        return None
    recurrence, said, only = found
    rest = _sent_to_owner(said, scope.draft)
    if rest is not said and said.subject is not None and said.subject.name in SYSTEM:
        scope.take(said.subject)
    if rest is None or any(c.marker not in _EVENT_MARKERS for c in rest.conditions):
        return None
    steps = steps_for_all(rest, rest.conditions, scope)
    if only is not None:
        steps = (bp.When(test=only, then=steps),)
    draft = scope.draft
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{_name(rest)}"), spans=(clause.span,), summary=" ".join(clause.text.split()), recurrence=recurrence,
        steps=steps,
    )  # fmt: skip
    draft.schedules.append(schedule)
    return Claimed("recurring", (schedule.id,))


def _name(clause: Clause) -> str:
    what = clause.object or clause.subject
    return snake(f"{clause.verb or 'send'} {what.name if what is not None else ''}")


def _list_of(clause: Clause, draft: Draft) -> Clause:
    """ "The late loans are sent to the clerk", "the clerk receives the open loans", "the system shall list the open loans"."""
    to = clause.phrase("to")
    passive = clause.voice == "passive"
    if clause.verb in _SENDING and passive and to is not None and to.items:
        things, people = clause.subjects, to.items
    elif clause.verb in {"get", "receive"} and not passive:
        things, people = clause.objects[:1], clause.subjects
    elif clause.verb in _SHOWING and (passive or clause.subject is None or clause.subject.name in SYSTEM):
        things, people = clause.subjects if passive else clause.objects[:1], ()
    else:
        return clause
    if len(things) != 1 or not things[0].plural or known_thing(draft, things[0]) is None:
        return clause
    np = things[0]
    of = Phrase(np.span, np.text, "of", (np,))
    note = NP(np.span, np.text, "list", ("list",), determiner="a", of=(of,))
    me = NP((clause.verb_span[0], clause.verb_span[0]), "I", "i", ("i",), pronoun=True)
    phrases = tuple(p for p in clause.phrases if p is not to or not passive)
    others = clause.objects[1:] if not passive else clause.objects
    return replace(
        clause, subjects=people or (me,), verb="get", voice="active", objects=(note, *others), phrases=phrases, modal=""
    )


def _sent_to_owner(clause: Clause, draft: Draft) -> Clause | None:
    """ "Fridays at 16:00: list of open orders" is sent to whoever had the system made."""
    if clause.verb:
        return _list_of(clause, draft)
    if len(clause.items) != 1:
        return None
    me = NP(clause.items[0].span, "I", "i", ("i",), pronoun=True)
    return replace(clause, subjects=(me,), verb="get", voice="active", objects=clause.items, items=())


def comes_round(clause: Clause, scope: Scope) -> tuple[bp.Recurrence, Clause, bp.Expression | None] | None:
    """When it comes round, the clause without that, and what must hold of the day where the recurrence cannot say it."""
    again = next((x for x in clause.limits if isinstance(x, Recurrence)), None)
    days = next((x for x in clause.limits if isinstance(x, Weekdays)), None)
    at, spans, rest = _time(clause)
    yearly = _day_of_year(rest)
    nth = next((x for x in clause.limits if isinstance(x, NthDay)), None)
    if again is None and days is None and yearly is None and at is None and nth is None:
        return None
    if nth is not None:
        scope.take(nth.span, *spans)
        _say_start(at, scope, nth.span)
        return bp.Recurrence(unit="day", at=at or "00:00"), rest, is_nth(bp.Name(name="today"), nth, scope)
    if yearly is not None:
        date, rest, span = yearly
        scope.take(span, *spans, *((again.span,) if again is not None else ()))
        _say_start(at, scope, span)
        only = same(bp.Part(of=bp.Name(name="today"), part="month"), bp.whole(date.month))
        return bp.Recurrence(unit="month", day=date.day, at=at or "00:00"), rest, only
    scope.take(*spans)
    if again is not None:
        made = recurrence_of(again, at)
        if made is None:
            return None
        scope.take(again.span)
        _say_start(at or again.at, scope, again.span)
        return made, rest, None
    if days is not None and (days.plural or at is not None):
        scope.take(days.span)
        _say_start(at, scope, days.span)
        return bp.Recurrence(unit="week", weekdays=tuple(d + 1 for d in days.days), at=at or "00:00"), rest, None
    if at is not None and days is None:
        scope.draft.assume(f"“{clause.text}” is meant for every day.", clause.span)
        return bp.Recurrence(unit="day", at=at), rest, None
    return None


def recurrence_of(again: Recurrence, at: str | None) -> bp.Recurrence | None:
    """When it comes round, at a time of day ("08:00") where one is said."""
    unit = {"night": "day", "evening": "day", "morning": "day"}.get(again.unit, again.unit)
    named = next((_TIMES[word] for word in (again.unit, *again.text.lower().split()) if word in _TIMES), "00:00")
    time = at or (f"{again.at.hour:02}:{again.at.minute:02}" if again.at else named)
    if again.day == -1 and again.at is None and at is None and "end" in again.text.lower().split():
        time = "23:59"
    weekdays = tuple(day + 1 for day in again.weekdays)
    if unit == "week":
        return bp.Recurrence(unit="week", every=again.every, weekdays=weekdays or (1,), at=time)
    if unit == "day" or (unit == "month" and again.day is not None):
        return bp.Recurrence(unit=unit, every=again.every, weekdays=(), day=again.day, at=time)
    if unit == "month":
        return bp.Recurrence(unit="month", every=again.every, day=1, at=time)
    if unit == "quarter":
        return bp.Recurrence(unit="month", every=3 * again.every, day=again.day or 1, at=time, anchor="2000-01-01")
    return None


def _time(clause: Clause) -> tuple[str | None, tuple[Span, ...], Clause]:
    """The time of day, where one is said, and the clause without it."""
    for phrase in clause.phrases:
        literal = phrase.item.quantity if phrase.item is not None and phrase.prep == "at" else None
        if isinstance(literal, TimeOfDay):
            return f"{literal.hour:02}:{literal.minute:02}", (phrase.span,), without(clause, phrase)
    limit = next((x for x in clause.limits if isinstance(x, TimeOfDay)), None)
    if limit is not None:
        return f"{limit.hour:02}:{limit.minute:02}", (limit.span,), clause
    return None, (), clause


def _day_of_year(clause: Clause) -> tuple[Date, Clause, Span] | None:
    for phrase in clause.phrases:
        literal = phrase.item.quantity if phrase.item is not None and phrase.prep == "on" else None
        alone = phrase.item is not None and not phrase.item.of and len(phrase.items) == 1
        if isinstance(literal, Date) and literal.year is None and alone:
            return literal, without(clause, phrase), phrase.span
    return None


def _say_start(at: object, scope: Scope, span: Span) -> None:
    if at is None:
        scope.draft.assume("Where no time of day is said, it is done at the start of the day.", span)
