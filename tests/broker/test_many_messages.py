"""Messages under duplicates, failing handlers, kills and restarts: none is lost, none unexpected, no effect twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def counted(folder: Path, count: int, stores: int = 1) -> Counter[str]:
    """What became of so many messages, shared out to so many stores, each with processes of its own."""
    sending, seen = [], Counter[str]()
    for number in range(stores):
        home = folder / str(number)
        home.mkdir()
        command = [sys.executable, "-m", "tests.broker.many_messages", str(home), str(count // stores), str(number)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        sending.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True))
    for process in sending:
        said, _ = process.communicate()
        assert process.returncode == 0
        seen.update(json.loads(said.splitlines()[-1]))
    assert seen["done"] == seen["recorded"] == count
    assert seen["twice"] == seen["unexpected"] == seen["dead letters"] == 0
    assert seen["kills"] == 20 * stores
    return seen


@pytest.mark.slow
def test_some_messages_under_faults(tmp_path: Path) -> None:
    counted(tmp_path, 4000)


@pytest.mark.soak
def test_a_million_messages_under_faults(tmp_path: Path, record_property) -> None:
    for what, figure in counted(tmp_path, 1_000_000, stores=2).items():
        record_property(what, figure)
