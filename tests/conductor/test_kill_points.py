"""A run that is killed at any boundary, or inside any step, goes on within two seconds and does nothing twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def killed(folder: Path, *options: object) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.conductor.kill_points", str(folder), *map(str, options)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return seen


@pytest.mark.slow
def test_kills_at_every_boundary_and_inside_every_step(tmp_path, record_property) -> None:
    seen = killed(tmp_path, "every")
    for what, figure in seen.items():
        record_property(what, figure)
    assert seen["kills"] >= 20
    assert seen["kills"] == seen["events"]
    assert seen["resumed to the same package"] == seen["kills"] + 1
    assert seen["of that computing"] < 2  # on a machine that others load, the clock on the wall tells nothing


@pytest.mark.soak
def test_a_thousand_kills_change_nothing(tmp_path, record_property) -> None:
    seen = killed(tmp_path, "random", 1000, 1)
    for what, figure in seen.items():
        record_property(what, figure)
    assert seen["kills"] >= 1000
    assert seen["of that computing"] < 2
