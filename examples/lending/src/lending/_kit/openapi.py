"""The operations over HTTP, as an OpenAPI 3.1 document: inputs, results, refusals, and the token that is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_TEXT, _TEXT_OR_NONE = {"type": "string"}, {"type": ["string", "null"]}
REFUSAL: Mapping[str, Any] = {
    "type": "object",
    "description": "A rule does not allow it; nothing was changed.",
    "properties": {
        "rule": {**_TEXT, "description": "id of the rule"},
        "reason": _TEXT,
        "field": {**_TEXT_OR_NONE, "description": "the input at fault"},
        "source": {**_TEXT_OR_NONE, "description": "the sentence of the specification that the rule comes from"},
    },
    "required": ["rule", "reason", "field", "source"],
}
"""The schema of a refusal, wherever it is answered."""


def openapi(title: str, version: str, operations: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The document; `operations` are as ``operations --json`` lists them. Same operations, same document."""
    schemas: dict[str, Any] = {
        "Refused": _object("A refusal.", refused={"$ref": "#/components/schemas/Refusal"}),
        "Refusal": dict(REFUSAL),
        "Fault": _object("The system cannot go on with this.", fault=_TEXT),
        "Unknown": _object("Nobody is known by this token.", detail=_TEXT),
        "Unread": _object("What was sent is no JSON object.", detail={}),
    }
    paths = {f"/operations/{each['name']}": {"post": _offered(each, schemas)} for each in operations}
    bearer = {"type": "http", "scheme": "bearer", "description": "`users add --id ID --role ROLE` makes one."}
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {"securitySchemes": {"HTTPBearer": bearer}, "schemas": schemas},
    }


def _offered(operation: Mapping[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    name, roles = operation["name"], operation["roles"]
    return {
        "operationId": name,
        "summary": operation["summary"],
        **({"description": f"Only for: {', '.join(roles)}."} if roles else {}),
        "security": [{"HTTPBearer": []}],
        "requestBody": _body(lifted(operation["input"], name, schemas, "#/components/schemas/")),
        "responses": {
            "200": {
                "description": "The result.",
                **_body(lifted(operation["output"], name, schemas, "#/components/schemas/")),
            },
            "401": {"description": "No valid token.", **_body({"$ref": "#/components/schemas/Unknown"})},
            "422": {
                "description": "Refused by a rule, or not to be read.",
                **_body({"anyOf": [{"$ref": f"#/components/schemas/{each}"} for each in ("Refused", "Unread")]}),
            },
            "500": {"description": "A fault.", **_body({"$ref": "#/components/schemas/Fault"})},
        },
    }


def _object(description: str, **properties: Any) -> dict[str, Any]:
    needed = list(properties)
    return {"type": "object", "description": description, "properties": properties, "required": needed}


def _body(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def lifted(schema: Mapping[str, Any], owner: str, schemas: dict[str, Any], place: str) -> dict[str, Any]:
    """The schema with what it defines put among `schemas` at `place`, as a pointer says; a name that means something
    else there is told apart by `owner`."""
    own: Mapping[str, Any] = schema.get("$defs", {})
    moved = {f"#/$defs/{name}": f"{place}{name}" for name in own}
    clashing = [name for name, each in own.items() if schemas.get(name) not in (None, _pointing(each, moved))]
    moved |= {f"#/$defs/{name}": f"{place}{owner}.{name}" for name in clashing}
    for name, each in own.items():
        schemas[moved[f"#/$defs/{name}"].removeprefix(place)] = _pointing(each, moved)
    whole: dict[str, Any] = _pointing({key: each for key, each in schema.items() if key != "$defs"}, moved)
    return whole


def _pointing(value: Any, moved: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {
            key: moved.get(each, each) if key == "$ref" and isinstance(each, str) else _pointing(each, moved)
            for key, each in value.items()
        }
    return [_pointing(each, moved) for each in value] if isinstance(value, list) else value
