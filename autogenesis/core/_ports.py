"""Protocols through which packages on one floor serve each other without importing each other."""

from __future__ import annotations

from typing import Protocol

from pydantic import JsonValue

from autogenesis.core._decision import Decision
from autogenesis.core._ids import MessageId
from autogenesis.core._message import Message


class Interceptor(Protocol):
    """Looks at each message before it is delivered. One that raises stops the message."""

    async def before_delivery(self, message: Message) -> Decision: ...


class Inbox(Protocol):
    """Remembers which messages a receiver has dealt with, so that none is handled twice."""

    def seen(self, receiver: str, message: MessageId) -> bool:
        """Whether ``receiver`` has settled the message before."""
        ...

    def settle(self, receiver: str, message: MessageId) -> None:
        """Remember that ``receiver`` has dealt with the message; doing so twice is no error."""
        ...


class Recorder(Protocol):
    """Keeps every message that the broker takes, and what became of those it could not deliver."""

    def record(self, message: Message) -> None:
        """Keep a message; recording one id twice keeps the first."""
        ...

    def dead_letter(self, message: Message, reason: str) -> None:
        """Keep a message that was not delivered, and why."""
        ...


class ResourceReader(Protocol):
    """Reads what evolution may change. Raises ResourceError where the name is unknown."""

    def prompt(self, name: str) -> str: ...

    def parameter(self, name: str) -> JsonValue: ...
