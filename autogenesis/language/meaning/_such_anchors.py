"""Owns which things a span of time counts from: "the day before a booked trip" is that of a trip that is, or of its booking."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._syntax import NP
from autogenesis.language.meaning._descriptions import verb_behind
from autogenesis.language.meaning._facts import state_called
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._relations import relation_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import entity_named, narrowed
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._waits import Wait


def such_anchor(wait: Wait, row: Row, scope: Scope) -> tuple[Wait, tuple[bp.Expression, ...]]:
    """The wait counted from any such thing, and what must hold of the row for it to be one."""
    np = wait.anchor
    named = _named(np, scope)
    if not isinstance(np, NP) or named is None:
        return wait, ()
    thing, adjectives = named
    plain = replace(np, adjectives=(), words=thing.words, head=thing.words[-1], determiner="the")
    if thing is row.entity:
        alone = replace(np, of=(), relatives=(), quantity=None, possessor=None)
        terms = narrowed(alone, adjectives, row, scope)
    elif all(_recorded(word, thing, scope) is row.entity for word in adjectives):
        take_words(scope, np.span, (*adjectives, *thing.words))
        terms = ()
        if not any(f.type.kind in {"date", "datetime"} and n not in thing.later for n, f in thing.fields.items()):
            plain = replace(plain, words=row.entity.words, head=row.entity.words[-1])
    else:
        raise NotUnderstoodError(f"which “{np.text}” is meant is not known", np.span)
    return replace(wait, anchor=plain), terms


def recorded_by(wait: Wait, scope: Scope) -> EntityDraft | None:
    """The record of the deed that the thing is described by, where it is no state of the thing: a booking of a booked trip."""
    named = _named(wait.anchor, scope)
    if named is None:
        return None
    thing, adjectives = named
    found = (_recorded(word, thing, scope) for word in adjectives if state_called(thing, word) is None)
    return next((entity for entity in found if entity is not None), None)


def _named(anchor: object, scope: Scope) -> tuple[EntityDraft, tuple[str, ...]] | None:
    if not isinstance(anchor, NP) or anchor.pronoun or not anchor.adjectives:
        return None
    named = tried(lambda: entity_named(anchor, scope), scope)
    return named if named is not None and named[1] and named[0].words else None


def _recorded(word: str, thing: EntityDraft, scope: Scope) -> EntityDraft | None:
    verb, _, particle = (verb_behind(word) or "").partition(" ")
    return relation_of(scope.draft, verb, particle, thing) if verb else None
