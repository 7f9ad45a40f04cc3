"""A broker on either transport with a ledger and a client; MQTT goes through a real broker on a free port."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

from autogenesis.core import (
    Clock,
    ConversationId,
    Decision,
    IdSource,
    Inbox,
    Interceptor,
    JsonObject,
    Message,
    Recorder,
    RunId,
    SeededIds,
    SystemClock,
    Topic,
    TopicPattern,
)
from broker import (
    BrokerClient,
    BrokerOptions,
    EmbeddedBroker,
    Handler,
    MemoryBroker,
    MqttBroker,
    Subscription,
    mqtt_channel,
)

RUN = RunId("r-1")
TALK = ConversationId("c-1")
WORK = Topic("run/r-1/role/design")
TRANSPORTS = ("memory", "mqtt")
KEY = b"a key that only the tests know"


class Ledger:
    """A journal that keeps everything in lists."""

    def __init__(self) -> None:
        self.recorded: list[Message] = []
        self.dead: list[tuple[Message, str]] = []

    def record(self, message: Message) -> None:
        self.recorded.append(message)

    def dead_letter(self, message: Message, reason: str) -> None:
        self.dead.append((message, reason))

    def since(self, offset: int, limit: int) -> Sequence[tuple[int, Message]]:
        return list(enumerate(self.recorded, start=1))[offset : offset + limit]


class Guard:
    """An interceptor that does as it is told."""

    def __init__(self, rule: Callable[[Message], Decision]) -> None:
        self._rule = rule

    async def before_delivery(self, message: Message) -> Decision:
        await asyncio.sleep(0)
        return self._rule(message)


class Bench:
    """A broker of one transport, a ledger and a client."""

    broker: MemoryBroker | MqttBroker
    client: BrokerClient

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.ids: IdSource = SeededIds(1)
        self.clock: Clock = SystemClock()
        self.port = 0
        self._stack = AsyncExitStack()

    @classmethod
    async def open(cls, transport: str, rule: Callable[[Message], Decision] | None = None, **options: Any) -> Bench:
        bench = cls()
        if transport == "mqtt":
            bench.port = (await bench._stack.enter_async_context(EmbeddedBroker())).port
        guard = Guard(rule) if rule else None
        bench.broker = await bench.node(guard, recorder=options.pop("recorder", bench.ledger), **options)
        bench.client = BrokerClient(bench.broker, run=RUN, sender="tester", ids=bench.ids, clock=bench.clock)
        return bench

    async def node(
        self,
        guard: Interceptor | None = None,
        *,
        recorder: Recorder | None = None,
        inbox: Inbox | None = None,
        clock: Clock | None = None,
        key: bytes | None = KEY,
        lease: float = 5.0,
        **options: Any,
    ) -> MemoryBroker | MqttBroker:
        """Another node, or the only one."""
        clock = clock or self.clock
        if not self.port:
            return MemoryBroker(
                clock,
                self.ids,
                options=BrokerOptions(**options),
                interceptor=guard,
                recorder=recorder,
                inbox=inbox,
            )
        broker = MqttBroker(
            mqtt_channel(f"mqtt://127.0.0.1:{self.port}/test", key=key, lease_seconds=lease),
            clock,
            self.ids,
            options=BrokerOptions(**options),
            interceptor=guard,
            recorder=recorder,
            inbox=inbox,
        )
        return await self._stack.enter_async_context(broker)

    def on(self, pattern: str, handler: Handler, name: str = "worker") -> Subscription:
        return self.broker.subscribe(TopicPattern(pattern), handler, name=name)

    async def tell(self, payload: JsonObject, *, talk: ConversationId = TALK, topic: Topic = WORK) -> Message:
        return await self.client.publish(topic, payload, action="tell", conversation=talk)

    async def ask(
        self, payload: JsonObject, *, talk: ConversationId = TALK, topic: Topic = WORK, seconds: float = 20.0
    ) -> JsonObject:
        deadline = self.clock.now() + timedelta(seconds=seconds)
        return await self.client.request(topic, payload, deadline, action="ask", conversation=talk)

    async def close(self) -> None:
        await self.broker.close()
        await self._stack.aclose()


async def until(true: Callable[[], object]) -> None:
    """Wait until it is so; the test's own time limit ends a vain wait."""
    while not true():
        await asyncio.sleep(0.002)


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    """Run a scenario; it must leave no task and no thread behind."""

    async def bounded() -> None:
        async with asyncio.timeout(60):
            await scenario()
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        assert not left, left

    asyncio.run(bounded())


async def echo(message: Message) -> JsonObject:
    return message.payload


async def fail(message: Message) -> JsonObject:
    raise ValueError("broken")
