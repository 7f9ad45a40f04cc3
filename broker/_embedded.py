"""A small MQTT broker inside this process, for tests and demonstrations; the only file that imports amqtt."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any, Self

from autogenesis.core import BrokerError

_PLUGINS: dict[str, dict[str, Any]] = {
    "amqtt.plugins.authentication.AnonymousAuthPlugin": {"allow_anonymous": True},
}

_PATIENCE = 2.0
"""Seconds that ending all connections may take."""


class _Subscriptions(dict[str, Any]):
    """Who subscribed to what, for amqtt, which waits within its walks over it: those go on as it was when they began.

    Without it, whoever connects while another subscribes is not served (amqtt 0.12).
    """

    def __iter__(self) -> Iterator[str]:
        return iter(list(super().__iter__()))

    def items(self) -> Any:
        return list(super().items())


class EmbeddedBroker:
    """amqtt on the loopback interface. It speaks MQTT 3.1.1, shares no subscriptions and keeps nothing on disk."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self._broker: Any = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def port(self) -> int:
        """Where it listens; a free port where none was asked for."""
        (server,) = self._broker._servers.values()  # amqtt does not tell otherwise
        found: int = server.instance.sockets[0].getsockname()[1]
        return found

    async def __aenter__(self) -> Self:
        from amqtt.broker import Broker
        from amqtt.errors import BrokerError as AmqttError

        logging.getLogger("amqtt").setLevel(logging.CRITICAL)
        logging.getLogger("transitions").setLevel(logging.CRITICAL)
        listener = {"type": "tcp", "bind": f"127.0.0.1:{self._port}"}
        self._broker = Broker({"listeners": {"default": listener}, "plugins": _PLUGINS})
        self._broker._subscriptions = _Subscriptions()
        serve = self._broker.stream_connected

        async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, **listener: str) -> None:
            self._writers.add(writer)  # amqtt leaves open what it refuses; it is closed with the broker
            await serve(reader, writer, **listener)

        self._broker.stream_connected = served
        try:
            await self._broker.start()
        except AmqttError as error:
            raise BrokerError(
                f"the embedded MQTT broker cannot start: {error}",
                where=f"127.0.0.1:{self._port}",
                remedy="Name another port, or none",
            ) from error
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        for _ in range(len(self._broker._sessions) + 1):
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self._broker.shutdown()
                break
            except TimeoutError:  # amqtt cancels each reader and waits; one that missed it is given up, and the rest
                continue  # of the connections are ended in another go
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0)  # sockets are closed in the loop's next turn
        await asyncio.sleep(0)
