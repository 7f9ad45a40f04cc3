"""A run that is killed goes on at the step it was in, and does nothing twice that was finished."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autogenesis.core import RunId
from tests.conductor.house import open_store

ROOT = Path(__file__).parents[2]
DOERS = (
    "hierarchy", "understanding", "design", "prompt_design", "generator",
    "testing", "tuning", "security", "deployment", "documentation", "feedback",
)  # fmt: skip


def process(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.conductor.killed_run", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def finished(done: subprocess.CompletedProcess[str]) -> dict[str, bytes]:
    """The files of the package that a run delivered."""
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.strip().splitlines()[-1])
    assert result["error"] == ""
    package = Path(result["package_path"])
    return {str(file.relative_to(package)): file.read_bytes() for file in package.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> dict[str, bytes]:
    """The package of a run that nobody killed."""
    package = finished(process(tmp_path_factory.mktemp("undisturbed"), "nobody"))
    assert len(package) > 20
    return package


def drafted(home: Path) -> list[str]:
    """The roles that drafted something, in their order."""
    file = home / "drafted.txt"
    return file.read_text(encoding="utf-8").split() if file.exists() else []


@pytest.mark.soak
def test_a_run_killed_in_every_step_goes_on_there_each_time(tmp_path, undisturbed) -> None:
    run: tuple[str, ...] = ()
    for number, doer in enumerate(DOERS):
        killed = process(tmp_path, doer, *run)
        assert killed.returncode == -9, killed.stderr
        assert drafted(tmp_path) == list(DOERS[:number])
        with open_store(tmp_path) as storage:
            (record,) = storage.runs.find()
        assert record.status == "running"
        run = (record.id,)

    assert finished(process(tmp_path, "nobody", *run)) == undisturbed
    assert drafted(tmp_path) == list(DOERS)
    with open_store(tmp_path) as storage:
        assert storage.runs.get(RunId(run[0])).status == "done"


@pytest.mark.soak
@pytest.mark.parametrize("number", range(len(DOERS)), ids=DOERS)
def test_a_run_killed_in_any_step_goes_on_there(tmp_path, undisturbed, number) -> None:
    killed = process(tmp_path, DOERS[number])
    assert killed.returncode == -9, killed.stderr
    with open_store(tmp_path) as storage:
        (record,) = storage.runs.find()
    assert record.status == "running"

    assert finished(process(tmp_path, "nobody", record.id)) == undisturbed
    assert drafted(tmp_path) == list(DOERS)
    with open_store(tmp_path) as storage:
        assert storage.runs.get(RunId(record.id)).status == "done"
