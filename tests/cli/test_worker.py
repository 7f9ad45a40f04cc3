"""`genesis worker`: a run whose roles are elsewhere, and one of whose workers is killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from autogenesis.cli import main
from autogenesis.core import RunId, SystemClock
from storage import Storage

ROOT = Path(__file__).parents[2]
SPEC = str(ROOT / "specs" / "library-lending.md")


@contextmanager
def worker(folder: Path, roles: str, broker: str) -> Iterator[subprocess.Popen[str]]:
    """A worker that says that it is ready."""
    command = [sys.executable, str(ROOT / "run_genesis.py"), "worker", "--roles", roles, "--broker", broker]
    environment = os.environ | {"GENESIS_BROKER_KEY": "only for tests"}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith("ready: "), line + process.stderr.read()
        yield process
        if process.poll() is None:
            process.terminate()
            assert process.wait(30) == 0


@pytest.mark.slow
def test_a_run_is_finished_though_a_worker_is_killed_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("GENESIS_BROKER_KEY", "only for tests")
    address = f"mqtt://127.0.0.1:{port}"
    with ExitStack() as stack:
        stack.enter_context(worker(tmp_path, "documentation", f"embedded://127.0.0.1:{port}"))
        doomed = stack.enter_context(worker(tmp_path, "understanding,generator", address))
        stack.enter_context(worker(tmp_path, "understanding,generator", address))
        killing = subprocess.Popen(
            [sys.executable, "-c", f"import os,time;time.sleep(2);os.kill({doomed.pid},{int(signal.SIGKILL)})"]
        )
        assert main(["new", SPEC, "--no-tests", "--broker", address, "--json"]) == 0
        killing.wait()
        while doomed.poll() is None:
            time.sleep(0.05)
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    with Storage.open(f"sqlite:///{tmp_path}/.genesis/genesis.db", SystemClock()) as store:
        run = RunId(result["run"])
        published = [(made.step, made.attempt) for made in store.artefacts.of_run(run)]
        assert len(published) == len(set(published))
        assert "only for tests" not in json.dumps(store.runs.get(run).settings)
    assert b"only for tests" not in (tmp_path / ".genesis" / "genesis.db").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--roles", "generator"], "needs a broker that other processes reach"),
        (["--roles", "chef", "--broker", "mqtt://127.0.0.1:1"], "there is no role chef"),
        (["--roles", "generator", "--broker", "mqtt://127.0.0.1:1"], "cannot be reached"),
        (["--roles", "generator", "--broker", "mqtt://127.0.0.1:1", "--set", "broker_key=x"], "is a secret"),
    ],
)
def test_a_worker_that_cannot_work_says_why(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["worker", *arguments]) in (1, 2)
    assert said in capsys.readouterr().err
