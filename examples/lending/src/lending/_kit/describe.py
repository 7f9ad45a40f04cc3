"""What a system offers, as JSON: its operations, who may ask for them, the schemas of input and output."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from .agent import Input, Operation
from .engine import SystemDesign
from .records import Record, adapter, plain
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
            "output": _output(each, book, design.records),
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


class _Given(GenerateJsonSchema):
    """What a result looks like: exact numbers are given as numbers."""

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:
        """A number, whatever its bounds."""
        return {"type": "number"}

    def encode_default(self, dft: Any) -> Any:
        """As it would be given."""
        return super().encode_default(plain(dft))


def _output(operation: Operation, book: RuleBook, records: Iterable[type[Record]]) -> dict[str, Any]:
    """The schema of the result, rows with what is derived; of what is read, or partly hidden, only the id is sure."""
    if not operation.output:
        return {"type": "null"}
    schema = dict(adapter(operation.output).json_schema(mode="serialization", schema_generator=_Given))
    for record in records:
        row = schema if operation.output is record else schema.get("$defs", {}).get(record.__name__)
        if row is not None:
            for name, compute in book.derived.get(record, {}).items():
                row["properties"][name] = {"description": (compute.__doc__ or "").strip(), "readOnly": True}
            if operation.reads or any(each.hidden for each in book.access.get(record, ())):
                row["required"] = ["id"]
    return schema
