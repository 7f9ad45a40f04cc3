"""What all tests share: the environment of generated packages, and the figures that heavy tests record."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from autogenesis.core import load_settings
from autogenesis.sandbox import BaseEnvironment, Environments
from tests.packages import Packages, folder_of_run

ROOT = Path(__file__).parent.parent
_IN_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--figures", metavar="FILE", help="write what tests record with record_property there")


def pytest_configure() -> None:
    """Files of tests lie in memory where there is room: every test that keeps anything would wait for the disk.

    Processes are killed here, computers are not, and what a killed one had written is there on either.
    """
    if "TMPDIR" in os.environ or not os.access(_IN_MEMORY, os.W_OK) or shutil.disk_usage(_IN_MEMORY).free < _ROOM:
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(_IN_MEMORY)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the recorded figures, with the commit they belong to, as a table."""
    file = config.getoption("--figures")
    if not file or hasattr(config, "workerinput"):  # a worker knows its own tests only
        return
    head = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines = [f"# Soak figures at {head.stdout.strip() or 'an unknown commit'}", ""]
    lines += ["| Test | Outcome | Seconds | Figures |", "|---|---|---|---|"]
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.getreports(outcome):
            if report.when == "call" or outcome == "error":
                figures = ", ".join(f"{name} {value}" for name, value in report.user_properties)
                lines.append(f"| `{report.nodeid}` | {outcome} | {report.duration:.1f} | {figures} |")
    Path(file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a generated package is slow: making one takes seconds, and so does its own test suite."""
    for item in items:
        if isinstance(item, pytest.Function) and "packages" in item.fixturenames:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def base_environment() -> BaseEnvironment:
    """The environment with the locked dependencies; set-up has installed it already."""
    return Environments(load_settings(ROOT, os.environ).home).ensure()


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """What ``genesis new`` makes of texts, each made once for all workers."""
    return Packages(folder_of_run(tmp_path_factory))
