"""Owns what a clause about a deed says of whoever does it and of what it is done to."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import OperationDraft
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning import _values
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import before_name, known_thing, take_name
from autogenesis.language.meaning._own import one_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import narrowed

PEOPLE = frozenset({"nobody", "anybody", "anyone", "somebody", "someone", "everybody", "everyone", "whoever", "people", "person", "you", "we", "they", "i", "no", "none", "no-one"})  # fmt: skip


def party(np: NP, row: Row, operation: OperationDraft, scope: Scope) -> tuple[bp.Expression, ...]:
    """What is said of whoever does it, or of what it is done to."""
    if np.head in PEOPLE or np.head in {"person", "one"}:
        take_words(scope, np.span, (np.head,))
        return _whoever(np, row, scope)
    if np.pronoun:
        return ()
    same = [(relative, _same_doer(relative, row, scope)) for relative in np.relatives]
    if any(term is not None for _, term in same):
        np = replace(np, relatives=tuple(relative for relative, term in same if term is None))
        return (*(term for _, term in same if term is not None), *party(np, row, operation, scope))
    named = one_of(np, row, scope)
    if named is not None:
        return (named,)
    entity = known_thing(scope.draft, np)
    there = (row if entity is row.entity else _values.row_for(entity, scope)) if entity is not None else None
    if there is None or entity is None:
        if np.adjectives or np.relatives or np.of:
            return _whoever(np, row, scope) if not np.adjectives else _unknown(np)
        take_name(np, scope)
        return ()
    take_name(np, scope)
    return narrowed(np, before_name(np, entity, scope.draft), there, scope)


def _unknown(np: NP) -> tuple[bp.Expression, ...]:
    raise NotUnderstoodError(f"it is not known what “{np.text}” is", np.span)


def _whoever(np: NP, row: Row, scope: Scope) -> tuple[bp.Expression, ...]:
    """ "whoever assembled it": the one who did it is the one who asks; else what is said of the person concerned."""
    terms: list[bp.Expression] = []
    rest = []
    for relative in np.relatives:
        same = _same_doer(relative, row, scope)
        if same is None:
            rest.append(relative)
        else:
            terms.append(same)
    if rest or np.of or np.quantity is not None:
        person = _values.person_row(scope)
        if person is None:
            raise NotUnderstoodError(f"nothing is kept of “{np.text}”", np.span)
        terms.extend(narrowed(replace(np, relatives=tuple(rest)), (), person, scope))
    return tuple(terms)


def _same_doer(relative: Clause, row: Row, scope: Scope) -> bp.Expression | None:
    """ "who wrote it": that whoever asks is the one who did it."""
    subject = relative.subject
    if relative.voice != "active" or relative.object is None or (subject is not None and not subject.pronoun):
        return None
    there = _values.row_of(relative.object, scope)
    fact = fact_of(scope.draft, there.entity, relative.verb, relative.particle) if there is not None else None
    if fact is None or there is None:
        return None
    scope.take(relative)
    return bp.Compare(relation="==", left=fact.by(there.at), right=bp.Name(name="by"))
