"""An inbox that lives as long as the process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from autogenesis.core import JsonObject, MessageId


class MemoryInbox:
    """Remembers the last ``size`` messages that were settled; implements ``core.Inbox``."""

    def __init__(self, size: int = 100_000) -> None:
        self._size = size
        self._settled: OrderedDict[tuple[str, MessageId], JsonObject | None] = OrderedDict()

    def seen(self, receiver: str, message: MessageId) -> bool:
        return (receiver, message) in self._settled

    def reply(self, receiver: str, message: MessageId) -> JsonObject | None:
        return self._settled.get((receiver, message))

    def settle(self, receiver: str, message: MessageId, reply: JsonObject | None = None) -> None:
        self._settled.setdefault((receiver, message), reply)
        if len(self._settled) > self._size:
            self._settled.popitem(last=False)

    async def once(
        self, receiver: str, message: MessageId, effect: Callable[[], JsonObject | None]
    ) -> JsonObject | None:
        if not self.seen(receiver, message):
            self.settle(receiver, message, effect())
        return self.reply(receiver, message)
