"""Settles when a row that a rule brings about was entered: a later sentence may count from that moment."""

from __future__ import annotations

from typing import Any

import blueprints as bp
from autogenesis.language._draft import Draft, OperationDraft

_WHEN = {"datetime": "now", "date": "today"}


def settle_entered(draft: Draft) -> None:
    """Give each row that rules create the moment at which it is, where one is kept."""
    later = {name for operation in draft.operations.values() if operation.kind != "create" for name in _set(operation)}
    kept: dict[str, tuple[str, bp.Expression]] = {}
    for entity in draft.entities.values():
        for f in entity.fields.values():
            if f.name.startswith("entered_") and f.type.kind in _WHEN and f.name not in later:
                kept[entity.id] = (f.name, bp.Name(name=_WHEN[f.type.kind]))
    if not kept:
        return
    draft.reactions[:] = [r.model_copy(update={"steps": _with(r.steps, kept)}) for r in draft.reactions]
    draft.timers[:] = [t.model_copy(update={"steps": _with(t.steps, kept)}) for t in draft.timers]
    draft.schedules[:] = [s.model_copy(update={"steps": _with(s.steps, kept)}) for s in draft.schedules]
    for operation in draft.operations.values():
        operation.steps[:] = _with(tuple(operation.steps), kept)


def _set(operation: OperationDraft) -> set[str]:
    """The fields that an operation gives a row that is there: entering them is a deed of its own."""
    updates = [step for step in operation.steps if isinstance(step, bp.Update)]
    return {*operation.values, *(name for step in updates for name, _ in step.values)}


def _with(steps: tuple[Any, ...], kept: dict[str, tuple[str, bp.Expression]]) -> tuple[Any, ...]:
    return tuple(_one(step, kept) for step in steps)


def _one(step: Any, kept: dict[str, tuple[str, bp.Expression]]) -> Any:
    if isinstance(step, bp.Create):
        moment = kept.get(step.entity)
        if moment is None or moment[0] in dict(step.values):
            return step
        return step.model_copy(update={"values": (*step.values, moment)})
    if isinstance(step, bp.Each):
        return step.model_copy(update={"steps": _with(step.steps, kept)})
    if isinstance(step, bp.When):
        return step.model_copy(update={"then": _with(step.then, kept), "otherwise": _with(step.otherwise, kept)})
    return step


__all__ = ["settle_entered"]
