"""Owns what was so before a deed: a rule that follows on the deed asks for it, when the deed has changed it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._terms import both, renamed

_IT = bp.Name(name="it")


@dataclass(frozen=True, slots=True)
class _Deed:
    """What has happened to a row when a rule follows: the values it was given, and what the rule asks besides."""

    entity: EntityDraft
    values: Mapping[str, bp.Expression]
    asked: tuple[bp.Expression, ...]


def look_back(draft: Draft) -> None:
    """Where a rule follows on a deed for rows in some state, and the deed brings them into another: the state before."""
    for place, reaction in enumerate(draft.reactions):
        deed = _deed(reaction, draft)
        if deed is None or reaction.when is None:
            continue
        asked = [_looked_back(term, deed, draft) for term in deed.asked if _ended(term) not in deed.values]
        if asked != list(deed.asked):
            kept = [term for term in _terms(reaction.when) if term not in deed.asked]
            when = both(*kept, *asked) if kept or asked else None
            draft.reactions[place] = reaction.model_copy(update={"when": when})


def _deed(reaction: bp.Reaction, draft: Draft) -> _Deed | None:
    trigger, terms = reaction.trigger, _terms(reaction.when)
    if trigger.on == "done":
        done = next((o for o in draft.operations.values() if o.id == trigger.operation), None)
        if done is None or done.entity is None:
            return None
        updates = [s for s in done.steps if isinstance(s, bp.Update) and s.row == bp.Name(name=done.entity.name)]
        return _Deed(done.entity, {name: value for step in updates for name, value in step.values}, terms)
    entity = next((e for e in draft.entities.values() if e.id == trigger.entity), None)
    reached = [part for part in terms if _asked(part) == trigger.field]
    if trigger.on != "changed" or entity is None or not trigger.field or not reached:
        return None
    new = reached[0]
    value = new.right if isinstance(new, bp.Compare) else None
    return _Deed(entity, {trigger.field: value}, tuple(t for t in terms if t is not new)) if value is not None else None


def _terms(when: bp.Expression | None) -> tuple[bp.Expression, ...]:
    if isinstance(when, bp.AllOf):
        return tuple(term for each in when.terms for term in _terms(each))
    return (when,) if when is not None else ()


def _ended(term: bp.Expression) -> str:
    """The moment that a term says has not come, or ""; what is set by the deed was not there before."""
    inner = term.term if isinstance(term, bp.Not) else None
    value = inner.value if isinstance(inner, bp.Present) else None
    return value.field if isinstance(value, bp.Get) and value.of == _IT else ""


def _looked_back(term: bp.Expression, deed: _Deed, draft: Draft) -> bp.Expression:
    for part in tuple(bp.parts_within(term)):
        name = _asked(part)
        value = deed.values.get(name)
        if isinstance(part, bp.Compare) and isinstance(value, bp.Literally) and part.right != value:
            kept = bp.Get(of=_IT, field=_kept(deed.entity, name, value, draft))
            term = renamed(term, part, renamed(part, part.left, kept))
    return term


def _asked(part: bp.Frozen) -> str:
    """The field of the row that is compared with a fixed value, or ""."""
    if not isinstance(part, bp.Compare) or part.relation != "==" or not isinstance(part.right, bp.Literally):
        return ""
    return part.left.field if isinstance(part.left, bp.Get) and part.left.of == _IT else ""


def _kept(entity: EntityDraft, name: str, value: bp.Expression, draft: Draft) -> str:
    """The field with what the row's field was before; whatever gives it the value keeps what it was."""
    f = entity.fields[name]
    before = snake(f"{f.label} before")
    if before not in entity.fields:
        draft.add_field(
            entity, f"{f.label} before", f.type, required=False, summary=f"its {f.label} before the last deed"
        )
        entity.later.add(before)
    for operation in draft.operations.values():
        row = bp.Name(name=entity.name)
        operation.steps[:] = [_keeping(step, row, name, value, before) for step in operation.steps]
    for place, timer in enumerate(draft.timers):
        if timer.entity == entity.id:
            steps = tuple(_keeping(step, _IT, name, value, before) for step in timer.steps)
            draft.timers[place] = timer.model_copy(update={"steps": steps})
    return before


def _keeping(step: bp.Statement, row: bp.Name, name: str, value: bp.Expression, before: str) -> bp.Statement:
    given = dict(step.values) if isinstance(step, bp.Update) and step.row == row else {}
    if not isinstance(step, bp.Update) or given.get(name) != value or before in given:
        return step
    return step.model_copy(update={"values": ((before, bp.Get(of=row, field=name)), *step.values)})
