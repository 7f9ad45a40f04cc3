"""The sandboxes that this machine offers, and a short way to run Python in them."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autogenesis.sandbox import (
    BubblewrapSandbox,
    ProcessSandbox,
    Sandbox,
    SandboxRequest,
    SandboxResult,
    bubblewrap_problem,
)

# The installation's own interpreter: below an environment it would need that environment's paths too.
PYTHON = str(Path(sys.executable).resolve())
RunPython = Callable[..., SandboxResult]


def _sandbox(name: str) -> Sandbox:
    if name == "process":
        return ProcessSandbox()
    if problem := bubblewrap_problem():
        pytest.skip(f"ISOLATION NOT TESTED: {problem}")
    return BubblewrapSandbox()


def _runner(sandbox: Sandbox, cwd: Path) -> RunPython:
    request = SandboxRequest(cwd=cwd, read_only=(Path(PYTHON).parent.parent,), timeout=20.0)

    def run(source: str, **changes: object) -> SandboxResult:
        return sandbox.run([PYTHON, "-c", source], request=dataclasses.replace(request, **changes))

    return run


@pytest.fixture(params=["bubblewrap", "process"])
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    return _sandbox(request.param)


@pytest.fixture
def python(sandbox: Sandbox, tmp_path: Path) -> RunPython:
    """Runs source in each sandbox, in an empty folder."""
    return _runner(sandbox, tmp_path)


@pytest.fixture
def isolated(tmp_path: Path) -> RunPython:
    """Runs source under bubblewrap only."""
    return _runner(_sandbox("bubblewrap"), tmp_path)
