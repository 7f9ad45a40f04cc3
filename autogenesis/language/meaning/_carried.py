"""What is given with a deed that changes a thing: "assign a ticket to a technician", "move a crate into a bay"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._syntax import NP, Phrase
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._deeds import Deed
from autogenesis.language.meaning._facts import state_called
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._members import field_named
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._fields import Stated
from autogenesis.language.readings._stated import add_stated

_TOWARDS = frozenset({"to", "with", "in", "into", "on", "onto", "at", "for"})


_VALUES = frozenset({"text", "money", "number", "measure", "date", "duration", "identifier"})
"""Kinds of nouns for what is given with a deed: a reason, a cost, a reading."""
_AT = {"into": "in", "onto": "on"}
_PERSONAL = frozenset({"to", "with", "for"})
"""Prepositions before whoever is given something, or does it."""


def carried(phrase: Phrase, deed: Deed, scope: Scope) -> list[str]:
    """Let the deed be given the row or the person that the phrase names, and keep it; the ids of the fields."""
    np = phrase.item
    one = np is not None and not (np.plural or np.negative or np.relatives or np.of or np.quantity is not None)
    if np is None or not one or phrase.prep not in _TOWARDS or phrase.measure is not None or len(phrase.items) > 1:
        raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    draft, entity = scope.draft, deed.entity
    state = state_called(entity, f"{_AT.get(phrase.prep, phrase.prep)} {np.name}")
    if phrase.prep == "with" and head_kind(np.head) in _VALUES and known_thing(draft, np) is None:
        take_name(np, scope)
        return [given_with(np, deed.operation, entity, scope)]
    if state is not None:  # "take a device into repair", where "in repair" is one of its states
        take_name(np, scope)
        _set(deed.operation, *state, deed.row.at)
        return [f"field.{entity.name}.{state[0]}"]
    other = known_thing(draft, np)
    if other is not None and other is not entity:
        before = set(entity.fields)
        name = refer_to(draft, entity, other, required=False)
        if name not in before:
            entity.given.discard(name)
            entity.later.add(name)
    else:
        actor = actor_of(np, scope) if other is None and phrase.prep in _PERSONAL else None
        if actor is None:
            raise NotUnderstoodError(f"it is not known what “{np.text}” is", np.span)
        kind = bp.Type(kind="person", actor=actor)
        name = draft.add_field(entity, draft.actors[actor].name, kind, np.span, required=False)
        entity.later.add(name)
    take_name(np, scope)
    ask(deed.operation, name, entity.fields[name].type, deed.row.at)
    return [f"field.{entity.name}.{name}"]


def given_with(np: NP, operation: OperationDraft, entity: EntityDraft, scope: Scope) -> str:
    """Let what the phrase names be given whenever the deed is done, and keep it: "cancels a booking with a reason"; the id of its field."""
    named = field_named(entity, np)
    creating = operation.kind == "create"
    name = named[0] if named is not None and named[0] in entity.fields else ""
    if not name:
        made = add_stated(scope.draft, entity, (Stated(np.name, np.span, optional=not creating),))
        name = made[0].rpartition(".")[2]
    if not creating:
        entity.fields[name] = entity.fields[name].model_copy(update={"required": False})
        row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), entity.name)
        entity.given.discard(name)
        entity.later.add(name)
        ask(operation, name, entity.fields[name].type, bp.Name(name=row))
    return f"field.{entity.name}.{name}"


def ask(operation: OperationDraft, name: str, kind: bp.Type, row: bp.Expression) -> None:
    """The operation takes the value and sets the field to it."""
    if name in operation.inputs:
        return
    operation.inputs[name] = bp.Parameter(name=name, type=kind)
    _set(operation, name, bp.Name(name=name), row)


def _set(operation: OperationDraft, name: str, value: bp.Expression, row: bp.Expression) -> None:
    """The operation gives the field of the row the value."""
    given = (name, value)
    for index, step in enumerate(operation.steps):
        if isinstance(step, bp.Update) and step.row == row:
            operation.steps[index] = step.model_copy(update={"values": (*step.values, given)})
            return
    operation.steps.append(bp.Update(row=row, values=(given,)))
