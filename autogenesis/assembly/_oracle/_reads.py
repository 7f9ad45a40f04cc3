"""Reading rows: get and list, under the access rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import blueprints as b
from autogenesis.assembly._oracle._inputs import resolve
from autogenesis.assembly._oracle._rows import DeclinedError, MistypedError, Row, as_json

if TYPE_CHECKING:
    from autogenesis.assembly._oracle._machine import Machine


def read(machine: Machine, operation: b.Operation, given: Mapping[str, Any], role: str | None) -> Any:
    """The result of a get or list operation; raises DeclinedError."""
    entity = operation.entity
    assert entity is not None
    rules = [rule for rule in machine.specification.access if rule.entity == entity and _concerns(rule, role)]
    for rule in rules:
        if (
            rule.requires is not None
            and not machine.mentions_row(rule)
            and not machine.evaluate.holds(rule.requires, {})
        ):
            raise DeclinedError(rule.id)
    wanted = given.get("fields")
    filters = {name: value for name, value in given.items() if name != "fields"}
    for rule in rules if role is not None else ():
        for name in (*(wanted or ()), *filters):
            if name in rule.hidden:
                raise DeclinedError(rule.id, name)
    if operation.kind == "get":
        return _get(machine, operation, filters, rules, role, wanted)
    return [
        _picked(view(machine, row, role), wanted)
        for row in machine.world.rows(entity)
        if _matches(machine, row, filters) and all(machine.evaluate.holds(rule.requires, {"it": row}) for rule in rules)
    ]


def may_read(machine: Machine, row: Row, role: str | None) -> bool:
    """Whether no access rule keeps the row from the caller."""
    rules = [rule for rule in machine.specification.access if rule.entity == row.entity and _concerns(rule, role)]
    return all(machine.evaluate.holds(rule.requires, {"it": row}) for rule in rules)


def view(machine: Machine, row: Row, role: str | None) -> dict[str, Any]:
    """A row with its id, fields and derivations, as JSON, without what is hidden from the role."""
    entity = machine.world.entities[row.entity]
    hidden = {
        name
        for rule in (machine.specification.access if role is not None else ())
        if rule.entity == row.entity and _concerns(rule, role)
        for name in rule.hidden
    }
    shown = {"id": row.id, **machine.world.current(row)}
    for derivation in entity.derivations:
        shown[derivation.name] = machine.evaluate(derivation.value, {"it": row})
    return {name: as_json(value) for name, value in shown.items() if name not in hidden}


def mentions_row(node: b.Expression) -> bool:
    """True when the expression speaks of the row `it`."""
    return '"name":"it"' in node.model_dump_json()


def _get(
    machine: Machine,
    operation: b.Operation,
    given: Mapping[str, Any],
    rules: list[b.Access],
    role: str | None,
    wanted: list[str] | None,
) -> Any:
    entity = operation.entity
    assert entity is not None
    name = next((item.name for item in operation.inputs if item.type.kind == "reference"), "id")
    value = given.get(name, given.get("id"))
    if not isinstance(value, str):
        raise DeclinedError(
            f"required.{name}" if value is None else f"known.{entity.rsplit('.', 1)[-1].strip('_')}", name
        )
    row = resolve(machine.world, b.reference(entity), value, name)
    assert isinstance(row, Row)
    for rule in rules:
        if not machine.evaluate.holds(rule.requires, {"it": row}):
            raise DeclinedError(rule.id)
    return _picked(view(machine, row, role), wanted)


def _matches(machine: Machine, row: Row, filters: Mapping[str, Any]) -> bool:
    kinds = machine.world.field_types[row.entity]
    for name, value in filters.items():
        if name not in kinds:
            raise DeclinedError(f"unknown.{name}", name)
        try:
            wanted = machine.world.read(kinds[name], value)
        except MistypedError as error:
            raise DeclinedError(f"type.{name}", name) from error
        if row.values.get(name) != wanted:
            return False
    return True


def _concerns(rule: b.Access, role: str | None) -> bool:
    if rule.actor is None:
        return True
    return role is not None and rule.actor.rsplit(".", 1)[-1] == role


def _picked(shown: dict[str, Any], wanted: list[str] | None) -> dict[str, Any]:
    return {name: shown[name] for name in ("id", *wanted) if name in shown} if wanted else shown
