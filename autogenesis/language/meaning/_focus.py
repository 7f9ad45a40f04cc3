"""Owns what a clause is about: the entity whose rows its rule is for, in the words of the clause or of those before it."""

from __future__ import annotations

from collections.abc import Iterator

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._members import field_named
from autogenesis.language.meaning._moments import LastEvent
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._scope import Scope

_BACK = 3
"""How many sentences a pronoun may look back."""


def abouts(clause: Clause, scope: Scope) -> tuple[EntityDraft, ...]:
    """The entities a clause may be about, the likeliest first."""
    found = [*(e for np in _parts(clause) for e in _named(np, scope)), *_spoken_of(clause, scope)]
    return tuple({e.name: e for e in found}.values())


def done_by_doer(clause: Clause, scope: Scope) -> tuple[EntityDraft, ...]:
    """ "Only the clerk who took a case may close it": the case, before anything that other sentences speak of."""
    nps = (np for who in clause.subjects for each in who.relatives for np in each.objects if not np.pronoun)
    known = (known_thing(scope.draft, np) for np in nps)
    return tuple(entity for entity in known if entity is not None)


def _parts(clause: Clause) -> Iterator[NP]:
    yield from (np for np in (*clause.subjects, *clause.objects) if not np.pronoun)
    for phrase in clause.phrases:
        yield from phrase.items


def _named(np: NP, scope: Scope) -> Iterator[EntityDraft]:
    """The entity a phrase names, or has a field of; or whose owner it names."""
    entity = known_thing(scope.draft, np)
    if entity is not None:
        yield entity
    for inner in (np.possessor, *(p.item for p in np.of)):
        if inner is not None and not inner.pronoun:
            yield from _named(inner, scope)
    if entity is None and not np.pronoun:
        yield from (e for e in scope.draft.entities.values() if field_named(e, np) is not None)


def _spoken_of(clause: Clause, scope: Scope) -> Iterator[EntityDraft]:
    """What a pronoun may mean: what is spoken of earlier in the sentence, then in the sentences before."""
    draft = scope.draft
    for earlier in reversed([c for c in scope.unit.clauses if c.span[1] <= clause.span[0]]):
        yield from _spoken_in(earlier, draft)
    for unit in reversed(draft.around(scope.unit, _BACK)[:-1]):
        yield from _spoken_in_unit(unit, draft)
    last = draft.recall(LastEvent)
    if last is not None and last.entity in draft.entities:
        yield draft.entities[last.entity]


def _spoken_in_unit(unit: Unit, draft: Draft) -> Iterator[EntityDraft]:
    for clause in reversed(unit.clauses):
        yield from _spoken_in(clause, draft)


def _spoken_in(clause: Clause, draft: Draft) -> Iterator[EntityDraft]:
    inner = [c for condition in clause.conditions for c in condition.clauses]
    for each in (clause, *inner):
        nps = (*each.subjects, *each.objects) if each.voice == "passive" else (*each.objects, *each.subjects)
        for np in (*nps, *(np for p in each.phrases for np in p.items)):
            for part in (np, np.possessor, *(p.item for p in np.of)):
                entity = known_thing(draft, part) if part is not None and not part.pronoun else None
                if entity is not None:
                    yield entity
