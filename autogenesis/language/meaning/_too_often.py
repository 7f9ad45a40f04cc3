"""Frame for who may not do something because of what happened so often: "A member who has missed three lessons in a year may not book",
and for how long: "… may not book for 14 days"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Duration, Times
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import both, compare, no, same
from autogenesis.language.meaning._called_off import once
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import NOW, later
from autogenesis.language.meaning._descriptions import described, verb_behind
from autogenesis.language.meaning._facts import Fact, fact_of, state_called
from autogenesis.language.meaning._members import read, take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._own import person_field
from autogenesis.language.meaning._placing import IT, guarded
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._situations import Situation, situation
from autogenesis.language.meaning._so_often import _AT, _MANY, _number, windowed
from autogenesis.language.meaning._waits import duration_of, without
from autogenesis.language.readings._counted_together import period_parts
from autogenesis.language.readings._due_dates import entered

_DENIED = frozenset({"not", "never"})
_PERIODS = frozenset({"day", "week", "month", "year"})
_IN = frozenset({"in", "within", "during", "per"})
_EVENTS = frozenset({"if", "when", "once", "as soon as"})
_SAID = ("any", "more", "again", "that", "same", "next", "following", "then")
_SAME = regex(r"\b(?:that|the same|this|calendar|rest of the|rest of that) (day|week|month|year)\b", re.I)


def barred_so_often(clause: Clause, scope: Scope) -> Claimed | None:
    """The deed is refused to whoever has so many rows of the kind, within that time where one is said."""
    denied = bool(_DENIED & set(clause.negators)) or (clause.subject is not None and clause.subject.negative)
    if not denied or clause.modal not in {"may", "can", "must", "shall"} or clause.voice == "copula":
        return None
    found = _after(clause) or _who(clause) or _with(clause) or _if(clause) or _and(clause)
    if found is None:
        return None
    number, np, verb, window, rest = found
    entity, done = _rows(np, verb, scope)
    if entity is None:
        return None
    length = next((p for p in rest.phrases if _lasting(p)), None)
    rest = without(rest, length) if length is not None else rest
    meant = situation(replace(rest, negators=(), conditions=()), scope) or _only_deed(rest, scope)
    if meant is None or meant.terms:
        return None
    counted = _Counted(number, np, done, window, entity, meant)
    requires = _none_lately(counted, length, scope) if length is not None else _too_few(counted, scope)
    scope.take(clause, verb, np.quantity.span if np.quantity is not None else None)
    take_name(np, scope)
    take_words(scope, np.span, (np.head,))
    take_words(scope, clause.span, _SAID)
    take_words(scope, clause.span, _SAME.findall(clause.text.lower()))
    guard = guarded(meant.operation, meant.entity, requires, "so_often", clause, scope.draft)
    return Claimed("barred_so_often", (meant.operation.id, guard))


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many of which rows are too many, what happened to them, within which time, and what is then refused."""

    number: int
    np: NP
    verb: str
    window: Phrase | None
    entity: EntityDraft
    meant: Situation


def _rows(np: NP, deed: Clause | None, scope: Scope) -> tuple[EntityDraft | None, str]:
    """The rows that are counted, and what was done to them ("" where their own words say it).

    "three cancellations": what was cancelled; "has cancelled twice": so, too, where one thing alone is cancelled.
    """
    verb = f"{deed.verb} {deed.particle}".strip() if deed is not None else ""
    entity = known_thing(scope.draft, np)
    if entity is not None:
        return entity, verb
    known = {o.verb: o.entity for o in scope.draft.operations.values() if o.entity is not None and o.kind != "create"}
    if not verb:
        verb = next((v for v in known if np.head in nouns_of(*v.partition(" ")[::2])), "")
    elif not isinstance(np.quantity, Times):
        return None, verb
    done = [o.entity for o in scope.draft.operations.values() if o.verb == verb and o.entity is not None]
    return (done[0] if len(done) == 1 else None), verb


def _too_few(counted: _Counted, scope: Scope) -> bp.Expression:
    """That there are fewer than that, up to now."""
    other = Row(counted.entity, bp.Name(name="other"))
    happened, moment = _happened(other, counted.np, counted.verb, scope)
    terms = [_whose(other, counted.meant.entity, counted.np, scope), *happened]
    if counted.window is not None:
        terms += _within(other, moment, counted.window, scope)
    count = bp.Aggregate(function="count", entity=counted.entity.id, name="other", where=both(*once(terms)))
    return compare(count, "<", bp.whole(counted.number))


def _none_lately(counted: _Counted, length: Phrase, scope: Scope) -> bp.Expression:
    """That none of the last of so many happened less than that long ago: "may not book for 14 days"."""
    time = duration_of(length.item.quantity) if length.item is not None else None
    if time is None:
        raise NotUnderstoodError("how long that lasts is not known", length.span)
    scope.take(length.span)
    last, other = (Row(counted.entity, bp.Name(name=name)) for name in ("last", "other"))
    done, at = _happened(last, counted.np, counted.verb, scope)
    earlier, then = _happened(other, counted.np, counted.verb, scope)
    if not isinstance(at, bp.Get) or then is None:
        raise NotUnderstoodError("when it happened is not kept", length.span)
    kind = counted.entity.member(at.field).type
    ended = later(NOW, time, scope, back=True).expression
    ended = bp.Part(of=ended, part="date") if kind.kind == "date" else ended
    among = [_whose(other, counted.meant.entity, counted.np, scope), *earlier, compare(then, "<=", at)]
    if counted.window is not None:
        span = duration_of(counted.window.item.quantity if counted.window.item is not None else None)
        if span is None:
            raise NotUnderstoodError(f"“{counted.window.text}” says nothing of when that begins", counted.window.span)
        scope.take(counted.window.span)
        among.append(compare(then, ">=", later(Value(at, kind), span, scope, back=True).expression))
    so_many = bp.Aggregate(function="count", entity=counted.entity.id, name="other", where=both(*once(among)))
    lately = [_whose(last, counted.meant.entity, counted.np, scope), *done, compare(at, ">", ended)]
    lately.append(compare(so_many, ">=", bp.whole(counted.number)))
    return no(bp.Aggregate(function="exists", entity=counted.entity.id, name="last", where=both(*once(lately))))


def _only_deed(clause: Clause, scope: Scope) -> Situation | None:
    """ "may not sign up": what there is to sign up for, where there is one thing only."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    found = [o for o in scope.draft.operations.values() if o.verb == phrase and o.entity is not None]
    if len(found) != 1 or clause.objects or clause.phrases or found[0].entity is None or clause.subject is None:
        return None
    take_name(clause.subject, scope)
    return Situation(found[0], found[0].entity, ())


def _and(clause: Clause) -> _Found | None:
    """ "Three missed lessons within 60 days and the member may not …"."""
    if len(clause.subjects) != 2 or " and " not in clause.text:
        return None
    np, inside = _without_window(clause.subjects[0])
    number = _number(np)
    if number is None or np.relatives or np.of or _number(clause.subjects[1]):
        return None
    return number, np, None, inside, replace(clause, subjects=clause.subjects[1:])


_Found = tuple[int, NP, Clause | None, Phrase | None, Clause]


def _after(clause: Clause) -> _Found | None:
    """ "After three missed lessons in one year a member may not …"."""
    clause = windowed(clause)
    phrase = next((p for p in clause.phrases if p.prep in _AT and p.measure is None and _number(p.item)), None)
    number = _number(phrase.item) if phrase is not None else None
    if phrase is None or number is None or phrase.item is None or phrase.span[0] > clause.verb_span[0]:
        return None
    np, inside = _without_window(phrase.item)
    window = inside or _window(clause.phrases)
    gone = [p for p in clause.phrases if p is window]
    return number, np, None, window, without(clause, phrase, *gone)


def _who(clause: Clause) -> _Found | None:
    """ "A member who has missed three lessons in a year may not …"."""
    who = clause.subject
    if who is None or len(who.relatives) != 1 or len(clause.subjects) > 1:
        return None
    return _deed(who.relatives[0], replace(clause, subjects=(replace(who, relatives=()),)))


def _if(clause: Clause) -> _Found | None:
    """ "If a member has missed three lessons within 30 days, they may not …"."""
    condition = clause.conditions[0] if len(clause.conditions) == 1 else None
    if condition is None or condition.marker not in _EVENTS or len(condition.clauses) != 1:
        return None
    inner, who = condition.clause, clause.subject
    if inner.subject is None or who is None:
        return None
    subject = inner.subject if who.pronoun else who
    return _deed(inner, replace(clause, conditions=(), subjects=(subject,)))


def _deed(deed: Clause, rest: Clause) -> _Found | None:
    counted = next((np for np in deed.objects if _number(np)), None)
    number = _number(counted)
    if deed.negated or deed.voice == "passive" or not (deed.perfect or any(_lasting(p) for p in rest.phrases)):
        return None
    deed = windowed(deed)
    times = next((x for x in deed.limits if isinstance(x, Times) and x.value >= _MANY), None)
    if number is None and times is not None and len(deed.limits) == 1:
        number, deed = int(times.value), replace(deed, limits=())
        counted = deed.object or NP(times.span, times.text, times.text, quantity=times)
    if number is None or counted is None:
        return None
    np, inside = _without_window(counted)
    window = inside or _window(deed.phrases)
    if any(p is not window for p in deed.phrases) or deed.conditions or deed.limits or len(deed.objects) > 1:
        return None
    return number, np, deed if deed.verb != "have" else None, window, rest


def _with(clause: Clause) -> _Found | None:
    """ "A member with three missed lessons in a year may not …"."""
    who = clause.subject
    phrase = next((p for p in who.of if p.prep == "with" and _number(p.item)), None) if who is not None else None
    number = _number(phrase.item) if phrase is not None else None
    if who is None or phrase is None or number is None or phrase.item is None or not phrase.item.adjectives:
        return None
    np, inside = _without_window(phrase.item)
    window = inside or _window(who.of)
    if any(p is not phrase and p is not window for p in who.of):
        return None
    return number, np, None, window, replace(clause, subjects=(replace(who, of=()),))


def _window(phrases: tuple[Phrase, ...]) -> Phrase | None:
    return next((p for p in phrases if p.prep in _IN and p.item is not None and _time(p.item)), None)


def _time(np: NP) -> bool:
    return duration_of(np.quantity) is not None or np.head in _PERIODS and not np.relatives


def _without_window(np: NP) -> tuple[NP, Phrase | None]:
    window = _window(np.of)
    return (replace(np, of=tuple(p for p in np.of if p is not window)), window) if window is not None else (np, None)


def _lasting(phrase: Phrase) -> bool:
    """ "for four weeks": how long they are barred, which is another rule."""
    return phrase.prep == "for" and phrase.item is not None and duration_of(phrase.item.quantity) is not None


def _whose(other: Row, about: EntityDraft, np: NP, scope: Scope) -> bp.Expression:
    """That a row is of the same person as the one that the deed is about."""
    theirs, mine = person_field(other.entity, scope), person_field(about, scope)
    if theirs is None:
        raise NotUnderstoodError(f"nothing says whose {other.entity.plural} are", np.span)
    kind = other.entity.member(theirs).type
    if mine is not None and (about.member(mine).type.kind, about.member(mine).type.entity) == (kind.kind, kind.entity):
        return same(read(other, theirs), bp.Get(of=IT, field=mine))
    if kind.kind != "person":
        raise NotUnderstoodError(f"nothing says whose {about.plural} are", np.span)
    return same(read(other, theirs), "by")


def _happened(row: Row, np: NP, verb: str, scope: Scope) -> tuple[list[bp.Expression], bp.Expression | None]:
    """That it happened to a row, and when."""
    words = [a for a in np.adjectives if a not in row.entity.label.split()]
    if verb:
        fact = fact_of(scope.draft, row.entity, *verb.partition(" ")[::2])
        if fact is None:
            raise NotUnderstoodError(f"“{verb}” is no deed that is kept", np.span)
        told = [] if fact.creation else [fact.holds(row.at)]
        return told + [described(row, word, np.span, scope) for word in words], fact.moment(row.at)
    terms = [described(row, word, np.span, scope) for word in words]
    fact = next((f for word in words if (f := _told(row, word, scope)) is not None), None)
    moment = fact.moment(row.at) if fact is not None else None
    return terms, moment or bp.Get(of=row.at, field=entered(scope.draft, row.entity))


def _told(row: Row, word: str, scope: Scope) -> Fact | None:
    """The deed that a state is called after."""
    own = (o.verb for o in scope.draft.operations.values() if o.entity is row.entity)
    verb = next((v for v in own if participle_of(v) == word), None)
    if verb is None and state_called(row.entity, word) is not None:
        verb = verb_behind(word)
    return fact_of(scope.draft, row.entity, *verb.partition(" ")[::2]) if verb is not None else None


def _within(row: Row, moment: bp.Expression | None, window: Phrase, scope: Scope) -> list[bp.Expression]:
    """That it happened in the same calendar period as now, or no longer ago than that."""
    if not isinstance(moment, bp.Get) or window.item is None:
        raise NotUnderstoodError("when it happened is not kept", window.span)
    scope.take(window.span)
    length = duration_of(window.item.quantity)
    unit = length.unit if length is not None else window.item.head
    named = _SAME.search(scope.unit.text)
    one = length is None or length.value == 1
    if one and unit in _PERIODS and named is not None and named[1].lower() == unit:
        kind = row.entity.member(moment.field).type.kind
        at, now = period_parts(f"other.{moment.field}", kind, unit), period_parts("now", "datetime", unit)
        return [same(a, b) for a, b in zip(at, now, strict=True)]
    length = length or Duration(window.item.span, window.item.text, Decimal(1), unit)
    since = later(NOW, length, scope, back=True).expression
    if row.entity.member(moment.field).type.kind == "date":
        since = bp.Part(of=since, part="date")
    if one:
        scope.draft.assume(f"“{window.text}” is taken to mean the {unit} up to now.", window.span)
    return [compare(moment, ">=", since)]


TOO_OFTEN: tuple[Frame, ...] = (barred_so_often,)
"""The frame of what is refused after something happened so often."""
__all__ = ["TOO_OFTEN"]
