"""Runs that a worker left unfinished go back to the queue, or are told of; no worker calls the queue idle before."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from autogenesis.conductor import Worker
from autogenesis.core import JsonObject, ResourceError, SystemClock
from storage import Storage
from tests.conductor.stubs import Delivery, conductor, order

pytestmark = pytest.mark.slow


class Breaking(Delivery):
    """Raises what no error of the house is, so many times for each run."""

    def __init__(self, at: Path, times: int) -> None:
        super().__init__(at)
        self._times = times

    def deliver(self, artefacts: Mapping[str, JsonObject], out: Path) -> Path:
        self._times -= 1
        if self._times >= 0:
            raise RuntimeError("the shelf broke")
        return super().deliver(artefacts, out)


def worker(home: Path, store: Storage, delivery: Delivery | None = None, at_once: int = 2) -> Worker:
    one = conductor(home, store, url=f"sqlite:///{home}/genesis.db", deliverer=delivery or Delivery(home / "out"))
    return Worker(one._house, at_once, load=lambda: 0.0)


@pytest.fixture
def store(tmp_path):
    with Storage.open(f"sqlite:///{tmp_path}/genesis.db", SystemClock()) as opened:
        yield opened


def test_a_run_that_nobody_has_any_more_is_carried_out_before_the_queue_is_idle(tmp_path, store) -> None:
    run = conductor(tmp_path, store).queue(order(tmp_path), "forms")
    store.runs.save_state(
        run, "share", {"tokens": 1_000_000, "seconds": 60.0}
    )  # what a worker notes as it lets a run in
    store.runs.move(run, "running")  # and what it leaves behind where the queue's own record of the run is closed
    worker(tmp_path, store).work(until_idle=True)
    assert store.runs.get(run).status == "done"


def test_a_run_that_a_worker_could_not_get_hold_of_goes_to_the_next_turn(tmp_path, store, monkeypatch) -> None:
    run = conductor(tmp_path, store).queue(order(tmp_path), "forms")
    take, refused = store.holds.take, []

    def reluctant(name: str, group: str = "runs") -> bool:
        if group == "runs" and not refused:
            refused.append(name)
            return False
        return take(name, group)

    monkeypatch.setattr(store.holds, "take", reluctant)
    worker(tmp_path, store).work(until_idle=True)
    assert (refused, store.runs.get(run).status) == ([run], "done")


def test_a_run_that_something_was_raised_in_goes_back_to_the_queue(tmp_path, store) -> None:
    run = conductor(tmp_path, store).queue(order(tmp_path), "forms")
    worker(tmp_path, store, Breaking(tmp_path / "out", 2)).work(until_idle=True)
    assert store.runs.get(run).status == "done"


def test_a_run_that_is_always_left_over_ends_and_the_worker_says_why(tmp_path, store) -> None:
    one = conductor(tmp_path, store, deliverer=Delivery(tmp_path / "out"))
    run = one.queue(order(tmp_path), "forms")
    with pytest.raises(ResourceError, match="RuntimeError: the shelf broke"):
        worker(tmp_path, store, Breaking(tmp_path / "out", 100)).work(until_idle=True)
    assert store.runs.get(run).status == "failed"
    assert one.resume(run).error is None


def test_a_run_that_a_person_began_is_left_to_that_person(tmp_path, store) -> None:
    run = conductor(tmp_path, store).queue(order(tmp_path), "forms")
    store.runs.move(run, "running")
    worker(tmp_path, store).work(until_idle=True)
    assert store.runs.get(run).status == "running"


def test_more_runs_at_once_than_connections(tmp_path, store) -> None:
    one = conductor(tmp_path, store)
    runs = [one.queue(order(tmp_path), "forms") for _ in range(30)]
    worker(tmp_path, store, at_once=30).work(until_idle=True)
    assert {store.runs.get(run).status for run in runs} == {"done"}


def test_who_only_looks_whether_a_name_is_held_keeps_nobody_from_taking_it(store) -> None:
    looking = threading.Event()

    def look() -> None:
        while not looking.is_set():
            store.holds.taken("run-1")

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(50):
            assert store.holds.take("run-1")
            assert not store.holds.take("run-1")
            store.holds.release("run-1")
    finally:
        looking.set()
        for thread in threads:
            thread.join()
