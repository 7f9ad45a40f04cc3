"""Messages of one conversation are looked at one after another, in the order of sending, whoever gives up meanwhile."""

from __future__ import annotations

import asyncio

from autogenesis.core import ConversationId, Decision, Message, SeededIds, SystemClock, TopicPattern
from broker import BrokerClient, MemoryBroker
from tests.broker.bench import RUN, TALK, WORK


class Slow:
    """An interceptor that takes its time, and tells how many it has in hand in one conversation at most."""

    def __init__(self) -> None:
        self.seen: list[object] = []
        self.at_once: dict[ConversationId, int] = {}
        self.most = 0

    async def before_delivery(self, message: Message) -> Decision:
        talk = message.conversation
        self.at_once[talk] = self.at_once.get(talk, 0) + 1
        self.most = max(self.most, self.at_once[talk])
        await asyncio.sleep(0.001)
        self.at_once[talk] -= 1
        self.seen.append(message.payload["n"])
        return Decision(verdict="allow")


async def test_who_gives_up_before_its_turn_holds_up_nobody() -> None:
    handled: list[object] = []

    async def handle(message: Message) -> None:
        handled.append(message.payload["n"])

    slow, ids, clock = Slow(), SeededIds(1), SystemClock()
    async with MemoryBroker(clock, ids, interceptor=slow) as broker:
        client = BrokerClient(broker, run=RUN, sender="me", ids=ids, clock=clock)
        broker.subscribe(TopicPattern(str(WORK)), handle, name="design")
        tasks = [
            asyncio.create_task(client.publish(WORK, {"n": n}, action="tell", conversation=TALK)) for n in range(6)
        ]
        await asyncio.sleep(0)
        tasks[2].cancel()
        while 1 not in slow.seen:
            await asyncio.sleep(0)
        tasks[3].cancel()  # its turn has just come
        await asyncio.gather(*tasks, return_exceptions=True)
        await broker.drain()
        other = await client.publish(WORK, {"n": 9}, action="tell", conversation=TALK)
        await broker.drain()
    assert other.payload == {"n": 9}
    assert slow.most == 1
    assert handled == sorted(handled)  # type: ignore[type-var]
    assert {0, 1, 4, 5, 9} <= set(handled)
    assert 2 not in handled
