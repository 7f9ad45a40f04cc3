"""What travels between nodes: JSON of four shapes, sealed with an HMAC over its topic and its text."""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import autogenesis.core as core
from autogenesis.core import BrokerError, ConversationId, GenesisError, JsonObject, Message, MessageId, TopicPattern

LARGEST = 4 * 2**20
"""Bytes that are taken as one piece."""
_SEAL = 64
_UNSEALED = b"-" * _SEAL
Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Group(_Shape):
    """Subscriptions of one name and pattern; one of the nodes that host it gets each message."""

    name: Name
    pattern: TopicPattern


class Presence(_Shape):
    """What a node hosts, and whether it hears what is sent to a group as a whole."""

    groups: tuple[Group, ...] = ()
    shared: bool = False


class HopOnWire(_Shape):
    """A subscription that waits for what is carried."""

    conversation: ConversationId
    name: Name
    pattern: TopicPattern


class Carried(_Shape):
    """A message on its way from a node to a group. ``left`` are the seconds until its deadline: clocks may differ."""

    message: Message
    group: Group
    origin: str
    left: float | None = None
    hops: tuple[HopOnWire, ...] = ()


class Parcel(_Shape):
    """Messages that travel together to one node, in order."""

    carried: tuple[Carried, ...]


class Fault(_Shape):
    """A GenesisError as another process can raise it."""

    error: str
    what: str
    where: str
    remedy: str

    @classmethod
    def of(cls, error: GenesisError) -> Fault:
        return cls(error=type(error).__name__, what=error.what, where=error.where, remedy=error.remedy)

    def raised(self) -> GenesisError:
        kind = getattr(core, self.error, BrokerError)
        if not (isinstance(kind, type) and issubclass(kind, GenesisError)):
            kind = BrokerError
        return kind(self.what, where=self.where, remedy=self.remedy)


class Receipt(_Shape):
    """How a group settled a message."""

    message: MessageId
    group: Group
    reply: JsonObject | None = None
    fault: Fault | None = None


class Held(_Shape):
    """A message that a node still works on."""

    message: MessageId
    group: Group


class Answers(_Shape):
    """What a node tells another: what it settled, and what it still has in hand."""

    node: str
    receipts: tuple[Receipt, ...] = ()
    holding: tuple[Held, ...] = ()


_Body = TypeVar("_Body", bound=_Shape)


class Seal:
    """Writes and reads what travels. Without a key nothing is signed, and what is signed is refused."""

    def __init__(self, key: bytes | None) -> None:
        self._key = key

    def close(self, topic: str, body: _Shape) -> bytes:
        text = body.model_dump_json(exclude_defaults=True).encode()
        return self._sign(topic, text) + text

    def open(self, topic: str, sealed: bytes, shape: type[_Body]) -> _Body:
        """What was sealed; BrokerError where it was not sealed with this key for this topic, or is of another shape."""
        sign, text = sealed[:_SEAL], sealed[_SEAL:]
        if len(sealed) > LARGEST:
            raise _refused(topic, f"it has {len(sealed)} bytes, more than {LARGEST}")
        if not hmac.compare_digest(sign, self._sign(topic, text)):
            raise _refused(topic, "its seal is not of this key")
        try:
            return shape.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise _refused(topic, f"it is no {shape.__name__}: {field} {first['msg']}") from error

    def _sign(self, topic: str, text: bytes) -> bytes:
        if self._key is None:
            return _UNSEALED
        return hmac.digest(self._key, topic.encode() + b"\n" + text, hashlib.sha256).hex().encode()


def _refused(topic: str, why: str) -> BrokerError:
    return BrokerError(
        f"what arrived is not taken: {why}",
        where=f"MQTT topic {topic}",
        remedy="Give every process the same GENESIS_BROKER_KEY and the same version",
    )
