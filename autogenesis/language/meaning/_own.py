"""Owns whose a row is: the person it belongs to, else whoever brought it about."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._syntax import NP
from autogenesis.language._terms import same
from autogenesis.language._text import Span
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import field_named, read, take_words
from autogenesis.language.meaning._naming import known_thing, stands_for_people, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope


def person_field(entity: EntityDraft, scope: Scope) -> str | None:
    """The field with the person a row belongs to."""
    if entity.owner is not None:
        return entity.owner
    for f in entity.fields.values():
        if f.type.kind == "person" and f.name not in entity.later:
            return f.name
    people = {e.id for e in scope.draft.entities.values() if stands_for_people(e, scope.draft)}
    return next((f.name for f in entity.fields.values() if f.type.entity in people), None)


def own(row: Row, span: Span, scope: Scope) -> bp.Expression:
    """ "their own request": that whoever asks is the one whose it is."""
    take_words(scope, span, ("own",))
    name = person_field(row.entity, scope)
    if name is not None:
        return same(read(row, name), "by")
    made = [
        o
        for o in scope.draft.operations.values()
        if o.kind == "create" and o.entity is row.entity and o.verb and o.spans
    ]
    fact = fact_of(scope.draft, row.entity, *made[0].verb.partition(" ")[::2]) if len(made) == 1 else None
    if fact is None or row.fresh:
        raise NotUnderstoodError(f"nothing says whose a {row.entity.label} is", span)
    return same(fact.by(row.at), "by")


def one_of(np: NP, row: Row, scope: Scope) -> bp.Expression | None:
    """ "the instructor of a lesson": that whoever asks is the one whom the row names so."""
    phrase = np.of[0] if len(np.of) == 1 else None
    item = phrase.item if phrase is not None and phrase.prep == "of" else None
    if phrase is None or item is None or item.adjectives or item.of or np.adjectives or np.relatives:
        return None
    named = field_named(row.entity, np) if known_thing(scope.draft, item) is row.entity else None
    kept = row.entity.fields.get(named[0]) if named is not None else None
    if named is None or kept is None or row.fresh:
        return None
    people = {e.id for e in scope.draft.entities.values() if stands_for_people(e, scope.draft)}
    if kept.type.kind != "person" and kept.type.entity not in people:
        return None
    take_words(scope, np.span, named[1])
    take_name(item, scope)
    return same(read(row, kept.name), "by")
