"""Many runs of one process: those whose models answer at one moment go on one after another, each as far as it gets."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from autogenesis.conductor import Worker
from autogenesis.conductor._turnstile import Turnstile
from autogenesis.core import SystemClock
from blueprints import Gap
from storage import Storage
from tests.conductor.stubs import Delivery, Stub, conductor, crew_of, order
from tests.models.desk import Scripted

RUNS, STEPS = 48, 2


class Lacking(Stub):
    """Lacks something, so that a model is asked at each step."""

    at_once = True

    def gaps(self, out: Any) -> tuple[Any, ...]:
        return () if self.name == "hierarchy" else (Gap(id="gap.n1", text="What is it?", status="unclear"),)


class AllAtOnce(Scripted):
    """Answers the first question of every run when all have asked."""

    def __init__(self) -> None:
        super().__init__('{"changes": []}')
        self._all = asyncio.Event()

    async def answer(self, request: Any) -> Any:
        answer = await super().answer(request)
        if len(self.asked) == RUNS:
            self._all.set()
        await self._all.wait()
        return answer


@pytest.mark.slow
def test_what_models_answered_together_comes_through_the_turnstile_run_by_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[int] = []
    through = Turnstile.through

    async def counted(turnstile: Turnstile) -> None:
        came.append(1)
        await through(turnstile)

    monkeypatch.setattr(Turnstile, "through", counted)
    crew = {
        topic: Lacking("understanding" if topic.startswith("doer") else topic, STEPS, lambda what, who: None)
        for topic in crew_of(STEPS)
    }
    with Storage.open(f"sqlite:///{tmp_path}/genesis.db", SystemClock()) as store:
        url = f"sqlite:///{tmp_path}/genesis.db"
        clients = {"understanding": AllAtOnce()}
        one = conductor(tmp_path, store, crew, url=url, deliverer=Delivery(tmp_path / "out"), clients=clients)
        for _ in range(RUNS):
            one.queue(order(tmp_path), "forms")
        Worker(one._house, RUNS, load=lambda: 0.0).work(until_idle=True)
        assert {record.status for record in store.runs.find(limit=RUNS)} == {"done"}
        sent = [(one.action, one.payload.get("step")) for one in store.messages.latest(10_000)]
    assert sent.count(("check", "s0")) == sent.count(("draft", "s1")) == RUNS
    assert len(came) >= RUNS * STEPS, "whatever a model answered comes through"


@pytest.mark.parametrize("turns_of_work", [1, 5, 20])
def test_the_first_asks_again_before_the_last_one_goes_on(turns_of_work: int) -> None:
    """Every one needs some turns of the loop from its answer to its next question."""
    told: list[tuple[str, int]] = []

    async def run(turnstile: Turnstile, number: int) -> None:
        await turnstile.through()
        told.append(("goes on", number))
        for _ in range(turns_of_work):
            await asyncio.sleep(0)
        told.append(("asks", number))

    async def together() -> None:
        turnstile = Turnstile(a_turn=1)
        await asyncio.gather(*(run(turnstile, number) for number in range(RUNS)))

    asyncio.run(together())
    assert [number for what, number in told if what == "goes on"] == list(range(RUNS)), "in the order that they came"
    assert told.index(("asks", 0)) <= told.index(("goes on", turns_of_work + 2)) < told.index(("goes on", RUNS - 1))


def test_who_was_cancelled_while_waiting_keeps_nobody_from_coming_through() -> None:
    through: list[int] = []

    async def run(turnstile: Turnstile, number: int) -> None:
        await turnstile.through()
        through.append(number)

    async def one_leaves() -> None:
        turnstile = Turnstile(a_turn=1)
        runs = [asyncio.create_task(run(turnstile, number)) for number in range(5)]
        await asyncio.sleep(0)
        runs[2].cancel()
        await asyncio.wait(runs)

    asyncio.run(one_leaves())
    assert through == [0, 1, 3, 4]
