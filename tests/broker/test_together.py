"""Broker, guard and store as a run uses them together."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from autogenesis.core import (
    ConversationId,
    GuardError,
    JsonObject,
    Message,
    RunId,
    SeededIds,
    SystemClock,
    Topic,
    TopicPattern,
)
from broker import BrokerClient, MemoryBroker
from loopguard import GuardInterceptor, LoopGuard
from storage import Storage


def test_two_agents_that_only_thank_each_other_are_stopped_and_all_is_on_record(tmp_path: Path) -> None:
    async def scenario(store: Storage) -> GuardError:
        clock, ids, run = SystemClock(), SeededIds(1), RunId("r-1")
        broker = MemoryBroker(
            clock,
            ids,
            interceptor=GuardInterceptor(LoopGuard(), clock),
            recorder=store.messages,
            inbox=store.inbox,
        )
        client = BrokerClient(broker, run=run, sender="planner", ids=ids, clock=clock)

        async def thank(message: Message) -> JsonObject:
            return {"text": "thank you"}

        broker.subscribe(TopicPattern("thanks"), thank, name="reviewer")

        async def go_on() -> None:
            for _ in range(100):
                await client.request(
                    Topic("thanks"),
                    {"text": "no, thank you"},
                    clock.now() + timedelta(seconds=10),
                    action="thank",
                    conversation=ConversationId("c-1"),
                )

        with pytest.raises(GuardError) as caught:
            await go_on()
        await broker.close()
        return caught.value

    with Storage.open(f"sqlite:///{tmp_path}/genesis.db", SystemClock()) as store:
        error = asyncio.run(scenario(store))
        recorded = store.messages.of_run(RunId("r-1"))
        letters = store.messages.dead_letters(RunId("r-1"))
    assert error.exit_code == 4
    assert error.decision is not None
    assert error.decision.onset == recorded[0].id
    assert len(recorded) == 6
    assert "went round 3 times" in letters[0].reason
