"""Kills runs at random moments and resumes them: ``random_kills FOLDER KILLS SEED [OPTION…]``; prints what it saw."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autogenesis.cli import main
from examples.refresh import contents

ROOT = Path(__file__).parents[2]
SPEC = str(ROOT / "specs" / "patient-management.md")
AGAIN = 0.3
"""The share of resumed runs that are killed once more."""


@dataclass
class Killer:
    """Starts `genesis` in forks of this process, which has imported everything, so that kills hit the work itself."""

    folder: Path
    options: Sequence[str]
    random: random.Random
    seen: Counter[str] = field(default_factory=Counter)

    def begin(self, *arguments: str) -> int:
        """A process that does what the command line says; its id."""
        pid = os.fork()
        if pid == 0:
            log = os.open(self.folder / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            code = 1
            try:
                code = main([*arguments, "--set", f"home={self.folder / 'home'}"])
            finally:
                sys.stdout.flush()
                os._exit(code)
        return pid

    def finish(self, *arguments: str) -> str:
        """What a process that nobody kills prints; it must end well."""
        code = os.waitstatus_to_exitcode(os.waitpid(self.begin(*arguments), 0)[1])
        told = (self.folder / "log.txt").read_text(encoding="utf-8")
        assert code == 0, f"{arguments} ended with {code}: {told[-2000:]}"
        return told

    def kill(self, within: float, *arguments: str) -> bool:
        """Kill a process at a random moment; whether it was still at work."""
        pid = self.begin(*arguments)
        time.sleep(self.random.uniform(0, within))
        os.kill(pid, signal.SIGKILL)
        killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
        self.seen["kills" if killed else "too late"] += 1
        return killed

    def runs(self) -> dict[str, str]:
        """The state of every run by its id."""
        told = json.loads(self.finish("runs", "--json").splitlines()[-1])
        return {run["run"]: run["status"] for run in told["runs"]}

    def once(self, number: int, within: float, wanted: dict[str, bytes]) -> None:
        """A run that is killed, perhaps more than once, and then left to end."""
        out = self.folder / f"out{number}"
        known = self.runs()
        self.kill(within, "new", SPEC, "--out", str(out), *self.options)
        self.nothing_partial(out, wanted)
        fresh = [run for run in self.runs() if run not in known]
        if not fresh:
            self.seen["killed before the run was kept"] += 1
            return
        while self.random.random() < AGAIN:
            self.kill(within, "resume", fresh[0])
            self.nothing_partial(out, wanted)
        self.finish("resume", fresh[0])
        assert self.packages(out) == [wanted], f"run {fresh[0]} gave another package"
        self.seen["resumed to the same package"] += 1

    def nothing_partial(self, out: Path, wanted: dict[str, bytes]) -> None:
        found = self.packages(out)
        assert found in ([], [wanted]), "a part of a package was seen"
        self.seen["killed after delivery"] += bool(found)

    def packages(self, out: Path) -> list[dict[str, bytes]]:
        """What lies under the slug; folders in the making begin with a dot and are not looked at."""
        names = sorted(path for path in out.glob("[!.]*")) if out.is_dir() else []
        return [dict(contents(path)) for path in names]


def killed(folder: Path, kills: int, seed: int, options: Sequence[str]) -> Counter[str]:
    """Kill until there are enough; what was seen."""
    preparing = ["new", SPEC, "--no-tests", "--out", str(folder / "first"), "--set", f"home={folder / 'home'}"]
    assert main(preparing) == 0  # imports what a run needs, once
    killer = Killer(folder, options, random.Random(seed))
    begun = time.monotonic()
    killer.finish("new", SPEC, "--out", str(folder / "reference"), *options)
    within = time.monotonic() - begun
    (wanted,) = killer.packages(folder / "reference")
    number = 0
    while killer.seen["kills"] < kills:
        number += 1
        killer.once(number, within, wanted)
    return killer.seen


if __name__ == "__main__":
    print(json.dumps(killed(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])))
