"""A generated system that is served and asked to write by 50 clients at once, beside what one writes by hand."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from benchmarks._harness import PAIRS, Row, environment
from benchmarks._load import Load

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "lending" / "src"
ASKED, CLIENTS, COUNT = "/operations/add_reader", 50, 4000
EACH, TOGETHER = "FastAPI and sqlite3, a commit each", "FastAPI and sqlite3, a commit for all that wait"
HZ = os.sysconf("SC_CLK_TCK")


class Served(Load):
    """With what the server used: milliseconds of a processor for an operation, its own and the system's."""

    used: float


@contextmanager
def ours(folder: str) -> Iterator[tuple[subprocess.Popen[bytes], int, str]]:
    own, port = environment(PYTHONPATH=str(EXAMPLE)), _port()
    command = [sys.executable, "-m", "lending"]
    users = [*command, "users", "add", "--role", "librarian", "--data", folder]
    token = subprocess.run(users, env=own, capture_output=True, text=True, check=True).stdout.strip()
    with _started([*command, "serve", "--port", str(port), "--data", folder], own, port) as process:
        yield process, port, token


@contextmanager
def by_hand(folder: str, commits: str) -> Iterator[tuple[subprocess.Popen[bytes], int, str]]:
    port = _port()
    command = [sys.executable, "-m", "benchmarks._peer", str(port), folder, "token", commits]
    with _started(command, environment(PYTHONPATH=str(ROOT)), port) as process:
        yield process, port, "token"


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _started(command: list[str], own: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, env=own) as process:
        try:
            while process.poll() is None:
                with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)
            yield process
        finally:
            process.terminate()


def _used(process: subprocess.Popen[bytes]) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / HZ


def measured(kind: str) -> Served:
    """Ours, or one of the peers, asked by clients in another process."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        served = ours(folder) if not kind else by_hand(folder, "each" if kind == EACH else "together")
        with served as (process, port, token):
            _asked(port, token, 500)
            before = _used(process)
            load = _asked(port, token, COUNT)
            return Served(**load, used=(_used(process) - before) / COUNT * 1e3)


def _asked(port: int, token: str, count: int) -> Load:
    command = [sys.executable, "-m", "benchmarks._load", str(port), ASKED, token, str(CLIENTS), str(count)]
    told = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    return cast(Load, json.loads(told.stdout))


def rows() -> list[Row]:
    """Each in turn; the medians. A record write: the token is looked up, the row is checked, kept and on the disk."""
    found: dict[str, list[Served]] = {"": [], EACH: [], TOGETHER: []}
    for _ in range(PAIRS):
        for kind, served in found.items():
            served.append(measured(kind))

    def row(name: str, of: str, unit: str, better: str, target: float | None) -> Row:
        figures = {kind: statistics.median(each[of] for each in each_time) for kind, each_time in found.items()}  # type: ignore[literal-required]
        value = round(figures.pop(""), 3)
        return Row(name=f"serve: {name}", value=value, unit=unit, better=better, target=target, peers=figures)  # type: ignore[typeddict-item]

    print(f"  load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", file=sys.stderr)
    return [
        row(f"writes a second, {CLIENTS} clients", "rate", "1/s", "higher", 1000.0),
        row(f"p99 of a write, {CLIENTS} clients", "p99", "ms", "lower", 50.0),
        row("processor time of a write", "used", "ms", "lower", None),
    ]
