"""Frames of who may do it to what is theirs: "Only the author of a text may change it", "A test is closed by its examiner only"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import same
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._deeds import deed_of
from autogenesis.language.meaning._members import entity_of, field_named
from autogenesis.language.meaning._naming import known_thing, stands_for_people, take_name
from autogenesis.language.meaning._placing import IT, guarded
from autogenesis.language.meaning._scope import Scope

_PEOPLE = frozenset({"person", "reference"})


def only_theirs(clause: Clause, scope: Scope) -> Claimed | None:
    """The deed is refused to everybody but the one whom the row names for it."""
    by = clause.phrase("by") if clause.voice == "passive" else None
    who = by.item if by is not None else clause.subject if clause.voice == "active" else None
    thing = clause.subject if by is not None else clause.object
    if who is None or thing is None or not _only(clause, who) or clause.conditions or clause.limits or clause.negated:
        return None
    if len(clause.objects) > 1 or len(clause.subjects) > 1 or any(p is not by for p in clause.phrases):
        return None
    owner = who.possessor or next((p.item for p in who.of if p.prep in {"of", "for"}), None)
    if owner is None or len(who.of) > 1 or who.relatives or who.adjectives:
        return None
    entity = known_thing(scope.draft, thing if owner.pronoun else owner)
    if entity is None or not _the_same(thing, owner, entity, scope):
        return None
    name = _person(replace(who, of=(), possessor=None), entity, scope)
    if name is None:
        return None
    words = entity.words or (entity.label,)
    plain = replace(thing, pronoun=False, head=words[-1], words=words, determiner="the", quantity=None, plural=False)
    passive = clause.voice == "passive"
    said = replace(
        clause, subjects=(plain,) if passive else (), objects=() if passive else (plain,), phrases=(), negators=()
    )
    deed = deed_of(said, scope)
    if deed is None or deed.operation.kind != "change" or deed.operation.entity is not entity:
        return None
    guard = guarded(deed.operation, entity, same(bp.Get(of=IT, field=name), "by"), "theirs", clause, scope.draft)
    scope.take(clause, thing, who)
    take_name(owner, scope)
    scope.take(*(p.span for p in who.of), *((by.span,) if by is not None else ()))
    return Claimed("only_theirs", (deed.operation.id, guard))


def _only(clause: Clause, who: NP) -> bool:
    return (
        who.quantifier == "only" or "only" in clause.negators or "only" in clause.adverbs or "alone" in clause.adverbs
    )


def _the_same(thing: NP, owner: NP, entity: EntityDraft, scope: Scope) -> bool:
    """Whether what is done is done to the one whose person it is."""
    if thing.relatives or thing.adjectives or thing.of or thing.possessor is not None:
        return False
    return thing.pronoun and thing.head in {"it", "them"} or known_thing(scope.draft, thing) is entity


def _person(np: NP, entity: EntityDraft, scope: Scope) -> str | None:
    """The field of the thing that says who that is."""
    named = field_named(entity, np)
    f = entity.fields.get(named[0]) if named is not None else None
    if f is None or f.type.kind not in _PEOPLE:
        return None
    other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
    return f.name if other is None or stands_for_people(other, scope.draft) or other.label == np.name else None


WHOSE_RIGHT: tuple[Frame, ...] = (only_theirs,)
"""The frame of rights in what is one's own."""
