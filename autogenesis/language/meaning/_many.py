"""Owns what is done to many: "all open carts are closed", "every member gets an invoice", each for itself."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._syntax import NP, Clause, Condition
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._effects import steps_of
from autogenesis.language.meaning._naming import SYSTEM, known_thing
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.meaning._selections import selection

_EACH = frozenset({"all", "every", "each", "any", "whichever", "whoever"})


def steps_for_all(clause: Clause, conditions: tuple[Condition, ...], scope: Scope) -> tuple[bp.Statement, ...]:
    """The steps of a clause that no single row is spoken of: for each of the rows that it names, where it names rows."""
    bare = replace(clause, conditions=())
    np = _those(clause, scope)
    if np is None:
        if conditions:
            raise NotUnderstoodError(f"for whom “{conditions[0].text}” is meant is not known", conditions[0].span)
        return steps_of(bare, scope)
    chosen = selection(np, scope)
    inner = scope.bound(chosen.row)
    terms = [all_hold(condition, inner) for condition in conditions]
    plain = replace(np, determiner="the", relatives=(), adjectives=(), of=(), possessor=None)
    steps = steps_of(_with(bare, np, plain), inner)
    return (bp.Each(name=chosen.name, rows=chosen.that(*terms).over("rows"), steps=steps),)


def _those(clause: Clause, scope: Scope) -> NP | None:
    """The phrase that speaks of many rows: the subject, or what the system does something to."""
    system = clause.subject is None or clause.subject.name in SYSTEM
    for np in clause.objects if system and clause.voice != "passive" else clause.subjects[:1]:
        many = np.determiner in _EACH or np.plural or np.relatives or not scope.rows
        if not np.pronoun and many and known_thing(scope.draft, np) is not None and not _role(np, scope):
            return np
    return None


def _role(np: NP, scope: Scope) -> bool:
    """Whether a phrase names whoever holds a role, not the rows kept of people: "the manager"."""
    return np.determiner == "the" and not np.plural and not np.relatives


def _with(clause: Clause, old: NP, new: NP) -> Clause:
    return replace(
        clause,
        subjects=tuple(new if np is old else np for np in clause.subjects),
        objects=tuple(new if np is old else np for np in clause.objects),
    )
