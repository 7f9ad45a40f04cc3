"""Messages and requests a second: in one process against autogen-core's runtime, over MQTT against aiomqtt alone."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import aiomqtt
from autogen_core import (
    AgentId,
    MessageContext,
    RoutedAgent,
    SingleThreadedAgentRuntime,
    TypeSubscription,
    message_handler,
)
from autogen_core import TopicId as TheirTopic

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
from broker import BrokerClient, EmbeddedBroker, Handler, MemoryBroker, MqttBroker, mqtt_channel
from loopguard import GuardInterceptor, GuardLimits, LoopGuard
from storage import Storage
from tests.broker.mosquitto import mosquitto

COUNT = 2000
TEXT = "x" * 512
TALKS = 64
TOPIC = Topic("bench/work")
TALK = ConversationId("c-1")
PEER = "autogen-core SingleThreadedAgentRuntime"
_LONGEST = 120.0
"""Seconds that one measurement may take: what was lost is waited for by nobody."""
_MOST_UNREAD = 500
"""Messages on their way at once: Mosquitto drops what is over 1,000 for one reader, and nobody would count them."""
BARE = f"aiomqtt alone, QoS 1, {TALKS} at a time"


@dataclass
class Number:
    n: int
    text: str


class Echo(RoutedAgent):
    def __init__(self) -> None:
        super().__init__("echo")

    @message_handler
    async def on_number(self, message: Number, ctx: MessageContext) -> Number:
        return message


class Player(RoutedAgent):
    """Answers each message with the next, to the other side."""

    def __init__(self, other: str) -> None:
        super().__init__("player")
        self._other = TheirTopic(other, "default")

    @message_handler
    async def on_number(self, message: Number, ctx: MessageContext) -> None:
        if message.n < COUNT:
            await self.publish_message(Number(message.n + 1, message.text), self._other)


async def echo(message: Message) -> JsonObject:
    return message.payload


async def listen(message: Message) -> None:
    return None


@contextmanager
def opened(*, whole: bool) -> Iterator[tuple[MemoryBroker, BrokerClient]]:
    """A broker; the whole of it is guarded, and records and settles in a store."""
    clock, ids = SystemClock(), RandomIds()
    with tempfile.TemporaryDirectory() as folder:
        if not whole:
            broker = MemoryBroker(clock, ids)
            yield broker, BrokerClient(broker, run=RunId("r-1"), sender="bench", ids=ids, clock=clock)
            return
        with Storage.open(f"sqlite:///{folder}/bench.db", clock) as store:
            guard = GuardInterceptor(LoopGuard(GuardLimits(max_hops=10 * COUNT)), clock)
            broker = MemoryBroker(clock, ids, interceptor=guard, recorder=store.messages, inbox=store.inbox)
            yield broker, BrokerClient(broker, run=RunId("r-1"), sender="bench", ids=ids, clock=clock)


async def our_requests(*, whole: bool) -> float:
    with opened(whole=whole) as (broker, client):
        broker.subscribe(TopicPattern("bench/#"), echo, name="echo")
        clock = SystemClock()
        begin = time.perf_counter()
        for n in range(COUNT):
            deadline = clock.now() + timedelta(seconds=30)
            payload: JsonObject = {"n": n, "text": TEXT, "artefact": str(n)}
            reply = await client.request(TOPIC, payload, deadline, action="ask", conversation=TALK)
            assert reply["n"] == n
        seconds = time.perf_counter() - begin
        await broker.close()
    return COUNT / seconds


async def our_ping_pong(*, whole: bool) -> float:
    with opened(whole=whole) as (broker, client):
        over = asyncio.Event()

        def player(other: str) -> Handler:
            async def answer(message: Message) -> None:
                n = int(str(message.payload["n"]))
                if n == COUNT:
                    over.set()
                    return
                payload: JsonObject = {"n": n + 1, "text": TEXT, "artefact": str(n)}
                await client.publish(Topic.of("bench", other), payload, action="tell", conversation=TALK)

            return answer

        broker.subscribe(TopicPattern("bench/ping"), player("pong"), name="ping")
        broker.subscribe(TopicPattern("bench/pong"), player("ping"), name="pong")
        begin = time.perf_counter()
        await client.publish(Topic("bench/ping"), {"n": 1, "text": TEXT}, action="tell", conversation=TALK)
        await over.wait()
        seconds = time.perf_counter() - begin
        await broker.close()
    return COUNT / seconds


async def their_requests() -> float:
    runtime = SingleThreadedAgentRuntime()
    await Echo.register(runtime, "echo", Echo)
    runtime.start()
    begin = time.perf_counter()
    for n in range(COUNT):
        reply = await runtime.send_message(Number(n, TEXT), AgentId("echo", "default"))
        assert reply.n == n
    seconds = time.perf_counter() - begin
    await runtime.stop_when_idle()
    return COUNT / seconds


async def their_ping_pong() -> float:
    runtime = SingleThreadedAgentRuntime()
    for name, other in (("ping", "pong"), ("pong", "ping")):
        await Player.register(runtime, name, lambda other=other: Player(other))  # type: ignore[misc]
        await runtime.add_subscription(TypeSubscription(name, name))
    runtime.start()
    begin = time.perf_counter()
    await runtime.publish_message(Number(1, TEXT), TheirTopic("ping", "default"))
    await runtime.stop_when_idle()
    return COUNT / (time.perf_counter() - begin)


async def over_mqtt(port: int | None, measure: Callable[[int], Awaitable[float]]) -> float:
    """Measure with Mosquitto, or with amqtt in this process where there is none."""
    if port is not None:
        return await measure(port)
    async with EmbeddedBroker() as embedded:
        return await measure(embedded.port)


async def our_mqtt(port: int) -> float:
    """From one process to itself: published, signed, handled, settled, and the publisher knows."""
    clock, ids = SystemClock(), RandomIds()
    channel = mqtt_channel(f"mqtt://127.0.0.1:{port}/bench", key=b"bench")
    async with MqttBroker(channel, clock, ids) as broker:
        client = BrokerClient(broker, run=RunId("r-1"), sender="bench", ids=ids, clock=clock)
        broker.subscribe(TopicPattern("bench/#"), listen, name="listener")
        await broker.ready()
        begin = time.perf_counter()
        for n in range(COUNT):
            talk = ConversationId(f"c-{n % TALKS}")
            await client.publish(TOPIC, {"n": n, "text": TEXT}, action="tell", conversation=talk)
        await broker.drain()
        return COUNT / (time.perf_counter() - begin)


async def bare_mqtt(port: int, at_once: int = TALKS) -> float:
    """From one process to itself: acknowledged by the MQTT broker, and read."""
    async with aiomqtt.Client("127.0.0.1", port) as reader, aiomqtt.Client("127.0.0.1", port) as writer:
        writer.pending_calls_threshold = COUNT
        await reader.subscribe("bare/#", qos=1)

        async def read() -> None:
            seen = 0
            async for _ in reader.messages:
                unread.release()
                seen += 1
                if seen == COUNT:
                    return

        room, unread = asyncio.Semaphore(at_once), asyncio.Semaphore(_MOST_UNREAD)
        reading = asyncio.create_task(read())

        async def send() -> None:
            async with room:
                await unread.acquire()
                await writer.publish("bare/work", TEXT, qos=1)

        begin = time.perf_counter()
        await asyncio.gather(*(send() for _ in range(COUNT)))
        await reading
        return COUNT / (time.perf_counter() - begin)


def rows() -> list[Row]:
    """Throughput of one sender with messages of 512 characters, ours with inbox, deadlines and order."""
    found: list[Row] = []
    for whole, factor, said in ((False, 2.0, ""), (True, 1.0, ", guarded and recorded")):
        asked = alternate(partial(timed, partial(our_requests, whole=whole)), {PEER: partial(timed, their_requests)})
        found.append(row(f"broker: requests in one conversation{said}", asked, PEER, factor))
        told = alternate(partial(timed, partial(our_ping_pong, whole=whole)), {PEER: partial(timed, their_ping_pong)})
        found.append(row(f"broker: messages in ping-pong{said}", told, PEER, factor))
    with mosquitto() as port:
        name = "Mosquitto" if port is not None else "amqtt"
        measured = alternate(
            partial(timed, partial(over_mqtt, port, our_mqtt)),
            {
                BARE: partial(timed, partial(over_mqtt, port, bare_mqtt)),
                "aiomqtt alone, one at a time": partial(timed, partial(over_mqtt, port, partial(bare_mqtt, at_once=1))),
            },
            pairs=3,
        )
        found.append(row(f"broker: messages over MQTT by {name}", measured, BARE, 0.7))
    return found


def timed(measure: Callable[[], Coroutine[Any, Any, float]]) -> float:
    async def in_time() -> float:
        async with asyncio.timeout(_LONGEST):
            return await measure()

    return asyncio.run(in_time())


def row(name: str, measured: tuple[float, dict[str, float]], peer: str, factor: float) -> Row:
    value, peers = measured
    return Row(name=name, value=value, unit="1/s", better="higher", target=factor * peers[peer], peers=peers)
