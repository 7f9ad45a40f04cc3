"""The names a package gives to things: readable, unique, and free of clashes with Python and the kit."""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

import blueprints as b
from autogenesis.core import AssemblyError

KIT_HOMES = {
    "values": (
        "Band", "Calendar", "Table", "at_time", "between", "compare", "contains", "contains_word", "divided", "exact",
        "in_words", "integer", "joined", "largest", "part", "present", "roll", "rounded", "shift", "smallest",
    ),
    "call": ("Call", "Recipient"),
    "records": ("Money", "Record", "Ref"),
    "rules": ("access", "audit", "derives", "guard", "invariant"),
    "agent": (
        "Agent", "Recurrence", "changed", "created", "done", "getter", "lister", "operation",
        "reaction", "schedule", "timer",
    ),
    "system": ("KitSystem", "SystemDesign"),
}  # fmt: skip
"""The kit module that each name used by generated code lives in."""

_HOME = {name: home for home, names in KIT_HOMES.items() for name in names}
_ALWAYS = frozenset({"call", "it", "rules", "dt", "Decimal", "Literal", "self", "found", "result"})
_PYTHON = frozenset(keyword.kwlist) | frozenset(dir(builtins))


def safe(name: str) -> str:
    """`name` as a Python variable: keywords get a trailing underscore."""
    return f"{name}_" if keyword.iskeyword(name) else name


def words(name: str) -> str:
    """A name or the last part of an id as snake_case."""
    last = name.rsplit(".", 1)[-1].strip().lower()
    return "".join(letter if letter.isalnum() else "_" for letter in last).strip("_") or "thing"


def role_name(actor: str) -> str:
    """The role a caller gives for an actor's id."""
    return actor.rsplit(".", 1)[-1]


def constant(name: str) -> str:
    """``harbour days`` as HARBOUR_DAYS."""
    return words(name).upper()


def bound_names(specification: b.Specification) -> frozenset[str]:
    """Every name that the specification binds: inputs, and what statements and aggregates name."""
    found = {parameter.name for operation in specification.operations for parameter in operation.inputs}
    found.update(_named(specification.model_dump(mode="python")))
    return frozenset(found)


@dataclass(frozen=True)
class Names:
    """The names of one package."""

    classes: dict[str, str]
    functions: dict[str, str]
    constants: dict[str, str]
    clashing: frozenset[str]
    methods: dict[str, str]
    fields: dict[str, frozenset[str]]
    links: dict[str, dict[str, str]]
    """For each class, the fields that always lead to a row, and the class of that row."""
    context: str
    """The variable that holds the call in which something happens."""

    def record(self, entity: str) -> str:
        """The class of an entity."""
        try:
            return self.classes[entity]
        except KeyError as error:
            raise AssemblyError(
                f"there is no entity {entity}",
                where="the specification",
                remedy="Add the entity, or name another",
            ) from error

    def kit(self, name: str) -> str:
        """The name that a function or class of the kit goes by in the package's modules."""
        return f"kit_{name}" if name in self.clashing else name

    @classmethod
    def of(cls, specification: b.Specification) -> Names:
        """Choose names for everything in the specification."""
        bound = bound_names(specification)
        methods = {words(item.id) for part in _executed(specification) for item in part}
        operations = {operation.name for operation in specification.operations}
        clashing = frozenset(name for name in _HOME if name in bound or name in methods | operations)
        taken = {*_HOME, *_ALWAYS, *_PYTHON, "System", "SYSTEM"}
        classes: dict[str, str] = {}
        for entity in specification.entities:
            camel = "".join(part.capitalize() for part in words(entity.name).split("_"))
            classes[entity.id] = _free((camel, f"{camel}Record"), taken)
        taken |= bound
        constants = {
            item.id: _free((constant(item.name), f"{constant(item.name)}_{kind}"), taken)
            for items, kind in (
                (specification.calendars, "CALENDAR"),
                (specification.tables, "TABLE"),
                (specification.settings, "SETTING"),
            )
            for item in items
        }
        return cls(
            classes=classes,
            functions=_functions(specification, taken),
            constants=constants,
            clashing=clashing,
            methods=_methods(specification),
            fields={entity.id: frozenset(item.name for item in entity.fields) for entity in specification.entities},
            links=_links(specification, classes),
            context=_free(("call", "asked", "in_call"), set(bound)),
        )


def _links(specification: b.Specification, classes: Mapping[str, str]) -> dict[str, dict[str, str]]:
    if '"do":"remove"' in specification.model_dump_json():  # a row may be gone while others still name it
        return {held: {} for held in classes.values()}
    return {
        classes[entity.id]: {
            item.name: classes[item.type.entity]
            for item in entity.fields
            if item.required and item.type.kind == "reference" and item.type.entity is not None
        }
        for entity in specification.entities
    }


def _functions(specification: b.Specification, taken: set[str]) -> dict[str, str]:
    chosen: dict[str, str] = {}

    def choose(key: str, *candidates: str) -> None:
        if key not in chosen:
            chosen[key] = _free(candidates, taken)

    for entity in specification.entities:
        owner = words(entity.name)
        for derivation in entity.derivations:
            choose(derivation.id, derivation.name, f"{owner}_{derivation.name}")
        for invariant in entity.invariants:
            plain = words(invariant.id)
            choose(invariant.id, plain, f"{owner}_{plain}")
    for operation in specification.operations:
        for guard in operation.guards:
            plain = words(guard.id)
            choose(guard.id, plain, f"{operation.name}_{plain}", f"{plain}_holds")
    clocked: tuple[b.Reaction | b.Timer, ...] = (*specification.reactions, *specification.timers)
    first = {item.id: group[0].id for group in alike(specification.reactions) for item in group}
    for item in clocked:
        plain = words(item.id)
        if item.when is not None and (same := f"{first.get(item.id, item.id)}:when") in chosen:
            chosen[f"{item.id}:when"] = chosen[same]
        elif item.when is not None:
            choose(f"{item.id}:when", f"{plain}_applies", f"{plain}_when")
        if isinstance(item, b.Timer):
            choose(f"{item.id}:at", f"{plain}_moment", f"{plain}_at")
    for rule in specification.access:
        plain = words(rule.id)
        choose(rule.id, plain, f"{plain}_access")
    for audit in specification.audits:
        plain = words(audit.id)
        choose(audit.id, f"{plain}_{audit.on}_are_logged", f"{plain}_{audit.on}")
    return chosen


def _methods(specification: b.Specification) -> dict[str, str]:
    """The names of handlers: where two share one, what reacts or waits gives way to an operation."""
    taken = {operation.name for operation in specification.operations}
    chosen = {operation.id: operation.name for operation in specification.operations}
    for items, way in (
        (specification.reactions, "react"),
        (specification.timers, "in_time"),
        (specification.schedules, "again"),
    ):
        for item in items:
            chosen[item.id] = _free((words(item.id), f"{words(item.id)}_{way}"), taken)
    return chosen


def names_read(node: object) -> set[str]:
    """The names that an expression or a statement reads, those that it binds itself too."""
    dumped = node.model_dump(mode="python") if isinstance(node, BaseModel) else node
    if isinstance(dumped, dict):
        own = {str(dumped["name"])} if dumped.get("op") == "name" else set()
        return own.union(*(names_read(value) for value in dumped.values()))
    return set().union(*(names_read(value) for value in dumped)) if isinstance(dumped, list | tuple) else set()


def alike(reactions: Iterable[b.Reaction]) -> list[list[b.Reaction]]:
    """The reactions, together those that do the same when different things happen: one method answers them all."""
    groups: list[list[b.Reaction]] = []
    for reaction in reactions:
        same = (group for group in groups if _answer_alike(group[0], reaction))
        group = next(same, None)
        if group is None:
            groups.append([reaction])
        else:
            group.append(reaction)
    return groups


def _answer_alike(one: b.Reaction, other: b.Reaction) -> bool:
    if (one.summary, one.when, one.steps) != (other.summary, other.when, other.steps):
        return False
    on_rows = "done" not in (one.trigger.on, other.trigger.on)
    return on_rows and one.trigger.entity == other.trigger.entity


def _executed(specification: b.Specification) -> tuple[tuple[b.Element, ...], ...]:
    return (specification.operations, specification.reactions, specification.timers, specification.schedules)


def _free(candidates: Iterable[str], taken: set[str]) -> str:
    name = ""
    for name in candidates:
        if name not in taken:
            break
    else:
        count = 2
        while f"{name}_{count}" in taken:
            count += 1
        name = f"{name}_{count}"
    taken.add(name)
    return name


def _named(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if (
            node.get("op") in ("aggregate", "records")
            or node.get("do")
            in (
                "create",
                "each",
                "let",
                "perform",
            )
        ) and node.get("name"):
            yield str(node["name"])
        for value in node.values():
            yield from _named(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _named(value)
