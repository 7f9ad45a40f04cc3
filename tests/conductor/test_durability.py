"""A run that is killed goes on at the step it was in, and does nothing twice that was finished."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conductor.house import open_store

ROOT = Path(__file__).parents[2]


def process(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.conductor.killed_run", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_killed_run_goes_on_at_its_step(tmp_path) -> None:
    killed = process(tmp_path)
    assert killed.returncode == -9, killed.stderr
    with open_store(tmp_path) as storage:
        (record,) = storage.runs.find()
    assert record.status == "running"
    before = (tmp_path / "drafted.txt").read_text(encoding="utf-8").split()
    assert before == ["hierarchy", "understanding", "design"]

    resumed = process(tmp_path, record.id)
    assert resumed.returncode == 0, resumed.stderr
    result = json.loads(resumed.stdout.strip().splitlines()[-1])
    assert result["error"] == ""
    assert result["run"] == record.id
    assert Path(result["package_path"], "src").is_dir()
    after = (tmp_path / "drafted.txt").read_text(encoding="utf-8").split()[len(before) :]
    assert not {"hierarchy", "understanding", "design"} & set(after)
    with open_store(tmp_path) as storage:
        assert storage.runs.get(record.id).status == "done"
        steps = [(one.step, one.attempt) for one in storage.artefacts.of_run(record.id)]
    assert len(steps) == len(set(steps))
