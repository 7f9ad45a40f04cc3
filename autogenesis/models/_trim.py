"""Keeps a conversation within what a model can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autogen_core.models import (
    AssistantMessage,
    ChatCompletionClient,
    CreateResult,
    FunctionExecutionResultMessage,
    LLMMessage,
    SystemMessage,
)

from autogenesis.models._failures import AnswerError
from autogenesis.models._request import Request
from autogenesis.models._wrapper import Wrapper

_SHARE_FOR_ANSWER = 8
"""Of what a model holds, one part in so many is kept for its answer."""


class Trimmed(Wrapper):
    """Leaves out the oldest turns between the task and the last message until `most` tokens are enough, or as many as
    the model holds beside an answer. What says what is asked (the system's messages, the first and the last of the
    others) always stays."""

    def __init__(self, inner: ChatCompletionClient, *, most: int) -> None:
        super().__init__(inner)
        self._most = most

    async def answer(self, request: Request) -> CreateResult:
        turns = list(request.messages)
        most = min(self._most, self.context - self.context // _SHARE_FOR_ANSWER)
        while (tokens := self.count_tokens(turns, tools=request.tools)) > most:
            oldest = _oldest(turns)
            if oldest is None:
                raise AnswerError(
                    f"the request has about {tokens} tokens, and {most} are allowed",
                    where="the model's context",
                    remedy="Shorten the specification, or allow more with --set limits.prompt_tokens=N",
                )
            del turns[oldest]
        changed = len(turns) != len(request.messages)
        return await super().answer(_with(request, turns) if changed else request)


def _oldest(turns: Sequence[LLMMessage]) -> slice | None:
    """Where the oldest turn that may go stands: an answer with what its calls gave, or one message of the asker's."""
    own = [at for at, message in enumerate(turns) if not isinstance(message, SystemMessage)]
    if len(own) < 3:
        return None
    first = own[1]
    after = first + 1
    if isinstance(turns[first], AssistantMessage):
        while after < len(turns) and isinstance(turns[after], FunctionExecutionResultMessage):
            after += 1
    return slice(first, after) if after < len(turns) else None


def _with(request: Request, messages: Sequence[LLMMessage]) -> Request:
    return replace(request, messages=messages)
