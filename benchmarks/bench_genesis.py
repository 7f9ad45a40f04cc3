"""Seconds from text to package with and without its tests, and until help is shown, beside bare interpreters."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._harness import PAIRS, Measure, Row, alternate, environment

ROOT = Path(__file__).parents[1]
SPEC = "specs/patient-management.md"
TEXTS = [f"specs/{path.name}" for path in sorted((ROOT / "specs").glob("*.md")) if path.name != "README.md"]
GENESIS = [sys.executable, str(ROOT / "run_genesis.py")]
BARE = "python -c pass"
IMPORTS = "python, importing sqlalchemy, pydantic and autogen-core"


def seconds(*command: str) -> float:
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=True)
    return time.perf_counter() - begin


def new(*options: str, text: str = SPEC) -> float:
    """Seconds of one run into an empty folder; the environment that set-up made is used."""
    with tempfile.TemporaryDirectory(prefix="bench-") as out:
        return seconds(*GENESIS, "new", text, "--out", out, *options)


def slowest() -> float:
    """Seconds of the text in specs/ that takes longest."""
    return max(new("--no-tests", text=text) for text in TEXTS)


def rows() -> list[Row]:
    """The whole job and all the texts are measured three times, the quicker ones in five pairs."""

    def row(name: str, ours: Measure, target: float, peers: dict[str, Measure], pairs: int = PAIRS) -> Row:
        value, theirs = alternate(ours, peers, pairs)
        return Row(name=name, value=round(value, 3), unit="s", better="lower", target=target, peers=theirs)

    imports = "import sqlalchemy.orm, pydantic, autogen_core"
    heavy: dict[str, Measure] = {IMPORTS: lambda: seconds(sys.executable, "-c", imports)}
    light: dict[str, Measure] = {BARE: lambda: seconds(sys.executable, "-c", "pass")}
    return [
        row("genesis new, with the package's tests", new, 15.0, heavy, 3),
        row("genesis new --no-tests", lambda: new("--no-tests"), 3.0, heavy),
        row(f"genesis new --no-tests, slowest of {len(TEXTS)} texts", slowest, 5.0, heavy, 3),
        row("genesis --help", lambda: seconds(*GENESIS, "--help"), 0.4, light),
    ]
