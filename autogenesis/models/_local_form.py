"""What an answer of a model on this machine must look like, as a JSON Schema; and the turns that it is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from autogen_core import FunctionCall
from autogen_core.models import (
    AssistantMessage,
    FunctionExecutionResultMessage,
    LLMMessage,
    SystemMessage,
)
from autogen_core.tools import Tool, ToolSchema

from autogenesis.models._failures import AnswerError
from autogenesis.models._request import Request, schema_of

Turn = dict[str, str]
Schema = dict[str, Any]
_TOLD = frozenset({"title", "description", "default", "examples", "discriminator", "deprecated", "readOnly"})
_NAMED = frozenset({"properties", "patternProperties", "$defs", "definitions"})
_VALUES = frozenset({"const", "enum", "required"})
_TOOLS = """You have these tools:
{tools}
To call one, answer with a JSON object alone: {{"name": its name, "arguments": {{…}}}}."""
_OR_SAY = """ To say something instead, answer {"text": what you say}."""


def form_of(request: Request) -> Schema | None:
    """The schema that the answer keeps to; None where any text will do."""
    if request.tools and request.tool_choice != "none":
        return _of_calls(request)
    if isinstance(request.json_output, type):
        return plain_schema(request.json_output.model_json_schema())
    return {"type": "object"} if request.json_output else None


def _of_calls(request: Request) -> Schema:
    calls: list[Schema] = []
    for schema in map(schema_of, request.tools):
        if isinstance(request.tool_choice, Tool) and schema["name"] != request.tool_choice.name:
            continue
        arguments = plain_schema(schema.get("parameters") or {"type": "object", "properties": {}})
        calls.append(_object(name={"const": schema["name"]}, arguments=arguments))
    if request.tool_choice == "auto":
        calls.append(_object(text={"type": "string"}))
    return {"anyOf": calls}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def plain_schema(schema: Mapping[str, Any]) -> Schema:
    """The schema without what only tells people something: beside a reference, no grammar is made of it."""
    found: Schema = {}
    for name, value in schema.items():
        if name in _NAMED and isinstance(value, dict):
            found[name] = {key: plain_schema(one) if isinstance(one, dict) else one for key, one in value.items()}
        elif name in _VALUES:
            found[name] = value
        elif isinstance(value, dict):
            found[name] = plain_schema(value)
        elif isinstance(value, list):
            found[name] = [plain_schema(one) if isinstance(one, dict) else one for one in value]
        else:
            found[name] = value
    return {name: value for name, value in found.items() if name not in _TOLD}


def content_of(request: Request, text: str) -> str | list[FunctionCall]:
    """What the model said: its calls of tools where it makes some."""
    if not request.tools or request.tool_choice == "none":
        return text
    try:
        said = json.loads(text)
    except ValueError:
        return text  # it was cut off
    if "text" in said and "name" not in said:
        return str(said["text"])
    return [FunctionCall(id="call_1", name=said["name"], arguments=json.dumps(said["arguments"], ensure_ascii=False))]


def turns_of(request: Request) -> list[Turn]:
    """The conversation by role; the system's word first, and turns of one speaker after each other as one: there are
    chat templates that refuse anything else."""
    system = [message.content for message in request.messages if isinstance(message, SystemMessage)]
    if request.tools and request.tool_choice != "none":
        system.append(_told_tools(request.tools, also_text=request.tool_choice == "auto"))
    turns: list[Turn] = []
    for message in request.messages:
        if isinstance(message, SystemMessage):
            continue
        role = "assistant" if isinstance(message, AssistantMessage) else "user"
        if turns and turns[-1]["role"] == role:
            turns[-1]["content"] += f"\n\n{_said(message)}"
        else:
            turns.append({"role": role, "content": _said(message)})
    return ([{"role": "system", "content": "\n\n".join(system)}] if system else []) + turns


def _told_tools(tools: Sequence[Tool | ToolSchema], *, also_text: bool) -> str:
    lines = [json.dumps(schema_of(tool), ensure_ascii=False) for tool in tools]
    return _TOOLS.format(tools="\n".join(lines)) + (_OR_SAY if also_text else "")


def _said(message: LLMMessage) -> str:
    """A message as text; AnswerError where it shows a picture."""
    if isinstance(message, FunctionExecutionResultMessage):
        return "\n".join(f"{one.name} gave: {one.content}" for one in message.content)
    if isinstance(message.content, str):
        return message.content
    if isinstance(message, AssistantMessage):
        calls = [one for one in message.content if isinstance(one, FunctionCall)]
        return "\n".join(f'{{"name": {json.dumps(one.name)}, "arguments": {one.arguments}}}' for one in calls)
    words = [one for one in message.content if isinstance(one, str)]
    if len(words) != len(message.content):
        raise AnswerError(
            "a picture cannot be shown to this model", where="the request", remedy="Ask with text, or another model"
        )
    return "\n".join(words)
