"""Messages between agents: topics, subscriptions, requests with one reply, dead letters."""

from broker._address import embedded_port, mqtt_channel
from broker._client import BrokerClient
from broker._embedded import EmbeddedBroker
from broker._inbox import MemoryInbox
from broker._memory import MemoryBroker
from broker._mqtt import Channel, MqttBroker
from broker._options import BrokerOptions
from broker._port import Broker, Effect, Handler, Subscription

__all__ = [
    "Broker",
    "BrokerClient",
    "BrokerOptions",
    "Channel",
    "Effect",
    "EmbeddedBroker",
    "Handler",
    "MemoryBroker",
    "MemoryInbox",
    "MqttBroker",
    "Subscription",
    "embedded_port",
    "mqtt_channel",
]
