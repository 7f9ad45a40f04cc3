"""One at a time in each conversation, in the order of asking."""

from __future__ import annotations

import asyncio
from collections import deque

from autogenesis.core import ConversationId


class Turns:
    """Like a lock for each conversation; nothing is kept of those that nobody is in."""

    def __init__(self) -> None:
        self._busy: dict[ConversationId, deque[asyncio.Future[None]]] = {}

    def take(self, conversation: ConversationId) -> bool:
        """Take the turn if nobody has it; whether that was so. Where not, ``wait`` for it."""
        if conversation in self._busy:
            return False
        self._busy[conversation] = deque()
        return True

    async def wait(self, conversation: ConversationId) -> None:
        """Take the turn after those that asked before."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._busy[conversation].append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # granted in the very moment of giving up: pass it on
                self.end(conversation)
            raise

    def end(self, conversation: ConversationId) -> None:
        """Give the turn to whoever waits longest."""
        waiting = self._busy[conversation]
        while waiting:
            turn = waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        del self._busy[conversation]
