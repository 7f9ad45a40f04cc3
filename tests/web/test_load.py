"""Many live pages and many systems at once, on one machine."""

from __future__ import annotations

import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import time

import pytest

from autogenesis.conductor import RunResult
from autogenesis.core import RandomIds, SystemClock
from storage import Storage
from tests.conductor.stubs import conductor, order
from tests.web.conftest import ROOT

STREAMS, SYSTEMS, ASKED = 50, 200, 40


@pytest.mark.soak
def test_fifty_live_pages_and_two_hundred_systems_are_served_at_once(tmp_path, record_property) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with Storage.open(f"sqlite:///{home / 'genesis.db'}", SystemClock()) as storage:
        for number in range(SYSTEMS):
            run, slug = RandomIds().run(), f"system_{number}"
            storage.runs.create(run, slug=slug, spec_hash="0" * 64, settings={}, code_version="test")
            result = RunResult(run=run, system=slug, package_path=str(tmp_path / slug))
            storage.runs.move(run, "running")
            storage.runs.move(run, "done", result=result.model_dump(mode="json"))
        waiting = conductor(home, storage).queue(order(home), "forms")
    page = subprocess.Popen(
        [sys.executable, str(ROOT / "run_genesis.py"), "ui", "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "GENESIS_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with page:
        assert page.stdout is not None
        found = re.search(r"http://([\d.]+):(\d+)(/enter\S+)", page.stdout.readline())
        assert found
        host, port, enter = found[1], int(found[2]), found[3]
        one = http.client.HTTPConnection(host, port, timeout=30)
        one.request("GET", enter)
        answer = one.getresponse()
        cookie = {"Cookie": str(answer.headers["Set-Cookie"]).partition(";")[0]}
        answer.read()
        streams = [http.client.HTTPConnection(host, port, timeout=30) for _ in range(STREAMS)]
        try:
            for stream in streams:
                stream.request("GET", f"/runs/{waiting}/events", headers=cookie)
                told = stream.getresponse()
                assert told.status == 200
                assert told.read(5) == b"retry"
            took = {}
            for path in ("/", "/runs", f"/runs/{waiting}"):
                times = []
                for _ in range(ASKED):
                    began = time.perf_counter()
                    one.request("GET", path, headers=cookie)
                    answer = one.getresponse()
                    body = answer.read()
                    times.append(time.perf_counter() - began)
                    assert answer.status == 200
                    assert len(body) < 300_000
                took[path] = statistics.quantiles(times, n=20)[-1]
        finally:
            for stream in streams:
                stream.close()
            one.close()
            page.send_signal(signal.SIGTERM)
        assert page.wait(60) == 0
    for path, seconds in took.items():
        record_property(f"p95 of {path.partition('/r-')[0]} in ms", round(seconds * 1000))
    assert max(took.values()) < 0.3, took
