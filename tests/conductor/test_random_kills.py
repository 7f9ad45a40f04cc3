"""Whenever a run is killed, resuming it gives the package that an undisturbed run gives, and nothing partial is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def killed(folder: Path, kills: int, *options: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.conductor.random_kills", str(folder), str(kills), "1", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return seen


@pytest.mark.slow
def test_a_few_kills_change_nothing(tmp_path) -> None:
    assert killed(tmp_path, 3, "--no-tests")["kills"] >= 3


@pytest.mark.soak
def test_a_hundred_kills_change_nothing(tmp_path, record_property) -> None:
    seen = killed(tmp_path, 100, "--no-tests")
    for what, count in seen.items():
        record_property(what, count)
    assert seen["kills"] >= 100
    assert seen["resumed to the same package"] > 30


@pytest.mark.soak
def test_kills_while_the_package_is_tested_change_nothing(tmp_path, base_environment, record_property) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "environments").symlink_to(base_environment.root.parent, target_is_directory=True)
    seen = killed(tmp_path, 10)
    for what, count in seen.items():
        record_property(what, count)
    assert seen["kills"] >= 10
