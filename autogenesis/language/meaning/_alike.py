"""Owns what rows share: their holder, their day, their time; and the frames for what no two may share."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Measure, Number, Times
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both, present, same
from autogenesis.language.meaning._assumed import belonging, person_of
from autogenesis.language.meaning._called_off import once, valid
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._descriptions import described
from autogenesis.language.meaning._members import (
    entity_of,
    field_named,
    members,
    moments_first,
    reached,
    read,
    take_words,
)
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._own import person_field
from autogenesis.language.meaning._parties import PEOPLE
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.readings._counted_together import shared_period
from autogenesis.language.readings._due_dates import entered

ONGOING = frozenset({"at the same time", "at once", "at a time", "at any time", "at any one time", "simultaneously"})


_FIRST = frozenset({"date", "day", "start", "begin", "beginning", "from", "arrival"})


_PERIODS = frozenset({"day", "week", "month", "year"})


NOT = frozenset({"not", "never"})


OTHER = "other"


def alike(np: NP, it: Row, other: Row, scope: Scope, at: str | None = None) -> bp.Expression:
    """That another row has the same holder, or falls into the same period by the time `at`."""
    entity = it.entity
    if np.head in PEOPLE or (np.pronoun and np.head != "it"):
        name = person_field(entity, scope)
        take_words(scope, np.span, (np.head,))
        if name is None:
            raise NotUnderstoodError(f"nothing says whose a {entity.label} is", np.span)
        return same(read(other, name), read(it, name))
    if np.head in _PERIODS and np.quantity is None and not np.adjectives:
        take_words(scope, np.span, (np.head,))
        return same_period(np.head, entity, scope, at)
    if isinstance(np.quantity, Number | Measure) and np.quantity.value == 1:
        scope.take(np.quantity.span)
    thing = known_thing(scope.draft, np)
    actor = actor_of(np, scope) if thing is None else None
    if actor is not None:
        take_name(np, scope)
        owner = person_of(entity, actor, np.span, scope)
        return same(read(other, owner), read(it, owner))
    name = entity.reference_to(thing) if thing is not None and thing is not entity else None
    if name is None:
        named = field_named(entity, np)
        name = named[0] if named is not None else None
        if named is not None:
            take_words(scope, np.span, named[1])
    elif not np.relatives and not np.of:
        take_name(np, scope)
    if name is None and thing is not None and thing is not entity and not np.adjectives:
        mine, others = reached(scope.draft, it, thing), reached(scope.draft, other, thing)
        if mine is not None and others is not None:  # the owner of the dog that the booking is of
            take_name(np, scope)
            return same(others.at, mine.at)
    if name is None and thing is not None and thing is not entity and thing.reference_to(entity) is None:
        name = belonging(entity, thing, np.span, scope)
        take_name(np, scope)
    if name is None:
        raise NotUnderstoodError(f"nothing says which {entity.plural} a “{np.text}” has", np.span)
    alike: bp.Expression = same(read(other, name), read(it, name))
    if name in entity.later:  # of two that nobody has yet, none has what the other has
        alike = both(present(read(it, name)), alike)
    take_words(scope, np.span, ("same",))
    target = entity_of(scope.draft, entity.member(name).type)
    if target is not None and np.adjectives and thing is target:
        rest = [a for a in np.adjectives if a not in target.label.split() and a != "same"]
        row = Row(target, read(it, name))
        return both(alike, *(described(row, a, np.span, scope) for a in rest))
    return alike


def same_period(period: str, entity: EntityDraft, scope: Scope, at: str | None = None) -> bp.Expression:
    """That another row falls into the same day, week, month or year, by the time `at`, else by its date."""
    dated = [m for m in members(entity) if m.type.kind in TIMES and m.name not in entity.later]
    named = next((m for m in dated if m.label.lower().split()[0] in _FIRST), None)
    chosen = named or (dated[0] if len(dated) == 1 else None)
    name = at or (chosen.name if chosen is not None else entered(scope.draft, entity))
    return shared_period(entity, name, period)


_CLASHING = frozenset({"overlap", "clash", "collide", "coincide"})
"""What rows do that share some of their time."""


def _two(np: NP) -> bool:
    return isinstance(np.quantity, Measure | Number) and int(np.quantity.value) == 2


def no_two(clause: Clause, scope: Scope) -> Claimed | None:
    """ "No two stays of the same animal may overlap", "Two members must not have the same e-mail"."""
    np = clause.subject
    two = np.quantity if np is not None else None
    if np is None or not (_two(np) or (clause.verb in _CLASHING and np.plural and two is None)):
        return None
    denied = np.negative or bool(NOT & set(clause.negators)) or clause.verb in {"reject", "refuse"}
    entity = known_thing(scope.draft, np)
    if not denied or entity is None:
        return None
    take_name(np, scope)
    scope.take(clause, two.span if two is not None else None)
    it, other = Row(entity, IT), Row(entity, bp.Name(name=OTHER))
    shared = [item for phrase in np.of for item in phrase.items]
    terms = [alike(item, it, other, scope) for item in shared]
    terms += [alike(item, it, other, scope) for item in clause.objects if "same" in item.adjectives]
    phrases = [p for p in clause.phrases if p.text.lower() not in ONGOING]
    for phrase in phrases:
        terms += [alike(item, it, other, scope) for item in phrase.items]
    for phrase in set(clause.phrases) - set(phrases):
        scope.take(phrase.span)
    if clause.verb in _CLASHING or len(phrases) < len(clause.phrases):
        terms.append(overlapping(it, other, clause))
    if not terms:
        return None
    together = bp.Aggregate(function="count", entity=entity.id, name=OTHER, where=both(*once((*terms, *valid(other)))))
    requires = bp.Compare(relation="<", left=together, right=bp.whole(2))
    return Claimed("no_two", (entity.id, kept(entity, requires, "no_two", clause, scope.draft)))


def overlapping(it: Row, other: Row, clause: Clause) -> bp.Expression:
    """That two rows share some of their time."""
    ends = span_of(it.entity)
    if ends is None:
        raise NotUnderstoodError(f"a {it.entity.label} has no start and end", clause.span)
    start, end = ends
    relation = "<=" if it.entity.member(end).type.kind == "date" else "<"
    return both(
        bp.Compare(relation=relation, left=read(other, start), right=read(it, end)),
        bp.Compare(relation=relation, left=read(it, start), right=read(other, end)),
    )


def span_of(entity: EntityDraft) -> tuple[str, str] | None:
    """The fields from when and until when a row lasts."""
    dated = [
        m
        for m in moments_first(members(entity))
        if m.type.kind in TIMES
        and m.name not in entity.later
        and not {"birth", "since", "entered"} & set(m.label.lower().split())
    ]

    def called(words: tuple[str, ...]) -> str | None:
        return next((m.name for w in words for m in dated if w in m.label.lower().replace("-", " ").split()), None)

    start = called(("start", "begin", "beginning", "from", "arrival", "pickup", "departure", "first"))
    end = called(("end", "until", "to", "departure", "return", "arrival", "last"))
    if start is None or end is None or start == end:
        plain = [m.name for m in dated]
        return (plain[0], plain[1]) if len(plain) == 2 else None
    return (start, end) if entity.member(start).type.kind == entity.member(end).type.kind else None


def unique(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The number must be unique", "Every serial number is used only once"."""
    once = any(isinstance(limit, Times) and limit.value == 1 for limit in clause.limits)
    if "unique" not in clause.complements and not (once and clause.verb in {"use", "give", "assign", "issue", "occur"}):
        return None
    np = clause.subject
    if np is None or clause.conditions or clause.phrases:
        return None
    for entity in scope.draft.entities.values():
        named = field_named(entity, np)
        if named is not None and named[0] in entity.fields:
            take_words(scope, np.span, named[1])
            scope.take(clause, *(limit.span for limit in clause.limits))
            take_words(scope, clause.span, ("unique",))
            entity.fields[named[0]] = entity.fields[named[0]].model_copy(update={"unique": True})
            return Claimed("unique", (entity.fields[named[0]].id,))
    return None
