"""What it costs to keep a message, and an artefact on disk, beside a bare SQLite commit that is as durable."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from autogenesis.core import ConversationId, Message, MessageId, RunId, SystemClock, Topic
from benchmarks._harness import Row, alternate
from storage import Storage

COUNT = 300
PEER = "sqlite3, one bare commit"
RUN = RunId("r-1")


def timed(work: Callable[[int], object]) -> float:
    """Milliseconds a call."""
    begin = time.perf_counter()
    for n in range(COUNT):
        work(n)
    return (time.perf_counter() - begin) / COUNT * 1e3


def stored(work: Callable[[Storage, int], object]) -> float:
    with (
        tempfile.TemporaryDirectory() as folder,
        Storage.open(f"sqlite:///{folder}/genesis.db", SystemClock()) as store,
    ):
        store.runs.create(RUN, slug="bench", spec_hash="", settings={}, code_version="1")
        return timed(lambda n: work(store, n))


def record(store: Storage, n: int) -> None:
    store.messages.record(
        Message(
            id=MessageId(f"m-{n}"),
            run=RUN,
            conversation=ConversationId("c-1"),
            topic=Topic("bench"),
            sender="bench",
            action="tell",
            payload={"text": "x" * 200},
            sent_at=SystemClock().now(),
        )
    )


def publish(store: Storage, n: int) -> None:
    store.artefacts.publish(RUN, "step", n, kind="bench", body={"n": n, "text": "x" * 2000})


def bare(synchronous: str) -> float:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode=WAL").close()
        connection.execute(f"PRAGMA synchronous={synchronous}").close()
        connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body TEXT)")
        return timed(lambda n: connection.execute("INSERT INTO t VALUES (?, ?)", (n, "x" * 200)).close())


def rows() -> list[Row]:
    """Milliseconds each, on SQLite; the target is some durable commits' worth."""
    measured = []
    durable = bare("FULL")
    for name, work, factor, synchronous in (
        ("record a message", record, 5, "NORMAL"),
        ("publish an artefact", publish, 10, "FULL"),
    ):
        value, peers = alternate(
            lambda work=work: stored(work),  # type: ignore[misc]
            {PEER: lambda synchronous=synchronous: bare(synchronous)},  # type: ignore[misc]
        )
        target = factor * durable
        measured.append(
            Row(name=f"storage: {name}", value=value, unit="ms", better="lower", target=target, peers=peers)
        )
    return measured
