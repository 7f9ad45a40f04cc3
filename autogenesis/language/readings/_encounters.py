"""Finds what is played out between two of a kind: its two sides, their scores, where, when and before whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Duration, Literal, Number
from autogenesis.language._patterns import find

_MINUTES = {"minute": 1, "hour": 60, "day": 1440}


@dataclass(frozen=True, slots=True)
class Encounter:
    """An entity with two fields for two rows of `side`, and two for their scores where it has them."""

    entity: EntityDraft
    side: EntityDraft
    first: str
    second: str
    first_score: str = ""
    second_score: str = ""

    @property
    def scored(self) -> bool:
        """True where scores are kept."""
        return bool(self.first_score)

    @property
    def starts(self) -> str | None:
        """The field for the moment it begins."""
        return self.entity.field_of_kind("datetime")


def encounter_of(draft: Draft) -> Encounter | None:
    """The encounter that the text speaks of: "first team, second team", "home side, away side"."""
    for entity in draft.entities.values():
        _refer(draft, entity)
        found = _between_two(draft, entity)
        if found is not None:
            return _with_scores(found)
    return None


def _refer(draft: Draft, entity: EntityDraft) -> None:
    """ "white player" and "black player" refer to players, where players are kept."""
    plain = [f for f in entity.fields.values() if f.type.kind in {"text", "person"} and len(f.label.split()) == 2]
    for f in plain:
        side = draft.find_entity(f.label.split()[1])
        twins = [g for g in plain if g.label.split()[1] == f.label.split()[1]]
        if side is not None and side is not entity and len(twins) == 2:
            entity.fields[f.name] = f.model_copy(update={"type": side.type})


def _between_two(draft: Draft, entity: EntityDraft) -> Encounter | None:
    links = [f for f in entity.fields.values() if f.type.kind == "reference" and f.type.entity != entity.id]
    for index, first in enumerate(links):
        for second in links[index + 1 :]:
            one, two = first.label.split(), second.label.split()
            if first.type.entity == second.type.entity and len(one) == len(two) > 1 and one[1:] == two[1:]:
                side = next(e for e in draft.entities.values() if e.id == first.type.entity)
                return Encounter(entity, side, first.name, second.name)
    return None


def _with_scores(found: Encounter) -> Encounter:
    """Scores bear the modifiers of the sides: "first goals, second goals"; they are whole numbers, given later."""
    entity = found.entity
    marks = [entity.fields[name].label.split()[0] for name in (found.first, found.second)]
    kinds = {"list", "integer", "decimal", "text", "duration"}
    by_mark = [
        {tuple(f.label.split()[1:]): f.name for f in entity.fields.values() if f.label.split()[0] == m and f.type.kind in kinds}
        for m in marks
    ]  # fmt: skip
    shared = [rest for rest in by_mark[0] if rest and rest in by_mark[1]]
    if not shared:
        return found
    names = [each[shared[0]] for each in by_mark]
    for name in names:
        held = entity.fields[name]
        if held.type.kind != "integer" or held.required:
            entity.fields[name] = held.model_copy(update={"type": bp.INTEGER, "required": False})
        entity.later.add(name)
    return replace(found, first_score=names[0], second_score=names[1])


def make_encounter(draft: Draft, side: EntityDraft) -> Encounter:
    """An encounter of two rows of `side`, named by the noun of what lasts, else ``encounter``."""
    lasting = (find(unit, "NP=thing MODAL? V(last|take) Q.Duration") for unit in draft.units)
    label = next((match["thing"].label for match in lasting if match), "encounter")
    entity = draft.entity(label)
    first, second = (draft.add_field(entity, f"{which} {side.label}", side.type) for which in ("first", "second"))
    draft.assume(f"A {entity.label} has a {which_of(entity, first)} and a {which_of(entity, second)}.")
    return Encounter(entity, side, first, second)


def which_of(entity: EntityDraft, name: str) -> str:
    """The label of a field."""
    return entity.fields[name].label


def in_minutes(value: Literal | None) -> int | None:
    """A duration, or a bound on one, in minutes; a plain number counts minutes. None for anything else."""
    if isinstance(value, Bound):
        return in_minutes(value.value) if value.op in {">=", "=="} else None
    if isinstance(value, Duration) and value.unit in _MINUTES:
        return int(value.value * _MINUTES[value.unit])
    return int(value.value) if isinstance(value, Number) and not value.ordinal else None


def records(
    entity: EntityDraft,
    where: bp.Expression | None = None,
    order: Sequence[bp.Expression] = (),
    **fields: bp.Expression,
) -> bp.Records:
    """A list of records made of the rows of an entity, each bound to its name."""
    return bp.Records(entity=entity.id, name=entity.name, where=where, order=tuple(order), fields=tuple(fields.items()))


def field_of(entity: EntityDraft, words: Sequence[str]) -> str | None:
    """The field that words name, in the singular or in the plural."""
    if not words:
        return None
    *front, last = words
    return best_field(entity, words) or best_field(entity, [*front, plural_of(last)])
