"""Tells of every exchange with a model."""

from __future__ import annotations

from collections.abc import Callable

from autogen_core.models import ChatCompletionClient, CreateResult

from autogenesis.core import Clock, GenesisError
from autogenesis.models._account import Exchange, Price
from autogenesis.models._request import Request, tokens_of
from autogenesis.models._wrapper import Wrapper


class Traced(Wrapper):
    """Tells `note` of each exchange, however it ends."""

    def __init__(
        self,
        inner: ChatCompletionClient,
        note: Callable[[Exchange], None],
        *,
        model: str,
        price: Price | None,
        clock: Clock,
    ) -> None:
        super().__init__(inner)
        self._note, self._model, self._price, self._clock = note, model, price, clock

    async def answer(self, request: Request) -> CreateResult:
        begun = self._clock.monotonic()
        try:
            result = await super().answer(request)
        except GenesisError as error:
            self._note(
                Exchange(
                    model=self._model,
                    outcome=type(error).__name__,
                    seconds=self._since(begun),
                    said=error.what,
                    money=None if self._price is None else self._price.of(0, 0),
                )
            )
            raise
        asked, answered = result.usage.prompt_tokens, result.usage.completion_tokens
        if not (asked or answered or result.cached):  # the server counts nothing
            asked, answered = request.tokens, tokens_of(str(result.content))
        self._note(
            Exchange(
                model=self._model,
                asked=asked,
                answered=answered,
                money=None if self._price is None else self._price.of(asked, answered),
                seconds=self._since(begun),
                cached=result.cached,
            )
        )
        return result

    def _since(self, begun: float) -> float:
        return round(self._clock.monotonic() - begun, 4)
