"""Protocols through which packages on one floor serve each other without importing each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from pydantic import JsonValue

from autogenesis.core._decision import Decision
from autogenesis.core._ids import MessageId
from autogenesis.core._message import JsonObject, Message


class Interceptor(Protocol):
    """Looks at each message before it is delivered. One that raises stops the message."""

    async def before_delivery(self, message: Message) -> Decision: ...


class Inbox(Protocol):
    """Remembers which messages a receiver has dealt with, so that none is handled twice."""

    def seen(self, receiver: str, message: MessageId) -> bool:
        """Whether ``receiver`` has settled the message before."""
        ...

    def reply(self, receiver: str, message: MessageId) -> JsonObject | None:
        """What ``receiver`` replied when it settled the message."""
        ...

    def settle(self, receiver: str, message: MessageId, reply: JsonObject | None = None) -> None:
        """Remember that ``receiver`` has dealt with the message; doing so twice keeps the first reply."""
        ...

    async def once(
        self, receiver: str, message: MessageId, effect: Callable[[], JsonObject | None]
    ) -> JsonObject | None:
        """Carry out ``effect`` and settle the message with what it gives, both or neither; that is the reply.

        Where the message is settled already nothing is done, and the reply is the one given then.
        """
        ...


class Recorder(Protocol):
    """Keeps every message that the broker takes, and what became of those it could not deliver."""

    def record(self, message: Message) -> None:
        """Keep a message; recording one id twice keeps the first."""
        ...

    def dead_letter(self, message: Message, reason: str) -> None:
        """Keep a message that was not delivered, and why."""
        ...


class Journal(Recorder, Protocol):
    """A recorder that can be read from any offset on."""

    def since(self, offset: int, limit: int) -> Sequence[tuple[int, Message]]:
        """At most ``limit`` messages that were recorded after the offset, in order; each with its own offset."""
        ...


class ResourceReader(Protocol):
    """Reads what evolution may change. Raises ResourceError where the name is unknown."""

    def prompt(self, name: str) -> str: ...

    def parameter(self, name: str) -> JsonValue: ...
