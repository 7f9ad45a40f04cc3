"""What a package's data are kept in, and the package that takes over the data of the revisions before it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import blueprints as b
from autogenesis.assembly._names import Names, role_name, safe, words

KEPT = "migrations.json"


def shape_of(specification: b.Specification) -> b.Shape:
    """What data of a system made from this Specification are kept in, if nothing came before it."""
    names = Names.of(specification)
    prefixes = {entity.id: words(entity.name) for entity in specification.entities}
    operations = {operation.id: operation for operation in specification.operations}
    return b.Shape(
        kinds=tuple(
            b.KindShape(
                id=entity.id,
                name=prefixes[entity.id],
                fields=tuple(_field(field, prefixes) for field in entity.fields if field.name != "id"),
            )
            for entity in specification.entities
        ),
        reactions=tuple(
            b.Happening(
                id=one.id,
                name=names.methods[one.id],
                inputs=tuple(each.name for each in operations[one.trigger.operation].inputs)
                if one.trigger.operation in operations
                else (),
            )
            for one in specification.reactions
        ),
        timers=tuple(
            b.Happening(
                id=one.id,
                name=names.methods[one.id],
                about=one.entity,
                moment=json.dumps(b.without_places(one.at.model_dump(mode="json")), sort_keys=True),
            )
            for one in specification.timers
        ),
        schedules=tuple(b.Happening(id=one.id, name=names.methods[one.id]) for one in specification.schedules),
        roles=tuple(b.Happening(id=one.id, name=role_name(one.id)) for one in specification.actors),
    )


def _field(field: b.FieldOf, prefixes: dict[str, str]) -> b.FieldShape:
    default = field.default.value if isinstance(field.default, b.Literally) else None
    return b.FieldShape(
        id=field.id,
        name=safe(field.name),
        type=_type(field.type, prefixes),
        optional=default is None and (b.field_may_be_absent(field) or not field.required),
        default=[] if default is None and field.type.kind == "list" and not field.required else default,
    )


def _type(kind: b.Type, prefixes: dict[str, str]) -> dict[str, b.Json]:
    said: dict[str, b.Json] = {"kind": kind.kind}
    said |= {name: value for name in ("unit", "currency") if (value := getattr(kind, name))}
    if kind.choices:
        said["choices"] = list(kind.choices)
    if kind.entity:
        said["entity"] = prefixes.get(kind.entity, kind.entity)
    if kind.item is not None:
        said["item"] = _type(kind.item, prefixes)
    return said


@dataclass(frozen=True)
class Lineage:
    """A Specification as the next revision of what came before."""

    read: b.Specification
    past: b.Past

    @cached_property
    def specification(self) -> b.Specification:
        """The Specification, whose fields may be empty where rows of earlier revisions cannot have them."""
        if self.past.shape is None:
            return self.read
        partners = b.partners(self.past.shape, shape_of(self.read), self.past.renames)
        entities = tuple(
            entity.model_copy(update={"fields": tuple(_with_room(field, partners) for field in entity.fields)})
            for entity in self.read.entities
        )
        return self.read if entities == self.read.entities else self.read.model_copy(update={"entities": entities})

    @cached_property
    def _led(self) -> tuple[b.Migration | None, b.Shape]:
        shape = shape_of(self.specification)
        if self.past.shape is None:
            return None, shape
        return b.migration_between(self.past.shape, shape, self.past.renames, len(self.past.steps) + 1)

    @property
    def steps(self) -> tuple[b.Migration, ...]:
        """The steps that data go through, from the first revision to this one."""
        return (*self.past.steps, *(() if self._led[0] is None else (self._led[0],)))

    @property
    def shape(self) -> b.Shape:
        """What the data of this revision are kept in."""
        return self._led[1]

    @property
    def revision(self) -> int:
        """How often the data took another form, from 1."""
        return len(self.steps) + 1

    @property
    def version(self) -> str:
        """The package's version: it moves with each revision, also with those that leave data as they are."""
        return f"0.1.{self.past.number}"

    def records(self, entities: Sequence[b.Entity]) -> tuple[b.Entity, ...]:
        """Entities with the values of choices that old rows may hold."""
        former = {field.id: field.former for kind in self.shape.kinds for field in kind.fields if field.former}
        return tuple(
            entity.model_copy(update={"fields": tuple(_with_former(field, former) for field in entity.fields)})
            if any(field.id in former for field in entity.fields)
            else entity
            for entity in entities
        )

    def files(self) -> dict[str, str]:
        """What the package says of earlier revisions; nothing where data are as they were at first."""
        if not self.steps:
            return {}
        steps = [step.model_dump(mode="json") for step in self.steps]
        return {KEPT: json.dumps(steps, ensure_ascii=False, indent=1) + "\n"}


def _with_room(field: b.FieldOf, partners: Mapping[str, b.FieldShape | None]) -> b.FieldOf:
    if field.id not in partners or not field.required or isinstance(field.default, b.Literally):
        return field
    was = partners[field.id]
    same = was is not None and (was.type["kind"], was.type.get("unit")) == (field.type.kind, field.type.unit)
    return field if same and was is not None and not was.optional else field.model_copy(update={"required": False})


def _with_former(field: b.FieldOf, former: dict[str, tuple[str, ...]]) -> b.FieldOf:
    if field.id not in former:
        return field
    choices = (*field.type.choices, *former[field.id])
    return field.model_copy(update={"type": field.type.model_copy(update={"choices": choices})})
