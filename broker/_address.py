"""Where a broker is: ``memory``, ``mqtt://…``, ``mqtts://…`` or ``embedded://…``."""

from __future__ import annotations

import ssl
from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from autogenesis.core import ConfigurationError, Topic
from broker._link import Link
from broker._mqtt import Channel
from broker._wire import Seal

_PORTS = {"mqtt": 1883, "mqtts": 8883, "embedded": 1883}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def mqtt_channel(url: str, *, key: bytes | None, password: str | None = None, lease_seconds: float = 5.0) -> Channel:
    """The way to an MQTT broker at ``mqtt[s]://[user@]host[:port][/root]``; ConfigurationError where it is no such URL,
    aiomqtt is not installed, or there is no key and the broker is on another machine."""
    parts, port = _parsed(url)
    if find_spec("aiomqtt") is None:
        raise ConfigurationError(
            "MQTT needs aiomqtt, which is not installed", where=url, remedy="Install autogenesis[mqtt]"
        )
    if parts.password is not None:
        raise ConfigurationError(
            "a password in a URL ends up in logs",
            where=f"the broker's URL, user {parts.username}",
            remedy="Set the environment variable GENESIS_BROKER_PASSWORD",
        )
    host = parts.hostname or "127.0.0.1"
    if key is None and host not in _LOOPBACK:
        raise ConfigurationError(
            "messages to another machine must be signed",
            where=url,
            remedy="Set the environment variable GENESIS_BROKER_KEY to the same secret everywhere",
        )
    options: dict[str, Any] = {}
    if parts.username is not None:
        options = {"username": unquote(parts.username), "password": password}
    if parts.scheme == "mqtts":
        options["tls_context"] = ssl.create_default_context()
    root = parts.path.strip("/") or "genesis"
    return Channel(link=Link(host, port, **options), seal=Seal(key), root=str(Topic(root)), lease_seconds=lease_seconds)


def embedded_port(url: str) -> int | None:
    """The port of a broker to be started in this process; None where the URL names one that runs already."""
    parts, port = _parsed(url)
    if parts.scheme != "embedded":
        return None
    if find_spec("amqtt") is None:
        raise ConfigurationError(
            "the embedded broker needs amqtt, which is not installed",
            where=url,
            remedy="Install autogenesis[embedded], or run Mosquitto",
        )
    if parts.hostname not in (None, *_LOOPBACK):
        raise ConfigurationError(
            "the embedded broker knows no users: it listens to this machine only",
            where=url,
            remedy="Write embedded://127.0.0.1, or run Mosquitto",
        )
    return port


def _parsed(url: str) -> tuple[SplitResult, int]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in _PORTS or port == 0:
        raise ConfigurationError(
            f"{url!r} is no address of a broker",
            where="--broker",
            remedy="Write memory, mqtt://host:1883, mqtts://user@host/root or embedded://127.0.0.1:1883",
        )
    return parts, port or _PORTS[parts.scheme]
