"""A request that waits for its one reply."""

from __future__ import annotations

import asyncio

from autogenesis.core import BrokerError, GenesisError, Message


class PendingRequest:
    """Settled by the first reply, or by an error once nobody is left who might reply."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.reply: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._outstanding = 0
        self._error: GenesisError | None = None

    @property
    def waits(self) -> bool:
        return not self.reply.done()

    def expect(self, deliveries: int) -> None:
        """Say how many subscriptions may reply."""
        self._outstanding = deliveries

    def answer(self, reply: Message) -> bool:
        """Surface the reply; False where nobody waits for it any more."""
        if self.reply.done():
            return False
        self.reply.set_result(reply)
        return True

    def settle(self, error: GenesisError | None) -> None:
        """One delivery has ended, with an error or without; the last to end fails what still waits."""
        self._outstanding -= 1
        self._error = self._error or error
        if self._outstanding <= 0 and self.waits:
            self.fail(self._error or self._unanswered())

    def fail(self, error: GenesisError) -> None:
        """Surface the error, unless there is a reply already or nobody waits any more."""
        if self.waits:
            self.reply.set_exception(error)

    def _unanswered(self) -> BrokerError:
        return BrokerError(
            f"nobody replied to {self.message.action!r}",
            where=f"topic {self.message.topic}",
            remedy="Have a subscriber of the topic return a reply; a message handled before gets none",
        )
