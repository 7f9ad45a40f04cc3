"""Owns what a text takes for granted: how things come into being, and that they can be looked at."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._before import look_back
from autogenesis.language._changes import born_in_first_state, give_values, let_set, notice_at_once
from autogenesis.language._discourse import Lock
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._last_resort import named_things
from autogenesis.language._terms import either, same
from autogenesis.language._vain import drop_vain
from autogenesis.language.meaning._placing import settle
from autogenesis.language.readings._structure import path_to

_SET_BY_RULE = frozenset({"status", "recorded_at"})


def complete(draft: Draft) -> None:
    """Give every entity fields, a way to be created (unless a rule does), to be shown and listed."""
    named_things(draft)
    for entity in list(draft.entities.values()):
        if not entity.fields:
            draft.add_field(entity, "name", bp.TEXT, required=False)
        creators = [o for o in draft.operations.values() if o.entity is entity and o.kind == "create"]
        if not creators and not entity.initial and entity.name not in draft.made_by_rule:
            creators = [draft.operation("add", entity, "create", f"Add {article(entity.label)}.")]
            creators[0].confidence = 0.6
        moved = born_in_first_state(draft, entity)
        for operation in creators:
            _fill_creation(operation, entity, moved)
            settle(operation, entity)
        _reads(draft, entity)
    for entity in draft.entities.values():
        give_values(draft, entity)
        let_set(draft, entity)
    drop_vain(draft)
    notice_at_once(draft)
    look_back(draft)
    _keep_locked(draft)
    _loosen(draft)
    for entity in draft.entities.values():
        _excuse(entity)


def _loosen(draft: Draft) -> None:
    """What some rule does not give when it creates a row may be absent."""
    acting = (
        *draft.reactions,
        *draft.timers,
        *draft.schedules,
        *(s for o in draft.operations.values() for s in o.steps),
    )
    created = [part for element in acting for part in bp.parts_within(element) if isinstance(part, bp.Create)]
    entities = {entity.id: entity for entity in draft.entities.values()}
    for entity in draft.entities.values():
        _of_the_first(entity)
    for step in created:
        entity = entities[step.entity]
        given = {name for name, _ in step.values}
        for f in list(entity.fields.values()):
            if f.required and f.default is None and f.name not in given and f.type.kind != "list":
                entity.fields[f.name] = f.model_copy(update={"required": False})
                draft.assume(
                    f"The {f.label} of {article(entity.label)} may be missing: not every rule that makes one gives it."
                )


def _of_the_first(entity: EntityDraft) -> None:
    """What rows that are there from the start are not given may be absent, where nothing else brings rows about."""
    for row in entity.initial:
        given = {name for name, _ in row}
        for f in list(entity.fields.values()):
            if f.required and f.default is None and f.name not in given and f.type.kind != "list":
                entity.fields[f.name] = f.model_copy(update={"required": False})


def _excuse(entity: EntityDraft) -> None:
    """What a rule asks of a value holds while the row need not have that value, unless the rule asks for it to be there."""
    for place, rule in enumerate(entity.invariants):
        f = entity.fields.get(rule.field or "")
        if (
            f is None
            or f.required
            or f.default is not None
            or any(isinstance(part, bp.Present) for part in bp.parts_within(rule.requires))
        ):
            continue
        absent = bp.Not(term=bp.Present(value=bp.Get(of=bp.Name(name="it"), field=f.name)))
        entity.invariants[place] = rule.model_copy(update={"requires": either(absent, rule.requires)})


def _fill_creation(operation: OperationDraft, entity: EntityDraft, moved: frozenset[str]) -> None:
    """Inputs for the fields that nothing else sets, nor leads through states; and the step that creates the row."""
    if any(isinstance(step, bp.Create) and step.entity == entity.id for step in operation.steps):
        return
    for name, value in entity.automatic.items():
        operation.values.setdefault(name, value)
        operation.inputs.pop(name, None)
    for f in entity.fields.values():
        if f.required and f.type.kind in {"date", "datetime"} and f.name.endswith(("_on", "_at")) and not f.spans:
            operation.values.setdefault(f.name, bp.Name(name="now" if f.type.kind == "datetime" else "today"))
    for f in entity.fields.values():
        if f.name in operation.values or f.name in entity.later | moved:
            continue
        kinds = entity.lifecycle is not None and entity.lifecycle.field == f.name and f.default is not None
        if _set_later(entity, f) and not kinds:
            continue
        if f.name not in operation.inputs:
            operation.inputs[f.name] = bp.Parameter(
                name=f.name,
                type=f.type,
                required=f.required and f.default is None,
                default=f.default,
                summary=f.summary or f.label,
            )
        operation.values[f.name] = bp.Name(name=f.name)
    values = tuple(operation.values.items())
    operation.steps.insert(0, bp.Create(entity=entity.id, values=values, name=f"new_{entity.name}"))
    operation.result = bp.Name(name=f"new_{entity.name}")


def _set_later(entity: EntityDraft, f: bp.FieldOf) -> bool:
    """Fields that appear with a default and without a place in the text's list of fields are set by rules."""
    if f.name in entity.given and not (entity.lifecycle and entity.lifecycle.field == f.name):
        return False
    moment = f.type.kind != "list" and f.name.endswith(("_on", "_at", "_by"))
    return f.name in _SET_BY_RULE or (not f.required and moment)


def _reads(draft: Draft, entity: EntityDraft) -> None:
    if f"get_{entity.name}" in draft.operations:
        return
    show = draft.operation(f"get {entity.label}", None, "get", f"Show {article(entity.label)}.")
    show.entity = entity
    listing = draft.operation(
        f"list {entity.plural}", None, "list", f"List {entity.plural}; any field can be given to narrow the list."
    )
    listing.entity = entity


def _keep_locked(draft: Draft) -> None:
    """Operations on a locked record are refused to everybody but whoever may open it."""
    lock = draft.recall(Lock)
    if lock is None:
        return
    main, flag, actor, span = lock.entity, lock.flag, lock.actor, lock.span
    for operation in draft.operations.values():
        if operation.kind in {"get", "list"} or operation.name == lock.operation:
            continue
        for parameter in operation.inputs.values():
            entity = next(
                (
                    e
                    for e in draft.entities.values()
                    if parameter.type.kind == "reference" and e.id == parameter.type.entity
                ),
                None,
            )
            way = path_to(draft, entity, parameter.name, main) if entity else None
            if way is None:
                continue
            open_ = bp.path(*way.split("."), flag)
            allowed = either(open_, same("role", bp.text(actor.removeprefix("actor."))))
            operation.guards.insert(
                0,
                draft.guard(f"{operation.name}.locked", allowed, f"The {main.label} is locked.", span, parameter.name),
            )
            break
