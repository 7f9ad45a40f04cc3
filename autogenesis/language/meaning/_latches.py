"""Owns since when something has been so: a moment that is set when it comes to hold and taken back when it ceases to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._terms import absent, both, no, present, renamed
from autogenesis.language._text import Span
from autogenesis.language.meaning._members import entity_of
from autogenesis.language.meaning._scope import NotUnderstoodError

IT = bp.Name(name="it")


@dataclass(frozen=True, slots=True)
class Latch:
    """The field of `entity` that tells since when it holds, and the reactions that keep it."""

    entity: EntityDraft
    field: str
    elements: tuple[str, ...]

    @property
    def since(self) -> bp.Expression:
        """Since when it holds; absent while it does not."""
        return bp.Get(of=IT, field=self.field)

    @property
    def trigger(self) -> bp.Trigger:
        """It begins or ceases to hold."""
        return bp.Trigger(on="changed", entity=self.entity.id, field=self.field)


def latched(draft: Draft, entity: EntityDraft, holds: bp.Expression, label: str, span: Span) -> Latch:
    """From now on it is kept since when `holds` (about ``it``) has been so."""
    if any(
        isinstance(part, bp.Name) and part.name in {"now", "today", "by", "role"} for part in bp.parts_within(holds)
    ):
        raise NotUnderstoodError("nothing happens by which a system could notice it", span)
    known = draft.recall(Latches) or Latches({})
    draft.remember(known)
    key = (entity.name, holds.model_dump_json())
    if key in known.of:
        return known.of[key]
    name = _field(draft, entity, label, span)
    made = []
    for trigger in _triggers(entity, holds, draft):
        for rises in (True, False) if trigger.on == "changed" or trigger.entity != entity.id else (True,):
            made.append(_kept(draft, entity, trigger, holds, name, rises, span))
    latch = Latch(entity, name, (f"field.{entity.name}.{name}", *made))
    draft.remember(Latches({**known.of, key: latch}))
    return latch


@dataclass(frozen=True)
class Latches:
    """What is kept already, by entity and condition."""

    of: dict[tuple[str, str], Latch]


def _field(draft: Draft, entity: EntityDraft, label: str, span: Span) -> str:
    wanted, count = f"{label} since", 1
    while snake(wanted) in entity.fields:
        count += 1
        wanted = f"{label} since {count}"
    name = draft.add_field(entity, wanted, bp.DATETIME, span, required=False, summary=f"since when it has been {label}")
    entity.later.add(name)
    return name


def _triggers(entity: EntityDraft, holds: bp.Expression, draft: Draft) -> Iterator[bp.Trigger]:
    """Whatever may make it hold, or cease to."""
    for other in (entity, *_read(entity, holds, draft)):
        yield bp.Trigger(on="created", entity=other.id)
        yield bp.Trigger(on="changed", entity=other.id)


def _read(entity: EntityDraft, holds: bp.Expression, draft: Draft) -> tuple[EntityDraft, ...]:
    """The other entities whose rows a condition reads."""
    found: list[EntityDraft] = []
    bound: dict[str, EntityDraft] = {"it": entity}
    entities = {e.id: e for e in draft.entities.values()}
    for part in bp.parts_within(holds):
        if isinstance(part, bp.Aggregate | bp.Records):
            bound[part.name] = entities[part.entity]
            found.append(entities[part.entity])
    for part in bp.parts_within(holds):
        if isinstance(part, bp.Get):
            owner = _type(part.of, bound, draft)
            if owner is not None and not isinstance(part.of, bp.Name):
                found.append(owner)
    return tuple({e.name: e for e in found if e is not entity}.values())


def _type(node: bp.Expression, bound: dict[str, EntityDraft], draft: Draft) -> EntityDraft | None:
    """The entity of the row that an expression stands for."""
    if isinstance(node, bp.Name):
        return bound.get(node.name)
    if isinstance(node, bp.Aggregate):
        return bound.get(node.name)
    if isinstance(node, bp.Get):
        owner = _type(node.of, bound, draft)
        held = owner.fields.get(node.field) if owner is not None else None
        return entity_of(draft, held.type) if held is not None else None
    return None


def _kept(
    draft: Draft, entity: EntityDraft, trigger: bp.Trigger, holds: bp.Expression, name: str, rises: bool, span: Span
) -> str:
    """The reaction that sets the moment, or takes it back."""
    kept = bp.Get(of=IT, field=name)
    when = both(holds, absent(kept)) if rises else both(no(holds), present(kept))
    value: bp.Expression = bp.Name(name="now") if rises else bp.nothing()
    steps: tuple[bp.Statement, ...] = (bp.Update(row=IT, values=((name, value),)),)
    if trigger.entity != entity.id:
        row = bp.Name(name=entity.name)
        rows = bp.Aggregate(function="rows", entity=entity.id, name=entity.name, where=renamed(when, IT, row))
        steps, when_ = (bp.Each(name=entity.name, rows=rows, steps=tuple(renamed(s, IT, row) for s in steps)),), None
    else:
        when_ = when
    what = name.removesuffix("_since")
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{'note' if rises else 'end'}_{entity.name}_{what}"), spans=(span,), trigger=trigger, when=when_, steps=steps,
        summary=f"Note since when the {entity.label} has been {what.replace('_', ' ')}." if rises else f"The {entity.label} is no longer {what.replace('_', ' ')}.",
    )  # fmt: skip
    draft.reactions.append(reaction)
    return reaction.id
