"""Owns moments that rules count from: a date that is kept, the moment of a deed, when a row came into being."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language import _inflect as inflect
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._discourse import DateInFocus
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import end_of, same, start_of
from autogenesis.language.meaning._comparisons import TIMES, later
from autogenesis.language.meaning._facts import NO_DEED, Fact, fact_of, state_called
from autogenesis.language.meaning._latches import IT, latched
from autogenesis.language.meaning._members import entity_of, moments_first, read, take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._since_done import since_done
from autogenesis.language.meaning._times import moment_of
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._values import row_of
from autogenesis.language.meaning._waits import Wait
from autogenesis.language.readings._due_dates import entered

_POINTING = frozenset({"that", "this", "then", "it", "that date", "that day", "that moment"})
_COMING = frozenset({"entry", "receipt", "registration", "creation", "recording", "submission"})
_ENDING = {
    "begin": ("begin", "start", "first", "from"), "start": ("start", "begin", "first", "from"), "end": ("end", "last", "until", "to", "expiry", "expire"),
    "expire": ("expir", "end", "until", "valid"), "lapse": ("lapse", "expir", "end"), "finish": ("finish", "end"), "close": ("clos", "end"),
    "depart": ("depart",), "arrive": ("arriv",), "leave": ("depart", "leav"), "return": ("return",), "run": ("expir", "end", "run"),
}  # fmt: skip
"""Verbs of passing time, and how labels of the dates at which they happen begin."""


@dataclass(frozen=True, slots=True)
class LastEvent:
    """What the text last spoke of as happening to rows of an entity: later spans of time count from it."""

    entity: str
    field: str


def kept_of(entity: EntityDraft) -> list[bp.FieldOf | bp.Derivation]:
    """The fields and derivations of an entity."""
    return [*entity.fields.values(), *entity.derivations.values()]


def due(wait: Wait, start: Value, scope: Scope, *, missed: bool) -> bp.Expression:
    """The moment a wait is over; of a date the end of the day where something was to be done by then."""
    moment = later(start, wait.length, scope, back=wait.back)
    if wait.at is not None:
        day = moment.expression if moment.type.kind == "date" else bp.Part(of=moment.expression, part="date")
        time = bp.Literally(type=bp.TIME, value=f"{wait.at.hour:02d}:{wait.at.minute:02d}")
        return bp.Moment(date=day, time=time)
    if moment.type.kind == "datetime":
        return moment.expression
    return end_of(moment.expression) if missed and not wait.back else start_of(moment.expression)


def anchor_of(wait: Wait, row: Row, scope: Scope) -> Value:
    """What a wait counts from, seen from a row."""
    scope.take(*wait.spans)
    if isinstance(wait.anchor, Clause):
        return moment_of_clause(wait.anchor, row, scope)
    if wait.anchor is not None:
        return moment_named(wait.anchor, row, scope)
    return default_anchor(row, scope, back=wait.back)


def default_anchor(row: Row, scope: Scope, *, back: bool = False) -> Value:
    """What counts where nothing is said: the date in focus, the last event spoken of, when the row came into being."""
    draft, entity = scope.draft, row.entity
    focus = draft.recall(DateInFocus)
    if back and focus is not None and focus.entity.name == entity.name:
        return Value(read(row, focus.field), entity.member(focus.field).type)
    done = since_done(row, scope) if not back else None
    if done is not None:
        return done
    last = draft.recall(LastEvent)
    if last is not None and last.entity == entity.name and last.field in entity.fields:
        draft.assume(
            f"The time counts from when the {entity.label} was {entity.fields[last.field].label.rsplit(' ', 1)[0]}."
        )
        return Value(read(row, last.field), entity.fields[last.field].type)
    if back:
        raise NotUnderstoodError("nothing says before what", scope.unit.span)
    name = entered(draft, entity)
    draft.assume(f"The time counts from when the {entity.label} is entered.")
    return Value(read(row, name), entity.fields[name].type)


def moment_named(np: NP, row: Row, scope: Scope) -> Value:
    """The date or moment that a phrase names: "the due date", "the deposit", "its start", "that date"."""
    scope = scope if row in scope.rows else scope.bound(row)
    focus = scope.draft.recall(DateInFocus)
    if np.text.lower() in _POINTING or (
        np.determiner in {"that", "this"} and np.head in {"date", "day", "moment", "time"}
    ):
        scope.take(np)
        if focus is not None and focus.entity.name == row.entity.name:
            return Value(read(row, focus.field), row.entity.member(focus.field).type)
        if focus is not None and np.head == "date":
            raise NotUnderstoodError(f"{article(row.entity.label)} has no date that was spoken of", np.span)
        return default_anchor(row, scope)
    known = _kept(np, scope)
    if known is not None:
        return known
    for near in _near(np, row, scope):
        found = _dated(np.head, near) or _of_deed(np.head, near, scope.draft)
        if found is not None:
            take_name(np, scope)
            return found
        if np.head in _COMING:
            take_name(np, scope)
            return Value(read(near, entered(scope.draft, near.entity)), bp.DATETIME)
    whose = np.possessor
    if whose is not None and not whose.pronoun and known_thing(scope.draft, whose) is None:
        found = _dated(np.head, row)  # "the project's end" where the row itself is what has an end
        if found is not None:
            scope.take(np, whose)
            return found
    raise NotUnderstoodError(f"when “{np.text}” is, is not kept", np.span)


def _kept(np: NP, scope: Scope) -> Value | None:
    return tried(lambda: _time_said(np, scope), scope)


def _time_said(np: NP, scope: Scope) -> Value | None:
    before = {e.name: set(e.fields) for e in scope.draft.entities.values()}
    value = moment_of(np, scope)
    made = any(set(e.fields) - before.get(e.name, set()) for e in scope.draft.entities.values())
    return value if value.type.kind in TIMES and not value.many and not made else None


def _near(np: NP, row: Row, scope: Scope) -> list[Row]:
    """The rows whose dates the phrase may mean: of whom it says so, else the row and what it leads to."""
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "to", "from"} and p.item), None)
    owned = row_of(owner, scope) if owner is not None else None
    if owned is not None and owner is not None:
        take_name(owner, scope)
        return [owned]
    rows = [row]
    for f in row.entity.fields.values():
        other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
        if other is not None:
            rows.append(Row(other, read(row, f.name)))
    return rows


def _dated(noun: str, row: Row) -> Value | None:
    """A date field whose label has the noun in it: "the departure" is the departure date."""
    for f in moments_first(kept_of(row.entity)):
        if f.type.kind in TIMES and noun in f.label.lower().split():
            return Value(read(row, f.name), f.type)
    return None


def _of_deed(noun: str, row: Row, draft: Draft) -> Value | None:
    """The moment of the deed that the noun is made of: "the deposit", "pickup", "the approval"."""
    fact = deed_named(noun, row, draft)
    moment = fact.moment(row.at) if fact is not None else None
    return Value(moment, row.entity.member(moment.field).type) if isinstance(moment, bp.Get) else None


def deed_named(noun: str, row: Row, draft: Draft) -> Fact | None:
    """The deed on rows of the entity that the noun is made of."""
    plain = noun.replace("-", "")
    for operation in list(draft.operations.values()):
        stem = operation.verb.replace(" ", "").rstrip("e")
        if operation.entity is row.entity and len(stem) >= 3 and plain.startswith(stem[: max(4, len(stem) - 1)]):
            head, _, particle = operation.verb.partition(" ")
            return fact_of(draft, row.entity, head, particle)
    head, particle = _verb_with_particle(plain) or (inflect.deed_named(noun) or "", "")
    return fact_of(draft, row.entity, head, particle) if head else None


def _verb_with_particle(noun: str) -> tuple[str, str] | None:
    """ "pickup" is made of "pick up", "handover" of "hand over"."""
    for particle in ("up", "out", "in", "off", "over", "back", "down"):
        verb = noun.removesuffix(particle)
        if noun.endswith(particle) and len(verb) > 2 and lexicon.known(verb) and lexicon.word(verb).can("VERB"):
            return verb, particle
    return None


def moment_of_clause(clause: Clause, row: Row, scope: Scope) -> Value:
    """When what a clause says happens: the date kept for it, else the moment of the deed."""
    scope = scope if row in scope.rows else scope.bound(row)
    subject = clause.subject
    found = row_of(subject, scope) if subject is not None else row
    there = found or row
    dated = dated_by(there.entity, clause.verb)
    if dated is not None and clause.voice != "passive":
        _take(clause, subject, scope)
        return Value(read(there, dated), there.entity.member(dated).type)
    awaited = _awaited(clause, there.entity)
    if awaited is not None:
        _take(clause, subject, scope)
        return Value(read(there, awaited), there.entity.member(awaited).type)
    if clause.verb in {"be", "fall"} and "due" in clause.complements and not clause.negated:
        name = next((m.name for m in kept_of(there.entity) if "due" in m.label.lower().split()), None)
        if name is not None and there.entity.member(name).type.kind in TIMES:
            _take(clause, subject, scope)
            take_words(scope, clause.span, ("due",))
            return Value(read(there, name), there.entity.member(name).type)
    own = value_named(subject, scope) if subject is not None and found is None else None
    if own is not None and clause.verb in {"come", "arrive", "pass", "be"}:
        scope.take(clause)
        return own
    stated = _state_moment(clause, there, scope)
    if stated is not None:
        _take(clause, subject, scope)
        take_words(scope, clause.span, clause.complements)
        return stated
    if clause.verb in NO_DEED and not clause.particle:
        raise NotUnderstoodError(f"when “{clause.text}” is, is not kept", clause.span)
    if found is None and subject is not None and known_thing(scope.draft, subject) is not None:
        raise NotUnderstoodError(f"which “{subject.text}” is meant is not known", subject.span)
    fact = fact_of(scope.draft, there.entity, clause.verb, clause.particle)
    moment = fact.moment(there.at) if fact is not None else None
    if not isinstance(moment, bp.Get):
        raise NotUnderstoodError(f"when “{clause.text}” is, is not kept", clause.span)
    _take(clause, subject, scope)
    return Value(moment, there.entity.member(moment.field).type)


def _awaited(clause: Clause, entity: EntityDraft) -> str | None:
    """ "it was expected (back)": the moment that is kept as "expected back" is when it should be, and no deed."""
    if clause.voice != "passive" or clause.verb not in {"expect", "plan", "promise"} or clause.negated:
        return None
    word = participle_of(clause.verb)
    found = [m.name for m in kept_of(entity) if m.type.kind in TIMES and m.label.lower().split()[0] == word]
    return found[0] if len(found) == 1 else None


def _state_moment(clause: Clause, row: Row, scope: Scope) -> Value | None:
    """ "after it is ready", "after a job is done": since when it has been in that state; what was done stays done."""
    if clause.negated or clause.phrases or clause.objects or clause.conditions or len(clause.complements) > 1:
        return None
    coming = clause.voice == "copula" or clause.verb in {"go", "become", "get", "turn"}
    copula = coming and bool(clause.complements)
    word = clause.complements[0] if copula else participle_of(clause.verb) if clause.voice == "passive" else ""
    state = state_called(row.entity, word) if word else None
    over = clause.perfect or bool({"was", "were", "been"} & set(clause.text.lower().split()))
    deed = not copula and clause.verb not in NO_DEED
    if state is None or (not copula and over and deed):
        return None
    if over and not copula:
        fact = fact_of(scope.draft, row.entity, clause.verb, clause.particle)
        if fact is not None and fact.operation is not None:
            return None
    so = same(bp.Get(of=IT, field=state[0]), state[1])
    latch = latched(scope.draft, row.entity, so, word, clause.span)
    return Value(read(row, latch.field), bp.DATETIME)


def value_named(np: NP, scope: Scope) -> Value | None:
    """The date that a phrase names, where it names one."""
    return _kept(np, scope)


def _take(clause: Clause, subject: NP | None, scope: Scope) -> None:
    scope.take(clause)
    if subject is not None:
        take_name(subject, scope)
        take_words(scope, subject.span, (subject.head,))


def dated_by(entity: EntityDraft, verb: str) -> str | None:
    """The date at which rows of an entity begin, end, expire …"""
    for start in _ENDING.get(verb, ()):
        for f in moments_first(kept_of(entity)):
            if (
                f.type.kind in TIMES
                and f.name not in entity.later
                and any(w.startswith(start) for w in f.label.lower().split())
            ):
                return f.name
    return None
