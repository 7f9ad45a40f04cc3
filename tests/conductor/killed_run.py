"""A run in a process of its own that is killed while a step is in hand: ``killed_run.py HOME [RUN]``."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import roles as r
from autogenesis.conductor import Order
from autogenesis.core import RunId
from tests.conductor.house import TEXT, house, open_store, stubborn_crew


def main(home: Path, run: str | None) -> None:
    crew = stubborn_crew()
    drafted = home / "drafted.txt"

    class Killing:
        """Prompt design that kills its process the first time."""

        def __init__(self, role: object) -> None:
            self._role = role

        def __getattr__(self, name: str) -> object:
            return getattr(self._role, name)

        def draft(self, task: object, rejections: object) -> r.PromptSet:
            if run is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return r.PromptSet()

    class Noting(Killing):
        """A role that notes each draft in a file."""

        def draft(self, task: object, rejections: object) -> object:
            with drafted.open("a", encoding="utf-8") as file:
                file.write(f"{self._role.name}\n")  # type: ignore[attr-defined]
            return self._role.draft(task, rejections)  # type: ignore[attr-defined]

    noted = {name: Noting(role) for name, role in crew.items()}
    noted["prompt_design"] = Killing(crew["prompt_design"])  # type: ignore[assignment]
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
    return r.Deployment(wheel="", clean=True, dockerfile="", compose="")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
