"""What a system offers, as JSON: its operations, who may ask for them, the schemas of input and output."""

from __future__ import annotations

from typing import Any

from .agent import Input, Operation
from .engine import SystemDesign
from .records import Record, adapter
from .rules import RuleBook


def operations(design: SystemDesign) -> list[dict[str, Any]]:
    """The operations, in order of agents."""
    book = RuleBook.of(design.rules)
    declared = [each for agent in design.agents for each in agent.declarations if isinstance(each, Operation)]
    return [
        {
            "name": each.name,
            "summary": each.summary,
            "roles": list(each.roles),
            "input": _input(each),
            "output": _output(each, book),
        }
        for each in declared
    ]


def _input(operation: Operation) -> dict[str, Any]:
    properties = {each.name: _schema(each) for each in operation.inputs}
    if operation.creates is not None and operation.creates.__entity__.key is None:
        properties["id"] = {"type": "string", "description": "id of the new row; numbered where absent"}
    required = [each.name for each in operation.inputs if each.required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _schema(wanted: Input) -> dict[str, Any]:
    if wanted.row is None:
        return adapter(wanted.annotation).json_schema()
    row = {"type": "string", "description": f"id, key or name of a {wanted.row.__entity__.label}"}
    return {"type": "array", "items": row} if wanted.many else row


def _output(operation: Operation, book: RuleBook) -> dict[str, Any]:
    schema: dict[str, Any] = (
        adapter(operation.output).json_schema(mode="serialization") if operation.output else {"type": "null"}
    )
    if isinstance(operation.output, type) and issubclass(operation.output, Record):
        for name, compute in book.derived.get(operation.output, {}).items():
            schema["properties"][name] = {"description": (compute.__doc__ or "").strip(), "readOnly": True}
    return schema
