"""What is asked of a model, as one value: passed on, hashed, and estimated in tokens."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from autogen_core import CancellationToken
from autogen_core.models import LLMMessage
from autogen_core.tools import Tool, ToolSchema
from pydantic import BaseModel

from autogenesis.core import content_hash

BYTES_A_TOKEN = 3
"""Fewer than English and JSON have in the usual vocabularies, so that an estimate is rather too high."""
_A_MESSAGE = 4
"""Tokens that a message costs beside its text."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """The arguments of `ChatCompletionClient.create`."""

    messages: Sequence[LLMMessage]
    tools: Sequence[Tool | ToolSchema] = ()
    tool_choice: Tool | Literal["auto", "required", "none"] = "auto"
    json_output: bool | type[BaseModel] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    token: CancellationToken | None = None

    @property
    def key(self) -> str:
        """A hash of all that the answer depends on, but for the model. A form counts as JSON that is asked for: only
        some models can be held to one, and what they were asked is to be found again without them."""
        choice = self.tool_choice
        return content_hash(
            {
                "messages": [message.model_dump(mode="json") for message in self.messages],
                "tools": [json.loads(json.dumps(schema_of(tool))) for tool in self.tools],
                "tool_choice": choice if isinstance(choice, str) else choice.name,
                "form": True if isinstance(self.json_output, type) else self.json_output,
                "extra": {name: repr(value) for name, value in sorted(self.extra.items())},
            }
        )

    @property
    def tokens(self) -> int:
        """About how many tokens the request has."""
        return estimated(self.messages, self.tools)


def estimated(messages: Sequence[LLMMessage], tools: Sequence[Tool | ToolSchema] = ()) -> int:
    """About how many tokens these have, rather too many than too few; no vocabulary is asked."""
    texts = [_text(message) for message in messages] + [str(schema_of(tool)) for tool in tools]
    return sum(tokens_of(text) + _A_MESSAGE for text in texts)


def tokens_of(text: str) -> int:
    """About how many tokens a text has."""
    return -(-len(text.encode(errors="replace")) // BYTES_A_TOKEN)


def _text(message: LLMMessage) -> str:
    return message.content if isinstance(message.content, str) else str(message.content)


def schema_of(tool: Tool | ToolSchema) -> ToolSchema:
    """What a tool is called, what it is for, and what it takes."""
    return tool.schema if isinstance(tool, Tool) else tool
