"""`genesis status`: how all runs are, for people, programs and Prometheus, printed and served."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from autogenesis.cli import main
from autogenesis.core import RunId, SystemClock
from storage import Storage
from tests.conductor.stubs import conductor, order

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def opened(home: Path) -> Storage:
    return Storage.open(f"sqlite:///{home / 'genesis.db'}", SystemClock())


def asked(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_what_is_wrong_is_said_and_counts_are_those_of_the_store(home, capsys) -> None:
    assert main(["status"]) == 0
    assert "healthy" in capsys.readouterr().out
    with opened(home) as store:
        assert conductor(home, store).start(order(home), "forms").error is None
        assert conductor(home, store, limits={"max_messages": 1}).start(order(home), "forms").error is not None
        conductor(home, store).queue(order(home), "forms")
        killed = conductor(home, store).queue(order(home), "forms")
        store.runs.move(RunId(killed), "running")
    assert main(["status"]) == 1, "a run waits, and nobody is there to take it"
    said = capsys.readouterr().out
    assert said.startswith("unhealthy; over the last hour:")
    assert "warning: 50% of the runs that ended did not succeed" in said
    assert "critical: 1 runs wait and no worker is there: start `genesis conduct`" in said
    assert "warning: 1 runs were killed and wait to be resumed" in said
    assert main(["status", "--json"]) == 1
    health = json.loads(capsys.readouterr().out)
    assert {name: health["gauges"][name] for name in ("queued", "interrupted", "unattended")} == {
        "queued": 1,
        "interrupted": 1,
        "unattended": 1,
    }
    assert {(one["role"], one["action"]) for one in health["latencies"]} >= {("doer1", "draft"), ("judge", "check")}
    assert main(["status", "--metrics"]) == 1
    families = {one.name: one for one in text_string_to_metric_families(capsys.readouterr().out)}
    assert families["genesis_queued"].samples[0].value == 1


@pytest.mark.slow
def test_prometheus_reads_metrics_from_a_service_that_a_signal_ends(home) -> None:
    with opened(home) as store:
        conductor(home, store).queue(order(home), "forms")
    command = [sys.executable, str(ROOT / "run_genesis.py"), "status", "--serve", "127.0.0.1:0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert found is not None
        code, text = asked(f"{found[0]}/metrics")
        assert code == 200
        families = {one.name: one for one in text_string_to_metric_families(text)}
        assert families["genesis_queued"].samples[0].value == 1
        code, text = asked(f"{found[0]}/health")
        assert (code, json.loads(text)["status"]) == (503, "unhealthy")
        assert asked(f"{found[0]}/etc/passwd")[0] == 404
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def test_a_worker_serves_metrics_while_it_works(home, capsys) -> None:
    assert main(["conduct", "--until-idle", "--serve", "127.0.0.1:0"]) == 0
    assert "/metrics" in capsys.readouterr().err


@pytest.mark.parametrize(("at", "code"), [("nowhere", 64), ("127.0.0.1:99999", 64), ("192.0.2.1:9464", 2)])
def test_an_address_that_will_not_do_is_refused(home, capsys, at, code) -> None:
    assert main(["status", "--serve", at]) == code
    assert at in capsys.readouterr().err
