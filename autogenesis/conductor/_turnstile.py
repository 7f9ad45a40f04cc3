"""Lets runs whose answers came at one moment go on a few at a time, each as far as it gets."""

from __future__ import annotations

import asyncio
from collections import deque

_A_TURN = 3
"""Who comes through in one turn of the loop: few, so that they soon wait for their models again; and some, so that
they share a transaction."""


class Turnstile:
    """For the runs of one event loop. A loop gives everybody a little in each turn: of two hundred runs whose models
    answered together, all would get on to their next question when the last one does. Let through one after another,
    the first ones ask while the others compute, and from then on their answers come one after another too."""

    def __init__(self, a_turn: int = _A_TURN) -> None:
        self._most = a_turn
        self._passed = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def through(self) -> None:
        """Wait for those who came before, if they are many."""
        loop = asyncio.get_running_loop()
        if self._passed < self._most:
            self._passed += 1
            if self._passed == 1:
                loop.call_soon(self._turn, loop)
            return
        place: asyncio.Future[None] = loop.create_future()
        self._waiting.append(place)
        await place

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        self._passed = 0
        while self._waiting and self._passed < self._most:
            place = self._waiting.popleft()
            if not place.done():  # who was cancelled is here no more
                place.set_result(None)
                self._passed += 1
        if self._passed:
            loop.call_soon(self._turn, loop)
