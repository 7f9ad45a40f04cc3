"""Sends messages through a broker with a store under faults: ``many_messages FOLDER COUNT SEED``, begun anew when killed.

Messages have ids of their own, so that what is sent again is the same message. Each effect counts in the store's own
database, for its conversation: what came last, and what came that was not the next. Some messages are sent twice at
once, some handlers fail once before their effect, and the process is killed in the midst of it, which is drawn.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from autogenesis.core import ConversationId, JsonObject, Message, MessageId, RunId, SeededIds, SystemClock, Topic
from autogenesis.core import TopicPattern as Pattern
from broker import BrokerOptions, Effect, MemoryBroker
from storage import Storage

RUN, WORK, TALKS, KILLS = RunId("r-1"), Topic("run/r-1/work"), 64, 20
BACK = 40
"""How many messages of each conversation are sent again after a restart, though they were settled."""


def counted(store: Storage, talk: int) -> dict[str, Any]:
    kept = store.runs.state(RUN, f"talk{talk}")
    return dict(kept) if isinstance(kept, dict) else {"next": talk, "done": 0, "twice": 0, "unexpected": 0}


class Faulty:
    """A handler that fails now and then, and whose effects count."""

    def __init__(self, store: Storage, chance: random.Random) -> None:
        self._store, self._chance, self._failed = store, chance, set[MessageId]()

    async def __call__(self, message: Message) -> Effect:
        if self._chance.random() < 0.01 and message.id not in self._failed:
            self._failed.add(message.id)
            raise ValueError("fails once")
        number = int(str(message.payload["n"]))

        def count() -> JsonObject | None:
            talk = counted(self._store, number % TALKS)
            if number == talk["next"]:
                talk["next"], talk["done"] = number + TALKS, talk["done"] + 1
            else:
                talk["twice" if number < talk["next"] else "unexpected"] += 1
            self._store.runs.save_state(RUN, f"talk{number % TALKS}", talk)
            return None

        return Effect(count)


async def send(store: Storage, count: int, seed: int, kill_at: int) -> None:
    """All that has not been counted yet, and some that has; killed after so many."""
    chance, clock = random.Random(seed), SystemClock()
    recorder, inbox = store.messages, store.inbox
    broker = MemoryBroker(clock, SeededIds(seed), options=BrokerOptions(capacity=32), recorder=recorder, inbox=inbox)
    broker.subscribe(Pattern(WORK), Faulty(store, chance), name="worker")
    nexts = [counted(store, talk)["next"] for talk in range(TALKS)]
    sent = 0
    for number in range(max(min(nexts) - BACK * TALKS, 0), count):
        if number < nexts[number % TALKS] - BACK * TALKS:
            continue
        message = Message(
            id=MessageId(f"m-{number}"),
            run=RUN,
            conversation=ConversationId(f"c-{number % TALKS}"),
            topic=WORK,
            sender="many",
            action="count",
            payload={"n": number},
            sent_at=clock.now(),
        )
        for _ in range(2 if chance.random() < 0.05 else 1):
            await broker.publish(message)
        sent += 1
        if sent == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
    await broker.drain()
    await broker.close()


def attempt(folder: Path, count: int, seed: int, kill_at: int) -> int:
    """A process that sends what is left; how it ended."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 1
    try:
        with Storage.open(f"sqlite:///{folder}/genesis.db", SystemClock()) as store:
            store.runs.create(RUN, slug="many", spec_hash="", settings={}, code_version="1")
            asyncio.run(send(store, count, seed, kill_at))
        code = 0
    except BaseException:  # noqa: BLE001 - the end of a process: what happened is told by its code
        traceback.print_exc()
    finally:
        os._exit(code)


def main(folder: Path, count: int, seed: int) -> None:
    chance, seen = random.Random(seed), Counter[str]()
    while True:
        kill_at = chance.randrange(2 * count // KILLS) if seen["kills"] < KILLS else -1
        code = attempt(folder, count, seed + seen["kills"], kill_at)
        if code == 0:
            break
        assert code == -signal.SIGKILL, code
        seen["kills"] += 1
    with Storage.open(f"sqlite:///{folder}/genesis.db", SystemClock()) as store:
        for talk in range(TALKS):
            for what, figure in counted(store, talk).items():
                seen[what] += figure
        seen["dead letters"] = len(store.messages.dead_letters(RUN))
        seen["recorded"] = store.messages.count(RUN)
    print(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
