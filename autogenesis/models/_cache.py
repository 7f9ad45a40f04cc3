"""Gives the same answer to the same request, without asking again."""

from __future__ import annotations

from autogen_core.models import ChatCompletionClient, CreateResult, RequestUsage

from autogenesis.models._request import Request
from autogenesis.models._wrapper import Wrapper

_NOTHING = RequestUsage(prompt_tokens=0, completion_tokens=0)


class Cached(Wrapper):
    """Keeps the last `most` answers by the request's hash; what comes from there is marked, and costs nothing."""

    def __init__(self, inner: ChatCompletionClient, *, most: int) -> None:
        super().__init__(inner)
        self._most = most
        self._kept: dict[str, CreateResult] = {}

    async def answer(self, request: Request) -> CreateResult:
        known = self._kept.get(request.key)
        if known is not None:
            return known.model_copy(update={"cached": True, "usage": _NOTHING})
        result = await super().answer(request)
        self._kept[request.key] = result
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return result
