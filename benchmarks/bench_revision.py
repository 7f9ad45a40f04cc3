"""What a revision costs that touches one rule, from the words of feedback to the tested package, in shares of building
that system anew."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._harness import Row, environment

ROOT = Path(__file__).parents[1]
GENESIS = [sys.executable, str(ROOT / "run_genesis.py")]
ROUNDS = 2
LIMIT, BOUND, RULE = "a limit many tests meet", "a limit few tests meet", "a new rule"
ASKED = {
    "library-lending": {
        LIMIT: "A reader may borrow up to six items.",
        BOUND: "A loan may be renewed at most three times.",
    },
    "patient-management": {RULE: "Patients under 18 cannot be registered."},
}
"""By text: what is asked of the system that was built of it."""


def seconds(*command: str) -> float:
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=True)
    return time.perf_counter() - begin


def measured(text: str, *options: str) -> dict[str, float]:
    """Seconds of building the system, under no name, and of each revision of what was built."""
    with tempfile.TemporaryDirectory(prefix="bench-") as out:
        found = {"": seconds(*GENESIS, "new", f"specs/{text}.md", "--out", f"{out}/built", *options)}
        (built,) = Path(out, "built").iterdir()
        for name, said in ASKED[text].items():
            at = Path(out, name, built.name)
            shutil.copytree(built, at)
            found[name] = seconds(*GENESIS, "revise", str(at), "--feedback", said, *options)
        return found


def shares(text: str, *options: str) -> list[Row]:
    """A row for each revision; all are measured in turn, so that a busy machine is unfair to none."""
    rounds = [measured(text, *options) for _ in range(ROUNDS)]
    medians = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    built = medians.pop("")
    how = "".join(f" {option}" for option in options)
    return [
        Row(
            name=f"genesis revise{how}, {name}",
            value=round(took / built, 3),
            unit="of genesis new",
            better="lower",
            target=0.4,
            peers={},
        )
        for name, took in medians.items()
    ]


def rows() -> list[Row]:
    """With the tests of the package for both texts, and without them for one."""
    return [*(row for text in ASKED for row in shares(text)), *shares("patient-management", "--no-tests")]
