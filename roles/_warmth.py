"""A language model that is asked at another temperature."""

from __future__ import annotations

from dataclasses import replace

from autogen_core.models import ChatCompletionClient, CreateResult

from autogenesis.models import Request, Wrapper


class Warmed(Wrapper):
    """Asks at `temperature`, whatever else a request says."""

    def __init__(self, inner: ChatCompletionClient, temperature: float) -> None:
        super().__init__(inner)
        self._temperature = temperature

    async def answer(self, request: Request) -> CreateResult:
        return await super().answer(replace(request, extra={**request.extra, "temperature": self._temperature}))
