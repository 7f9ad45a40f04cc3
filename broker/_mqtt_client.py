"""aiomqtt's client as the link needs it; the only file that imports aiomqtt."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import aiomqtt
from aiomqtt.exceptions import MqttConnectError, MqttError

from autogenesis.core import BrokerError

__all__ = ["Client", "MqttError", "connect"]

_UNSUPPORTED_VERSION = (1, 132)
_CLOSED = "the broker closed the connection"
_SHARED = "SharedSubscriptionAvailable"


class Client(aiomqtt.Client):
    """Hands each message over as it arrives, instead of queueing it for a task that reads."""

    receive: Callable[[str, bytes], None]
    fifth = False
    """Whether MQTT 5 is spoken."""
    shared = False
    """Whether the broker spreads messages over those who share a subscription."""
    _writing: object | None = None
    """What is waited for to write."""

    def send(self, topic: str, payload: bytes, *, qos: int, retain: bool) -> None:
        """Publish without waiting for the broker's word; paho sends again what was not acknowledged."""
        self._client.publish(topic, payload, qos, retain)

    async def lost(self) -> None:
        """Wait until the connection ends, however it ends."""
        await asyncio.wait([self._disconnected])
        self._disconnected.exception()

    async def unless_lost(self, call: Coroutine[Any, Any, Any]) -> None:
        """Wait for the broker's word on a call, or for the end of the connection."""
        waiting = asyncio.ensure_future(call)
        try:
            await asyncio.wait([waiting, self._disconnected], return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            await asyncio.wait([waiting])
        if not waiting.cancelled() and not isinstance(waiting.exception(), MqttError | None):
            waiting.result()

    async def leave(self) -> None:
        """Disconnect, and wait for what runs beside the connection."""
        await self.__aexit__(None, None, None)
        if self._misc_task is not None:
            await asyncio.wait([self._misc_task])

    def _on_socket_register_write(self, client: Any, userdata: Any, sock: Any) -> None:
        """Have the loop write when the socket is ready, unless it is closed or done with writing by then: aiomqtt keeps
        the number of the socket only, which may be another connection's in the loop's next turn."""
        turn = self._writing = object()

        def write() -> None:
            try:
                client.loop_write()
            except Exception as error:  # noqa: BLE001 - a broken pipe, whatever it is called: the connection has ended
                if not self._disconnected.done():
                    self._disconnected.set_exception(error)

        def begin() -> None:
            if self._writing is turn and sock.fileno() >= 0:
                self._loop.add_writer(sock.fileno(), write)

        self._loop.call_soon_threadsafe(begin)

    def _on_socket_unregister_write(self, client: Any, userdata: Any, sock: Any) -> None:
        self._writing = None
        super()._on_socket_unregister_write(client, userdata, sock)

    def _on_message(self, client: Any, userdata: Any, message: Any) -> None:
        self.receive(message.topic, message.payload)

    def _on_disconnect(self, client: Any, userdata: Any, flags: Any, reason_code: Any, properties: Any = None) -> None:
        if not self._connected.done():  # else whoever connects would wait for its whole time
            self._connected.set_exception(MqttError(_CLOSED))
        super()._on_disconnect(client, userdata, flags, reason_code, properties)

    def _on_connect(self, client: Any, userdata: Any, flags: Any, reason_code: Any, properties: Any = None) -> None:
        # MQTT 5, section 3.2.2.3.13: without the property, shared subscriptions are there.
        self.shared = self.fifth and bool(getattr(properties, _SHARED, 1))
        super()._on_connect(client, userdata, flags, reason_code, properties)


async def connect(host: str, port: int, *, will: str, receive: Callable[[str, bytes], None], **options: Any) -> Client:
    """A connection by MQTT 5, or by 3.1.1 where the broker knows no better; BrokerError where there is none."""
    for version in (aiomqtt.ProtocolVersion.V5, aiomqtt.ProtocolVersion.V311):
        client = Client(
            host,
            port,
            protocol=version,
            will=aiomqtt.Will(will, b"", qos=1, retain=True),
            max_inflight_messages=1000,
            socket_options=[(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)],
            **options,
        )
        client.pending_calls_threshold = 100_000
        client.receive = receive
        client.fifth = version is aiomqtt.ProtocolVersion.V5
        try:
            await client.__aenter__()
        except MqttConnectError as error:
            code = getattr(error.rc, "value", error.rc)
            if version is aiomqtt.ProtocolVersion.V5 and code in _UNSUPPORTED_VERSION:
                continue
            raise _unreachable(host, port, error) from error
        except MqttError as error:
            if version is aiomqtt.ProtocolVersion.V5 and str(error) == _CLOSED:
                continue  # so some brokers answer a version that they do not know
            raise _unreachable(host, port, error) from error
        return client
    raise AssertionError("one of the two versions returns or raises")


def _unreachable(host: str, port: int, error: Exception) -> BrokerError:
    return BrokerError(
        f"the MQTT broker cannot be reached: {error}",
        where=f"{host}:{port}",
        remedy="Start the broker, and check host, port, user and password",
    )
