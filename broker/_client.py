"""A sender's way to the broker: it fills in what is the same for all its messages."""

from __future__ import annotations

from datetime import datetime

from autogenesis.core import (
    Clock,
    ConversationId,
    IdSource,
    JsonObject,
    Message,
    RunId,
    Topic,
)
from broker._port import Broker


class BrokerClient:
    """Publishes and requests in the name of one sender of one run."""

    def __init__(self, broker: Broker, *, run: RunId, sender: str, ids: IdSource, clock: Clock) -> None:
        self._broker = broker
        self._run = run
        self._sender = sender
        self._ids = ids
        self._clock = clock

    async def publish(
        self,
        topic: Topic,
        payload: JsonObject,
        *,
        action: str,
        conversation: ConversationId,
        receiver: str | None = None,
        deadline: datetime | None = None,
    ) -> Message:
        """Send an event and give the message that was sent. It is not delivered after the deadline."""
        message = Message(
            id=self._ids.message(),
            run=self._run,
            conversation=conversation,
            topic=topic,
            sender=self._sender,
            receiver=receiver,
            action=action,
            payload=payload,
            sent_at=self._clock.now(),
            deadline=deadline,
        )
        await self._broker.publish(message, fresh=True)
        return message

    async def request(
        self,
        topic: Topic,
        payload: JsonObject,
        deadline: datetime,
        *,
        action: str,
        conversation: ConversationId,
        receiver: str | None = None,
    ) -> JsonObject:
        """Send a request and give the payload of the one reply to it."""
        id = self._ids.message()
        message = Message(
            id=id,
            run=self._run,
            conversation=conversation,
            topic=topic,
            sender=self._sender,
            receiver=receiver,
            action=action,
            payload=payload,
            reply_to=Topic.of("reply", id),
            sent_at=self._clock.now(),
            deadline=deadline,
        )
        return (await self._broker.request(message, fresh=True)).payload
