"""What is stored comes back, once, in order, on both databases."""

from __future__ import annotations

import asyncio
import math
import sqlite3
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

import storage
from autogenesis.core import (
    ArtefactError,
    ConversationId,
    FixedClock,
    InputError,
    JsonObject,
    Message,
    MessageId,
    ResourceError,
    RunId,
    StorageError,
    Topic,
    content_hash,
)
from storage import RunRecord, Storage

RUN = RunId("r-1")


def begin(store: Storage, run: RunId = RUN, slug: str = "patients") -> RunRecord:
    return store.runs.create(run, slug=slug, spec_hash="ab" * 32, settings={"model": "builtin"}, code_version="0.1.0")


def message(number: int, clock: FixedClock, run: RunId = RUN) -> Message:
    return Message(
        id=MessageId(f"m-{number}"),
        run=run,
        conversation=ConversationId("c-1"),
        topic=Topic("run/r-1/role/design"),
        sender="conductor",
        receiver="design",
        action="draft",
        payload={"text": "naïve \u0000 text", "n": [1, 2.5, None]},
        sent_at=clock.now(),
        deadline=clock.now() + timedelta(seconds=3),
    )


def test_a_run_is_remembered_after_reopening(url: str, clock: FixedClock) -> None:
    with Storage.open(url, clock) as store:
        created = begin(store)
        store.runs.move(RUN, "running")
        clock.advance(timedelta(seconds=9))
        store.runs.move(RUN, "done", result={"passed": 3})
    with Storage.open(url, clock) as store:
        run = store.runs.get(RUN)
    assert run.status == "done"
    assert run.result == {"passed": 3}
    assert run.created_at == created.created_at
    assert run.finished_at == clock.now()


def test_creating_a_run_twice_keeps_the_first(store: Storage) -> None:
    begin(store, slug="first")
    assert begin(store, slug="second").slug == "first"
    assert len(store.runs.find()) == 1


def test_runs_are_found_newest_first_by_slug_and_status(store: Storage) -> None:
    for number in range(3):
        begin(store, RunId(f"r-{number}"), slug="odd" if number % 2 else "even")
    store.runs.move(RunId("r-2"), "running")
    assert [run.id for run in store.runs.find()] == ["r-2", "r-1", "r-0"]
    assert [run.id for run in store.runs.find(slug="even")] == ["r-2", "r-0"]
    assert [run.id for run in store.runs.find(status="running")] == ["r-2"]


def test_a_finished_run_cannot_begin_again_but_a_stopped_one_can(store: Storage) -> None:
    begin(store)
    store.runs.move(RUN, "running")
    store.runs.move(RUN, "stopped")
    assert store.runs.move(RUN, "running").finished_at is None
    store.runs.move(RUN, "done")
    with pytest.raises(StorageError, match="done cannot become running"):
        store.runs.move(RUN, "running")


def test_an_unknown_run_is_the_callers_mistake(store: Storage) -> None:
    with pytest.raises(InputError, match="no run r-none"):
        store.runs.get(RunId("r-none"))
    with pytest.raises(InputError, match="no run r-none"):
        store.runs.move(RunId("r-none"), "running")


def test_state_of_a_run_is_replaced_by_name(store: Storage) -> None:
    begin(store)
    assert store.runs.state(RUN, "guard") is None
    store.runs.save_state(RUN, "guard", {"count": 1})
    store.runs.save_state(RUN, "guard", {"count": 2})
    assert store.runs.state(RUN, "guard") == {"count": 2}


def test_publishing_again_returns_what_is_stored(store: Storage) -> None:
    begin(store)
    first = store.artefacts.publish(RUN, "design", 1, kind="blueprint", body={"agents": ["a"]})
    again = store.artefacts.publish(RUN, "design", 1, kind="blueprint", body={"agents": ["other"]})
    assert again == first
    assert first.hash == content_hash({"agents": ["a"]})
    assert store.artefacts.find(RUN, "design", 1) == first
    assert store.artefacts.find(RUN, "design", 2) is None


def test_the_same_content_has_one_hash_in_many_steps(store: Storage) -> None:
    begin(store)
    hashes = {store.artefacts.publish(RUN, "design", n, kind="b", body={"x": 1}).hash for n in (1, 2, 3)}
    assert len(hashes) == 1
    assert store.artefacts.body(hashes.pop()) == {"x": 1}
    assert [p.attempt for p in store.artefacts.of_run(RUN)] == [1, 2, 3]


def test_an_unknown_artefact_is_refused(store: Storage) -> None:
    with pytest.raises(ArtefactError, match="no such artefact"):
        store.artefacts.body("0" * 64)


def test_publishing_for_a_run_that_is_not_there_is_refused(store: Storage) -> None:
    with pytest.raises(StorageError):
        store.artefacts.publish(RUN, "design", 1, kind="b", body={})


def test_the_accepted_attempt_is_the_approved_one(store: Storage) -> None:
    begin(store)
    first = store.artefacts.publish(RUN, "design", 1, kind="b", body={"n": 1})
    assert store.artefacts.accepted(RUN, "design") is None
    store.verdicts.give(first, "understanding", approved=False, reasons=[{"part": "a", "reason": "orphan"}])
    assert store.artefacts.accepted(RUN, "design") is None
    second = store.artefacts.publish(RUN, "design", 2, kind="b", body={"n": 2})
    store.verdicts.give(second, "understanding", approved=True)
    assert store.artefacts.accepted(RUN, "design") == second
    store.verdicts.give(second, "security", approved=False)
    assert store.artefacts.accepted(RUN, "design") is None


def test_an_approver_speaks_once(store: Storage) -> None:
    begin(store)
    made = store.artefacts.publish(RUN, "design", 1, kind="b", body={})
    said = store.verdicts.give(made, "understanding", approved=False, reasons=["orphan"])
    assert store.verdicts.give(made, "understanding", approved=True) == said
    assert store.verdicts.of_run(RUN) == (said,)


def test_messages_come_back_in_order_and_once(store: Storage, clock: FixedClock) -> None:
    sent = [message(n, clock) for n in (3, 1, 2)]
    for each in (*sent, sent[0].model_copy(update={"attempt": 2})):
        store.messages.record(each)
    assert store.messages.of_run(RUN) == tuple(sent)
    assert store.messages.count(RUN) == 3
    assert store.messages.of_run(RUN, after=sent[0].id) == tuple(sent[1:])
    assert store.messages.of_run(RunId("r-2")) == ()


def test_dead_letters_keep_the_reason(store: Storage, clock: FixedClock) -> None:
    store.messages.dead_letter(message(1, clock), "no subscriber")
    (letter,) = store.messages.dead_letters(RUN)
    assert (letter.message, letter.reason, letter.at) == (message(1, clock), "no subscriber", clock.now())


def test_the_inbox_remembers_by_receiver(store: Storage) -> None:
    store.inbox.settle("design", MessageId("m-1"))
    store.inbox.settle("design", MessageId("m-1"))
    assert store.inbox.seen("design", MessageId("m-1"))
    assert not store.inbox.seen("testing", MessageId("m-1"))


async def test_what_another_process_settled_is_seen_at_once(store: Storage, url: str, clock: FixedClock) -> None:
    with Storage.open(url, clock) as other:
        for number in range(3):
            id = MessageId(f"m-{number}")
            assert not store.inbox.seen("design", id)
            assert await other.inbox.once("design", id, lambda number=number: {"n": number}) == {"n": number}  # type: ignore[misc]
            assert store.inbox.seen("design", id)
            assert await store.inbox.once("design", id, dict) == {"n": number}


def test_a_payload_comes_back_as_it_was_sent_whatever_is_in_it(tmp_path: Path, clock: FixedClock) -> None:
    payload: JsonObject = {"far": math.inf, "half": "\ud800", "ü": "é\x00", "deep": [{"n": 1e16}, None]}
    odd = [message(1, clock).model_copy(update={"payload": payload}) for payload in (payload, {"far": -math.inf})]
    sent = [one.model_copy(update={"id": MessageId(f"m-{n}")}) for n, one in enumerate(odd)]
    with Storage.open(f"sqlite:///{tmp_path}/odd.db", clock) as store:
        for one in sent:
            store.messages.record(one)
        payload.clear()  # what becomes of it later is not what was sent
        assert store.messages.of_run(RUN)[0].payload == {
            "far": math.inf, "half": "\ud800", "ü": "é\x00", "deep": [{"n": 1e16}, None]
        }  # fmt: skip
        assert store.messages.of_run(RUN)[1] == sent[1]


async def test_a_finished_step_is_kept_once_and_noticed_where_it_changes(tmp_path: Path, clock: FixedClock) -> None:
    with Storage.open(f"sqlite:///{tmp_path}/steps.db", clock) as store:
        assert await store.steps.finish("r-1.1", "s1.1", {"hash": "a", "tokens": 3}) == {"hash": "a", "tokens": 3}
        assert await store.steps.finish("r-1.1", "s1.1", {"hash": "b", "tokens": 0}) == {"hash": "a", "tokens": 3}
        assert store.steps.finished("r-1.2") == {}
    with Storage.open(f"sqlite:///{tmp_path}/steps.db", clock) as store:
        assert store.steps.finished("r-1.1") == {"s1.1": {"hash": "a", "tokens": 3}}
    with sqlite3.connect(tmp_path / "steps.db") as other:
        other.execute("UPDATE finished_steps SET result = replace(result, '3', '4')")
    other.close()
    with (
        Storage.open(f"sqlite:///{tmp_path}/steps.db", clock) as store,
        pytest.raises(StorageError, match="not what its hash says"),
    ):
        store.steps.finished("r-1.1")


async def test_an_effect_and_its_settling_stand_or_fall_together(store: Storage, clock: FixedClock) -> None:
    run = RunId("r-1")
    store.runs.create(run, slug="s", spec_hash="0", settings={}, code_version="1")
    calls = []

    def publish(fails: bool = False) -> JsonObject:
        calls.append(fails)
        made = store.artefacts.publish(run, "design", 1, kind="blueprint", body={"n": len(calls)})
        if fails:
            raise InputError("broken", where="here", remedy="none")
        return {"made": made.hash}

    with pytest.raises(InputError):
        await store.inbox.once("design", MessageId("m-1"), lambda: publish(fails=True))
    assert store.artefacts.find(run, "design", 1) is None
    assert not store.inbox.seen("design", MessageId("m-1"))
    reply = await store.inbox.once("design", MessageId("m-1"), publish)
    assert await store.inbox.once("design", MessageId("m-1"), publish) == reply
    assert store.inbox.reply("design", MessageId("m-1")) == reply
    assert calls == [True, False]


async def test_what_several_tasks_write_at_one_moment_stands_or_falls_by_itself(
    store: Storage, clock: FixedClock
) -> None:
    run = RunId("r-1")
    store.runs.create(run, slug="s", spec_hash="0", settings={}, code_version="1")

    def publish(n: int) -> JsonObject:
        made = store.artefacts.publish(run, f"s{n}", 1, kind="blueprint", body={"n": n})
        if n % 3 == 0:
            raise InputError(f"broken {n}", where="here", remedy="none")
        return {"made": made.hash}

    tasks = [store.inbox.once("design", MessageId(f"m-{n}"), partial(publish, n)) for n in range(10)]
    ended = await asyncio.gather(*tasks, return_exceptions=True)

    assert [n for n, one in enumerate(ended) if isinstance(one, InputError)] == [0, 3, 6, 9]
    assert {one.step for one in store.artefacts.of_run(run)} == {f"s{n}" for n in (1, 2, 4, 5, 7, 8)}
    for n, one in enumerate(ended):
        assert store.inbox.seen("design", MessageId(f"m-{n}")) is (n % 3 != 0)
        if n % 3:
            assert store.inbox.reply("design", MessageId(f"m-{n}")) == one


def test_messages_are_read_again_from_an_offset(store: Storage, clock: FixedClock) -> None:
    for number in range(5):
        store.messages.record(message(number, clock))
    first = store.messages.since(0, 2)
    rest = store.messages.since(first[-1][0], 10)
    assert [m.id for _, m in (*first, *rest)] == [f"m-{n}" for n in range(5)]


def test_a_new_prompt_is_read_only_once_it_is_in_force(store: Storage) -> None:
    reader = store.resources.reader({"design": "packaged"}, {"depth": 3})
    version = store.resources.add("prompt", "design", "better", note="won 7 of 9")
    assert reader.prompt("design") == "packaged"
    store.resources.activate("prompt", "design", version.version)
    assert reader.prompt("design") == "better"
    store.resources.activate("prompt", "design", 0)
    assert reader.prompt("design") == "packaged"
    assert store.resources.history("prompt", "design") == (version,)


def test_versions_count_up_for_each_name(store: Storage) -> None:
    numbers = [store.resources.add("parameter", name, 1).version for name in ("a", "a", "b")]
    assert numbers == [1, 2, 1]


def test_parameters_fall_back_and_may_be_null(store: Storage) -> None:
    reader = store.resources.reader({}, {"depth": 3})
    assert reader.parameter("depth") == 3
    version = store.resources.add("parameter", "depth", None)
    store.resources.activate("parameter", "depth", version.version)
    assert reader.parameter("depth") is None


def test_unknown_resources_and_versions_are_refused(store: Storage) -> None:
    reader = store.resources.reader({})
    with pytest.raises(ResourceError, match="no prompt 'x'"):
        reader.prompt("x")
    with pytest.raises(ResourceError, match="no parameter 'x'"):
        reader.parameter("x")
    with pytest.raises(ResourceError, match="no version 4"):
        store.resources.activate("prompt", "x", 4)
    with pytest.raises(ResourceError, match="text"):
        store.resources.add("prompt", "x", 4)


def test_threads_that_publish_one_key_agree(store: Storage) -> None:
    begin(store)
    seen: list[str] = []

    def publish(number: int) -> None:
        for step in range(5):
            seen.append(store.artefacts.publish(RUN, f"s{step}", 1, kind="b", body={"n": number}).hash + f"s{step}")

    threads = [threading.Thread(target=publish, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 20
    assert len(set(seen)) == 5


def test_the_face_is_sorted_and_whole() -> None:
    assert storage.__all__ == sorted(storage.__all__)
    assert all(hasattr(storage, name) for name in storage.__all__)


def test_state_that_several_save_at_once_is_one_of_theirs(store: Storage) -> None:
    store.runs.create(RUN, slug="s", spec_hash="", settings={}, code_version="1")
    refused: list[Exception] = []

    def save(number: int) -> None:
        try:
            for turn in range(10):
                store.runs.save_state(RUN, "share", [number, turn])
        except StorageError as error:
            refused.append(error)

    threads = [threading.Thread(target=save, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not refused
    assert store.runs.state(RUN, "share") in [[n, 9] for n in range(4)]


def test_skills_are_kept_in_versions_and_none_is_in_force_by_being_kept(store) -> None:
    first = store.resources.add("skill", "b.weigh", {"source": "1"})
    other = store.resources.add("skill", "a.count", {"source": "2"})
    again = store.resources.add("skill", "b.weigh", {"source": "3"}, parent=first.version)
    store.resources.add("prompt", "a.count", "no skill")
    assert store.resources.of_kind("skill") == (other, first, again)
    assert store.resources.active("skill", "b.weigh") is None


async def test_what_is_written_at_one_moment_stands_or_falls_by_itself(store: Storage) -> None:
    begin(store)

    def made(attempt: int) -> None:
        store.artefacts.publish(RUN, "design", attempt, kind="design", body={"n": attempt})
        if attempt == 2:
            raise InputError("no", where="here", remedy="None")

    ended = await asyncio.gather(*(store.in_group(partial(made, n)) for n in (1, 2, 3)), return_exceptions=True)
    assert [type(one) for one in ended] == [type(None), InputError, type(None)]
    assert [one.attempt for one in store.artefacts.of_run(RUN)] == [1, 3]


async def test_an_event_loop_goes_on_while_another_writes_and_what_it_wrote_is_there_when_it_is_told(
    store: Storage,
) -> None:
    begin(store)
    at_it, enough = threading.Event(), threading.Event()

    def hold() -> None:
        with store.together():
            store.runs.save_state(RUN, "first", 1)
            at_it.set()
            enough.wait(10)

    holder = asyncio.create_task(asyncio.to_thread(hold))
    await asyncio.to_thread(at_it.wait)
    writing = [asyncio.create_task(store.in_group(partial(store.runs.save_state, RUN, f"n{n}", n))) for n in range(9)]
    await asyncio.sleep(0.01)  # the loop turns, whatever holds the writer up
    enough.set()
    await holder
    await asyncio.gather(*writing)
    assert [store.runs.state(RUN, f"n{n}") for n in range(9)] == [*range(9)]
    assert await store.in_group(lambda: store.runs.state(RUN, "first"), durable=True) == 1


async def test_who_gives_up_waiting_takes_nobody_along(store: Storage) -> None:
    begin(store)
    waiting = [asyncio.create_task(store.in_group(partial(store.runs.save_state, RUN, f"n{n}", n))) for n in range(4)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert [ended[n] for n in (0, 2, 3)] == [None, None, None]
    assert [store.runs.state(RUN, f"n{n}") for n in (0, 2, 3)] == [0, 2, 3]


def test_the_payloads_that_name_something_come_in_order_with_their_senders(store: Storage, clock: FixedClock) -> None:
    for number, payload in enumerate(({"made": "x", "spent": 1}, {"text": '"spent"'}, {"spent": 2}), 1):
        store.messages.record(message(number, clock).model_copy(update={"payload": payload}))
    assert store.messages.payloads(RUN, "spent") == (
        ("conductor", {"made": "x", "spent": 1}),
        ("conductor", {"spent": 2}),
    )
    assert store.messages.payloads(RunId("r-2"), "spent") == ()
