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
    np = _those(clause, scope) or _inside(clause, scope)
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


def _inside(clause: Clause, scope: Scope) -> NP | None:
    """ "the holder of every box", "… to the credit of every phone": each of those that something of them is spoken of."""
    named = (*clause.subjects, *clause.objects, *(np for phrase in clause.phrases for np in phrase.items))
    listed = {"list", "overview", "report", "summary"}  # "a list of all bills" is one message
    of = (phrase for np in named if np.head not in listed for phrase in np.of if phrase.prep in {"of", "for"})
    inner = [item for phrase in of for item in phrase.items]
    found = [
        np for np in inner if np.determiner in {"every", "each", "all"} and known_thing(scope.draft, np) is not None
    ]
    return found[0] if len(found) == 1 else None


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
        subjects=tuple(_put(np, old, new) for np in clause.subjects),
        objects=tuple(_put(np, old, new) for np in clause.objects),
        phrases=tuple(replace(p, items=tuple(_put(np, old, new) for np in p.items)) for p in clause.phrases),
    )


def _put(np: NP, old: NP, new: NP) -> NP:
    """The phrase with one of those inside it in other words."""
    if np is old or not np.of:
        return new if np is old else np
    return replace(np, of=tuple(replace(p, items=tuple(_put(each, old, new) for each in p.items)) for p in np.of))
