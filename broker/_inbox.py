"""An inbox that lives as long as the process."""

from __future__ import annotations

from collections import OrderedDict

from autogenesis.core import MessageId


class MemoryInbox:
    """Remembers the last ``size`` messages that were settled; implements ``core.Inbox``."""

    def __init__(self, size: int = 100_000) -> None:
        self._size = size
        self._settled: OrderedDict[tuple[str, MessageId], None] = OrderedDict()

    def seen(self, receiver: str, message: MessageId) -> bool:
        return (receiver, message) in self._settled

    def settle(self, receiver: str, message: MessageId) -> None:
        self._settled[receiver, message] = None
        if len(self._settled) > self._size:
            self._settled.popitem(last=False)
