"""Milliseconds a call of a generated system in a session, and seconds of one call from cold, beside SQLite alone."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks._harness import Measure, Row, alternate, environment

EXAMPLE = Path(__file__).parents[1] / "examples" / "lending"
COUNT = 250
COMMIT = "sqlite3, one bare commit"
IMPORTS = "python, importing sqlalchemy, pydantic and autogen-core"


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "lending", *arguments],
        env=environment(PYTHONPATH=str(EXAMPLE / "src")),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def in_session() -> float:
    """Milliseconds a call: one that writes and one that reads in turn, each durable before it is answered."""
    with tempfile.TemporaryDirectory(prefix="bench-") as data, started("session", "--data", data) as session:
        assert session.stdin is not None
        assert session.stdout is not None

        def ask(name: str, given: dict[str, str]) -> None:
            print(json.dumps({"call": name, "input": given}), file=session.stdin, flush=True)
            answer = json.loads(session.stdout.readline())  # type: ignore[union-attr]
            assert "result" in answer, answer

        ask("list_readers", {})
        begin = time.perf_counter()
        for n in range(COUNT):
            ask("add_reader", {"id": f"r{n}", "name": f"Reader {n}"})
            ask("get_reader", {"reader": f"r{n}"})
        took = time.perf_counter() - begin
        session.stdin.close()
    return took / (2 * COUNT) * 1e3


def committed() -> float:
    """Milliseconds a commit of one row, as durable as ours."""
    with tempfile.TemporaryDirectory(prefix="bench-") as data, closing(sqlite3.connect(f"{data}/x.db")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE reader (id TEXT PRIMARY KEY, name TEXT)")
        begin = time.perf_counter()
        for n in range(COUNT):
            with database:
                database.execute("INSERT INTO reader VALUES (?, ?)", (f"r{n}", f"Reader {n}"))
        return (time.perf_counter() - begin) / COUNT * 1e3


def from_cold() -> float:
    """Seconds of one `call` in a process of its own, on an empty folder."""
    with tempfile.TemporaryDirectory(prefix="bench-") as data:
        begin = time.perf_counter()
        with started("call", "add_reader", '{"name": "Ida"}', "--data", data) as process:
            told, _ = process.communicate()
        assert process.returncode == 0, told
        return time.perf_counter() - begin


def imported() -> float:
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "import sqlalchemy.orm, pydantic, autogen_core"], env=environment(), check=True
    )
    return time.perf_counter() - begin


def rows() -> list[Row]:
    """The example system stands for all: they differ in their rules, not in their kit."""

    def row(name: str, ours: Measure, unit: str, target: float, peer: tuple[str, Measure]) -> Row:
        value, theirs = alternate(ours, dict([peer]))
        return Row(name=name, value=round(value, 3), unit=unit, better="lower", target=target, peers=theirs)

    return [
        row("kit: a call in a session", in_session, "ms", 5.0, (COMMIT, committed)),
        row("kit: a call from cold", from_cold, "s", 1.0, (IMPORTS, imported)),
    ]
