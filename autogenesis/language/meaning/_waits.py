"""Owns spans of time in a clause: how long after or before what something falls due, and the clause without that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from autogenesis.language._literals import Bound, Duration, Literal, TimeOfDay
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._text import Span

_DISTANCE = frozenset({"after", "before", "from", "since", "following", "later", "earlier", "past", "of"})
_BACK = frozenset({"before", "earlier"})
_DAYTIMES = {"day": 0, "morning": 8, "evening": 18, "night": 0, "afternoon": 14}
"""Times of day that have a name, and the hour they are taken to begin at."""
_UNITS = frozenset({"minute", "hour", "day", "week", "month", "year"})
_BARE = frozenset({"after", "within", "for", "in"})


@dataclass(frozen=True, slots=True)
class Wait:
    """A span of time; `anchor` is what it counts from (None: not said), `rest` the clause without it."""

    length: Duration
    anchor: NP | Clause | None
    rest: Clause
    spans: tuple[Span, ...]
    back: bool = False
    lasting: bool = False
    """Whether something has been so for that long ("for 10 minutes")."""
    at: TimeOfDay | None = None
    """The time of that day ("the day before, at 18:00")."""
    passed: Phrase | None = None
    """What has not been in that time ("72 hours have passed without a pickup")."""


def duration_of(literal: Literal | None) -> Duration | None:
    """The span of time that a literal is, or bounds."""
    value = literal.value if isinstance(literal, Bound) else literal
    return value if isinstance(value, Duration) else None


def wait_in(clause: Clause) -> Wait | None:
    """The span of time that a clause counts, with what it counts from."""
    found = (
        _day(clause)
        or _day_object(clause)
        or _measured(clause)
        or _bare(clause)
        or _object(clause)
        or _condition(clause)
    )
    return _timed(found) if found is not None else None


def _timed(wait: Wait) -> Wait:
    """The wait with the time of day that the clause gives."""
    for phrase in wait.rest.phrases:
        literal = phrase.item.quantity if phrase.item is not None and phrase.prep == "at" else None
        if isinstance(literal, TimeOfDay):
            return replace(wait, at=literal, rest=without(wait.rest, phrase), spans=(*wait.spans, phrase.span))
    return wait


def _day(clause: Clause) -> Wait | None:
    """ "on the day before the concert", "on the morning of the departure"."""
    for index, phrase in enumerate(clause.phrases):
        item = phrase.item
        if phrase.prep not in {"on", "in"} or item is None or item.head not in _DAYTIMES or phrase.measure is not None:
            continue
        hour = _DAYTIMES[item.head]
        at = TimeOfDay(item.span, item.text, hour, 0) if hour else None
        if item.head == "day" and "after" in clause.adverbs and not item.of and item.determiner == "the":
            days = Duration(item.span, item.text, Decimal(1), "day")
            rest = replace(without(clause, phrase), adverbs=tuple(a for a in clause.adverbs if a != "after"))
            return Wait(days, None, rest, (phrase.span,))
        of = next((p for p in item.of if p.prep in {"of", "before", "after"}), None)
        after = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
        other = of or (after if after is not None and after.prep in {"before", "after"} else None)
        if other is None or other.measure is not None:
            continue
        anchor = other.clause or other.item
        days = Duration(item.span, item.text, Decimal(0 if other.prep == "of" else 1), "day")
        rest = without(clause, phrase, *(() if of is not None else (other,)))
        spans = (_head(phrase, anchor),) if of is not None else (phrase.span, _head(other, anchor))
        return Wait(days, anchor, rest, spans, other.prep == "before", at=at)
    return None


def _length(np: NP) -> Duration | None:
    """The span of time that a phrase names: "72 hours", "a week"."""
    if np.quantity is None and np.determiner in {"a", "an", "one"} and np.head in _UNITS:
        return Duration(np.span, np.text, Decimal(1), np.head)
    return duration_of(np.quantity)


def _day_object(clause: Clause) -> Wait | None:
    """ "The vet is reminded the day before a check"."""
    for np in clause.objects:
        other = next(
            (
                p
                for p in (*np.of, *clause.phrases)
                if p.prep in {"before", "after"} and p.measure is None and p.span[0] >= np.span[0]
            ),
            None,
        )
        if np.head not in _DAYTIMES or np.determiner != "the" or np.relatives or other is None:
            continue
        anchor = other.clause or other.item
        hour = _DAYTIMES[np.head]
        at = TimeOfDay(np.span, np.text, hour, 0) if hour else None
        rest = replace(without(clause, other), objects=tuple(each for each in clause.objects if each is not np))
        days = Duration(np.span, np.text, Decimal(1), "day")
        return Wait(days, anchor, rest, ((np.span[0], _head(other, anchor)[1]),), other.prep == "before", at=at)
    return None


def passing(clause: Clause) -> Wait | None:
    """ "When 72 hours have passed since the deposit", "if three days go by without an answer"."""
    np = clause.subject
    length = _length(np) if np is not None else None
    word = f"{clause.verb} {clause.particle}".strip()
    if np is None or length is None or clause.negated or word not in {"pass", "go by", "elapse", "pass by", "be over"}:
        return None
    since = clause.phrase("since", "after", "from")
    anchor = (since.clause or since.item) if since is not None else None
    spans = (np.span, clause.verb_span, *((_head(since, anchor),) if since is not None else ()))
    return Wait(length, anchor, clause, spans, passed=clause.phrase("without"))


def _measured(clause: Clause) -> Wait | None:
    """ "three days after the visit", "a week later", "one day before"."""
    for phrase in clause.phrases:
        length = duration_of(phrase.measure)
        if length is not None and phrase.prep in _DISTANCE:
            anchor = phrase.clause or phrase.item
            return Wait(length, anchor, without(clause, phrase), (_head(phrase, anchor),), phrase.prep in _BACK)
    return None


def _bare(clause: Clause) -> Wait | None:
    """ "within 14 days (of its receipt)", "after 30 days", "for 10 minutes"."""
    for index, phrase in enumerate(clause.phrases):
        item = phrase.item
        length = duration_of(item.quantity) if item is not None and phrase.measure is None else None
        if item is None or length is None or phrase.prep not in _BARE or len(phrase.items) > 1:
            continue
        after = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
        if item.of and item.of[0].prep in _DISTANCE:
            anchor: NP | Clause | None = item.of[0].item
            return Wait(length, anchor, without(clause, phrase), (_head(phrase, anchor),), item.of[0].prep in _BACK)
        if after is not None and after.prep in {"of", "after", "from", "since"} and phrase.prep != "for":
            anchor = after.clause or after.item
            spans = (phrase.span, _head(after, anchor))
            return Wait(length, anchor, without(clause, phrase, after), spans)
        return Wait(length, None, without(clause, phrase), (phrase.span,), lasting=phrase.prep == "for")
    return None


def _object(clause: Clause) -> Wait | None:
    """ "remind the guest 48 hours after the deposit"."""
    for np in clause.objects:
        length = duration_of(np.quantity)
        after = next((p for p in clause.phrases if p.prep in _DISTANCE and p.span[0] >= np.span[1]), None)
        if length is None or np.relatives or after is None:
            continue
        anchor = after.clause or after.item
        rest = replace(without(clause, after), objects=tuple(each for each in clause.objects if each is not np))
        return Wait(length, anchor, rest, (np.span, _head(after, anchor)), after.prep in _BACK)
    return None


def _condition(clause: Clause) -> Wait | None:
    """ "five days before the pass expires"; "after 14 days" where it was taken for a clause."""
    for condition in clause.conditions:
        rest = replace(clause, conditions=tuple(c for c in clause.conditions if c is not condition))
        length = duration_of(condition.measure)
        if length is not None and condition.marker in {"before", "after", "once"}:
            span = (condition.span[0], condition.clause.span[0])
            return Wait(length, condition.clause, rest, (span,), condition.marker == "before")
        first = condition.clause
        alone = first.subject if not first.verb and len(first.subjects) == 1 else None
        length = duration_of(alone.quantity) if alone is not None else None
        if length is not None and condition.marker == "after":
            return Wait(length, None, rest, (condition.span,))
    return None


def without(clause: Clause, *phrases: Phrase) -> Clause:
    """The clause without these phrases."""
    return replace(clause, phrases=tuple(p for p in clause.phrases if not any(p is each for each in phrases)))


def _head(phrase: Phrase, anchor: NP | Clause | None) -> Span:
    """The stretch of the phrase up to what it counts from, which is understood by itself."""
    return (phrase.span[0], anchor.span[0]) if anchor is not None else phrase.span
