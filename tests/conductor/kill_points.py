"""Kills a run at chosen moments and resumes it: ``kill_points FOLDER every`` or ``… FOLDER random KILLS SEED``.

The witness is a file outside of every database: a line for each draft begun, each artefact published, each verdict
given, each delivery. Prints what it saw as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import alembic.command
import alembic.context
import autogen_agentchat.messages
import dbos
import sqlalchemy.dialects.sqlite

from roles import RoleAgent
from storage import Storage
from tests.conductor.house import open_store
from tests.conductor.stubs import Delivery, conductor, crew_of, made, order

STEPS = 3
IMPORTED = (
    alembic.command,
    alembic.context,
    autogen_agentchat.messages,
    dbos,
    sqlalchemy.dialects.sqlite,
    RoleAgent,
)  # so that each fork begins with them


class Witness:
    """Notes what happens in a file, and kills its process at the event of that number."""

    def __init__(self, file: Path, kill_at: int | None) -> None:
        self._file, self._kill_at, self._count = file, kill_at, 0
        self.begun = self.first = time.monotonic()
        self.cpu = 0.0

    def __call__(self, *words: str) -> None:
        if self._count == 0:
            self.first, self.cpu = time.monotonic(), time.process_time()
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, (" ".join(words) + "\n").encode())
        os.close(handle)
        if self._count == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self._count += 1

    def watch(self, store: Storage) -> None:
        """Note each artefact when it is written, and again when the transaction that it belongs to is committed; and
        each verdict when it is given, and when the step that it ends is finished."""
        publish, once, leave = store.artefacts.publish, store.inbox.once, store.verdicts.leave
        written: list[tuple[str, ...]] = []

        def publishing(run: Any, step: str, number: int, **named: Any) -> Any:
            done = publish(run, step, number, **named)
            written.append((step, str(number), done.hash))
            self("writing", *written[-1])
            return done

        async def committing(*given: Any) -> Any:
            written.clear()
            done = await once(*given)
            for one in written:
                self("published", *one)
            return done

        def leaving(asked: Any, *given: Any, **named: Any) -> None:
            leave(asked, *given, **named)
            self("judged", asked.step, str(asked.attempt))

        finish = store.steps.finish

        async def finishing(of_pass: str, name: str, result: Any) -> Any:
            done = await finish(of_pass, name, result)
            self("finished", name)
            return done

        store.steps.finish = finishing  # type: ignore[method-assign]
        store.artefacts.publish, store.inbox.once, store.verdicts.leave = publishing, committing, leaving  # type: ignore[method-assign]


class WitnessedDelivery(Delivery):
    def __init__(self, witness: Witness) -> None:
        super().__init__()
        self._witness = witness

    def deliver(self, artefacts: Any, out: Path) -> Path:
        self._witness("delivering")
        folder = super().deliver(artefacts, out)
        self._witness("delivered")
        return folder


def attempt(home: Path, kill_at: int | None, report: Path | None = None) -> int:
    """A process that begins the run, or goes on with it; how it ended. `report` is told how long that took."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 1
    try:
        witness = Witness(home / "witness.txt", kill_at)
        with open_store(home) as store:
            witness.watch(store)
            one = conductor(home, store, crew_of(STEPS, witness), deliverer=WitnessedDelivery(witness))
            runs = store.runs.find()
            done = one.resume(runs[0].id) if runs else one.start(order(home, durable=True), "forms")
            code = 0 if done.error is None else 3
        if report is not None:
            report.write_text(json.dumps({"wall": witness.first - witness.begun, "cpu": witness.cpu}))
    finally:
        os._exit(code)


@dataclass
class Killer:
    folder: Path
    wanted: str = ""
    seen: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    dearest: float = 0.0

    def once(self, name: str, kills: list[int]) -> None:
        """A run that is killed at these events, one after the other, and then left to end."""
        home = self.folder / name
        home.mkdir()
        for kill_at in kills:
            code = attempt(home, kill_at)
            self.seen["kills" if code == -signal.SIGKILL else "too late"] += 1
            assert code in (-signal.SIGKILL, 0), f"{name}: ended with {code}"
        assert attempt(home, None, home / "report.json") == 0, f"{name}: the resumed run failed"
        report = json.loads((home / "report.json").read_text())
        self.slowest = max(self.slowest, report["wall"])
        self.dearest = max(self.dearest, report["cpu"])
        self.wanted = self.wanted or made(home)
        assert made(home) == self.wanted, f"{name}: another package"
        self._nothing_twice(home, name)
        self.seen["resumed to the same package"] += 1

    def _nothing_twice(self, home: Path, name: str) -> None:
        published: Counter[tuple[str, str]] = Counter()
        for line in (home / "witness.txt").read_text().splitlines():
            what, *words = line.split(" ")
            if what == "published":
                published[words[0], words[1]] += 1
        assert all(count == 1 for count in published.values()), f"{name}: committed twice: {published}"
        with open_store(home) as store:
            (record,) = store.runs.find()
            assert record.status == "done", f"{name}: {record.status}"
            kept = Counter(
                (one.step, str(one.attempt)) for one in store.artefacts.of_run(record.id) if one.step != "brief"
            )
        assert set(published) <= set(kept), f"{name}: lost {set(published) - set(kept)}"
        assert all(count == 1 for count in kept.values())
        assert len(kept) == STEPS + 1


def main(folder: Path, how: str, kills: int, seed: int) -> None:
    killer = Killer(folder)
    killer.once("undisturbed", [])
    events = len((folder / "undisturbed" / "witness.txt").read_text().splitlines())
    if how == "every":
        for number in range(events):
            killer.once(f"k{number}", [number])
    chance = random.Random(seed)
    number = 0
    while how == "random" and killer.seen["kills"] < kills:
        number += 1
        killer.once(f"r{number}", [chance.randrange(events) for _ in range(chance.choice((1, 1, 2, 3)))])
    print(
        json.dumps(
            {
                **killer.seen,
                "events": events,
                "slowest resume, s": round(killer.slowest, 2),
                "of that computing": round(killer.dearest, 2),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *(int(word) for word in (sys.argv[3:5] or ("0", "0"))))
