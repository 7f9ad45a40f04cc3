"""Asks again where a failure may pass, with growing pauses, or the pause that the provider asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from autogen_core.models import ChatCompletionClient, CreateResult

from autogenesis.models._failures import ProviderError
from autogenesis.models._request import Request
from autogenesis.models._wrapper import Wrapper

Sleep = Callable[[float], Awaitable[None]]


class Retrying(Wrapper):
    """At most `tries` calls; the pauses are `base` seconds, doubled each time, at most `longest`, up to a quarter
    taken off by `chance` (0 to 1). A provider that wants to be left alone for longer than `longest` is given up."""

    def __init__(
        self,
        inner: ChatCompletionClient,
        *,
        tries: int,
        base: float,
        longest: float,
        sleep: Sleep,
        chance: Callable[[], float],
    ) -> None:
        super().__init__(inner)
        self._tries, self._base, self._longest = tries, base, longest
        self._sleep, self._chance = sleep, chance

    async def answer(self, request: Request) -> CreateResult:
        for tried in range(1, self._tries + 1):
            try:
                return await super().answer(request)
            except ProviderError as error:
                pause = self._pause(error, tried)
                if pause is None:
                    raise
            await self._sleep(pause)
        raise AssertionError("the last try answers or raises")

    def _pause(self, error: ProviderError, tried: int) -> float | None:
        """Seconds until the next try; None where there is none."""
        if not error.passing or tried == self._tries:
            return None
        own = min(self._base * 2.0 ** (tried - 1), self._longest) * (1 - self._chance() / 4)
        if error.pause is None:
            return own
        return max(error.pause, 0.0) if error.pause <= self._longest else None
