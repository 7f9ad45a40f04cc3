"""`genesis doctor`: whether everything that a run needs is there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

from autogenesis.cli._print import console, print_json
from autogenesis.core import GenesisError, Settings


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `missing` ends in exit code 1; `weaker` means that something is done otherwise."""

    what: str
    state: Literal["fine", "weaker", "missing"]
    detail: str


def examine(settings: Settings, *, as_json: bool) -> int:
    """Look at everything; 1 where something that is needed is missing."""
    findings = list(_findings(settings))
    if as_json:
        print_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            console().print(f"{finding.state:<8} {finding.what:<20} {finding.detail}", markup=False)
    return int(any(finding.state == "missing" for finding in findings))


def _findings(settings: Settings) -> Iterator[Finding]:
    running = ".".join(map(str, sys.version_info[:3]))
    new_enough = sys.version_info >= (3, 11)
    yield Finding("Python", "fine" if new_enough else "missing", f"{running} at {sys.executable}")
    folder = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    if os.access(folder, os.W_OK):
        yield Finding("home", "fine", str(settings.home))
    else:
        yield Finding("home", "missing", f"{folder} cannot be written; set GENESIS_HOME")
    yield _database(settings)
    yield _sandbox(settings)
    yield _environment(settings)
    dot = shutil.which("dot")
    yield Finding(
        "Graphviz", "fine" if dot else "weaker", dot or "not installed; diagrams are laid out by our own code"
    )
    yield _models(settings)


def _models(settings: Settings) -> Finding:
    """Whether the language models that are named can be opened; none is asked."""
    from autogenesis.cli._models import open_clients

    try:
        clients = open_clients(settings)
    except GenesisError as error:
        return Finding("language model", "missing", str(error))
    return Finding("language model", "fine", ", ".join(sorted({one.name for one in clients.values()})) or "builtin")


def _database(settings: Settings) -> Finding:
    from autogenesis.cli._house import open_storage

    if settings.database_url is None and not (settings.home / "genesis.db").is_file():
        return Finding("database", "fine", "will be made by the first run")
    try:
        with open_storage(settings) as storage:
            count = len(storage.runs.find())
    except GenesisError as error:
        return Finding("database", "missing", str(error))
    return Finding("database", "fine", f"{count} runs")


def _sandbox(settings: Settings) -> Finding:
    from autogenesis.sandbox import bubblewrap_problem

    problem = bubblewrap_problem()
    if problem is None:
        return Finding("sandbox", "fine", "bubblewrap")
    if settings.sandbox == "bubblewrap":
        return Finding("sandbox", "missing", problem)
    return Finding("sandbox", "weaker", f"a process with limits: {problem}")


def _environment(settings: Settings) -> Finding:
    folder = settings.home / "environments"
    if folder.is_dir() and any(path.is_dir() and not path.name.startswith(".") for path in folder.iterdir()):
        return Finding("clean environment", "fine", str(folder))
    return Finding("clean environment", "weaker", "made by the first run, which needs a package index; or `make setup`")
