"""Inputs of operations: typed, complete, and with references led to their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle._evaluate import Evaluator
from autogenesis.assembly._oracle._rows import DeclinedError, MistypedError, Row, World


def read(world: World, evaluate: Evaluator, operation: b.Operation, given: Mapping[str, Any]) -> dict[str, Any]:
    """The operation's inputs by name; raises DeclinedError for what is unknown, missing or of another type."""
    known = {parameter.name for parameter in operation.inputs}
    if operation.kind == "create" and operation.entity and world.entities[operation.entity].key is None:
        known.add("id")
    for name in given:
        if name not in known:
            raise DeclinedError(f"unknown.{name}", name)
    return {parameter.name: _input(world, evaluate, parameter, given) for parameter in operation.inputs}


def _input(world: World, evaluate: Evaluator, parameter: b.Parameter, given: Mapping[str, Any]) -> Any:
    value = given.get(parameter.name)
    if value is None:
        if parameter.default is not None:
            return evaluate(parameter.default, {})
        if parameter.required:
            raise DeclinedError(f"required.{parameter.name}", parameter.name)
        return () if parameter.type.kind == "list" else None
    if isinstance(value, str) and not value.strip() and parameter.type.kind != "reference":
        raise DeclinedError(f"required.{parameter.name}", parameter.name)
    try:
        found = world.read(parameter.type, value)
    except MistypedError as error:
        raise DeclinedError(f"type.{parameter.name}", parameter.name) from error
    if parameter.type.kind == "reference":
        return resolve(world, parameter.type, found, parameter.name)
    item = parameter.type.item
    if item is not None and item.kind == "reference":
        return tuple(resolve(world, item, member, parameter.name) for member in found)
    return found


def resolve(world: World, kind: b.Type, given: str, field: str) -> Row | str:
    """The row that an id, key or unique name stands for; a deferred reference may stay text."""
    assert kind.entity is not None
    given = given.strip()
    if kind.deferred:
        return given
    found = world.find(kind.entity, given)
    if found is not None:
        return found
    entity = world.entities[kind.entity]
    names = {item.name for item in entity.fields if item.unique} | {entity.key or "name", "name"}
    named = [
        row
        for row in world.rows(kind.entity)
        if any(str(row.values.get(name) or "").casefold() == given.casefold() for name in names)
    ]
    if len(named) != 1:
        raise DeclinedError(f"known.{entity.id.rsplit('.', 1)[-1].strip('_')}", field)
    return named[0]
