"""The shape of every wrapper: a ChatCompletionClient around another, with one behaviour more."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Literal

from autogen_core import CancellationToken
from autogen_core.models import ChatCompletionClient, CreateResult, LLMMessage, ModelInfo, RequestUsage
from autogen_core.tools import Tool, ToolSchema
from pydantic import BaseModel

from autogenesis.models._request import Request, estimated


class AnsweringClient(ChatCompletionClient):
    """A client that answers whole requests: `answer` is all that one must write."""

    component_type = "model"
    keeps_form = False
    """Whether an answer has the form that is asked for by construction, free values and all."""

    async def answer(self, request: Request) -> CreateResult:
        """The model's answer."""
        raise NotImplementedError

    async def create(
        self,
        messages: Sequence[LLMMessage],
        *,
        tools: Sequence[Tool | ToolSchema] = (),
        tool_choice: Tool | Literal["auto", "required", "none"] = "auto",
        json_output: bool | type[BaseModel] | None = None,
        extra_create_args: Mapping[str, Any] = {},
        cancellation_token: CancellationToken | None = None,
    ) -> CreateResult:
        return await self.answer(
            _request(messages, tools, tool_choice, json_output, extra_create_args, cancellation_token)
        )

    async def create_stream(
        self,
        messages: Sequence[LLMMessage],
        *,
        tools: Sequence[Tool | ToolSchema] = (),
        tool_choice: Tool | Literal["auto", "required", "none"] = "auto",
        json_output: bool | type[BaseModel] | None = None,
        extra_create_args: Mapping[str, Any] = {},
        cancellation_token: CancellationToken | None = None,
    ) -> AsyncGenerator[str | CreateResult, None]:
        """What the model says, in one piece or more, then the result."""
        request = _request(messages, tools, tool_choice, json_output, extra_create_args, cancellation_token)
        async with aclosing(self.stream(request)) as pieces:
            async for piece in pieces:
                yield piece

    async def stream(self, request: Request) -> AsyncGenerator[str | CreateResult, None]:
        """The whole answer as one piece, then the result: what is checked, kept or asked for again is whole."""
        result = await self.answer(request)
        if isinstance(result.content, str):
            yield result.content
        yield result

    async def ready(self) -> None:
        """Do now what the first answer would have to wait for; nothing, as a rule."""

    async def close(self) -> None:
        """Nothing to let go of."""

    def actual_usage(self) -> RequestUsage:
        return RequestUsage(prompt_tokens=0, completion_tokens=0)

    def total_usage(self) -> RequestUsage:
        return self.actual_usage()

    def count_tokens(self, messages: Sequence[LLMMessage], *, tools: Sequence[Tool | ToolSchema] = ()) -> int:
        """An estimate: counting by a model's own vocabulary would fetch it."""
        return estimated(messages, tools)

    def remaining_tokens(self, messages: Sequence[LLMMessage], *, tools: Sequence[Tool | ToolSchema] = ()) -> int:
        return max(self.context - self.count_tokens(messages, tools=tools), 0)

    @property
    def context(self) -> int:
        """Tokens that the model holds, question and answer together."""
        return _CONTEXT

    @property
    def capabilities(self) -> ModelInfo:
        return self.model_info

    @property
    def model_info(self) -> ModelInfo:
        return {
            "vision": False,
            "function_calling": True,
            "json_output": True,
            "structured_output": True,
            "family": "unknown",
        }


_CONTEXT = 32_000
"""Tokens that a model is taken to hold where nothing is known of it."""


def _request(
    messages: Sequence[LLMMessage],
    tools: Sequence[Tool | ToolSchema],
    tool_choice: Tool | Literal["auto", "required", "none"],
    json_output: bool | type[BaseModel] | None,
    extra: Mapping[str, Any],
    token: CancellationToken | None,
) -> Request:
    return Request(
        messages=messages, tools=tools, tool_choice=tool_choice, json_output=json_output, extra=extra, token=token
    )


class Wrapper(AnsweringClient):
    """Passes everything on to `inner`; what derives from it changes `answer`."""

    def __init__(self, inner: ChatCompletionClient) -> None:
        self.inner = inner
        self._ours = inner if isinstance(inner, AnsweringClient) else None
        self.keeps_form = self._ours is not None and self._ours.keeps_form

    async def answer(self, request: Request) -> CreateResult:
        """What the inner client answers."""
        if self._ours is not None:
            return await self._ours.answer(request)
        return await self.inner.create(
            request.messages,
            tools=request.tools,
            tool_choice=request.tool_choice,
            json_output=request.json_output,
            extra_create_args=request.extra,
            cancellation_token=request.token,
        )

    async def ready(self) -> None:
        if self._ours is not None:
            await self._ours.ready()

    async def close(self) -> None:
        await self.inner.close()

    def actual_usage(self) -> RequestUsage:
        return self.inner.actual_usage()

    def total_usage(self) -> RequestUsage:
        return self.inner.total_usage()

    def count_tokens(self, messages: Sequence[LLMMessage], *, tools: Sequence[Tool | ToolSchema] = ()) -> int:
        """By the model's own vocabulary where it lies here; a provider's client would fetch one."""
        if self._ours is None:
            return super().count_tokens(messages, tools=tools)
        return self._ours.count_tokens(messages, tools=tools)

    @property
    def context(self) -> int:
        return super().context if self._ours is None else self._ours.context

    @property
    def model_info(self) -> ModelInfo:
        return self.inner.model_info
