"""Messages and requests a second through the in-process broker, against autogen-core's runtime."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta

from autogen_core import (
    AgentId,
    DefaultTopicId,
    MessageContext,
    RoutedAgent,
    SingleThreadedAgentRuntime,
    TypeSubscription,
    message_handler,
)

from autogenesis.core import (
    ConversationId,
    JsonObject,
    Message,
    RandomIds,
    RunId,
    SystemClock,
    Topic,
    TopicPattern,
)
from benchmarks._harness import Row, alternate
from broker import BrokerClient, MemoryBroker
from loopguard import GuardInterceptor, GuardLimits, LoopGuard

COUNT = 2000
TOPIC = Topic("bench/work")
TALK = ConversationId("c-1")


@dataclass
class Number:
    n: int


class Echo(RoutedAgent):
    def __init__(self) -> None:
        super().__init__("echo")
        self.seen = 0

    @message_handler
    async def on_number(self, message: Number, ctx: MessageContext) -> Number:
        self.seen += 1
        return message


class Listener(RoutedAgent):
    def __init__(self) -> None:
        super().__init__("listener")

    @message_handler
    async def on_number(self, message: Number, ctx: MessageContext) -> None:
        return None


async def echo(message: Message) -> JsonObject:
    return message.payload


async def listen(message: Message) -> None:
    return None


def opened(*, guarded: bool) -> tuple[MemoryBroker, BrokerClient, SystemClock]:
    clock, ids = SystemClock(), RandomIds()
    guard = LoopGuard(GuardLimits(max_hops=10 * COUNT))
    broker = MemoryBroker(clock, ids, interceptor=GuardInterceptor(guard, clock) if guarded else None)
    return broker, BrokerClient(broker, run=RunId("r-1"), sender="bench", ids=ids, clock=clock), clock


async def our_requests(*, guarded: bool) -> float:
    broker, client, clock = opened(guarded=guarded)
    broker.subscribe(TopicPattern("bench/#"), echo, name="echo")
    begin = time.perf_counter()
    for n in range(COUNT):
        deadline = clock.now() + timedelta(seconds=30)
        reply = await client.request(TOPIC, {"n": n, "artefact": str(n)}, deadline, action="ask", conversation=TALK)
        assert reply["n"] == n
    seconds = time.perf_counter() - begin
    await broker.close()
    return COUNT / seconds


async def our_messages() -> float:
    broker, client, _ = opened(guarded=False)
    broker.subscribe(TopicPattern("bench/#"), listen, name="listener")
    begin = time.perf_counter()
    for n in range(COUNT):
        await client.publish(TOPIC, {"n": n}, action="tell", conversation=TALK)
    await broker.drain()
    seconds = time.perf_counter() - begin
    await broker.close()
    return COUNT / seconds


async def their_requests() -> float:
    runtime = SingleThreadedAgentRuntime()
    await Echo.register(runtime, "echo", Echo)
    runtime.start()
    begin = time.perf_counter()
    for n in range(COUNT):
        reply = await runtime.send_message(Number(n), AgentId("echo", "default"))
        assert reply.n == n
    seconds = time.perf_counter() - begin
    await runtime.stop_when_idle()
    return COUNT / seconds


async def their_messages() -> float:
    runtime = SingleThreadedAgentRuntime()
    await Listener.register(runtime, "listener", Listener)
    await runtime.add_subscription(TypeSubscription("default", "listener"))
    runtime.start()
    begin = time.perf_counter()
    for n in range(COUNT):
        await runtime.publish_message(Number(n), DefaultTopicId())
    await runtime.stop_when_idle()
    return COUNT / (time.perf_counter() - begin)


def rows() -> list[Row]:
    """Throughput of one sender; ours keeps inbox, deadlines and order. The target is the peer."""
    peer = "autogen-core SingleThreadedAgentRuntime"
    asked, asked_peers = alternate(
        lambda: asyncio.run(our_requests(guarded=False)), {peer: lambda: asyncio.run(their_requests())}
    )
    guarded, guarded_peers = alternate(
        lambda: asyncio.run(our_requests(guarded=True)), {peer: lambda: asyncio.run(their_requests())}
    )
    told, told_peers = alternate(lambda: asyncio.run(our_messages()), {peer: lambda: asyncio.run(their_messages())})

    def row(name: str, value: float, peers: dict[str, float]) -> Row:
        return Row(name=name, value=value, unit="1/s", better="higher", target=peers[peer], peers=peers)

    return [
        row("broker: requests in one conversation", asked, asked_peers),
        row("broker: requests behind the loop guard", guarded, guarded_peers),
        row("broker: messages published and handled", told, told_peers),
    ]
