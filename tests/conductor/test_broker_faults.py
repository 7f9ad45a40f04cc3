"""A run whose messages travel by MQTT: the broker restarts, and deliveries come twice, late and out of order."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiomqtt
import pytest

from autogenesis.conductor import House, RoleHost, broker_of
from autogenesis.core import DeadlineError, RunId, Settings
from broker import EmbeddedBroker, MqttBroker
from tests.conductor.house import open_store
from tests.conductor.stubs import conductor, crew_of, made, order

STEPS = 5


class Beside:
    """An event loop beside the run's, on a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    def call(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)


@pytest.fixture
def loop() -> Iterator[Beside]:
    beside = Beside()
    yield beside
    beside.loop.call_soon_threadsafe(beside.loop.stop)
    beside.thread.join()
    beside.loop.close()


def conducted(home: Path, port: int, noted: Callable[[str, str], None]) -> Any:
    limits = {"retry_seconds": 0.01}
    settings = Settings.model_validate({"home": home, "broker": f"mqtt://127.0.0.1:{port}", "limits": limits})
    home.mkdir(exist_ok=True)
    with open_store(home) as store:
        outcome = conductor(home, store, crew_of(STEPS, noted), settings=settings).start(order(home), "forms")
        assert outcome.error is None
        run = RunId(outcome.result.run)
        published = Counter((one.step, one.attempt) for one in store.artefacts.of_run(run))
        assert set(published.values()) == {1}
        assert outcome.result.loops == 0
    return made(home)


@pytest.fixture
def wanted(tmp_path) -> str:
    home = tmp_path / "undisturbed"
    home.mkdir()
    with open_store(home) as store:
        assert conductor(home, store, crew_of(STEPS)).start(order(home), "forms").error is None
    return made(home)


@pytest.mark.slow
def test_a_run_outlives_a_restart_of_its_broker(tmp_path, loop, wanted) -> None:
    running = EmbeddedBroker()
    loop.call(running.__aenter__())
    port, drafts = running.port, Counter[str]()

    async def restart() -> None:
        nonlocal running
        await running.__aexit__(None, None, None)
        running = EmbeddedBroker(port)
        await running.__aenter__()

    def noted(what: str, who: str) -> None:
        if what == "draft":
            drafts[who] += 1
            if who in ("doer1", "doer3"):
                loop.call(restart())

    try:
        assert conducted(tmp_path / "run", port, noted) == wanted
    finally:
        loop.call(running.__aexit__(None, None, None))
    assert set(drafts.values()) == {1}, "nothing is drafted twice"


async def joined(house: House) -> Any:
    """A node that hosts the judge."""
    broker = broker_of(house.settings, house.clock, house.ids, inbox=house.storage.inbox)
    await broker.__aenter__()
    RoleHost(house, ["judge"]).join(broker)
    assert isinstance(broker, MqttBroker)
    await broker.ready()
    return broker


def test_a_run_waits_a_while_for_a_worker_that_left(tmp_path, loop, wanted) -> None:
    home, left = tmp_path / "run", threading.Event()
    home.mkdir()

    def noted(what: str, who: str) -> None:
        if (what, who) == ("draft", "doer2"):
            loop.call(hosts.pop().close())
            left.set()

    with on(loop, EmbeddedBroker()) as running, open_store(home) as store:
        limits = {"retry_seconds": 0.1}
        settings = Settings.model_validate(
            {"home": home, "broker": f"mqtt://127.0.0.1:{running.port}", "limits": limits}
        )
        house = conductor(home, store, crew_of(STEPS), settings=settings)._house
        hosts = [loop.call(joined(house))]

        def come_back() -> None:
            assert left.wait(30)
            time.sleep(0.3)
            hosts.append(loop.call(joined(house)))

        back = threading.Thread(target=come_back)
        back.start()
        outcome = conductor(home, store, crew_of(STEPS, noted), settings=settings).start(order(home), "forms")
        back.join(30)
        loop.call(hosts.pop().close())
    assert outcome.error is None
    assert made(home) == wanted


@pytest.mark.slow
def test_a_run_in_which_nobody_has_work_stops_with_its_reason_and_goes_on_when_somebody_is_there(
    tmp_path, loop, wanted
) -> None:
    home = tmp_path / "run"
    home.mkdir()
    with on(loop, EmbeddedBroker()) as running, open_store(home) as store:
        limits = {"retry_seconds": 0.05, "max_retries": 0, "step_seconds": 1.5}
        broker = f"mqtt://127.0.0.1:{running.port}"
        settings = Settings.model_validate({"home": home, "broker": broker, "limits": limits})
        hosts: list[Any] = []

        def noted(what: str, who: str) -> None:
            if (what, who) == ("draft", "doer2"):
                loop.call(hosts.pop().close())

        hosts.append(loop.call(joined(conductor(home, store, crew_of(STEPS), settings=settings)._house)))
        begun = time.monotonic()
        outcome = conductor(home, store, crew_of(STEPS, noted), settings=settings).start(order(home), "forms")
        assert isinstance(outcome.error, DeadlineError)
        assert "'check' has passed" in str(outcome.error)
        assert time.monotonic() - begun < 30
        (record,) = store.runs.find()
        assert record.status == "stopped"
        assert conductor(home, store, crew_of(STEPS)).resume(record.id).error is None
    assert made(home) == wanted


@asynccontextmanager
async def echoing(port: int) -> AsyncIterator[list[str]]:
    """Sends again all that is delivered: once at once, once late, and the late ones out of order."""
    chance, seen, tasks = random.Random(1), set[bytes](), set[asyncio.Task[Any]]()
    told: list[str] = []

    async def listen(client: aiomqtt.Client) -> None:
        async for message in client.messages:
            topic, payload = str(message.topic), bytes(message.payload)  # type: ignore[arg-type]
            if payload in seen:
                continue
            seen.add(payload)

            async def again(seconds: float, topic: str = topic, payload: bytes = payload) -> None:
                await asyncio.sleep(seconds)
                await client.publish(topic, payload, qos=1)
                told.append(topic)

            for seconds in (0.0, chance.uniform(0.01, 0.4)):
                task = asyncio.create_task(again(seconds))
                tasks.add(task)

    async with aiomqtt.Client("127.0.0.1", port) as client:
        for topic in ("genesis/at/#", "genesis/answers/#"):
            await client.subscribe(topic, qos=1)
        listening = asyncio.create_task(listen(client))
        try:
            yield told
        finally:
            listening.cancel()
            await asyncio.wait([listening])
            for task in tasks:
                task.cancel()
            if tasks:
                await asyncio.wait(tasks)


@contextmanager
def on(loop: Beside, manager: Any) -> Iterator[Any]:
    """The asynchronous context, entered and left on the loop."""
    entered = loop.call(manager.__aenter__())
    try:
        yield entered
    finally:
        loop.call(manager.__aexit__(None, None, None))


def test_a_run_takes_every_delivery_once_however_often_and_late_it_comes(tmp_path, loop, wanted) -> None:
    drafts = Counter[str]()

    def noted(what: str, who: str) -> None:
        drafts[f"{what} {who}"] += 1

    with on(loop, EmbeddedBroker()) as running, on(loop, echoing(running.port)) as told:
        assert conducted(tmp_path / "run", running.port, noted) == wanted
        assert len(told) > 2 * STEPS, "there were echoes"
    assert {drafts[f"draft doer{n}"] for n in range(5)} == {1}
    assert drafts["check judge"] == STEPS
