"""Waits only so long for an answer."""

from __future__ import annotations

import asyncio

from autogen_core.models import ChatCompletionClient, CreateResult

from autogenesis.models._failures import ProviderError
from autogenesis.models._request import Request
from autogenesis.models._wrapper import Wrapper


class TimedOut(Wrapper):
    """Gives a call up after `seconds`; a ProviderError that may pass."""

    def __init__(self, inner: ChatCompletionClient, *, seconds: float) -> None:
        super().__init__(inner)
        self._seconds = seconds

    async def answer(self, request: Request) -> CreateResult:
        try:
            async with asyncio.timeout(self._seconds):
                return await super().answer(request)
        except TimeoutError:
            raise ProviderError(
                f"no answer within {self._seconds:g} seconds",
                where="the model's provider",
                remedy="Allow more with --set limits.model_seconds=N, or choose a quicker model",
                passing=True,
            ) from None
