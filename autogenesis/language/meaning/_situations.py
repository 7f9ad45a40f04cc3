"""Owns the situation that a clause about a deed speaks of: who, what and when, as conditions on the row concerned."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._literals import Bound, Duration, Number, Recurrence, TimeOfDay, Weekdays
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause, Condition, Phrase
from autogenesis.language._terms import both, either
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._assumed import add
from autogenesis.language.meaning._comparisons import NOW, bounded, compared, current, denial, later
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._day_before import by_a_day_before
from autogenesis.language.meaning._deeds import deed_of
from autogenesis.language.meaning._facts import fact_of, operation_of
from autogenesis.language.meaning._happenings import BEGINNING, ENDING
from autogenesis.language.meaning._measuring import begins, measured
from autogenesis.language.meaning._members import reached, take_words, value_at
from autogenesis.language.meaning._moments import moment_named
from autogenesis.language.meaning._naming import SYSTEM, actor_of, known_thing, take_name
from autogenesis.language.meaning._parties import party
from autogenesis.language.meaning._placing import IT, creator
from autogenesis.language.meaning._relations import nouns_of, relation_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._selections import attached
from autogenesis.language.meaning._times import moment_of, timed

_DENYING = frozenset({"unless", "until", "till", "before"})


_HOLDING = frozenset({"if", "when", "where", "while", "once", "after", "as soon as", "as long as", "whenever", "in case", "only if", "only when", "provided", "because"})  # fmt: skip


_STORING = frozenset({"store", "save", "record", "keep"})
_AT_ALL = frozenset({"at the same time", "at once", "at a time", "at any time", "at all", "in vain"})


_AT = frozenset({"at", "in", "on", "for", "with", "from", "to", "into"})
_AHEAD = frozenset({"ahead", "in advance", "beforehand"})


@dataclass(frozen=True, slots=True)
class Situation:
    """A deed with what must be so for it to be the one spoken of; the terms are about ``it``."""

    operation: OperationDraft
    entity: EntityDraft
    terms: tuple[bp.Expression, ...]


def situation(clause: Clause, scope: Scope) -> Situation | None:
    """The deed of a clause and its circumstances; None where it tells no deed."""
    clause = _two_distances(_plain(clause, scope))
    bare = replace(clause, negators=(), conditions=(), modal="")
    plainly = clause.voice == "active" and not (clause.modal or clause.negated or clause.conditions)
    found = _deed(bare, scope, named=plainly)
    if found is None:
        return None
    operation, entity = found
    row = Row(entity, IT)
    doer = _doer(clause)
    actor = actor_of(doer, scope) if doer is not None else None
    inner = scope.bound(row, doer=actor)
    scope.take(clause)
    terms: list[bp.Expression] = []
    for np in (doer, _thing(clause)):
        if np is not None:
            terms.extend(party(np, row, operation, inner))
    terms.extend(_circumstances(clause, row, operation, inner))
    terms.extend(_on_weekdays(clause, row, operation, inner))
    terms.extend(stated(condition, inner) for condition in clause.conditions)
    return Situation(operation, entity, tuple(terms))


def _on_weekdays(clause: Clause, row: Row, operation: OperationDraft, scope: Scope) -> list[bp.Expression]:
    """ "on Sundays": the day that it is planned for, else the day on which it is done."""
    terms: list[bp.Expression] = []
    for limit in clause.limits:
        days = limit.days if isinstance(limit, Weekdays) else limit.weekdays if isinstance(limit, Recurrence) else ()
        if not days or isinstance(limit, Recurrence) and (limit.unit != "week" or limit.every > 1 or limit.at):
            continue
        planned = begins(row, scope) if operation.kind == "create" else None
        moment = planned.expression if planned is not None else bp.Name(name="today")
        weekday = bp.Part(of=moment, part="weekday")
        terms.append(either(*(bp.Compare(relation="==", left=weekday, right=bp.whole(day + 1)) for day in days)))
        scope.take(limit.span)
    return terms


def _two_distances(clause: Clause) -> Clause:
    """ "at most 28 and at least 2 days before the start": each of the two counts from there."""
    bounds = [np.quantity for np in clause.objects if isinstance(np.quantity, Bound)]
    place = next((p for p in clause.phrases if p.prep in {"before", "after"} and p.measure is None and p.item), None)
    last = bounds[-1].value if bounds else None
    if place is None or len(bounds) < 2 or not isinstance(last, Duration):
        return clause
    lengths = []
    for each in bounds:
        inner = each.value
        if not isinstance(inner, Number | Duration):
            return clause
        unit = inner.unit if isinstance(inner, Duration) else last.unit
        lengths.append(Bound(each.span, each.text, each.op, Duration(inner.span, inner.text, inner.value, unit)))
    others = tuple(p for p in clause.phrases if p is not place)
    plain = tuple(np for np in clause.objects if not isinstance(np.quantity, Bound))
    return replace(clause, objects=plain, phrases=(*others, *(replace(place, measure=each) for each in lengths)))


_NO_MORE = regex(r"\b(?:any ?more|any longer|at all|ever)\b", re.I)


def _plain(clause: Clause, scope: Scope) -> Clause:
    """The clause without "any more", and without the system as the one who does it."""
    for found in _NO_MORE.finditer(clause.text):
        start = clause.span[0] + found.start()
        scope.take((start, clause.span[0] + found.end()))
        inside = [np for np in clause.objects if start <= np.span[0] < clause.span[0] + found.end()]
        clause = replace(
            clause,
            objects=tuple(np for np in clause.objects if np not in inside),
            complements=tuple(word for word in clause.complements if word != "more"),
        )
    for condition in clause.conditions:
        if condition.marker in {"so that", "in order that"}:
            scope.take(condition.span)
    kept = tuple(c for c in clause.conditions if c.marker not in {"so that", "in order that"})
    clause = replace(clause, conditions=kept)
    if clause.particle == "ahead":
        clause = replace(clause, particle="", adverbs=(*clause.adverbs, "ahead"))
    subject = clause.subject
    if subject is not None and subject.name in SYSTEM and not subject.pronoun and clause.voice == "active":
        take_name(subject, scope)
        clause = replace(clause, subjects=())
    return clause


def possible(clause: Clause, scope: Scope) -> Situation | None:
    """ "Cancelling is possible until 24 hours before the start": the deed named by a noun."""
    np = clause.subject
    if np is None or np.pronoun or np.of or np.relatives or np.adjectives:
        return None
    for operation in scope.draft.operations.values():
        verb, _, particle = operation.verb.partition(" ")
        if operation.entity is None or np.head not in nouns_of(verb, particle):
            continue
        entity = operation.entity
        row = Row(entity, IT)
        inner = scope.bound(row)
        scope.take(clause)
        take_words(scope, clause.span, (np.head, *np.words, "possible", "allowed"))
        terms = _circumstances(clause, row, operation, inner)
        terms += [stated(condition, inner) for condition in clause.conditions]
        return Situation(operation, entity, tuple(terms))
    return None


def _deed(clause: Clause, scope: Scope, *, named: bool = False) -> tuple[OperationDraft, EntityDraft] | None:
    if clause.voice != "passive" and clause.object is None:
        return _by_verb(clause, scope)
    if clause.voice != "passive" and clause.object is not None and _measure(clause.object):
        return _by_verb(clause, scope)
    thing = _thing(clause)
    plain = replace(thing, quantity=None, negative=False) if thing is not None else None
    if plain is not None and plain.words and not plain.pronoun:
        plain = replace(plain, determiner="a")
    if plain is not None:
        bare = (plain,)
        clause = replace(clause, subjects=bare) if clause.voice == "passive" else replace(clause, objects=bare)
    if plain is not None and (_bringing(clause) or _keeping(clause, plain, scope)):
        entity = known_thing(scope.draft, plain)
        if entity is not None:
            return creator(scope.draft, entity), entity
    thing_entity = known_thing(scope.draft, plain) if plain is not None and not plain.pronoun else None
    related = relation_of(scope.draft, clause.verb, clause.particle, thing_entity) if thing_entity is not None else None
    if related is not None:
        operation = _named_after(clause, related, thing_entity, scope) if named else creator(scope.draft, related)
        return operation, related
    deed = deed_of(clause, scope)
    return (deed.operation, deed.entity) if deed is not None else None


def _named_after(clause: Clause, record: EntityDraft, thing: EntityDraft | None, scope: Scope) -> OperationDraft:
    """The deed that brings the record about, called as the text calls it: "request a pitch" where bookings are requested."""
    known = next((o for o in scope.draft.operations.values() if o.entity is record and o.kind == "create"), None)
    if known is not None or thing is None:
        return creator(scope.draft, record)
    operation = scope.draft.operation(f"{clause.verb} {clause.particle}".strip(), thing, "create", span=clause.span)
    operation.entity = record
    return operation


def _bringing(clause: Clause) -> bool:
    plain = clause.verb in {"make", "accept", "take", "place", "add", "enter"} and not clause.particle
    return plain or bool(classes_of(clause.verb, clause.particle) & {"create"})


def _keeping(clause: Clause, thing: NP, scope: Scope) -> bool:
    """ "Test lines are never stored": they are not taken in, where storing is nobody's deed."""
    entity = known_thing(scope.draft, thing) if clause.verb in _STORING and clause.voice == "passive" else None
    return entity is not None and not clause.phrases and operation_of(scope.draft, entity, clause.verb) is None


def _by_verb(clause: Clause, scope: Scope) -> tuple[OperationDraft, EntityDraft] | None:
    """ "members cannot book": the operation of that verb, whatever it is done to."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    known = [o for o in scope.draft.operations.values() if o.verb in {phrase, clause.verb} and o.entity is not None]
    if len(known) == 1 and known[0].entity is not None:
        return known[0], known[0].entity
    named = relation_of(scope.draft, clause.verb, clause.particle, None)
    if named is not None:
        return creator(scope.draft, named), named
    subject = clause.subject
    entity = known_thing(scope.draft, subject) if subject is not None and not subject.pronoun else None
    if entity is not None and clause.verb in BEGINNING | ENDING and begins(Row(entity, IT), scope) is not None:
        return creator(scope.draft, entity), entity
    if entity is None or _is_doer(subject, scope) or fact_of(scope.draft, entity, clause.verb, commit=False) is None:
        return None
    fact = fact_of(scope.draft, entity, clause.verb, clause.particle)
    return (fact.operation, entity) if fact is not None and fact.operation is not None else None


def _is_doer(np: NP | None, scope: Scope) -> bool:
    return np is not None and any(actor.name == np.name for actor in scope.draft.actors.values())


def _measure(np: NP) -> bool:
    literal = np.quantity.value if isinstance(np.quantity, Bound) else np.quantity
    return isinstance(literal, Duration)


def _doer(clause: Clause) -> NP | None:
    if clause.voice == "passive":
        by = clause.phrase("by")
        return by.item if by is not None and by.item is not None and by.item.quantity is None else None
    return clause.subject or clause.role


def _thing(clause: Clause) -> NP | None:
    return clause.subject if clause.voice == "passive" else clause.object


def stated(condition: Condition, scope: Scope) -> bp.Expression:
    """What a condition says about whether the deed may be done."""
    if condition.marker not in _DENYING | _HOLDING or condition.measure is not None:
        raise NotUnderstoodError(f"“{condition.text}” is no condition that is known", condition.span)
    permitted = _permission(condition, scope)
    held = permitted or all_hold(replace(condition, marker="if"), scope)
    return denial(held) if condition.marker in _DENYING else held


def _permission(condition: Condition, scope: Scope) -> bp.Expression | None:
    """ "unless the manager permits it": the one who may, asks."""
    clause = condition.clause
    actor = actor_of(clause.subject, scope) if clause.subject is not None and not clause.subject.pronoun else None
    granting = "approve" in classes_of(clause.verb, clause.particle) or clause.verb in {"permit", "allow", "agree"}
    if condition.marker != "unless" or not granting or actor is None or len(condition.clauses) != 1 or clause.phrases:
        return None
    if clause.object is not None and not clause.object.pronoun:
        return None
    scope.take(clause)
    if clause.subject is not None:
        take_name(clause.subject, scope)
    return bp.Compare(relation="==", left=bp.Name(name="role"), right=bp.text(actor.removeprefix("actor.")))


def _circumstances(clause: Clause, row: Row, operation: OperationDraft, scope: Scope) -> list[bp.Expression]:
    """When, with what, for whom."""
    terms: list[bp.Expression] = []
    phrases = [p for p in clause.phrases if not (p.prep == "by" and clause.voice == "passive" and _agent(p))]
    skip = 0
    for index, phrase in enumerate(phrases):
        if skip:
            skip -= 1
            continue
        day_before = by_a_day_before(phrases[index:], scope)
        if day_before is not None:
            terms.append(day_before[0])
            skip = day_before[1] - 1
            continue
        following = phrases[index + 1] if index + 1 < len(phrases) else None
        if following is not None and _apart(phrase, following, scope):
            either_way = (_circumstance(each, row, operation, scope) for each in (phrase, following))
            terms.append(either(*(both(*each) for each in either_way)))
            skip = 1
            continue
        distance = _distance(phrase)
        early = phrase.item.quantity if phrase.item is not None and phrase.prep == "from" else None
        if isinstance(early, Duration) and _AHEAD & set(clause.adverbs):
            bound = Bound(early.span, early.text, "<=", early)
            terms.append(_ahead(clause, bound, row, scope))
            continue
        if distance is not None and following is not None and following.prep in {"before", "after"} and following.item:
            other = moment_of(following.item, scope)
            limit = later(other, distance, scope, back=following.prep == "before")
            terms.append(compared(_moment(limit), "<=", limit, phrase.span))
            skip = 1
            continue
        terms.extend(_circumstance(phrase, row, operation, scope))
    ahead = next((np for np in clause.objects if _measure(np)), None)
    if ahead is not None and isinstance(ahead.quantity, Bound):
        terms.append(_ahead(clause, ahead.quantity, row, scope))
    return terms


def _apart(phrase: Phrase, following: Phrase, scope: Scope) -> bool:
    """ "before 8:00 or after 18:00", "before 8:00 and after 18:00": never both at once."""
    between = scope.draft.text.text[phrase.span[1] : following.span[0]].strip(" ,").lower()
    said = (phrase.prep, following.prep)
    return said == ("before", "after") and "," not in between or said == ("after", "before") and between == "or"


def _agent(phrase: Phrase) -> bool:
    return phrase.item is not None and phrase.item.quantity is None


def _distance(phrase: Phrase) -> Duration | None:
    literal = phrase.item.quantity if phrase.item is not None else None
    literal = literal.value if isinstance(literal, Bound) else literal
    return literal if isinstance(literal, Duration) and phrase.prep in {"until", "till", "up to", "to"} else None


def _moment(like: Value) -> Value:
    return current(like.type)


def _circumstance(phrase: Phrase, row: Row, operation: OperationDraft, scope: Scope) -> tuple[bp.Expression, ...]:
    if phrase.text.lower() in _AT_ALL:
        scope.take(phrase.span)
        return ()
    np = phrase.item
    if np is not None and np.pronoun and np.head in {"it", "them"} and phrase.measure is None and phrase.prep in _AT:
        scope.take(phrase.span)  # what the condition speaks of
        return ()
    if np is None and phrase.measure is None:
        raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    if (
        np is not None
        and phrase.prep in {"to", "for", "from", "in", "at", "with", "into", "of"}
        and np.quantity is None
    ):
        entity = known_thing(scope.draft, np)
        if entity is not None and (entity is row.entity or reached(scope.draft, row, entity) is not None):
            return party(np, row, operation, scope)
    if phrase.prep in {"with", "without"}:
        return (attached(row, phrase, scope),)
    literal = np.quantity if np is not None else None
    if phrase.prep == "for" and isinstance(literal, Bound) and isinstance(literal.value, Duration):
        return (bounded(measured(row, literal, scope), literal, scope),)
    since = _since(phrase, row, operation, scope)
    if since is not None:
        return (since,)
    planned = begins(row, scope) if operation.kind == "create" and phrase.prep in {"on", "in", "at", "during"} else None
    if planned is not None and _daily(phrase):
        return (timed(phrase, planned, scope),)
    return (timed(phrase, NOW, scope, since=row),)


def _since(phrase: Phrase, row: Row, operation: OperationDraft, scope: Scope) -> bp.Expression | None:
    """ "within 14 days of its registration", "less than a day after the entry": no longer than that after it."""
    np, literal, anchor = phrase.item, phrase.measure, phrase.item
    if np is not None and phrase.prep == "within" and len(np.of) == 1 and np.of[0].prep in {"of", "after", "from"}:
        literal, anchor = np.quantity, np.of[0].item
    elif phrase.prep != "after":
        return None
    close = isinstance(literal, Bound) and literal.op in {"<", "<="} and isinstance(literal.value, Duration)
    if not close or anchor is None or operation.kind == "create" or not isinstance(literal, Bound):
        return None
    assert isinstance(literal.value, Duration)
    limit = later(moment_named(anchor, row, scope), literal.value, scope)
    scope.take((phrase.span[0], anchor.span[0]))
    return compared(_moment(limit), "<" if literal.op == "<" else "<=", limit, phrase.span)


def _daily(phrase: Phrase) -> bool:
    literal = phrase.item.quantity if phrase.item is not None else None
    return literal is not None and not isinstance(literal, Duration | Bound | TimeOfDay)


def _ahead(clause: Clause, literal: Bound, row: Row, scope: Scope) -> bp.Expression:
    """ "more than 90 days ahead", "from 14 days ahead"."""
    if not isinstance(literal.value, Duration) or not _AHEAD & {*clause.complements, *clause.adverbs}:
        raise NotUnderstoodError(f"nothing could be made of “{literal.text}”", literal.span)
    start = begins(row, scope)
    if start is None:
        start = value_at(row, add(row.entity, "start", bp.DATETIME, literal.span, scope), scope.draft)
    limit = later(current(start.type), literal.value, scope)
    scope.take(literal.span)
    return compared(start, ">" if literal.op in {">", ">="} else "<=", limit, literal.span)
