"""What is exported for crewAI, run in an environment that has it: `make test-exports` makes one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.assembly.exporting import offered, put
from tests.packages import Packages

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-exports" / "bin" / "python"


@pytest.mark.slow
@pytest.mark.skipif(not PYTHON.exists(), reason="crewAI is not installed: run `make test-exports`")
@pytest.mark.parametrize("name", ["patient-management", "library-lending", "kalah-terminal"])
def test_a_flow_of_crewai_ends_the_examples_as_the_package_alone(name, packages: Packages, tmp_path: Path) -> None:
    package = packages.of(ROOT / "specs" / f"{name}.md")
    at = put(offered(package), "crewai", tmp_path)
    ran = subprocess.run(
        [PYTHON, "-W", "ignore", "-m", "pytest", "-q", "-p", "no:asyncio"],
        cwd=at,
        env={**os.environ, "PYTHONPATH": str(package / "src"), "HOME": str(tmp_path)},
        capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 passed" in ran.stdout
