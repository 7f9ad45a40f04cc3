"""The bounded queue of one subscription, with one lane for each conversation."""

from __future__ import annotations

import asyncio
import contextvars
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from autogenesis.core import BrokerError, ConversationId, JsonObject, Message, Topic, TopicPattern
from broker._pending import PendingRequest

Lane = tuple[str, TopicPattern, ConversationId]
"""A subscription in one conversation: it deals with one message at a time."""


@dataclass(slots=True, eq=False)
class Hop:
    """A subscription at work on a message of a conversation."""

    conversation: ConversationId
    name: str
    pattern: TopicPattern
    settled: bool = False

    @property
    def lane(self) -> Lane:
        return self.name, self.pattern, self.conversation

    def at(self, queue: SubscriptionQueue) -> bool:
        """Whether this is the queue's subscription, still at it."""
        return not self.settled and self.name == queue.name and self.pattern == queue.pattern


@dataclass(slots=True, eq=False)
class Delivery:
    """One message on its way to one subscription."""

    message: Message
    queue: SubscriptionQueue
    request: PendingRequest | None
    hops: tuple[Hop, ...]
    """What waits for this, the outermost first; the last is this."""
    fresh: bool = False
    """Nobody has sent this message before."""


Work = Callable[[Delivery], Awaitable[JsonObject | None]]
"""Carries out one delivery and gives the reply; raises where that failed for good."""


class SubscriptionQueue:
    """Runs the handler over its messages: one at a time in each conversation, conversations side by side."""

    def __init__(
        self,
        pattern: TopicPattern,
        work: Work,
        name: str,
        *,
        capacity: int,
        process: Callable[[Delivery], Awaitable[None]],
        on_close: Callable[[SubscriptionQueue], None],
    ) -> None:
        self.pattern = pattern
        self.exact = None if pattern.wild else Topic(str(pattern))
        """The one topic that it takes messages of, where there is but one."""
        self.work = work
        self._name = name
        self._free = capacity
        self._process = process
        self._on_close = on_close
        self._blocked: deque[asyncio.Future[None]] = deque()
        self._lanes: dict[ConversationId, deque[Delivery]] = {}
        self._tasks: dict[ConversationId, asyncio.Task[None]] = {}

    @property
    def name(self) -> str:
        return self._name

    @property
    def full(self) -> bool:
        return self._free <= 0 or bool(self._blocked)

    def close(self) -> None:
        self._on_close(self)

    def lanes(self) -> list[Lane]:
        """The conversations in hand, each of which makes room when it is dealt with."""
        return [(self.name, self.pattern, conversation) for conversation in self._tasks]

    def tasks(self) -> Iterator[asyncio.Task[None]]:
        yield from self._tasks.values()

    async def reserve(self) -> None:
        """Take a place, waiting for one in the order of asking."""
        if not self.full:
            self._free -= 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._blocked.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place in self._blocked:
                self._blocked.remove(place)
            if not place.cancelled() and place.exception() is None:
                self.release()  # granted in the very moment of giving up: pass it on
            raise

    def release(self) -> None:
        """Give a place back, to whoever has waited longest."""
        while self._blocked:
            place = self._blocked.popleft()
            if not place.done():
                place.set_result(None)
                return
        self._free += 1

    def put(self, delivery: Delivery) -> None:
        """Queue a delivery in a reserved place."""
        conversation = delivery.message.conversation
        lane = self._lanes.get(conversation)
        if lane is not None:
            lane.append(delivery)
            return
        self._lanes[conversation] = deque((delivery,))
        # An empty context: a lane serves many publishers and must not inherit what belongs to the first.
        self._tasks[conversation] = asyncio.get_running_loop().create_task(
            self._run(conversation), name=f"{self._name} {conversation}", context=contextvars.Context()
        )

    def empty(self) -> Iterator[Delivery]:
        """Take out, one by one, what no handler has been given yet."""
        for lane in self._lanes.values():
            while lane:
                yield lane.popleft()

    def refuse_blocked(self, error: BrokerError) -> None:
        """Fail whoever waits for a place."""
        while self._blocked:
            place = self._blocked.popleft()
            if not place.done():
                place.set_exception(error)

    async def _run(self, conversation: ConversationId) -> None:
        lane = self._lanes[conversation]
        try:
            while lane:
                await self._process(lane.popleft())
        finally:
            if not lane:
                del self._lanes[conversation]
            del self._tasks[conversation]
