"""Packages that tests share: a text is generated once in a run, by whichever worker asks first."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from autogenesis.core import load_settings
from autogenesis.sandbox import Environments

ROOT = Path(__file__).parents[1]


class GenerationError(Exception):
    """There is no package: the command line did not end well."""


class Packages:
    """The packages of a run, in a folder that all its workers see; a test reads them and keeps its data elsewhere."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def of(self, text: Path, *, tested: bool = True) -> Path:
        """The package that ``genesis new`` makes of a text, as a user would; unless told otherwise, its tests are run."""
        told = self.result(text, tested=tested)
        if "package_path" not in told:
            raise GenerationError(told["failed"])
        return Path(told["package_path"])

    def result(self, text: Path, *, tested: bool = True) -> dict[str, Any]:
        """What ``genesis new --json`` says in the end, or how it ``failed``."""
        home = self.home(text)
        if not tested and not (home / "result.json").is_file():  # whoever wants tests has them run
            home = home.with_name(f"{home.name}-untested")
        with _alone(home.with_suffix(".lock")):
            result = home / "result.json"
            if not result.is_file():
                home.mkdir()
                result.write_text(json.dumps(_generate(text, home, tested)), encoding="utf-8")
            told: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return told

    def home(self, text: Path) -> Path:
        """The folder in which the command was given; what the house keeps of the run lies in ``.genesis``."""
        return self._folder / f"{text.stem}-{hashlib.sha256(text.read_bytes()).hexdigest()[:12]}"


def _generate(text: Path, home: Path, tested: bool) -> dict[str, Any]:
    house = home / ".genesis"
    house.mkdir()
    (house / "environments").symlink_to(Environments(load_settings(ROOT, os.environ).home).ensure().root.parent)
    done = subprocess.run(
        [sys.executable, str(ROOT / "run_genesis.py"), "new", str(text), "--out", str(home / "out"), "--json"]
        + ([] if tested else ["--no-tests"]),
        cwd=home,
        env={name: value for name, value in os.environ.items() if name != "GENESIS_HOME"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode != 0:
        told = (done.stdout + done.stderr).strip()[-1000:]
        return {"failed": f"genesis new ended with {done.returncode}: … {told}"}
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Other workers wait; a worker that dies lets go."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """Where all workers of this run look: a worker's own folder lies in that of the run."""
    own = factory.getbasetemp()
    return (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "packages"
