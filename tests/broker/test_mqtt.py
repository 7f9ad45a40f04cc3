"""What only MQTT can do wrong: strangers, dying and late processes, clocks that differ, a broker that restarts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiomqtt
import pytest

from autogenesis.core import (
    BrokerError,
    ConfigurationError,
    ConversationId,
    JsonObject,
    Message,
    SystemClock,
    TopicPattern,
)
from broker import (
    BrokerClient,
    Effect,
    EmbeddedBroker,
    MqttBroker,
    embedded_port,
    mqtt_channel,
)
from storage import Storage
from tests.broker.bench import KEY, RUN, Bench, echo, run, until
from tests.broker.mosquitto import mosquitto

LEASE = 0.4


class SkewedClock(SystemClock):
    """A machine whose clock is set wrong."""

    def __init__(self, by: timedelta) -> None:
        self._by = by

    def now(self) -> datetime:
        return super().now() + self._by


async def eavesdrop(port: int, heard: list[tuple[str, bytes]], listens: asyncio.Event) -> None:
    async with aiomqtt.Client("127.0.0.1", port) as client:
        await client.subscribe("#", qos=1)
        listens.set()
        async for message in client.messages:
            heard.append((str(message.topic), bytes(message.payload)))  # type: ignore[arg-type]


def test_what_is_not_sealed_with_the_key_is_not_taken(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        bench = await Bench.open("mqtt")
        handled: list[JsonObject] = []

        async def note(message: Message) -> None:
            handled.append(message.payload)

        bench.on("run/#", note)
        heard: list[tuple[str, bytes]] = []
        listens = asyncio.Event()
        listening = asyncio.create_task(eavesdrop(bench.port, heard, listens))
        await listens.wait()
        await bench.tell({"n": 1})
        await bench.broker.drain()
        await until(lambda: any("/at/" in topic for topic, _ in heard))
        topic, sealed = next((topic, payload) for topic, payload in heard if "/at/" in topic)
        async with aiomqtt.Client("127.0.0.1", bench.port) as stranger:
            for forged in (b"junk", sealed[:64] + sealed[64:].replace(b'"n":1', b'"n":2'), b"-" * 64 + sealed[64:]):
                await stranger.publish(topic, forged, qos=1)
            await stranger.publish("test/at/" + "n" * 20, sealed, qos=1)
            await stranger.publish(topic, sealed, qos=1)
        assert isinstance(bench.broker, MqttBroker)
        refusals = bench.broker.refusals
        await until(lambda: len(refusals) == 3)
        await asyncio.sleep(0.1)
        assert all("seal" in str(error) for error in refusals)
        assert handled == [{"n": 1}]
        assert KEY not in b"".join(payload for _, payload in heard)
        listening.cancel()
        await asyncio.wait([listening])
        await bench.close()

    run(scenario)


def test_a_node_with_another_key_is_no_node() -> None:
    async def scenario() -> None:
        bench = await Bench.open("mqtt")
        other = await bench.node(key=b"another key")
        other.subscribe(TopicPattern("run/#"), echo, name="impostor")
        assert isinstance(other, MqttBroker)
        await other.ready()
        assert isinstance(bench.broker, MqttBroker)
        await until(lambda: bench.broker.refusals)  # type: ignore[union-attr]
        with pytest.raises(BrokerError, match="nobody subscribes"):
            await bench.ask({})
        await bench.close()

    run(scenario)


async def crew(bench: Bench, count: int, **options: Any) -> list[MqttBroker]:
    """Nodes that may host the same role."""
    nodes = [await bench.node(lease=LEASE, **options) for _ in range(count)]
    return [node for node in nodes if isinstance(node, MqttBroker)]


def test_what_a_dead_worker_had_in_hand_goes_to_another() -> None:
    async def scenario() -> None:
        bench = await Bench.open("mqtt", lease=LEASE)
        first, second = await crew(bench, 2)
        begun = asyncio.Event()

        async def dies(message: Message) -> JsonObject:
            begun.set()
            await asyncio.Event().wait()
            return {}

        first.subscribe(TopicPattern("run/#"), dies, name="generator")
        await first.ready()
        await until(lambda: "generator" in bench.broker.hosted_elsewhere())
        asked = asyncio.create_task(bench.ask({"n": 1}))
        await begun.wait()
        second.subscribe(TopicPattern("run/#"), echo, name="generator")
        await second.ready()
        await first.close()
        assert await asked == {"n": 1}
        assert bench.ledger.dead == []
        await bench.close()

    run(scenario)


def test_a_worker_that_comes_back_late_cannot_complete_the_step_again(tmp_path: Path) -> None:
    async def scenario(store: Storage) -> None:
        store.runs.create(RUN, slug="s", spec_hash="0", settings={}, code_version="1")
        bench = await Bench.open("mqtt", lease=LEASE)
        late, prompt = await crew(bench, 2, inbox=store.inbox)
        gate, begun, came = asyncio.Event(), asyncio.Event(), asyncio.Event()
        written: list[str] = []

        def publish(by: str) -> Effect:
            def apply() -> JsonObject:
                made = store.artefacts.publish(RUN, "design", 1, kind="blueprint", body={"by": by})
                written.append(by)
                return {"made": made.hash}

            return Effect(apply)

        async def sleeps(message: Message) -> Effect:
            begun.set()
            await gate.wait()
            came.set()
            return publish("late")

        async def works(message: Message) -> Effect:
            return publish("prompt")

        late.subscribe(TopicPattern("run/#"), sleeps, name="design")
        await late.ready()
        await until(lambda: "design" in bench.broker.hosted_elsewhere())
        asked = asyncio.create_task(bench.ask({}))
        await begun.wait()
        late._host.tell_holding = lambda: None  # type: ignore[method-assign]  # it is stopped: not even its heart beats
        prompt.subscribe(TopicPattern("run/#"), works, name="design")
        await prompt.ready()
        reply = await asked
        gate.set()
        await came.wait()
        await asyncio.sleep(0.1)
        (made,) = store.artefacts.of_run(RUN)
        assert (made.body, written) == ({"by": "prompt"}, ["prompt"])
        assert reply == {"made": made.hash}
        await bench.close()

    with Storage.open(f"sqlite:///{tmp_path}/genesis.db", SystemClock()) as store:
        run(lambda: scenario(store))


def test_a_message_that_kills_its_workers_is_given_up_with_its_reason() -> None:
    async def scenario() -> None:
        bench = await Bench.open("mqtt", lease=LEASE, max_deliveries=2)
        (node,) = await crew(bench, 1)
        taken: list[int] = []

        async def vanish(message: Message) -> JsonObject:
            taken.append(message.attempt)
            await asyncio.Event().wait()
            return {}

        node.subscribe(TopicPattern("run/#"), vanish, name="worker")
        node._host.tell_holding = lambda: None  # type: ignore[method-assign]
        await node.ready()
        await until(lambda: "worker" in bench.broker.hosted_elsewhere())
        with pytest.raises(BrokerError, match="was given the message 2 times, and each time nobody settled it"):
            await bench.ask({})
        assert len(bench.ledger.dead) == 1
        await bench.close()

    run(scenario)


def test_a_broker_that_restarts_loses_nothing() -> None:
    async def scenario() -> None:
        bench = Bench()
        handled: list[Any] = []

        async def note(message: Message) -> None:
            handled.append(message.payload["n"])

        async with EmbeddedBroker() as first:
            bench.port = first.port
            bench.broker = await bench.node(recorder=bench.ledger, lease=5 * LEASE)
            worker = await bench.node(lease=5 * LEASE)
            bench.client = BrokerClient(bench.broker, run=RUN, sender="tester", ids=bench.ids, clock=bench.clock)
            worker.subscribe(TopicPattern("run/#"), note, name="worker")
            await until(lambda: "worker" in bench.broker.hosted_elsewhere())
            for n in range(20):
                await bench.tell({"n": n})
        for n in range(20, 40):
            await bench.tell({"n": n})
        async with EmbeddedBroker(bench.port):
            await bench.broker.drain()
            assert handled == list(range(40))
            assert bench.ledger.dead == []
            await bench.close()

    run(scenario)


@pytest.mark.parametrize("days", [-1, 1])
def test_clocks_a_day_apart_change_no_deadline(days: int) -> None:
    async def scenario() -> None:
        bench = await Bench.open("mqtt")
        worker = await bench.node(clock=SkewedClock(timedelta(days=days)))

        async def moody(message: Message) -> JsonObject:
            if message.payload["slow"]:
                await asyncio.Event().wait()
            return {}

        worker.subscribe(TopicPattern("run/#"), moody, name="worker")
        await until(lambda: "worker" in bench.broker.hosted_elsewhere())
        assert await bench.ask({"slow": False}, seconds=10) == {}
        with pytest.raises(Exception, match="deadline of 'ask' has passed"):
            await bench.ask({"slow": True}, seconds=0.3)
        assert await bench.ask({"slow": False}, seconds=10) == {}
        await bench.close()

    run(scenario)


def test_an_embedded_broker_shares_nothing_and_workers_are_addressed_by_turns() -> None:
    async def scenario() -> None:
        bench = await Bench.open("mqtt")
        workers = await crew(bench, 2)
        assert not any(worker.shares for worker in workers)
        assert await spread(bench, workers) > 5
        await bench.close()

    run(scenario)


async def spread(bench: Bench, workers: list[MqttBroker]) -> int:
    """How many of 40 messages the less busy of two workers got; each got its own only."""
    got: list[list[Any]] = [[], []]

    def taking(index: int) -> Any:
        async def take(message: Message) -> None:
            got[index].append(message.payload["n"])

        return take

    for index, worker in enumerate(workers):
        worker.subscribe(TopicPattern("run/#"), taking(index), name="generator")
        await worker.ready()
    assert isinstance(bench.broker, MqttBroker)
    nodes = bench.broker._nodes
    await until(lambda: sum(bool(found.groups) for found in nodes.values()) == 2)
    for n in range(40):
        await bench.tell({"n": n}, talk=ConversationId(f"c-{n}"))
    await bench.broker.drain()
    assert sorted(got[0] + got[1]) == list(range(40))
    return min(len(one) for one in got)


@pytest.fixture
def port() -> Iterator[int]:
    with mosquitto() as port:
        if port is None:
            pytest.skip("Mosquitto is NOT tested: it is not installed")
        yield port


def test_mosquitto_spreads_the_work_over_shared_subscriptions(port: int) -> None:
    async def scenario() -> None:
        bench = Bench()
        bench.port = port
        bench.broker = await bench.node(recorder=bench.ledger)
        bench.client = BrokerClient(bench.broker, run=RUN, sender="tester", ids=bench.ids, clock=bench.clock)
        workers = await crew(bench, 2)
        assert all(worker.shares for worker in workers)
        assert await spread(bench, workers) > 5
        await bench.close()

    run(scenario)


def test_the_embedded_broker_opens_no_thread_that_stays() -> None:
    import threading

    before = threading.active_count()

    async def scenario() -> None:
        bench = await Bench.open("mqtt")
        bench.on("run/#", echo)
        assert await bench.ask({"n": 1}) == {"n": 1}
        await bench.close()

    run(scenario)
    assert threading.active_count() == before


def test_an_address_that_will_not_do_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for url, key, said in (
        ("http://here", KEY, "is no address of a broker"),
        ("mqtt://here:no", KEY, "is no address of a broker"),
        ("mqtt://nurse:secret@localhost", KEY, "GENESIS_BROKER_PASSWORD"),
        ("mqtt://broker.example", None, "GENESIS_BROKER_KEY"),
    ):
        with pytest.raises(ConfigurationError, match=said) as caught:
            mqtt_channel(url, key=key)
        assert "secret" not in str(caught.value).replace("same secret", "")
    assert embedded_port("mqtt://localhost") is None
    assert embedded_port("embedded://127.0.0.1:1999") == 1999
    monkeypatch.setattr("broker._address.find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"Install autogenesis\[mqtt\]"):
        mqtt_channel("mqtt://localhost", key=KEY)
    with pytest.raises(ConfigurationError, match=r"Install autogenesis\[embedded\]"):
        embedded_port("embedded://127.0.0.1")


def test_a_message_too_large_to_be_taken_is_refused_at_its_sender() -> None:
    async def scenario() -> None:
        bench = await Bench.open("mqtt")
        bench.on("run/#", echo)
        with pytest.raises(BrokerError, match="more than the 4194304 that are taken"):
            await bench.ask({"text": "x" * 2**22})
        assert await bench.ask({"text": "x" * 2**20}) == {"text": "x" * 2**20}
        await bench.close()

    run(scenario)


def test_no_broker_there_is_said_at_once() -> None:
    async def scenario() -> None:
        channel = mqtt_channel("mqtt://127.0.0.1:1", key=KEY)
        bench = Bench()
        with pytest.raises(BrokerError, match="cannot be reached"):
            await MqttBroker(channel, bench.clock, bench.ids).__aenter__()

    run(scenario)


async def test_the_embedded_broker_serves_whoever_connects_while_others_subscribe(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def comes_and_goes(port: int, number: int) -> None:
        for turn in range(3):
            async with aiomqtt.Client("127.0.0.1", port) as client:
                for each in range(4):
                    await client.subscribe(f"kept/{(number * 13 + turn * 7 + each * 3) % 60}", qos=1)

    async with EmbeddedBroker() as broker:
        async with aiomqtt.Client("127.0.0.1", broker.port) as client:
            for number in range(60):
                await client.publish(f"kept/{number}", b"said before", qos=1, retain=True)
        async with asyncio.TaskGroup() as together:
            for number in range(12):
                together.create_task(comes_and_goes(broker.port, number))
    assert not [line for line in caplog.records if line.levelname == "ERROR" and line.name == "asyncio"]
