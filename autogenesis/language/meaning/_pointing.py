"""Owns what "it" is in a row of deeds ("opens a round, adds games to it, and closes it"), and what is assigned to what."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._people import may_name_people
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._naming import known_thing, stands_for_people
from autogenesis.language.meaning._scope import Scope

_ASSIGNING = frozenset({"assign", "allocate", "appoint"})


def pointing(said: Clause, scope: Scope) -> Clause:
    """ "The keeper opens a round, adds games to it and closes it": "it" is what the same one did something to before."""
    said = _to_a_thing(said, scope)
    if not said.inherited or said.object is None:
        return said
    before = [c.object for c in scope.unit.clauses if c.span[1] <= said.span[0] and c.object is not None]
    one = next((np for np in reversed(before) if not np.plural and not np.pronoun), None)
    entity = known_thing(scope.draft, one) if one is not None else None
    if entity is None or one is None:
        return said
    words = entity.words or (entity.label,)

    def named(np: NP, determiner: str) -> NP:
        return replace(np, head=words[-1], words=words, pronoun=False, determiner=determiner, plural=False)

    place = next((p for p in said.phrases if p.item is not None and _it(p.item) and len(p.items) == 1), None)
    if place is not None and place.item is not None and known_thing(scope.draft, said.object) is not entity:
        scope.take(place.item)
        phrase = replace(place, items=(named(place.item, "a"),))
        return replace(said, phrases=tuple(phrase if p is place else p for p in said.phrases))
    if _it(said.object) and len(said.objects) == 1 and not said.phrases:
        scope.take(said.object)
        return replace(said, objects=(named(said.object, "the"),))
    return said


def _it(np: NP) -> bool:
    return np.pronoun and np.head == "it"


def _to_a_thing(said: Clause, scope: Scope) -> Clause:
    """ "The office assigns a trainer to a dog": a dog then has a trainer, who may have other dogs."""
    to = said.phrase("to")
    who, thing = said.object, to.item if to is not None and len(to.items) == 1 else None
    if said.verb not in _ASSIGNING or who is None or to is None or thing is None or len(said.objects) > 1:
        return said
    person, other = known_thing(scope.draft, who), known_thing(scope.draft, thing)
    if person is None or other is None or not _somebody(person, scope.draft) or stands_for_people(other, scope.draft):
        return said
    swapped = replace(to, items=(replace(who, determiner="a"),))
    return replace(said, objects=(thing,), phrases=tuple(swapped if p is to else p for p in said.phrases))


def _somebody(entity: EntityDraft, draft: Draft) -> bool:
    return stands_for_people(entity, draft) or may_name_people(entity.label)


__all__ = ["pointing"]
