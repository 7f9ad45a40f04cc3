"""A run in a process of its own that is killed while ROLE has its step in hand: ``killed_run.py HOME ROLE [RUN]``."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import roles as r
from autogenesis.conductor import Order
from autogenesis.core import RunId
from tests.conductor.house import TEXT, house, open_store, stubborn_crew


class Noting:
    """A role that notes each draft in a file, and kills its process where it is told to."""

    def __init__(self, role: Any, file: Path, kills: bool) -> None:
        self._role, self._file, self._kills = role, file, kills

    def __getattr__(self, name: str) -> Any:
        return getattr(self._role, name)

    def draft(self, task: Any, rejections: Any) -> Any:
        if self._kills:
            os.kill(os.getpid(), signal.SIGKILL)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{self._role.name}\n")
        return self._role.draft(task, rejections)


def main(home: Path, killing: str, run: str | None) -> None:
    crew = stubborn_crew()
    noted = {name: Noting(role, home / "drafted.txt", kills=name == killing) for name, role in crew.items()}
    tests = r.TestReport(modules_hash="", executed=False)
    crew["testing"].draft = lambda task, rejections: tests  # type: ignore[method-assign]
    for name, made in (("tuning", r.Tuning(behaviour="same")), ("deployment", deployment())):
        crew[name].draft = lambda task, rejections, made=made: made  # type: ignore[method-assign]
    crew["testing"].check = lambda kind, artefact, basis: r.Verdict(approver="testing")  # type: ignore[method-assign]
    crew["feedback"].check = lambda kind, artefact, basis: r.Verdict(approver="feedback")  # type: ignore[method-assign]
    with open_store(home) as storage:
        conductor = house(home, storage, noted)
        order = Order(text=TEXT, out=home / "out")
        outcome = conductor.start(order, "lending") if run is None else conductor.resume(RunId(run))
    print(json.dumps({"error": str(outcome.error or ""), **outcome.result.model_dump(mode="json")}))


def deployment() -> r.Deployment:
    return r.Deployment(wheel="", dockerfile="", compose="")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
