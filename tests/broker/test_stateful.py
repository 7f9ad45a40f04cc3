"""Whatever is published, duplicated, crashed, cut off, delayed or replayed: every effect happens once, in order."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from autogenesis.core import ConversationId, FixedClock, JsonObject, Message, MessageId, SeededIds, TopicPattern
from broker import (
    BrokerClient,
    BrokerOptions,
    Effect,
    EmbeddedBroker,
    MemoryBroker,
    MemoryInbox,
    MqttBroker,
    mqtt_channel,
)
from tests.broker.bench import KEY, RUN, WORK, Ledger
from tests.broker.mosquitto import mosquitto
from tests.broker.proxy import Wire

STEPS = 25
LEASE = 0.2
OPTIONS = BrokerOptions(capacity=100_000, max_deliveries=100_000)
TALKS = [ConversationId(f"c-{n}") for n in range(3)]


class Runner:
    """One loop for all sequences, with one MQTT broker; each sequence has a root of its own."""

    port: ClassVar[int] = 0
    count: ClassVar[int] = 0
    loop: ClassVar[asyncio.AbstractEventLoop]


class Sequence(RuleBasedStateMachine):
    """A publisher and a worker that share nothing but messages; the worker's inbox outlives it."""

    mqtt: ClassVar[bool]

    def __init__(self) -> None:
        super().__init__()
        Runner.count += 1
        self.root = f"s{Runner.count}"
        self.clock = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
        self.ids = SeededIds(Runner.count)
        self.ledger = Ledger()
        self.inbox = MemoryInbox()
        self.done: list[Message] = []
        self.sent: list[Message] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.cut = False
        self.worker: MemoryBroker | MqttBroker | None = None
        self.do(self.begin())

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        async def bounded() -> Any:
            async with asyncio.timeout(60):
                return await work

        return Runner.loop.run_until_complete(bounded())

    async def begin(self) -> None:
        if self.mqtt:
            self.publisher: MemoryBroker | MqttBroker = await self.node(Runner.port, self.ledger)
        await self.employ()

    async def node(self, port: int, ledger: Ledger | None) -> MqttBroker:
        channel = mqtt_channel(f"mqtt://127.0.0.1:{port}/{self.root}", key=KEY, lease_seconds=LEASE)
        broker = MqttBroker(
            channel, self.clock, self.ids, options=OPTIONS, recorder=ledger, inbox=None if ledger else self.inbox
        )
        return await broker.__aenter__()

    async def employ(self) -> None:
        """Have a worker at work, and hand it what an earlier one left."""
        if self.mqtt:
            self.wire = Wire(Runner.port)
            await self.wire.open()
            self.worker = await self.node(self.wire.port, None)
        else:
            self.worker = self.publisher = MemoryBroker(
                self.clock, self.ids, options=OPTIONS, recorder=self.ledger, inbox=self.inbox
            )
        self.taken = self.worker.subscribe(TopicPattern("run/#"), self.handle, name="worker")
        self.client = BrokerClient(self.publisher, run=RUN, sender="tester", ids=self.ids, clock=self.clock)
        if self.mqtt:
            assert isinstance(self.worker, MqttBroker)
            await self.worker.ready()
            while "worker" not in self.publisher.hosted_elsewhere():
                await asyncio.sleep(0.001)
        else:
            await self.publisher.replay(self.taken, self.ledger)

    async def handle(self, message: Message) -> Effect:
        await self.gate.wait()

        def apply() -> JsonObject:
            self.done.append(message)
            return {"n": len(self.done)}

        return Effect(apply)

    @property
    def up(self) -> bool:
        return self.worker is not None

    @precondition(lambda self: self.up or self.mqtt)
    @rule(talk=st.sampled_from(TALKS), seconds=st.sampled_from([None, None, None, 20.0]), count=st.integers(1, 4))
    def publish(self, talk: ConversationId, seconds: float | None, count: int) -> None:
        for _ in range(count):
            deadline = None if seconds is None else self.clock.now() + timedelta(seconds=seconds)
            sending = self.client.publish(WORK, {}, action="tell", conversation=talk, deadline=deadline)
            self.sent.append(self.do(sending))

    @precondition(lambda self: self.sent and (self.up or self.mqtt))
    @rule(data=st.data())
    def duplicate(self, data: st.DataObject) -> None:
        message = data.draw(st.sampled_from(self.sent))
        if message.deadline is None:
            self.do(self.publisher.publish(message))

    @rule()
    def hold(self) -> None:
        self.gate.clear()

    @precondition(lambda self: self.up and not self.cut)
    @rule()
    def consume(self) -> None:
        self.gate.set()
        self.do(self.publisher.drain())

    @rule()
    def wait(self) -> None:
        self.do(asyncio.sleep(0.002))

    @precondition(lambda self: self.up)
    @rule()
    def crash(self) -> None:
        self.do(self.leave(crash=True))

    async def leave(self, *, crash: bool) -> None:
        worker, self.worker = self.worker, None
        assert worker is not None
        if self.mqtt and crash:
            self.wire.cut()
        await worker.close()
        if self.mqtt:
            await self.wire.close()
            while "worker" in self.publisher.hosted_elsewhere():
                await asyncio.sleep(0.001)
        self.cut = False

    @precondition(lambda self: not self.up)
    @rule()
    def restart(self) -> None:
        self.do(self.employ())

    @rule(seconds=st.sampled_from([0.1, 1.0, 15.0, 86_400.0]))
    def advance(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    @precondition(lambda self: self.mqtt and self.up and not self.cut)
    @rule()
    def partition(self) -> None:
        self.wire.cut()
        self.cut = True
        self.do(asyncio.sleep(0.002))

    @precondition(lambda self: self.cut)
    @rule()
    def heal(self) -> None:
        self.wire.mend()
        self.cut = False

    @precondition(lambda self: self.up and not self.cut)
    @rule(share=st.floats(0, 1))
    def replay(self, share: float) -> None:
        since = int(share * len(self.ledger.recorded))
        subscription = self.taken
        self.do(self.publisher.replay(subscription, self.ledger, since))

    @invariant()
    def nothing_is_done_twice(self) -> None:
        ids = [message.id for message in self.done]
        assert len(ids) == len(set(ids))

    def teardown(self) -> None:
        try:
            self.do(self.finish())
        finally:
            if self.mqtt:
                self.do(self.publisher.close())

    async def finish(self) -> None:
        self.gate.set()
        if self.cut:
            self.wire.mend()
        if not self.up:
            await self.employ()
        await self.publisher.drain()
        await self.leave(crash=False)
        done = {message.id for message in self.done}
        late = {message.id for message, reason in self.ledger.dead if "deadline" in reason}
        lost = [message.id for message in self.sent if message.id not in done | late]
        assert not lost, lost
        self.check_order()

    def check_order(self) -> None:
        """Those without a deadline come in the order in which they were sent, in each conversation."""
        wanted: dict[str, list[MessageId]] = defaultdict(list)
        for message in self.sent:
            if message.deadline is None:
                wanted[message.conversation].append(message.id)
        timeless = {message.id for message in self.sent if message.deadline is None}
        for talk, expected in wanted.items():
            got = [message.id for message in self.done if message.conversation == talk and message.id in timeless]
            assert got == expected


class InMemory(Sequence):
    mqtt = False


class OverMqtt(Sequence):
    mqtt = True


@pytest.fixture
def embedded() -> Iterator[None]:
    Runner.loop = asyncio.new_event_loop()
    broker = EmbeddedBroker()
    Runner.loop.run_until_complete(broker.__aenter__())
    Runner.port = broker.port
    yield
    Runner.loop.run_until_complete(broker.__aexit__())
    Runner.loop.run_until_complete(Runner.loop.shutdown_default_executor())
    Runner.loop.close()


def play(machine: type[Sequence], count: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=count,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.slow
@pytest.mark.usefixtures("embedded")
@pytest.mark.parametrize(("machine", "count"), [(InMemory, 60), (OverMqtt, 15)])
def test_every_effect_happens_once_and_in_order_whatever_happens(machine: type[Sequence], count: int) -> None:
    play(machine, count)


@pytest.fixture
def outside() -> Iterator[int | None]:
    """Mosquitto, in a process of its own; None where it is not installed. The embedded broker is for demonstrations: for
    five seconds it waits for the word of whoever was killed, and others wait with it."""
    with mosquitto() as port:
        Runner.loop, Runner.port = asyncio.new_event_loop(), port or 0
        yield port
        Runner.loop.run_until_complete(Runner.loop.shutdown_default_executor())
        Runner.loop.close()


@pytest.mark.soak
@pytest.mark.parametrize(("machine", "count"), [(InMemory, 40_000), (OverMqtt, 10_000)])
def test_fifty_thousand_sequences(
    machine: type[Sequence], count: int, outside: int | None, record_property: Any
) -> None:
    if machine.mqtt and outside is None:
        pytest.skip("sequences over MQTT are NOT played: Mosquitto is not installed")
    play(machine, count)
    record_property("sequences", count)
