"""Frames of time: what is done when something has not been done in time, before or after a moment, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._literals import Duration, Number
from autogenesis.language._syntax import NP, Clause, Condition
from autogenesis.language._terms import both
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._comparisons import later
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._moments import LastEvent, anchor_of, deed_named, due
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._occasions import Occasion, state_of
from autogenesis.language.meaning._one_fact import not_yet
from autogenesis.language.meaning._pending import still_waits, undecided
from autogenesis.language.meaning._reactions import follow, negation
from autogenesis.language.meaning._repeats import repeated
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._selections import entity_named, narrowed
from autogenesis.language.meaning._such_anchors import recorded_by, such_anchor
from autogenesis.language.meaning._telling import NOTES
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._waits import Wait, passing, wait_in, without
from autogenesis.language.readings._due_dates import entered, undone_before

_BACK = 3
"""How many sentences a wait may go on from."""
_NO_TIME = Duration((0, 0), "", Decimal(0), "day")
_CLEARING = frozenset({"delete", "remove", "erase", "archive", "anonymise", "anonymize", "purge", "destroy"})
"""What is done to records of things that are over as well."""
_MARKERS = frozenset({"if", "when", "where", "once", "whenever", "as soon as", "should", "in case", "unless"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the text last said to be waited for: "after 30 days the clerk is told" goes on from it."""

    entity: str
    still: bp.Expression | None
    start: Value
    length: Duration
    number: int = 0
    """The sentence that says so."""


def undone_in_time(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If a ticket has not been answered within two days, the manager is told"; "unless it is paid within 10 days, it lapses"."""
    found = next(((c, w) for c in clause.conditions if (w := _awaited(c)) is not None), None)
    if found is None or clause.negated or not clause.verb:
        return None
    condition, wait = found
    rest = [c for c in clause.conditions if c is not condition]
    return _overdue(clause, rest, wait, condition.marker == "unless", list(condition.clauses[1:]), scope)


def _awaited(condition: Condition) -> Wait | None:
    """The wait of a condition that says that something is still not done, or is still so."""
    first = condition.clause
    wait = wait_in(first)
    if condition.marker not in _MARKERS or wait is None:
        return None
    if wait.lasting:
        return wait if first.negated and first.perfect and first.voice != "copula" else None
    denied = first.negated or condition.marker == "unless" or first.voice == "copula"
    return wait if denied else None


def time_passed(clause: Clause, scope: Scope) -> Claimed | None:
    """ "When 72 hours have passed since the deposit without a pickup, the parcel is placed on the return list"."""
    found = next(((c, w) for c in clause.conditions if (w := passing(c.clause)) is not None), None)
    if found is None or clause.negated or not clause.verb or clause.modal in {"can", "may"}:
        return None
    condition, wait = found
    rest = [c for c in clause.conditions if c is not condition]
    why: NotUnderstoodError | None = None
    for entity in abouts(replace(clause, conditions=()), scope):
        bound = scope.bound(Row(entity, IT))
        try:
            made = tried(lambda entity=entity, bound=bound: _passed(wait, entity, bound), scope)  # type: ignore[misc]
        except NotUnderstoodError as failure:
            why = why or failure
            continue
        if made is not None:
            return follow(clause, rest, repeated(clause, made), "time_passed")
    raise why or NotUnderstoodError(f"from when the {wait.length.text} count is not known", clause.span)


def _passed(wait: Wait, entity: EntityDraft, bound: Scope) -> Occasion:
    start = anchor_of(wait, Row(entity, IT), bound)
    still: bp.Expression | None = None
    if wait.passed is not None:
        noun = wait.passed.item
        fact = deed_named(noun.head, Row(entity, IT), bound.draft) if noun is not None else None
        if fact is None or noun is None:
            raise NotUnderstoodError(f"what “{wait.passed.text}” waits for is not known", wait.passed.span)
        bound.take(wait.passed.span)
        still = negation(fact.holds(IT))
    bound.draft.remember(Waiting(entity.name, still, start, wait.length, bound.unit.number))
    return Occasion(entity, bound, at=due(wait, start, bound, missed=True), when=still)


def whose_time_is_up(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Bags that have not been fetched after 14 days are put back": the same in a relative clause."""
    for subject in clause.subjects:
        for relative in subject.relatives:
            wait = wait_in(relative)
            if wait is None or clause.negated or not (relative.negated or relative.voice == "copula"):
                continue
            bare = replace(subject, relatives=tuple(r for r in subject.relatives if r is not relative))
            subjects = tuple(bare if np is subject else np for np in clause.subjects)
            return _overdue(replace(clause, subjects=subjects), list(clause.conditions), wait, False, [], scope, bare)
    return None


def _overdue(
    clause: Clause,
    rest: list[Condition],
    wait: Wait,
    denied: bool,
    others: list[Clause],
    scope: Scope,
    thing: NP | None = None,
) -> Claimed:
    """The timer that acts when the wait is over and it is still so."""
    found = _still(wait, scope, thing)
    if found is None:
        raise NotUnderstoodError(f"what is waited for in “{wait.rest.text}” is not known", wait.rest.span)
    entity, still, bound = found
    still = negation(still) if denied else still
    if any(isinstance(part, bp.Name) and part.name in {"now", "today"} for part in bp.parts_within(still)):
        still = _not_done(wait.rest, entity, scope) or still
    lately = _last_done(wait, entity, scope)
    if lately is not None and not others and not denied:
        scope.take(*wait.spans)
        occasion = Occasion(entity, bound, at=due(wait, lately, scope, missed=True), when=None)
        return follow(clause, rest, repeated(clause, occasion), "not_done_lately")
    if wait.lasting and thing is None:
        raise NotUnderstoodError(f"since when “{wait.rest.text}” is not known", wait.rest.span)
    still = not_yet(still, entity)
    start = _further(wait, entity, bound) or anchor_of(wait, Row(entity, IT), bound)
    scope.draft.remember(Waiting(entity.name, still, start, wait.length, scope.unit.number))
    terms = tuple(holds(each, bound) for each in others)
    occasion = Occasion(entity, bound, at=due(wait, start, scope, missed=True), when=still).also(*terms)
    return follow(clause, rest, repeated(clause, occasion), "still_undone")


def _last_done(wait: Wait, entity: EntityDraft, scope: Scope) -> Value | None:
    """ "has not been turned for four days": when it last was, else when it came; for what can be done again and again."""
    clause = wait.rest
    if not wait.lasting or wait.anchor is not None or not clause.negated or clause.voice == "copula" or not clause.verb:
        return None
    fact = fact_of(scope.draft, entity, clause.verb, clause.particle, commit=False)
    if fact is None or fact.operation is None or fact.creation or fact.state is not None:
        return None
    last = fact.moment(IT)
    again = not any(guard.id.endswith(".once") for guard in fact.operation.guards)
    if not again or not isinstance(last, bp.Get) or entity.member(last.field).type.kind != "datetime":
        return None
    first = bp.Get(of=IT, field=entered(scope.draft, entity))
    return Value(bp.Conditional(test=bp.Present(value=last), then=last, otherwise=first), bp.DATETIME)


def _still(wait: Wait, scope: Scope, thing: NP | None) -> tuple[EntityDraft, bp.Expression, Scope] | None:
    if thing is None:
        return state_of(wait.rest, scope)
    waited = _nothing_done(wait.rest)
    for entity in abouts(replace(waited, subjects=(thing,), phrases=()), scope):
        bound = scope.bound(Row(entity, IT))
        still = undecided(waited, entity) or _held(waited, bound, scope)
        if still is not None:
            take_name(thing, scope)
            scope.take(*(wait.rest.subjects if waited is not wait.rest else ()), wait.rest)
            return entity, still, bound
    return None


def _not_done(clause: Clause, entity: EntityDraft, scope: Scope) -> bp.Expression | None:
    """ "has not ended two hours after its planned end": that nobody has ended it, whatever was planned."""
    if clause.voice == "copula" or not clause.verb:
        return None
    fact = fact_of(scope.draft, entity, clause.verb, clause.particle)
    return negation(fact.holds(IT)) if fact is not None else None


def _nothing_done(clause: Clause) -> Clause:
    """ "on which nothing has been decided": it has not been decided."""
    if clause.voice != "passive" or clause.subject is None or clause.subject.head != "nothing":
        return clause
    phrases = tuple(p for p in clause.phrases if p.item is None or p.item.head not in {"which", "whom", "that"})
    return replace(clause, subjects=(), negators=("not",), phrases=phrases)


def _held(clause: Clause, bound: Scope, scope: Scope) -> bp.Expression | None:
    found = tried(lambda: (holds(clause, bound),), scope)
    return found[0] if found is not None else None


def at_a_distance(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The guest is reminded two days before the start", "a pass expires after 24 hours", "after 30 days the clerk is told"."""
    wait = wait_in(clause) or _unit_left_out(clause, scope)
    if wait is None or wait.lasting or clause.negated or not clause.verb or clause.modal in {"can", "may"}:
        return None
    if scope.draft.text.at(wait.spans[0]).lower().startswith("within"):
        return None  # by when people are to do it, not when a rule does it
    if clause.modal == "must" and clause.voice == "passive" and wait.back and wait.rest.verb not in _CLEARING:
        raise NotUnderstoodError("by when people are to do it is no rule that does it", clause.span)
    if wait.back and isinstance(wait.anchor, NP) and wait.anchor.pronoun:
        raise NotUnderstoodError(f"before what “{wait.anchor.text}” points to is not known", clause.span)
    if clause.voice == "copula" or any(
        c.marker not in {"if", "while", "unless", "until", "when", "where"} for c in wait.rest.conditions
    ):
        return None
    leading = wait.spans[0][0] == clause.span[0] or _no_thing(clause.subject)
    gone_on = _waiting(scope) if wait.anchor is None and not wait.back and leading else None
    if gone_on is not None:
        found = tried(lambda: _later(wait, gone_on, scope), scope)
        if found is not None:
            return found
    why: NotUnderstoodError | None = None
    first = recorded_by(wait, scope)
    for entity in (*((first,) if first is not None else ()), *abouts(_about(clause, wait), scope)):
        if wait.anchor is None and not _spoken(clause, entity, scope):
            continue
        try:
            found = tried(lambda entity=entity: _from_anchor(wait, entity, scope), scope)  # type: ignore[misc]
        except NotUnderstoodError as failure:
            why = why or failure
            continue
        if found is not None:
            return found
    raise why or NotUnderstoodError(f"from when the {wait.length.text} count is not known", clause.span)


def _unit_left_out(clause: Clause, scope: Scope) -> Wait | None:
    """ "… within 14 days …; after 28 the account is closed": the unit is that of the wait before."""
    waiting = _waiting(scope)
    for phrase in clause.phrases:
        literal = phrase.item.quantity if phrase.item is not None else None
        if phrase.prep == "after" and isinstance(literal, Number) and not literal.ordinal and waiting is not None:
            length = Duration(literal.span, literal.text, literal.value, waiting.length.unit)
            return Wait(length, None, without(clause, phrase), (phrase.span,))
    return None


def _no_thing(np: NP | None) -> bool:
    """A pronoun, or a message: nothing that the wait could be about."""
    return np is not None and (np.pronoun or np.head in NOTES)


def _spoken(clause: Clause, entity: EntityDraft, scope: Scope) -> bool:
    """Whether the clause itself names the thing, or something was just said to happen to it."""
    last = scope.draft.recall(LastEvent)
    named = any(known_thing(scope.draft, np) is entity for np in (*clause.subjects, *clause.objects) if not np.pronoun)
    return named or (last is not None and last.entity == entity.name)


def _about(clause: Clause, wait: Wait) -> Clause:
    """The clause whose words say what the rule is about: what the wait counts from comes first."""
    if isinstance(wait.anchor, Clause):
        return wait.anchor
    return replace(clause, subjects=((wait.anchor,) if wait.anchor is not None else ()) + clause.subjects)


def _waiting(scope: Scope) -> Waiting | None:
    """What the text last said to be waited for, whichever reading has understood it."""
    known, undone = scope.draft.recall(Waiting), undone_before(scope.draft, scope.unit)
    if undone is None or (known is not None and known.number >= undone.number):
        return known if known is not None and scope.unit.number - known.number <= _BACK else None
    kind = undone.entity.member(undone.start).type
    start = Value(bp.Get(of=IT, field=undone.start), kind)
    return Waiting(undone.entity.name, undone.still, start, undone.late or _NO_TIME, undone.number)


def _further(wait: Wait, entity: EntityDraft, scope: Scope) -> Value | None:
    """ "after another three days", "14 days later": counted from the end of the wait before."""
    waiting = _waiting(scope)
    said = " ".join(scope.draft.text.at(span).lower() for span in wait.spans)
    further = {"another", "further", "more", "later"} & set(said.split())
    if wait.anchor is not None or waiting is None or waiting.entity != entity.name or not further:
        return None
    scope.take(*wait.spans)
    return later(waiting.start, waiting.length, scope)


def _later(wait: Wait, waiting: Waiting, scope: Scope) -> Claimed:
    """Goes on from the last wait: "after 30 days the clerk is told"."""
    entity = scope.draft.entities[waiting.entity]
    bound = scope.bound(Row(entity, IT))
    scope.take(*wait.spans)
    start = _further(wait, entity, scope) or waiting.start
    scope.draft.remember(Waiting(entity.name, waiting.still, start, wait.length, scope.unit.number))
    at = due(wait, start, scope, missed=True)
    occasion = Occasion(entity, bound, at=at, when=waiting.still)
    return follow(wait.rest, list(wait.rest.conditions), repeated(wait.rest, occasion), "later_step")


def _from_anchor(wait: Wait, entity: EntityDraft, scope: Scope) -> Claimed:
    row = Row(entity, IT)
    bound = scope.bound(row)
    wait, which = such_anchor(wait, row, bound)
    rest, terms = _such_only(wait.rest, row, bound)  # first, since the time may count from what it says was done
    start = anchor_of(wait, row, bound)
    at = due(wait, start, scope, missed=False)
    pending = wait.anchor is None and wait.rest.verb not in _CLEARING
    occasion = Occasion(entity, bound, at=at, when=still_waits(row, wait.rest.span) if pending else None)
    made = follow(rest, list(rest.conditions), repeated(rest, occasion.also(*which, *terms)), "at_a_distance")
    if wait.back and not entity.initial:
        _only_in_time(entity, at, made, rest, scope)
    return made


def _only_in_time(entity: EntityDraft, at: bp.Expression, made: Claimed, clause: Clause, scope: Scope) -> None:
    """What changes rows ahead of a moment leaves alone those that were entered after it was due."""
    draft = scope.draft
    for index, timer in enumerate(draft.timers):
        changes = any(isinstance(part, bp.Update | bp.Remove) for part in bp.parts_within(timer.steps))
        if timer.id not in made.elements or not changes:
            continue
        known = bp.Get(of=IT, field=entered(draft, entity))
        in_time = bp.Compare(relation="<=", left=known, right=at)
        when = in_time if timer.when is None else both(timer.when, in_time)
        draft.timers[index] = timer.model_copy(update={"when": when})
        draft.assume(f"{article(entity.label).capitalize()} entered after that moment stays as it is.", clause.span)


def _such_only(clause: Clause, row: Row, scope: Scope) -> tuple[Clause, tuple[bp.Expression, ...]]:
    """ "A course with fewer than 4 registrations is cancelled …": the clause about any row, and which rows it is about."""
    np = clause.subject
    if np is None or clause.voice != "passive" or np.pronoun or not (np.of or np.relatives or np.adjectives):
        return clause, ()
    named = entity_named(np, scope)
    if named is None or named[0] is not row.entity:
        return clause, ()
    terms = narrowed(np, named[1], row, scope)
    plain = replace(np, adjectives=(), relatives=(), of=(), quantity=None, determiner="the")
    return replace(clause, subjects=(plain,)), terms


__all__ = ["at_a_distance", "time_passed", "undone_in_time", "whose_time_is_up"]
