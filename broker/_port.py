"""The port: what every broker does, whatever carries its messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from autogenesis.core import Journal, JsonObject, Message, TopicPattern

Shape = type[BaseModel]
"""The schema of the payloads that a subscription accepts."""


@dataclass(frozen=True)
class Effect:
    """What a handler has decided to write. ``apply`` is called once: what it writes to the inbox's own database and
    that the message is settled stand or fall together. It gives the reply, and must not wait for anything."""

    apply: Callable[[], JsonObject | None]


Handler = Callable[[Message], Awaitable[JsonObject | Effect | None]]
"""Deals with one message. What it returns is the reply, where the message asks for one by ``reply_to``.

A GenesisError that is not ``retryable`` ends the delivery at once; any other exception has the message
delivered again, up to the broker's limit, and then made a dead letter.
"""


class Subscription(Protocol):
    """A handler's claim on the messages of some topics."""

    @property
    def name(self) -> str: ...

    def close(self) -> None:
        """Take no further messages; what is still queued becomes dead letters."""
        ...


class Broker(Protocol):
    """Carries messages from publishers to subscribers, in order within each conversation.

    A message reaches each subscription whose pattern matches its topic and, where it names a receiver, whose
    name is that receiver's. A subscription handles the messages of one conversation one at a time, in the
    order in which they were sent, and those of different conversations at the same time. Every message is
    recorded, then shown to the interceptor, then delivered, and settled exactly once.
    """

    def subscribe(
        self, pattern: TopicPattern, handler: Handler, *, name: str, accepts: Shape | None = None
    ) -> Subscription:
        """Have ``handler`` called for each matching message; ``name`` is whom the inbox remembers.

        A payload that does not fit ``accepts`` makes the message a dead letter and is not handled.
        """
        ...

    async def publish(self, message: Message, *, fresh: bool = False) -> None:
        """Send a message. Returns when it is queued, not when it is handled.

        `fresh`: its id was made just now and nobody has sent it before, so that no inbox has to be asked for it.

        Raises GuardError where the interceptor does not allow it, DeadlineError where its time has passed,
        and BrokerError where a queue is full or the broker is closed. Without a subscriber the message
        becomes a dead letter.
        """
        ...

    async def request(self, message: Message, *, fresh: bool = False) -> Message:
        """Send a message that has a deadline and give the one reply to it. `fresh` as of ``publish``.

        Raises what ``publish`` raises, BrokerError where nobody replies, and the handler's own GenesisError.
        """
        ...

    async def replay(self, subscription: Subscription, journal: Journal, since: int = 0) -> int:
        """Give a subscription what the journal recorded after the offset and its pattern matches, in order; gives the
        offset of the last. What the inbox remembers as settled by its name is passed over; deadlines and wishes for a
        reply are those of the past and do not count.
        """
        ...

    async def drain(self) -> None:
        """Wait until every message that was sent here is settled."""
        ...

    async def close(self) -> None:
        """Stop the handlers, fail the requests that wait and make dead letters of what is queued."""
        ...
