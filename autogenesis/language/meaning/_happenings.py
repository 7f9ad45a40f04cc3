"""Owns whether a deed was done: to a row in scope, to some or all rows of a kind, by whom, and by when."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._literals import Bound, Date, Duration, TimeOfDay
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import Relation, both
from autogenesis.language.meaning import _quantified, _values
from autogenesis.language.meaning._comparisons import (
    TIMES,
    bounded,
    compared,
    constant,
    current,
    denial,
    later,
    yearly,
)
from autogenesis.language.meaning._descriptions import quality, told
from autogenesis.language.meaning._facts import Fact, fact_of
from autogenesis.language.meaning._members import given_instead, read, take_words, value_at
from autogenesis.language.meaning._naming import actor_of, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.readings._due_dates import entered

_PASSING = frozenset(
    {"pass", "elapse", "expire", "passed", "elapsed", "expired", "missing", "lacking", "arrive", "arrived"}
)
_ANYONE = frozenset({"nobody", "somebody", "someone", "anybody", "anyone", "no-one"})


@dataclass(frozen=True, slots=True)
class Happening:
    """A deed with the row it was done to."""

    fact: Fact
    row: Row

    @property
    def done(self) -> bp.Expression:
        """That it was done."""
        return told(self.fact, self.row)

    @property
    def moment(self) -> Value:
        """When it was done."""
        at = self.fact.moment(bp.Name(name="it") if self.row.fresh else self.row.at)
        if at is None or not isinstance(at, bp.Get):
            raise NotUnderstoodError(f"when it was {self.fact.word} is not kept", (0, 0))
        found = given_instead(at) if self.row.fresh else at
        return Value(found, self.row.entity.member(at.field).type)


def happened(clause: Clause, scope: Scope, *, denied: bool = False) -> bp.Expression:
    """That the deed of the clause was done or, `denied`, that it was not, though its time is over."""
    thing = _thing(clause)
    if thing is not None and not thing.pronoun:
        value = _choice_said(clause, thing, scope)
        if value is not None:
            return denial(value) if denied else value
    row = _values.row_of(thing, scope) if thing is not None else scope.newest()
    if row is None or (thing is not None and _quantified.general(thing)):
        if thing is None:
            raise NotUnderstoodError(f"it is not known what “{clause.text}” is done to", clause.span)
        found = _quantified.some_done(clause, thing, scope)
        return denial(found) if denied else found
    planned = _planned(clause, row, scope)
    if planned is not None:
        return denial(planned) if denied else planned
    return _to_row(clause, row, scope, denied=denied)


def _thing(clause: Clause) -> NP | None:
    """What the deed is done to: of a relative clause without it, the row the clause stands at."""
    if clause.voice == "passive":
        return clause.subject
    if clause.object is not None:
        return clause.object
    subject = clause.subject
    if subject is not None and (subject.head in _ANYONE or (subject.pronoun and subject.head in {"i", "we", "you"})):
        return None
    return subject


def _choice_said(clause: Clause, thing: NP, scope: Scope) -> bp.Expression | None:
    """ "its status is paid": a participle after a choice is one of its values."""
    word = scope.draft.text.at(clause.verb_span).split()[-1].lower()
    if (clause.voice != "passive" or clause.phrases) and word not in _PASSING:
        return None
    taken = list(scope.taken)
    try:
        value = _values.value_of(thing, scope)
        if value.entity is None:
            found = quality(value, "passed" if clause.verb in _PASSING else word, clause.verb_span, scope)
            scope.take(clause)
            return found
    except NotUnderstoodError:
        pass
    scope.taken[:] = taken
    return None


BEGINNING = frozenset({"start", "begin", "commence", "open"})
ENDING = frozenset({"end", "finish", "expire", "lapse", "run", "close"})
_LABELS = {
    "begin": ("start", "begin", "from", "arrival"),
    "end": ("end", "finish", "until", "to", "expiry", "expires", "departure"),
}


def _planned(clause: Clause, row: Row, scope: Scope) -> bp.Expression | None:
    """ "it starts within 24 hours", "it has ended": by the date the row has for it."""
    kind = "begin" if clause.verb in BEGINNING else "end" if clause.verb in ENDING else ""
    if not kind or clause.voice == "passive" or clause.object is not None:
        return None
    for word in _LABELS[kind]:
        for f in row.entity.fields.values():
            if f.type.kind in TIMES and f.name not in row.entity.later and word in f.label.lower().split():
                scope.take(clause)
                moment = value_at(row, f.name, scope.draft)
                terms = [_ahead(phrase, moment, scope) for phrase in clause.phrases]
                return both(*terms) if terms else compared(moment, "<=", current(moment.type), clause.span)
    return None


def _ahead(phrase: Phrase, moment: Value, scope: Scope) -> bp.Expression:
    """A span of time before a planned moment counts from now: "starts within 24 hours", "ends in 3 days"."""
    literal = phrase.item.quantity if phrase.item is not None and not phrase.item.of else None
    limit = literal.value if isinstance(literal, Bound) else literal
    if isinstance(limit, Duration) and phrase.prep in {"within", "in"}:
        until = later(current(moment.type), limit, scope)
        soon = compared(moment, "<=", until, phrase.span)
        scope.take(phrase.item.span if phrase.item else None)
        return both(compared(moment, ">=", current(moment.type), phrase.span), soon)
    return timed(phrase, moment, scope)


def _to_row(clause: Clause, row: Row, scope: Scope, *, denied: bool) -> bp.Expression:
    fact = fact_of(scope.draft, row.entity, clause.verb, clause.particle)
    if fact is None:
        raise NotUnderstoodError(f"“{clause.verb}” is no deed that is kept", clause.verb_span)
    scope.take(clause)
    happening = Happening(fact, row)
    terms = [happening.done, *_doers(clause, happening, scope)]
    over: list[bp.Expression] = []
    for phrase in clause.phrases:
        if phrase.prep == "by" and clause.voice == "passive" and _person(phrase):
            continue
        if denied and phrase.prep == "after" and phrase.measure is None and _duration(phrase):
            over.append(timed(phrase, happening.moment, scope, since=row))
            continue
        term = timed(phrase, happening.moment, scope, since=row)
        terms.append(term)
        if denied and isinstance(term, bp.Compare) and term.relation in {"<", "<="}:
            over.append(_past(term.right, happening.moment))
    return both(*over, denial(both(*terms))) if denied else both(*terms)


def _duration(phrase: Phrase) -> bool:
    return phrase.item is not None and isinstance(phrase.item.quantity, Duration) and not phrase.item.of


def _past(limit: bp.Expression, moment: Value) -> bp.Expression:
    """That the time until which something was to be done is over."""
    dated = isinstance(limit, bp.Shift) and moment.type.kind == "date"
    kind = bp.DATE if dated or moment.type.kind == "date" else bp.DATETIME
    return bp.Compare(relation="<", left=limit, right=current(kind).expression)


def _person(phrase: Phrase) -> bool:
    return phrase.item is not None and phrase.item.quantity is None


def _doers(clause: Clause, happening: Happening, scope: Scope) -> tuple[bp.Expression, ...]:
    """Who did it, where that is said and makes a difference."""
    by = clause.phrase("by") if clause.voice == "passive" else None
    np = by.item if by and _person(by) else clause.subject if clause.voice != "passive" and clause.object else None
    if np is None or np.head in {*_ANYONE, "i", "we", "you", "one"}:
        if np is not None and "else" in clause.adverbs:
            other = happening.fact.by(happening.row.at)
            return (bp.Compare(relation="!=", left=other, right=bp.Name(name="by")),)
        return ()
    if np.pronoun or scope.doer is not None:
        value = _values.value_of(np, scope)
        return (compared(Value(happening.fact.by(happening.row.at), bp.PERSON), "==", value, np.span),)
    actor = actor_of(np, scope)
    if actor is None:
        raise NotUnderstoodError(f"it is not known who “{np.text}” is", np.span)
    take_name(np, scope)
    operation = happening.fact.operation
    if operation is not None and actor not in operation.actors:
        operation.actors.append(actor)
    return ()


def timed(phrase: Phrase, moment: Value, scope: Scope, since: Row | None = None) -> bp.Expression:
    """That a moment lies as the phrase says: before that date, within 14 days, 3 days after it, on a Sunday."""
    span = phrase.span
    literal = phrase.item.quantity if phrase.item is not None and not phrase.item.of else None
    if phrase.prep == "ago" and phrase.measure is not None:
        return _ago(phrase, moment, scope)
    if isinstance(literal, Bound) and isinstance(literal.value, Duration) and phrase.prep == "within":
        return _within(literal.value, moment, since, scope)
    if isinstance(literal, Duration) and phrase.prep in {"within", "after", "for", "in"}:
        if phrase.prep == "within":
            return _within(literal, moment, since, scope)
        if phrase.prep == "after":
            return compared(later(_start(since, scope, span), literal, scope), "<", current(moment.type), span)
        ago = later(current(moment.type), literal, scope, back=True)
        return compared(moment, ">", ago, span)
    if phrase.prep == "in" and phrase.item is not None and phrase.item.head in _SIDES and not phrase.item.of:
        take_words(scope, phrase.span, _SIDES)
        return compared(moment, _SIDES[phrase.item.head], current(moment.type), span)
    relation = _LIES.get(phrase.prep)
    if relation is None or phrase.item is None:
        raise NotUnderstoodError(f"“{phrase.text}” says nothing that is known about a moment", span)
    if isinstance(literal, Date) and literal.year is None:
        scope.take(literal.span)
        return yearly(moment, relation, literal)
    if isinstance(literal, TimeOfDay | Date):
        return compared(moment, relation, constant(literal, None, scope), span)
    if literal is not None and phrase.prep in {"on", "in", "at"}:
        return bounded(moment, literal, scope)
    return _against(phrase, moment, relation, scope)


_SIDES: dict[str, Relation] = {"past": "<", "future": ">"}
_LIES: dict[str, Relation] = {
    "before": "<",
    "until": "<=",
    "till": "<=",
    "after": ">",
    "since": ">=",
    "from": ">=",
    "by": "<=",
    "on": "==",
    "at": "==",
}


def _against(phrase: Phrase, moment: Value, relation: Relation, scope: Scope) -> bp.Expression:
    """Before or after another moment, at some distance from it where one is given."""
    if phrase.item is None:
        raise NotUnderstoodError(f"it is not known what “{phrase.text}” is", phrase.span)
    other = moment_of(phrase.item, scope)
    measure = phrase.measure
    if measure is None:
        return compared(moment, relation, other, phrase.span)
    back = phrase.prep in {"before", "until"}
    distance = measure.value if isinstance(measure, Bound) else measure
    if not isinstance(distance, Duration):
        raise NotUnderstoodError(f"“{measure.text}” is no span of time", measure.span)
    limit = later(other, distance, scope, back=back)
    scope.take(measure.span)
    closer = isinstance(measure, Bound) and measure.op in {"<", "<="}
    later_than = "later" in measure.text or closer if back else not closer
    if "earlier" in measure.text:
        later_than = False
    strict = not isinstance(measure, Bound) or measure.op in {"<", ">"}
    lies: Relation = (">" if strict else ">=") if later_than else ("<" if strict else "<=")
    return compared(moment, lies, limit, phrase.span)


def moment_of(np: NP, scope: Scope) -> Value:
    """The date or moment that a phrase names."""
    value = _values.value_of(np, scope)
    if value.entity is not None and not value.many:
        dated = next(
            (n for n, f in value.entity.fields.items() if f.type.kind in TIMES and n not in value.entity.later), None
        )
        if dated is not None:
            row = Row(value.entity, value.expression)
            return Value(read(row, dated), value.entity.fields[dated].type)
    if value.type.kind not in {*TIMES, "time"}:
        raise NotUnderstoodError(f"“{np.text}” is no date or moment", np.span)
    return value


def _ago(phrase: Phrase, moment: Value, scope: Scope) -> bp.Expression:
    measure = phrase.measure
    distance = measure.value if isinstance(measure, Bound) else measure
    if not isinstance(distance, Duration) or measure is None:
        raise NotUnderstoodError(f"“{phrase.text}” is no span of time", phrase.span)
    scope.take(measure.span)
    limit = later(current(moment.type), distance, scope, back=True)
    recent = isinstance(measure, Bound) and measure.op in {"<", "<="}
    return compared(moment, ">" if recent else "<", limit, phrase.span)


def _within(literal: Duration, moment: Value, since: Row | None, scope: Scope) -> bp.Expression:
    return compared(moment, "<=", later(_start(since, scope, literal.span), literal, scope), literal.span)


def _start(row: Row | None, scope: Scope, span: tuple[int, int]) -> Value:
    """What a bare span of time counts from: the moment spoken of, else when the row was entered."""
    if scope.moment is not None:
        return Value(scope.moment, bp.DATETIME)
    if row is None or row.fresh:
        raise NotUnderstoodError("nothing says from when the time counts", span)
    name = entered(scope.draft, row.entity)
    scope.draft.assume(f"The time counts from when the {row.entity.label} is entered.", span)
    return Value(read(row, name), row.entity.member(name).type)


__all__ = ["Happening", "happened", "moment_of", "timed"]
