"""Messages between agents: topics, subscriptions, requests with one reply, dead letters."""

from broker._client import BrokerClient
from broker._inbox import MemoryInbox
from broker._memory import BrokerOptions, MemoryBroker
from broker._port import Broker, Handler, Subscription

__all__ = [
    "Broker",
    "BrokerClient",
    "BrokerOptions",
    "Handler",
    "MemoryBroker",
    "MemoryInbox",
    "Subscription",
]
