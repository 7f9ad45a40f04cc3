"""Owns that a deed told in two ways stays one: the moment it was done, and the state that is called after it."""

from __future__ import annotations

from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake

_CALLED_OFF = frozenset("cancelled canceled withdrawn rejected refused revoked closed archived deleted".split())
_STATES = frozenset({"status", "state", "stage", "phase"})


def settle_facts(draft: Draft) -> None:
    """Once all is read: whatever notes when something was cancelled brings it into that state too, and the other way round."""
    for entity in draft.entities.values():
        pairs = tuple(_told_twice(entity))
        if not pairs:
            continue
        for operation in draft.operations.values():
            rows = {bp.Name(name=p.name) for p in operation.inputs.values() if p.type.entity == entity.id}
            operation.steps[:] = [_both(step, rows, pairs) for step in operation.steps]
        it = {bp.Name(name="it")}
        for index, timer in enumerate(draft.timers):
            if timer.entity == entity.id:
                steps = tuple(_both(step, it, pairs) for step in timer.steps)
                draft.timers[index] = timer.model_copy(update={"steps": steps})
        for index, reaction in enumerate(draft.reactions):
            if reaction.trigger.entity == entity.id:
                steps = tuple(_both(step, it, pairs) for step in reaction.steps)
                draft.reactions[index] = reaction.model_copy(update={"steps": steps})


def _told_twice(entity: EntityDraft) -> Iterator[tuple[str, bp.Literally, str]]:
    """The states of an entity for which the moment is kept as well."""
    for f in entity.fields.values():
        for choice in f.type.choices if f.type.kind == "choice" and f.name in _STATES else ():
            moment = entity.fields.get(snake(f"{choice} at"))
            if moment is not None and moment.type.kind == "datetime":
                yield f.name, bp.Literally(type=f.type, value=choice), moment.name


def _both(step: bp.Statement, rows: set[bp.Name], pairs: tuple[tuple[str, bp.Literally, str], ...]) -> bp.Statement:
    if isinstance(step, bp.When):
        then, otherwise = (tuple(_both(s, rows, pairs) for s in part) for part in (step.then, step.otherwise))
        return step.model_copy(update={"then": then, "otherwise": otherwise})
    if not isinstance(step, bp.Update) or step.row not in rows:
        return step
    given = dict(step.values)
    values = list(step.values)
    for field, state, moment in pairs:
        known = given.get(field)
        if moment in given and given[moment] == bp.Name(name="now") and known is None:
            values.append((field, state))
            given[field] = state
        elif isinstance(known, bp.Literally) and known.value == state.value and moment not in given:
            values.append((moment, bp.Name(name="now")))
    return step.model_copy(update={"values": tuple(values)})


def not_yet(still: bp.Expression, entity: EntityDraft) -> bp.Expression:
    """ "has not been confirmed": that the state has not come, and is not past: neither used by now nor cancelled."""
    compared = still.term if isinstance(still, bp.Not) else None
    if not isinstance(compared, bp.Compare) or compared.relation != "==" or not isinstance(compared.left, bp.Get):
        return still
    field = entity.fields.get(compared.left.field)
    state = compared.right
    if field is None or field.name not in _STATES or not isinstance(state, bp.Literally) or field.type.kind != "choice":
        return still
    choices = field.type.choices
    place = choices.index(str(state.value)) if state.value in choices else 0
    over = [c for i, c in enumerate(choices) if place and (i > place or c in _CALLED_OFF) and c != state.value]
    terms = [
        bp.Not(term=compared.model_copy(update={"right": bp.Literally(type=state.type, value=each)})) for each in over
    ]
    return bp.AllOf(terms=(still, *terms)) if terms else still


__all__ = ["not_yet", "settle_facts"]
