"""Messages between agents: topics, subscriptions, requests with one reply, dead letters."""

from broker._client import BrokerClient
from broker._inbox import MemoryInbox
from broker._memory import MemoryBroker
from broker._options import BrokerOptions
from broker._port import Broker, Effect, Handler, Subscription

__all__ = [
    "Broker",
    "BrokerClient",
    "BrokerOptions",
    "Effect",
    "Handler",
    "MemoryBroker",
    "MemoryInbox",
    "Subscription",
]
