"""Owns the order of states that a text gives, and sees to it that each is reached from the one before it."""

from __future__ import annotations

from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._terms import either, same
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._facts import make_change
from autogenesis.language.readings._states import moves, state


@dataclass
class Passage:
    """The states that rows of an entity pass through in this order, and those in which they may end from any of them."""

    entity: EntityDraft
    order: tuple[str, ...]
    ends: tuple[str, ...] = ()
    settled: bool = False
    starts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The states from which one is reached, where the text says so."""
    alone: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Who alone may bring a state about."""
    earlier: Passage | None = None
    """The passage of another thing, spoken of before."""


def begin_passage(draft: Draft, entity: EntityDraft, order: tuple[str, ...]) -> Passage:
    """The passage of an entity, from now on the one spoken of."""
    made = Passage(entity, order, earlier=draft.recall(Passage))
    draft.remember(made)
    return made


def settle_passages(draft: Draft) -> None:
    """Once all is read: a state of a passage is reached from the one before it, by an operation of its own if need be."""
    passage = draft.recall(Passage)
    while passage is not None:
        if not passage.settled:
            passage.settled = True
            _settle(draft, passage)
        passage = passage.earlier


def reach_states(draft: Draft) -> None:
    """Once all is read: each state is reached by whatever puts rows in it, else by an operation of its own."""
    for entity in list(draft.entities.values()):
        lifecycle, kept = entity.lifecycle, entity.fields.get("status")
        if kept is None or lifecycle is None or lifecycle.field != "status":
            continue
        ends = {lifecycle.initial, *(end for _, end, _ in lifecycle.transitions)}
        for name in (choice for choice in kept.type.choices if choice not in ends):
            for element in _making(draft, entity, name) or (_reach(draft, entity, name).id,):
                moves(draft, entity, lifecycle.initial, name, element)


def _making(draft: Draft, entity: EntityDraft, name: str) -> tuple[str, ...]:
    """The ids of the operations and rules that put a row of the entity in the state."""
    own = [o for o in draft.operations.values() if o.entity is entity or entity.name in o.inputs]
    rules: tuple[bp.Reaction | bp.Timer | bp.Schedule, ...] = (*draft.reactions, *draft.timers, *draft.schedules)
    found = [o.id for o in own if _puts(tuple(o.steps), entity, name)]
    return (*found, *(rule.id for rule in rules if _puts(rule.steps, entity, name)))


def _settle(draft: Draft, passage: Passage) -> None:
    entity = passage.entity
    first, *rest = passage.order
    before = first
    for name in dict.fromkeys((*rest, *passage.ends, *passage.starts)):
        starts = tuple(s for s in passage.order if s != passage.order[-1]) if name in passage.ends else (before,)
        for operation in _reaching(draft, entity, name) or [_reach(draft, entity, name)]:
            if operation is not None:
                _only_from(draft, entity, operation, passage.starts.get(name, starts), name)
                operation.roles.extend(a for a in passage.alone.get(name, ()) if a not in operation.roles)
                operation.actors.extend(a for a in passage.alone.get(name, ()) if a not in operation.actors)
        before = name if name in rest else before


def _reaching(draft: Draft, entity: EntityDraft, name: str) -> list[OperationDraft | None]:
    """The operations that put a row in the state; None stands for a rule that does."""
    found: list[OperationDraft | None] = [o for o in draft.operations.values() if _puts(tuple(o.steps), entity, name)]
    steps = [rule.steps for rules in (draft.reactions, draft.timers, draft.schedules) for rule in rules]
    return found or [None for each in steps if _puts(each, entity, name)]


def _puts(steps: object, entity: EntityDraft, name: str) -> bool:
    values = (pair for part in bp.parts_within(steps) if isinstance(part, bp.Update) for pair in part.values)
    return any(field_name == "status" and isinstance(v, bp.Literally) and v.value == name for field_name, v in values)


def _reach(draft: Draft, entity: EntityDraft, name: str) -> OperationDraft:
    """The operation that brings the state about: submit for "submitted", else one that is called like the state."""
    words = tag(name)
    verb = words[0].lemma if len(words) == 1 and words[0].pos == "VERB" else ""
    if verb and participle_of(verb) == name:
        return make_change(draft, entity, verb)
    operation = draft.operation(f"set {name}", entity, "change", f"Set {article(entity.label)} to “{name}”.")
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=(("status", state(name)),)))
    operation.result = bp.Name(name=entity.name)
    draft.assume(f"That {article(entity.label)} is “{name}” is said by whoever sees to it.")
    return operation


def _only_from(
    draft: Draft, entity: EntityDraft, operation: OperationDraft, starts: tuple[str, ...], name: str
) -> None:
    for start in starts:
        moves(draft, entity, start, name, operation.id)
    row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), None)
    if row is None:
        return
    requires = either(*(same(f"{row}.status", state(start)) for start in starts))
    listed = " or ".join(f"“{start}”" for start in starts)
    reason = f"{article(entity.label).capitalize()} becomes “{name}” only from {listed}."
    operation.guards.append(draft.guard(f"{operation.name}.from_state", requires, reason, None, row))
