"""Owns whether a deed was done: to a row in scope, to some or all rows of a kind, by whom, and by when."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import both, no
from autogenesis.language.meaning import _quantified, _values
from autogenesis.language.meaning._comparisons import (
    TIMES,
    compared,
    current,
    denial,
    later,
)
from autogenesis.language.meaning._descriptions import described, new_flag, quality, told
from autogenesis.language.meaning._facts import Fact, fact_of, state_called
from autogenesis.language.meaning._members import entity_of, given_instead, read, value_at
from autogenesis.language.meaning._naming import actor_of, take_name
from autogenesis.language.meaning._paid import is_paid
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._times import moment_of, timed

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
    word = scope.draft.text.at(clause.verb_span).split()[-1].lower()
    if clause.progressive and clause.voice == "active" and not clause.objects and state_called(row.entity, word):
        scope.take(clause)  # "the boat is leaking", where leaking is one of the states that are told
        state = described(row, word, clause.verb_span, scope)
        return denial(state) if denied else state
    going = " being " in scope.draft.text.at(clause.verb_span).lower() and clause.voice == "passive"
    if going and not clause.phrases and not row.fresh:
        scope.take(clause)  # "is being repaired" is not "has been repaired": it is said, and taken back, of itself
        going_on = read(row, new_flag(row.entity, f"being {word}", clause.verb_span, scope))
        return denial(going_on) if denied else going_on
    settled = is_paid(clause, row, scope)
    if settled is not None:
        return denial(settled) if denied else settled
    row = _there_already(clause, row, scope)
    fact = fact_of(scope.draft, row.entity, clause.verb, clause.particle)
    if fact is None:
        raise NotUnderstoodError(f"“{clause.verb}” is no deed that is kept", clause.verb_span)
    scope.take(clause)
    happening = Happening(fact, row)
    wanted = row.entity.fields.get(snake(f"to be {fact.word}"))
    done = no(read(row, wanted.name)) if wanted is not None and wanted.type.kind == "boolean" else happening.done
    terms = [done, *_doers(clause, happening, scope)]
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


def _there_already(clause: Clause, row: Row, scope: Scope) -> Row:
    """ "nobody can book it until it has been serviced": of what it is done to, where the row itself is not what is meant."""
    thing = _thing(clause)
    if thing is None or not thing.pronoun or _told_of(clause, row.entity, scope):
        return row
    for f in row.entity.fields.values():
        other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
        if other is not None and _told_of(clause, other, scope):
            return Row(other, read(row, f.name))
    return row


def _told_of(clause: Clause, entity: EntityDraft, scope: Scope) -> bool:
    return fact_of(scope.draft, entity, clause.verb, clause.particle, commit=False) is not None


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


__all__ = ["Happening", "happened", "moment_of", "timed"]
