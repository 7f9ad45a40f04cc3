"""The page as a program of its own, and somebody who asks it: what measures it and what loads it begin here."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autogenesis.conductor import Conductor, House, Order, RunResult
from autogenesis.core import RandomIds, RunId, Settings, SystemClock
from benchmarks._harness import environment
from storage import Storage

ROOT = Path(__file__).parents[1]
STREAMS, SYSTEMS = 50, 200
_SECONDS = 60


def fill(home: Path, generated: Path) -> RunId:
    """Give a home two hundred systems that are done, and a run that waits for ever: its id."""
    home.mkdir(parents=True, exist_ok=True)
    with Storage.open(f"sqlite:///{home / 'genesis.db'}", SystemClock()) as storage:
        for number in range(SYSTEMS):
            run, slug = RandomIds().run(), f"system_{number}"
            storage.runs.create(run, slug=slug, spec_hash="0" * 64, settings={}, code_version="bench")
            result = RunResult(run=run, system=slug, package_path=str(generated / slug))
            storage.runs.move(run, "running")
            storage.runs.move(run, "done", result=result.model_dump(mode="json"))
        settings = Settings(home=home, generated=generated)
        queueing = Conductor(
            House(
                settings=settings,
                storage=storage,
                crewmaker=lambda folder: {},
                deliverer=_Nothing(),
                ids=RandomIds(),
                clock=SystemClock(),
                version="bench",
            )
        )
        return queueing.queue(Order(text="A clerk stamps a form.", out=generated), "forms")


class _Nothing:
    """Delivers nothing: nobody takes the run out of the queue."""

    def refuse_edited(self, modules: object, out: Path) -> None:
        raise AssertionError("nothing is delivered here")

    def deliver(self, artefacts: object, out: Path) -> Path:
        raise AssertionError("nothing is delivered here")


class Visitor:
    """Somebody who came in, on one connection that stays open."""

    def __init__(self, host: str, port: int, cookie: str) -> None:
        self._host, self._port, self._cookie = host, port, cookie
        self._connection = http.client.HTTPConnection(host, port, timeout=_SECONDS)

    def get(self, path: str) -> bytes:
        """The body of a page; AssertionError where it is not there."""
        self._connection.request("GET", path, headers={"Cookie": self._cookie})
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status, body[-500:])
        return body

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def follow(self, run: str) -> http.client.HTTPConnection:
        """A connection on which a stream of the run has begun."""
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_SECONDS)
        connection.request("GET", f"/runs/{run}/events", headers={"Cookie": self._cookie})
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.read(5) == b"retry"
        return connection


@contextmanager
def serving(home: Path, generated: Path) -> Iterator[tuple[str, Visitor]]:
    """`genesis ui` on a free port: the address that lets a browser in, and a visitor who is."""
    page = subprocess.Popen(
        [sys.executable, str(ROOT / "run_genesis.py"), "ui", "--port", "0"],
        cwd=home,
        env=environment(GENESIS_HOME=str(home), GENESIS_GENERATED=str(generated)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with page:
        assert page.stdout is not None
        told = page.stdout.readline()
        found = re.search(r"http://([\d.]+):(\d+)(/enter\S+)", told)
        assert found, told
        connection = http.client.HTTPConnection(found[1], int(found[2]), timeout=_SECONDS)
        connection.request("GET", found[3])
        answer = connection.getresponse()
        cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
        answer.read()
        connection.close()
        visitor = Visitor(found[1], int(found[2]), cookie)
        try:
            yield found[0], visitor
        finally:
            visitor.close()
            page.send_signal(signal.SIGTERM)
            page.wait(_SECONDS)
