"""Owns since when rows are what their sentence calls them: "a closed case is deleted after 90 days" counts from the closing."""

from __future__ import annotations

from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import same
from autogenesis.language.meaning._descriptions import verb_behind
from autogenesis.language.meaning._facts import NO_DEED, fact_of, state_called
from autogenesis.language.meaning._latches import IT, latched
from autogenesis.language.meaning._members import read
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._scope import Row, Scope, Value


def since_done(row: Row, scope: Scope) -> Value | None:
    """The moment of the one deed by which the sentence tells which rows it is about: the row's own, or that of what it is of."""
    found: dict[tuple[str, str], tuple[Row, str]] = {}
    for np in _named(scope.unit.clauses):
        there = _reached(np, row, scope)
        for word in _done(np) if there is not None else ():
            assert there is not None
            found[(there.entity.name, word)] = (there, word)
    return _moment(*next(iter(found.values())), scope) if len(found) == 1 else None


def _named(clauses: tuple[Clause, ...]) -> Iterator[NP]:
    """What the clauses are about, with what that is of: "signatures of a closed petition"."""
    inside = tuple(inner for clause in clauses for condition in clause.conditions for inner in condition.clauses)
    for clause in (*clauses, *inside):
        for np in (*clause.subjects, *clause.objects):
            yield np
            yield from (item for phrase in np.of if phrase.prep in {"of", "to", "for"} for item in phrase.items)
            if np.possessor is not None:
                yield np.possessor


def _reached(np: NP, row: Row, scope: Scope) -> Row | None:
    entity = known_thing(scope.draft, np) if not np.pronoun else None
    if entity is None or entity is row.entity:
        return row if entity is not None else None
    name = row.entity.reference_to(entity)
    return Row(entity, read(row, name)) if name is not None else None


def _done(np: NP) -> Iterator[str]:
    """The participles that tell what was done to it: "closed", "that was closed"."""
    yield from (word for word in np.adjectives if not word.endswith("ing") and verb_behind(word) is not None)
    for inner in np.relatives:
        if inner.voice == "passive" and not inner.negated and not inner.phrases and inner.verb not in NO_DEED:
            yield participle_of(f"{inner.verb} {inner.particle}".strip())


def _moment(row: Row, word: str, scope: Scope) -> Value | None:
    state = state_called(row.entity, word)
    verb, _, particle = (verb_behind(word) or "").partition(" ")
    fact = fact_of(scope.draft, row.entity, verb, particle, commit=False) if verb else None
    if fact is not None and (fact.operation is not None or fact.field is not None) and not fact.creation:
        moment = fact.moment(row.at)
        if isinstance(moment, bp.Get) and _timed(row.entity, moment.field):
            return Value(moment, row.entity.member(moment.field).type)
    if state is None:
        return None
    latch = latched(scope.draft, row.entity, same(bp.Get(of=IT, field=state[0]), state[1]), word, scope.unit.span)
    return Value(read(row, latch.field), bp.DATETIME)


def _timed(entity: EntityDraft, name: str) -> bool:
    return entity.member(name).type.kind in {"date", "datetime"}


__all__ = ["since_done"]
