"""Forms made from JSON Schemas, and what was filled in as the values that the schema asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "number", "integer", "yes", "choice", "lines", "date", "datetime-local", "time", "json"]
_FORMATS: dict[str, Kind] = {"date": "date", "date-time": "datetime-local", "time": "time"}
_PLAIN: dict[str, Kind] = {"number": "number", "integer": "integer", "boolean": "yes"}


@dataclass(frozen=True)
class Field:
    """One input of a form."""

    name: str
    kind: Kind
    required: bool = False
    options: tuple[str, ...] = ()
    hint: str = ""

    @property
    def label(self) -> str:
        """As people read it."""
        return self.name.replace("_", " ")


def fields_of(schema: Mapping[str, Any]) -> list[Field]:
    """The fields of an object's schema, those that must be given first."""
    required = set(schema.get("required", ()))
    found = [_field(name, part, name in required, schema) for name, part in schema.get("properties", {}).items()]
    return sorted(found, key=lambda one: not one.required)


def values_of(fields: list[Field], given: Mapping[str, str]) -> dict[str, Any]:
    """What was filled in, as JSON values; what was left empty is left out, and what is of another kind stays text."""
    values: dict[str, Any] = {}
    for field in fields:
        said = given.get(field.name, "").replace("\r\n", "\n")
        if said.strip():
            values[field.name] = _value(field, said.strip())
    return values


def _field(name: str, part: Mapping[str, Any], required: bool, whole: Mapping[str, Any]) -> Field:
    part = _resolved(part, whole)
    hint = str(part.get("description", ""))
    if "enum" in part:
        return Field(name, "choice", required, tuple(map(str, part["enum"])), hint)
    kind = part.get("type")
    if kind == "array":
        items = _resolved(part.get("items", {}), whole)
        if "enum" in items:
            hint = f"{hint} One of {', '.join(map(str, items['enum']))}.".strip()
        return Field(name, "lines" if items.get("type") == "string" else "json", required, (), hint)
    if kind == "string":
        return Field(name, _FORMATS.get(str(part.get("format")), "text"), required, (), hint)
    return Field(name, _PLAIN.get(str(kind), "json"), required, (), hint)


def _resolved(part: Mapping[str, Any], whole: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself where it is named or may be absent."""
    if "$ref" in part:
        name = str(part["$ref"]).rpartition("/")[2]
        return {**whole.get("$defs", {}).get(name, {}), **{key: one for key, one in part.items() if key != "$ref"}}
    given = [one for one in part.get("anyOf", ()) if one.get("type") != "null"]
    if len(given) == 1:
        return {**_resolved(given[0], whole), **{key: one for key, one in part.items() if key != "anyOf"}}
    return part


def _value(field: Field, said: str) -> Any:
    try:
        match field.kind:
            case "integer":
                return int(said)
            case "number":
                return float(said)
            case "yes":
                return said == "yes"
            case "lines":
                return [line.strip() for line in said.splitlines() if line.strip()]
            case "json":
                return json.loads(said)
            case "datetime-local":
                return said if len(said) > len("2026-01-01T00:00") else f"{said}:00"
            case _:
                return said
    except ValueError:
        return said  # what it is not, the system itself says in its own words
