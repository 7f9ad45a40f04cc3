"""The broker inside one process, on asyncio."""

from __future__ import annotations

from collections.abc import Awaitable

from autogenesis.core import Clock, IdSource, Inbox, Interceptor, JsonObject, Recorder, TopicPattern
from broker._caller import Caller
from broker._exchange import Exchange
from broker._inbox import MemoryInbox
from broker._options import BrokerOptions
from broker._port import Handler, Shape, Subscription
from broker._queue import Delivery


class MemoryBroker(Exchange):
    """Carries messages between tasks of one event loop; implements ``Broker``.

    A handler that is still busy at its message's deadline is cancelled.
    """

    def __init__(
        self,
        clock: Clock,
        ids: IdSource,
        *,
        options: BrokerOptions | None = None,
        interceptor: Interceptor | None = None,
        recorder: Recorder | None = None,
        inbox: Inbox | None = None,
    ) -> None:
        super().__init__(clock, ids, options=options, interceptor=interceptor, recorder=recorder)
        self._caller = Caller(clock, self._options, inbox or MemoryInbox())

    def subscribe(
        self, pattern: TopicPattern, handler: Handler, *, name: str, accepts: Shape | None = None
    ) -> Subscription:
        def work(delivery: Delivery) -> Awaitable[JsonObject | None]:
            return self._caller.call(name, handler, accepts, delivery.message, delivery.fresh)

        return self._open(pattern, name, work)

    def hosted_elsewhere(self) -> frozenset[str]:
        """The names that other processes subscribe under: none."""
        return frozenset()

    async def _ready(self) -> None:
        """What is subscribed can be reached at once."""
