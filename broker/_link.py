"""One node's connection to an MQTT broker, made again whenever it is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from autogenesis.core import BrokerError

if TYPE_CHECKING:
    from broker._mqtt_client import Client

_AGAIN_SECONDS = 0.2


class Link:
    """Carries bytes by topic. What is sent while there is no connection is not kept: whoever sends tries again."""

    def __init__(self, host: str, port: int, **options: Any) -> None:
        self._host, self._port, self._options = host, port, options
        self._client: Client | None = None
        self._task: asyncio.Task[None] | None = None
        self._filters: list[str] = []

    @property
    def up(self) -> bool:
        return self._client is not None

    @property
    def shared(self) -> bool:
        """Whether the broker spreads what is sent to a group over those who share a subscription."""
        return self._client is not None and self._client.shared

    async def open(
        self, will: str, receive: Callable[[str, bytes], None], on_up: Callable[[], Awaitable[None]]
    ) -> None:
        """Connect, or raise BrokerError. ``on_up`` is awaited each time that the connection is made again."""
        client = await self._connect(will, receive)
        self._task = asyncio.get_running_loop().create_task(self._keep(client, will, receive, on_up), name="mqtt link")

    async def listen(self, *filters: str) -> None:
        """Subscribe, now and whenever the connection is made again."""
        self._filters += filters
        await self._subscribe(filters)

    async def forget(self, *filters: str) -> None:
        """End subscriptions."""
        self._filters = [one for one in self._filters if one not in filters]
        if self._client is not None:
            await self._client.unless_lost(self._client.unsubscribe(list(filters)))

    def send(self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> bool:
        """Publish; False where there is no connection."""
        if self._client is None:
            return False
        self._client.send(topic, payload, qos=qos, retain=retain)
        return True

    async def tell(self, topic: str, payload: bytes) -> None:
        """Publish as retained and wait for the broker's word, if there is a connection."""
        if self._client is not None:
            await self._client.unless_lost(self._client.publish(topic, payload, qos=1, retain=True))

    async def close(self) -> None:
        client, self._client = self._client, None
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        if client is not None:
            with suppress(_mqtt_error()):
                await client.leave()

    async def _connect(self, will: str, receive: Callable[[str, bytes], None]) -> Client:
        from broker._mqtt_client import connect

        self._client = await connect(self._host, self._port, will=will, receive=receive, **self._options)
        return self._client

    async def _keep(
        self, client: Client, will: str, receive: Callable[[str, bytes], None], on_up: Callable[[], Awaitable[None]]
    ) -> None:
        while True:
            await client.lost()
            self._client = None
            client = await self._reconnect(will, receive)
            await self._subscribe(self._filters)
            await on_up()

    async def _reconnect(self, will: str, receive: Callable[[str, bytes], None]) -> Client:
        while True:
            await asyncio.sleep(_AGAIN_SECONDS)
            with suppress(BrokerError):
                return await self._connect(will, receive)

    async def _subscribe(self, filters: tuple[str, ...] | list[str]) -> None:
        if self._client is not None and filters:
            await self._client.unless_lost(self._client.subscribe([(one, 1) for one in filters]))


def _mqtt_error() -> type[Exception]:
    from broker._mqtt_client import MqttError

    return MqttError
