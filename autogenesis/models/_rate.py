"""Lets only so many calls through a minute."""

from __future__ import annotations

from collections import deque

from autogen_core.models import ChatCompletionClient, CreateResult

from autogenesis.core import Clock
from autogenesis.models._request import Request
from autogenesis.models._retry import Sleep
from autogenesis.models._wrapper import Wrapper

_WINDOW = 60.0


class RateLimited(Wrapper):
    """At most `a_minute` calls begin within any sixty seconds; the others wait their turn, in order."""

    def __init__(self, inner: ChatCompletionClient, *, a_minute: int, clock: Clock, sleep: Sleep) -> None:
        super().__init__(inner)
        self._most, self._clock, self._sleep = a_minute, clock, sleep
        self._starts: deque[float] = deque()

    async def answer(self, request: Request) -> CreateResult:
        now = self._clock.monotonic()
        while self._starts and self._starts[0] <= now - _WINDOW:
            self._starts.popleft()
        begin = now if len(self._starts) < self._most else max(now, self._starts[-self._most] + _WINDOW)
        self._starts.append(begin)  # its turn is taken before it waits: whoever comes meanwhile stands behind it
        if begin > now:
            await self._sleep(begin - now)
        return await super().answer(request)
