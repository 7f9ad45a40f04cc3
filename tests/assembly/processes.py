"""The example package in several processes on one machine: a host, workers, and a session that asks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import autogenesis.kit
from tests.preloaded import Running

_LIBRARIES = ("autogen_ext.runtimes.grpc",)
EXAMPLE = Path(__file__).parents[2] / "examples" / "lending" / "src" / "lending"
DESK = "readers,titles,items,payments"
SHELF = "loans,reservations,charges"


def package(folder: Path) -> Path:
    """A folder to import the example from, with the kit as it is now."""
    shutil.copytree(EXAMPLE, folder / "lending", ignore=shutil.ignore_patterns("__pycache__"))
    for file in Path(autogenesis.kit.__file__).parent.glob("*.py"):
        shutil.copy(file, folder / "lending" / "_kit")
    return folder


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


class Process:
    """A command of the package; killed, not asked to stop, unless `stop` is called."""

    def __init__(self, source: Path, *arguments: str, code: str = "") -> None:
        self.arguments = arguments
        self._lines: list[str] = []
        environment = {**os.environ, "PYTHONPATH": str(source)}
        self.popen = Running("lending", arguments, environment, code=code, libraries=_LIBRARIES, complaints=True)
        self._said = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.popen.stderr:
            self._lines.append(line)
            if "working for" in line:
                self._said.set()

    def working(self, seconds: float = 30.0) -> bool:
        """Whether the worker says so, within a time, that it has its agents."""
        return self._said.wait(seconds)

    @property
    def errors(self) -> str:
        return "".join(self._lines)

    def ask(self, line: dict[str, Any]) -> Any:
        """The answer to one line of a session; None where the process is gone."""
        try:
            print(json.dumps(line), file=self.popen.stdin, flush=True)
        except BrokenPipeError:
            return None
        reply = self.popen.stdout.readline()
        return json.loads(reply) if reply.endswith("\n") else None

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        self.popen.send_signal(how)
        code = self.popen.wait(30)
        self._reader.join(5)
        self.popen.close()
        return code


class Town:
    """Processes of the package on one data folder; whatever still runs is killed at the end."""

    def __init__(self, source: Path, data: Path | str) -> None:
        self.source, self.data, self.address = source, data, free_address()
        self._processes: list[Process] = []

    def start(self, *arguments: str, code: str = "") -> Process:
        process = Process(self.source, *arguments, code=code)
        self._processes.append(process)
        return process

    def host(self) -> Process:
        return self.start("host", self.address)

    def worker(self, agents: str, data: Path | None = None) -> Process:
        return self.start("worker", self.address, "--data", str(data or self.data), "--agents", agents)

    def workers(self, *agents: str) -> list[Process]:
        """Workers that have their agents."""
        started = [self.worker(each) for each in agents]
        for each in started:
            assert each.working(), each.errors
        return started

    def session(self, *, remote: bool = True) -> Process:
        return self.start("session", "--data", str(self.data), *(["--workers", self.address] if remote else []))

    def end(self) -> None:
        for process in self._processes:
            process.kill()


@contextmanager
def town(source: Path, data: Path | str) -> Iterator[Town]:
    made = Town(source, data)
    try:
        yield made
    finally:
        made.end()


def asked_in_one_process(source: Path, data: Path, lines: Sequence[dict[str, Any]]) -> list[Any]:
    """What one process answers: the measure for several."""
    with town(source, data) as alone:
        session = alone.session(remote=False)
        return [session.ask(line) for line in lines]
