"""Room, tokens and time are given out by load: one run on a full machine, all there is room for on an idle one."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from autogenesis.conductor import Worker
from autogenesis.core import Settings, SystemClock
from storage import Storage
from tests.conductor.stubs import Delivery, conductor, crew_of, order

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path):
    with Storage.open(f"sqlite:///{tmp_path}/genesis.db", SystemClock()) as opened:
        yield opened


class Floor:
    """Counts who is at work at a time."""

    def __init__(self) -> None:
        self.at_work, self.most = 0, 0
        self._lock = threading.Lock()

    def __call__(self, what: str, who: str) -> None:
        if what != "draft":
            return
        with self._lock:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        time.sleep(0.15)
        with self._lock:
            self.at_work -= 1


def worked(home: Path, store: Storage, load: float, told: list[Any], runs: int = 3) -> Floor:
    floor = Floor()
    limits = {"max_tokens": 900, "run_seconds": 300}
    settings = Settings.model_validate({"home": home, "database_url": f"sqlite:///{home}/genesis.db", "limits": limits})
    one = conductor(
        home, store, crew_of(2, floor), settings=settings, deliverer=Delivery(home / "out"), tell=told.append
    )
    for _ in range(runs):
        one.queue(order(home), "forms")
    Worker(one._house, runs, load=lambda: load).work(until_idle=True)
    assert {record.status for record in store.runs.find()} == {"done"}
    return floor


def test_a_full_machine_carries_out_one_run_after_the_other(tmp_path, store) -> None:
    told: list[Any] = []
    assert worked(tmp_path, store, 1.0, told).most == 1
    ended = [one for one in told if one.state == "ended"]
    assert {one.run for one in ended} == {record.id for record in store.runs.find()}
    assert all("done, forms is in" in one.detail for one in ended)
    by_run = [one.run for one in told if one.state == "working"]
    assert by_run == sorted(by_run, key=by_run.index), "one run after the other, and each line says whose it is"


def test_an_idle_machine_carries_out_all_there_is_room_for(tmp_path, store) -> None:
    assert worked(tmp_path, store, 0.0, []).most > 1
    shares = [store.runs.state(record.id, "share") for record in store.runs.find()]
    assert all(share == {"tokens": 900, "seconds": 300.0} for share in shares)
