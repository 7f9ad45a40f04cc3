"""Settles what being suspended or blocked means: as long as it is, nothing new is begun by it or with it."""

from __future__ import annotations

from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._terms import no, present
from autogenesis.language.meaning._placing import creator
from autogenesis.language.meaning._so_often import Events

_BARRING = tuple(
    participle_of(verb) for verb in ("suspend", "block", "lock", "ban", "bar", "freeze", "lock out", "exclude")
)


def settle_barred(draft: Draft) -> None:
    """Once all deeds are known: no operation brings about a row that refers to what a rule has suspended or blocked."""
    for entity in list(draft.entities.values()):
        for name, word in _marks(entity):
            if _set_by_rule(draft, entity, name):
                _bar(draft, entity, name, word)


def _marks(entity: EntityDraft) -> Iterator[tuple[str, str]]:
    for f in entity.fields.values():
        word = f.label.lower().removesuffix(" at").removesuffix(" on")
        if word in _BARRING and f.type.kind in {"boolean", "datetime", "date"}:
            yield f.name, word


def _set_by_rule(draft: Draft, entity: EntityDraft, name: str) -> bool:
    """Whether a rule of the text sets it: what is only noted says nothing of its consequences."""
    rules: tuple[bp.Timer | bp.Reaction | bp.Schedule, ...] = (*draft.timers, *draft.reactions, *draft.schedules)
    told = (*(rule.steps for rule in rules), *(tuple(o.steps) for o in draft.operations.values()))
    updates = (part for part in bp.parts_within(told) if isinstance(part, bp.Update))
    return any(n == name and v != bp.nothing() for step in updates for n, v in step.values) and name in entity.later


def _bar(draft: Draft, entity: EntityDraft, name: str, word: str) -> None:
    guarded = False
    events = draft.recall(Events)
    happening = events.names if events is not None else set()
    for other in list(draft.entities.values()):
        if (
            other is not entity
            and other.reference_to(entity)
            and other.name not in draft.made_by_rule | {*_told(other)}
        ):
            creator(draft, other)
    for operation in list(draft.operations.values()):
        made = operation.entity
        if operation.kind != "create" or made is None or made is entity or made.name in happening:
            continue
        key = made.reference_to(entity)
        if key is None or key in made.later or f"'{name}'" in repr(operation.guards) or _bars(draft, made, key, name):
            continue
        held = bp.Get(of=bp.Name(name=key), field=name)
        is_so = held if entity.fields[name].type.kind == "boolean" else present(held)
        free = no(is_so) if made.fields[key].required else bp.AnyOf(terms=(no(present(key)), no(is_so)))
        reason = f"The {entity.label} is {word}."
        operation.guards.append(draft.guard(f"{operation.name}.{word}", free, reason, None, key))
        guarded = True
    if guarded:
        draft.assume(f"As long as {article(entity.label)} is {word}, nothing new is begun with it.")


def _bars(draft: Draft, made: EntityDraft, key: str, name: str) -> bool:
    """Whether it is such a row itself that blocks it: a check that failed is followed by another one."""
    mine = tuple(r.steps for r in draft.reactions if r.trigger.entity == made.id and not _counts(r.when, made))
    updates = (part for part in bp.parts_within(mine) if isinstance(part, bp.Update))
    at = bp.path("it", key)
    return any(step.row == at and n == name for step in updates for n, _ in step.values)


def _counts(when: bp.Expression | None, made: EntityDraft) -> bool:
    """Whether the rule goes by how many of them there are."""
    return any(isinstance(part, bp.Aggregate) and part.entity == made.id for part in bp.parts_within(when))


def _told(entity: EntityDraft) -> tuple[str, ...]:
    """Rows that are there from the beginning are not begun."""
    return (entity.name,) if entity.initial else ()


__all__ = ["settle_barred"]
