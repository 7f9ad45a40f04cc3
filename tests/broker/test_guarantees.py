"""Every broker, in one process and over MQTT: order, one reply, bounds, dead letters, and nobody left hanging."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from autogenesis.core import (
    ALLOW,
    BrokerError,
    ConversationId,
    DeadlineError,
    Decision,
    GenesisError,
    GuardError,
    InputError,
    JsonObject,
    Message,
    MessageId,
    SystemClock,
    Topic,
    TopicPattern,
)
from broker import Effect, Handler
from storage import Storage
from tests.broker.bench import RUN, TALK, TRANSPORTS, WORK, Bench, Ledger, echo, fail, run, until

pytestmark = pytest.mark.parametrize("transport", TRANSPORTS)


def test_a_request_gets_its_own_reply(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        bench.on("run/+/role/design", echo)
        talks = [ConversationId(f"c-{n}") for n in range(50)]
        replies = await asyncio.gather(*(bench.ask({"n": n}, talk=talk) for n, talk in enumerate(talks)))
        assert [reply["n"] for reply in replies] == list(range(50))
        await bench.close()
        asked = [m for m in bench.ledger.recorded if m.correlation is None]
        replied = [m for m in bench.ledger.recorded if m.correlation is not None]
        assert {m.correlation for m in replied} == {m.id for m in asked}
        assert all(m.sender == "worker" and m.receiver == "tester" for m in replied)
        assert bench.ledger.dead == []

    run(scenario)


def test_a_conversation_keeps_its_order_and_others_go_on_beside_it(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, lambda message: ALLOW)
        seen: list[tuple[str, Any]] = []
        released = asyncio.Event()

        async def slow(message: Message) -> None:
            if message.payload["n"] == 0 and message.conversation == TALK:
                await released.wait()
            seen.append((str(message.conversation), message.payload["n"]))

        bench.on("run/#", slow)
        other = ConversationId("c-2")
        await asyncio.gather(*(bench.tell({"n": n}, talk=talk) for n in range(5) for talk in (TALK, other)))
        await until(lambda: len(seen) == 5)
        assert seen == [("c-2", n) for n in range(5)]
        released.set()
        await bench.broker.drain()
        assert seen[5:] == [("c-1", n) for n in range(5)]
        await bench.close()

    run(scenario)


def test_every_matching_subscription_gets_a_copy_and_a_receiver_only_its_own(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        got: list[str] = []

        def note(name: str) -> Handler:
            async def handler(message: Message) -> None:
                got.append(name)

            return handler

        for name in ("one", "two"):
            bench.on("run/#", note(name), name)
        await bench.tell({})
        await bench.client.publish(WORK, {}, action="tell", conversation=TALK, receiver="two")
        await bench.broker.drain()
        assert sorted(got) == ["one", "two", "two"]
        await bench.close()

    run(scenario)


def test_only_the_first_of_two_replies_surfaces(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        for name in ("one", "two"):
            bench.on("run/#", echo, name)
        assert await bench.ask({"x": 1}) == {"x": 1}
        await bench.broker.drain()
        ((surplus, reason),) = bench.ledger.dead
        assert surplus.correlation is not None
        assert "nobody subscribes" in reason
        await bench.close()

    run(scenario)


def test_a_message_without_subscriber_is_a_dead_letter_and_a_request_an_error(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        sent = await bench.tell({})
        assert [(m.id, "nobody subscribes" in reason) for m, reason in bench.ledger.dead] == [(sent.id, True)]
        with pytest.raises(BrokerError, match="nobody subscribes"):
            await bench.ask({})
        assert len(bench.ledger.dead) == 2
        await bench.close()

    run(scenario)


def test_a_failing_handler_is_tried_again_and_then_given_up(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, max_deliveries=3)
        attempts: list[int] = []

        async def third_time(message: Message) -> JsonObject:
            attempts.append(message.attempt)
            if message.attempt < 3:
                raise ValueError("not yet")
            return {"ok": True}

        bench.on("run/#", third_time)
        assert await bench.ask({}) == {"ok": True}
        assert attempts == [1, 2, 3]
        bench.on("bad", fail)
        with pytest.raises(BrokerError, match="worker failed 3 times, last with ValueError: broken"):
            await bench.ask({}, topic=Topic("bad"))
        await bench.tell({}, topic=Topic("bad"))
        await bench.broker.drain()
        assert len(bench.ledger.dead) == 2
        await bench.close()

    run(scenario)


def test_an_error_of_ours_reaches_the_requester_at_once(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        calls = 0

        async def refuse(message: Message) -> JsonObject:
            nonlocal calls
            calls += 1
            raise InputError("a bad bed", where="ward 3", remedy="Choose another")

        bench.on("run/#", refuse)
        with pytest.raises(InputError, match="ward 3"):
            await bench.ask({})
        assert calls == 1
        await bench.close()

    run(scenario)


def test_a_request_ends_at_its_deadline_and_so_does_the_handler(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        begun, ended = asyncio.Event(), asyncio.Event()

        async def stuck(message: Message) -> None:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

        bench.on("run/#", stuck)
        asked = 0
        while not begun.is_set():  # on a busy machine the first deadlines pass before anybody has the message
            asked += 1
            with pytest.raises(DeadlineError, match="deadline of 'ask' has passed"):
                await bench.ask({}, seconds=0.05 * 2**asked)
        await ended.wait()
        await bench.broker.drain()
        assert len(bench.ledger.dead) == asked
        with pytest.raises(DeadlineError):
            await bench.ask({}, seconds=-1)
        assert len(bench.ledger.dead) == asked + 1
        await bench.close()

    run(scenario)


def test_nobody_replying_is_an_error_and_no_wait(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)

        async def silent(message: Message) -> None:
            return None

        bench.on("run/#", silent)
        with pytest.raises(BrokerError, match="nobody replied"):
            await bench.ask({})
        await bench.close()

    run(scenario)


def test_a_message_is_handled_once_however_often_it_arrives(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        got: list[MessageId] = []

        async def note(message: Message) -> None:
            got.append(message.id)

        bench.on("run/#", note)
        sent = await bench.tell({})
        await bench.broker.publish(sent)
        await bench.broker.drain()
        await bench.broker.publish(sent)
        await bench.broker.drain()
        assert got == [sent.id]
        await bench.close()

    run(scenario)


def test_what_two_subscriptions_of_one_name_get_is_handled_once(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        got: list[MessageId] = []

        async def note(message: Message) -> None:
            got.append(message.id)

        bench.on("run/#", note)
        bench.on("run/+/role/design", note)
        sent = [await bench.tell({"n": n}) for n in range(3)]
        await bench.broker.drain()
        assert got == [message.id for message in sent]
        await bench.close()

    run(scenario)


def test_a_failed_message_may_be_sent_again(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, max_deliveries=1)
        broken = [True]

        async def mended(message: Message) -> JsonObject:
            if broken:
                raise ValueError("broken")
            return {}

        bench.on("run/#", mended)
        sent = await bench.tell({})
        await bench.broker.drain()
        assert len(bench.ledger.dead) == 1
        broken.clear()
        await bench.broker.publish(sent)
        await bench.broker.drain()
        assert len(bench.ledger.dead) == 1
        await bench.close()

    run(scenario)


def test_a_full_queue_blocks_the_publisher_in_order(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, capacity=2)
        gate = asyncio.Event()
        got: list[Any] = []

        async def slow(message: Message) -> None:
            await gate.wait()
            got.append(message.payload["n"])

        bench.on("run/#", slow)
        tasks = [asyncio.create_task(bench.tell({"n": n})) for n in range(6)]
        await until(lambda: sum(task.done() for task in tasks) == 2)
        await asyncio.sleep(0.02)
        assert sum(task.done() for task in tasks) == 2
        tasks[3].cancel()
        gate.set()
        await asyncio.wait(tasks)
        await bench.broker.drain()
        assert got == [0, 1, 2, 4, 5]
        await bench.close()

    run(scenario)


def test_a_full_queue_refuses_where_it_was_told_to(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, capacity=1, when_full="refuse")
        gate = asyncio.Event()

        async def slow(message: Message) -> JsonObject:
            await gate.wait()
            return {}

        bench.on("run/#", slow)
        await bench.tell({})
        with pytest.raises(BrokerError, match="full"):
            await bench.tell({})
        with pytest.raises(BrokerError, match="full"):
            await bench.ask({})
        assert len(bench.ledger.dead) == 2
        gate.set()
        await bench.broker.drain()
        assert await bench.ask({}) == {}
        await bench.close()

    run(scenario)


def test_a_handler_that_fills_its_own_queue_is_refused_instead_of_waiting_for_itself(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, capacity=1)

        async def breed(message: Message) -> JsonObject:
            await bench.tell({})
            return {}

        bench.on("run/#", breed)
        with pytest.raises(BrokerError, match="full"):
            await bench.ask({})
        await bench.close()

    run(scenario)


def test_a_publisher_blocked_past_the_deadline_is_told(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, capacity=1)

        async def stuck(message: Message) -> None:
            await asyncio.Event().wait()

        bench.on("run/#", stuck)
        sent = await bench.tell({})
        late = sent.model_copy(update={"id": MessageId("m-2"), "deadline": bench.clock.now() + timedelta(seconds=0.05)})
        with pytest.raises(DeadlineError):
            await bench.broker.publish(late)
        assert [m.id for m, _ in bench.ledger.dead] == [late.id]
        await bench.close()

    run(scenario)


def test_an_intervention_gives_the_requester_the_decision(transport: str) -> None:
    async def scenario() -> None:
        stop = Decision(verdict="intervene", reason="round in circles", rung=1, onset=MessageId("m-9"))
        bench = await Bench.open(transport, lambda message: stop if message.payload.get("bad") else ALLOW)
        handled: list[Message] = []

        async def handler(message: Message) -> JsonObject:
            handled.append(message)
            return {"bad": message.payload.get("reply_bad", False)}

        bench.on("run/#", handler)
        with pytest.raises(GuardError, match="round in circles") as caught:
            await bench.ask({"bad": True})
        assert caught.value.decision == stop
        assert handled == []
        with pytest.raises(GuardError):
            await bench.tell({"bad": True})
        with pytest.raises(GuardError, match="round in circles"):
            await bench.ask({"reply_bad": True})
        assert await bench.ask({}) == {"bad": False}
        assert len(bench.ledger.recorded) == 6
        await bench.close()

    run(scenario)


def test_a_guard_that_breaks_stops_the_message(transport: str) -> None:
    async def scenario() -> None:
        def breaks(message: Message) -> Decision:
            raise ZeroDivisionError("oops")

        bench = await Bench.open(transport, breaks)
        bench.on("run/#", echo)
        with pytest.raises(GuardError, match="the guard failed with ZeroDivisionError"):
            await bench.ask({})
        assert len(bench.ledger.dead) == 1
        await bench.close()

    run(scenario)


def test_waiting_in_a_circle_is_refused_at_once(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)

        async def first(message: Message) -> JsonObject:
            return await bench.ask({}, topic=Topic("second"))

        async def second(message: Message) -> JsonObject:
            return await bench.ask({}, topic=Topic("first"))

        bench.on("first", first, "first")
        bench.on("second", second, "second")
        with pytest.raises(BrokerError, match="would wait for first"):
            await bench.ask({}, topic=Topic("first"))
        await bench.close()

    run(scenario)


@pytest.mark.parametrize("names", [("first", "second"), ("first", "second", "third")])
def test_agents_that_were_asked_apart_and_wait_for_each_other_are_told_at_once(
    transport: str, names: tuple[str]
) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        all_at_work = asyncio.Barrier(len(names))

        def asks(other: str) -> Handler:
            async def handle(message: Message) -> JsonObject:
                if "asked" not in message.payload:
                    await all_at_work.wait()
                    return {"heard": await bench.ask({"asked": True}, topic=Topic(other), seconds=30)}
                return {"said": message.topic}

            return handle

        for name, other in zip(names, (*names[1:], names[0]), strict=True):
            bench.on(name, asks(other), name)
        begun = asyncio.get_running_loop().time()
        asked = [bench.ask({}, topic=Topic(name), seconds=30) for name in names]
        ended = await asyncio.gather(*asked, return_exceptions=True)
        refused = [one for one in ended if isinstance(one, BrokerError)]
        assert len(refused) == 1, "the circle is opened at one place, and the others go on"
        said = str(refused[0])
        assert "would wait for" in said
        assert all(name in said for name in names)
        assert asyncio.get_running_loop().time() - begun < 10
        again = [bench.ask({"asked": True}, topic=Topic(name)) for name in names]
        assert len(await asyncio.gather(*again)) == len(names)
        await bench.close()

    run(scenario)


def test_agents_that_each_wait_for_room_at_the_other_are_told_at_once(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, capacity=1)
        both_at_work = asyncio.Barrier(2)

        def tells(other: str) -> Handler:
            async def handle(message: Message) -> JsonObject:
                if not message.payload:
                    await both_at_work.wait()
                    await bench.tell({"more": True}, topic=Topic(other))
                return {}

            return handle

        bench.on("first", tells("second"), "first")
        bench.on("second", tells("first"), "second")
        talks = [ConversationId("c-7"), ConversationId("c-8")]
        asked = [
            bench.ask({}, topic=Topic(name), talk=talk, seconds=30)
            for name, talk in zip(("first", "second"), talks, strict=True)
        ]
        ended = await asyncio.gather(*asked, return_exceptions=True)
        (refused,) = [one for one in ended if isinstance(one, BrokerError)]
        assert "would wait for" in str(refused)
        await bench.close()

    run(scenario)


def test_waiting_for_somebody_who_is_at_work_is_no_deadlock(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        release = asyncio.Event()

        async def slow(message: Message) -> JsonObject:
            if message.payload.get("long"):
                await release.wait()
            return {}

        async def asking(message: Message) -> JsonObject:
            return await bench.ask({}, topic=Topic("slow"))

        bench.on("slow", slow, "slow")
        bench.on("asking", asking, "asking")
        first = asyncio.create_task(bench.ask({"long": True}, topic=Topic("slow")))
        await until(lambda: len(bench.ledger.recorded) == 1)
        second = asyncio.create_task(bench.ask({}, topic=Topic("asking")))
        await until(lambda: len(bench.ledger.recorded) == 3)
        release.set()
        assert await asyncio.gather(first, second) == [{}, {}]
        await bench.close()

    run(scenario)


def test_closing_leaves_nobody_waiting_and_records_what_was_queued(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, capacity=3)
        started = asyncio.Event()

        async def stuck(message: Message) -> None:
            started.set()
            await asyncio.Event().wait()

        bench.on("run/#", stuck)
        asked = [asyncio.create_task(bench.ask({"n": n})) for n in range(5)]
        await started.wait()
        await bench.close()
        results = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(result, BrokerError) and "closed" in str(result) for result in results)
        assert len(bench.ledger.dead) == 5
        with pytest.raises(BrokerError, match="closed"):
            await bench.tell({})
        await bench.close()
        await bench.broker.drain()

    run(scenario)


def test_an_ended_subscription_fails_what_it_had_not_begun(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        gate, begun = asyncio.Event(), asyncio.Event()

        async def slow(message: Message) -> JsonObject:
            begun.set()
            await gate.wait()
            return {}

        subscription = bench.broker.subscribe(TopicPattern("run/#"), slow, name="slow")
        first, second = (asyncio.create_task(bench.ask({})) for _ in range(2))
        await until(lambda: begun.is_set() and len(bench.ledger.recorded) == 2)
        await asyncio.sleep(0.01)
        subscription.close()
        with pytest.raises(BrokerError, match="no longer subscribes"):
            await second
        gate.set()
        assert await first == {}
        await bench.close()

    run(scenario)


def test_a_handler_that_meets_a_cancelled_task_does_not_end_its_lane(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)

        async def unlucky(message: Message) -> JsonObject:
            if message.payload:
                raise asyncio.CancelledError
            return {}

        bench.on("run/#", unlucky)
        with pytest.raises(BrokerError, match="was cancelled"):
            await bench.ask({"x": 1})
        assert await bench.ask({}) == {}
        await bench.close()

    run(scenario)


class Broken(Ledger):
    """A recorder whose disk is full."""

    def dead_letter(self, message: Message, reason: str) -> None:
        raise OSError("disk full")


def test_a_broken_recorder_stops_the_broker_but_no_caller_hangs(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport, recorder=Broken(), max_deliveries=1)
        bench.on("#", fail)
        with pytest.raises(BrokerError, match="broken"):
            await bench.ask({})
        with pytest.raises(BrokerError, match="could not be recorded: disk full"):
            await bench.tell({})
        await bench.close()

    run(scenario)


def test_a_request_without_deadline_is_refused(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        bench.on("run/#", echo)
        message = Message(
            id=MessageId("m-1"),
            run=RUN,
            conversation=TALK,
            topic=WORK,
            sender="tester",
            action="ask",
            sent_at=datetime(2026, 3, 1, tzinfo=UTC),
        )
        with pytest.raises(BrokerError, match="needs a deadline"):
            await bench.broker.request(message)
        await bench.close()

    run(scenario)


@pytest.mark.parametrize("seed", range(15))
def test_whatever_happens_each_message_ends_once_and_each_caller_is_answered(transport: str, seed: int) -> None:
    async def scenario() -> None:
        rng = random.Random(seed)
        stop = Decision(verdict="stop", reason="stopped")
        bench = await Bench.open(
            transport, lambda message: stop if rng.random() < 0.1 else ALLOW, capacity=rng.choice([2, 5, 100])
        )
        done: list[MessageId] = []

        async def moody(message: Message) -> JsonObject | None:
            mood = rng.random()
            await asyncio.sleep(rng.choice([0, 0, 0.001, 0.005]))
            if mood < 0.15:
                raise ValueError("moody")
            if mood < 0.25:
                raise InputError("no", where="here", remedy="none")
            if mood < 0.3:
                await asyncio.Event().wait()
            done.append(message.id)
            return {"n": 1}

        bench.on("run/#", moody)
        talks = [ConversationId(f"c-{n}") for n in range(4)]
        callers = [
            asyncio.create_task(bench.ask({}, talk=rng.choice(talks), seconds=rng.choice([0.01, 0.05, 0.2])))
            for _ in range(60)
        ]
        if rng.random() < 0.5:
            await asyncio.sleep(rng.choice([0, 0.002, 0.02]))
            for caller in rng.sample(callers, 5):
                caller.cancel()
            await bench.close()
        _, waiting = await asyncio.wait(callers, timeout=10)
        assert not waiting
        await bench.broker.drain()
        await bench.close()
        for caller in callers:
            assert caller.cancelled() or isinstance(caller.exception(), GenesisError | None)
        asked = {m.id for m in bench.ledger.recorded if m.correlation is None}
        lost = [m.id for m, _ in bench.ledger.dead]
        assert len(done) == len(set(done))
        assert len(lost) == len(set(lost))
        assert asked <= {*done, *lost}

    run(scenario)


class Visit(BaseModel):
    """What a subscription of the tests accepts."""

    bed: int


def test_a_payload_of_another_shape_is_a_dead_letter_and_not_handled(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        bench.broker.subscribe(TopicPattern("#"), echo, name="worker", accepts=Visit)
        assert await bench.ask({"bed": 3}) == {"bed": 3}
        with pytest.raises(BrokerError, match="does not accept this: bed"):
            await bench.ask({"bed": "the third"})
        assert len(bench.ledger.dead) == 1
        await bench.close()

    run(scenario)


def test_only_json_becomes_a_message(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        bench.on("#", echo)
        with pytest.raises(ValueError, match="payload"):
            await bench.tell({"bed": object()})  # type: ignore[dict-item]
        assert bench.ledger.recorded == []
        await bench.close()

    run(scenario)


def test_a_request_that_comes_again_is_answered_again_and_done_once(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        done: list[MessageId] = []

        async def once(message: Message) -> JsonObject:
            done.append(message.id)
            return {"n": len(done)}

        bench.on("run/#", once)
        assert await bench.ask({}) == {"n": 1}
        asked = bench.ledger.recorded[0]
        assert (await bench.broker.request(asked)).payload == {"n": 1}
        assert done == [asked.id]
        await bench.close()

    run(scenario)


def test_a_message_whose_time_has_passed_is_not_handled(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        gate = asyncio.Event()
        handled: list[Any] = []

        async def slow(message: Message) -> None:
            handled.append(message.payload["n"])
            await gate.wait()

        bench.on("run/#", slow)
        await bench.tell({"n": 0})
        deadline = bench.clock.now() + timedelta(seconds=1)
        await bench.client.publish(WORK, {"n": 1}, action="tell", conversation=TALK, deadline=deadline)
        await bench.tell({"n": 2})
        await asyncio.sleep(1.2)
        gate.set()
        await bench.broker.drain()
        assert handled == [0, 2]
        assert ["deadline" in reason for _, reason in bench.ledger.dead] == [True]
        await bench.close()

    run(scenario)


def test_a_new_subscriber_reads_again_from_an_offset_and_an_old_one_only_what_it_lacks(transport: str) -> None:
    async def scenario() -> None:
        bench = await Bench.open(transport)
        seen: dict[str, list[Any]] = {"old": [], "new": []}

        def note(name: str) -> Handler:
            async def handler(message: Message) -> None:
                seen[name].append(message.payload["n"])

            return handler

        old = bench.on("run/#", note("old"), "old")
        for n in range(6):
            await bench.tell({"n": n}, talk=ConversationId(f"c-{n % 2}"))
        await bench.broker.drain()
        new = bench.on("run/#", note("new"), "new")
        assert await bench.broker.replay(new, bench.ledger, since=2) == 6
        assert await bench.broker.replay(old, bench.ledger) == 6
        await bench.broker.drain()
        assert sorted(seen["old"]) == [0, 1, 2, 3, 4, 5]
        assert [n for n in seen["new"] if n % 2] == [3, 5]
        assert [n for n in seen["new"] if not n % 2] == [2, 4]
        await bench.close()

    run(scenario)


def test_an_effect_is_written_with_its_settling_or_not_at_all(transport: str, tmp_path: Path) -> None:
    async def scenario(store: Storage) -> None:
        bench = await Bench.open(transport, inbox=store.inbox)
        store.runs.create(RUN, slug="s", spec_hash="0", settings={}, code_version="1")
        tries: list[int] = []

        async def design(message: Message) -> Effect:
            def apply() -> JsonObject:
                tries.append(message.attempt)
                made = store.artefacts.publish(RUN, "design", len(tries), kind="blueprint", body={"n": len(tries)})
                if len(tries) < 2:
                    raise OSError("the disk was full for a moment")
                return {"made": made.hash}

            return Effect(apply)

        bench.on("run/#", design)
        reply = await bench.ask({})
        asked = bench.ledger.recorded[0]
        assert (await bench.broker.request(asked)).payload == reply
        assert tries == [1, 2]
        assert [(made.step, made.attempt) for made in store.artefacts.of_run(RUN)] == [("design", 2)]
        await bench.close()

    with Storage.open(f"sqlite:///{tmp_path}/genesis.db", SystemClock()) as store:
        run(lambda: scenario(store))
