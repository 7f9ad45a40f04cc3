"""Tries the operations of a system: in the sandbox, on data of its own, one call at a time."""

from __future__ import annotations

import json
import shutil
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autogenesis.core import InputError, SandboxError, Settings, content_hash
from autogenesis.sandbox import SandboxResult
from autogenesis.web._forms import Field, fields_of
from roles import ModuleSet, SandboxWorkshop, read_package

_SECONDS = 30.0
_KEPT, _MOST_EVENTS, _MOST_INPUT = 30, 200, 60_000
_DATA = "data"


@dataclass(frozen=True)
class Answer:
    """What came of a call: done, refused by a rule, or a fault."""

    asked: str
    role: str
    state: str
    shown: str
    source: str = ""


class Console:
    """One system under trial. Its data is for trying only, and goes when the page ends or the package changes."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        self._turn = threading.Lock()
        self._modules: ModuleSet | None = None
        self._workshop = SandboxWorkshop(folder, settings)
        self._operations: list[dict[str, Any]] = []
        self.answers: deque[Answer] = deque(maxlen=_KEPT)

    @property
    def ready(self) -> bool:
        """Whether the package has been built here."""
        return bool(self._operations)

    @property
    def operations(self) -> list[dict[str, Any]]:
        """What the system offers."""
        return self._operations

    @property
    def sandbox(self) -> str:
        """What the package runs in."""
        return self._workshop.sandbox

    def prepare(self, package: Path) -> None:
        """Build the package as it stands there, where that is still to be done."""
        modules = read_package(package)
        with self._turn:
            if self._modules is not None and content_hash(self._modules) == content_hash(modules):
                return
            self._operations = []
            self._modules = modules
            told = self._run("operations", "--json")
            if told.exit_code != 0:
                raise _broken(told)
            self._operations = json.loads(told.stdout)
            self.answers.clear()

    def fields(self, operation: str) -> list[Field]:
        """The form of an operation; InputError where there is none of that name."""
        found = next((one for one in self._operations if one["name"] == operation), None)
        if found is None:
            raise InputError(
                f"there is no operation {operation!r}",
                where="the console",
                remedy="Choose one of those that are listed",
            )
        return fields_of(found["input"])

    def call(self, operation: str, values: dict[str, Any], *, role: str, by: str, at: str) -> Answer:
        """Ask for an operation; what came of it is kept with those before."""
        said = json.dumps(values, ensure_ascii=False)
        if len(said) > _MOST_INPUT:
            raise InputError("that is too much input", where=operation, remedy="Shorten the values")
        options = [f"--{name}={value}" for name, value in (("as", role), ("by", by), ("at", at)) if value]
        with self._turn:
            told = self._run("call", "--data", _DATA, *options, "--", operation, said)
        answer = _answer(f"{operation} {said}", role, told)
        self.answers.appendleft(answer)
        return answer

    def let_pass(self, to: str) -> Answer:
        """Let time pass up to a moment, so that what falls due happens."""
        with self._turn:
            told = self._run("clock", "--data", _DATA, f"--to={to}")
        answer = _answer(f"clock to {to}", "", told)
        self.answers.appendleft(answer)
        return answer

    def events(self) -> list[dict[str, Any]]:
        """What happened in the system: messages, notifications, audit entries; the latest first."""
        with self._turn:
            told = self._run("events", "--json", "--data", _DATA)
        if told.exit_code != 0:
            return []
        found = [json.loads(line) for line in told.stdout.splitlines() if line.startswith("{")]
        return found[: -_MOST_EVENTS - 1 : -1]

    def begin_anew(self) -> None:
        """Forget the data and what was answered."""
        with self._turn:
            if self._modules is not None:
                shutil.rmtree(self._workshop.folder(self._modules) / "work" / _DATA, ignore_errors=True)
            self.answers.clear()

    def close(self) -> None:
        """Remove what was built here."""
        with self._turn:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, *arguments: str) -> SandboxResult:
        if self._modules is None:
            raise InputError("the console is closed", where="the console", remedy="Open it first")
        return self._workshop.run(self._modules, ["-m", self._modules.package, *arguments], seconds=_SECONDS)


class Consoles:
    """The consoles that are open, by system."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._consoles: dict[str, Console] = {}
        self._turn = threading.Lock()

    def of(self, slug: str) -> Console:
        """The console of a system."""
        with self._turn:
            if slug not in self._consoles:
                folder = self._settings.home / "ui" / "consoles" / slug
                self._consoles[slug] = Console(folder, self._settings)
            return self._consoles[slug]

    def close(self) -> None:
        """Close them all."""
        for console in self._consoles.values():
            console.close()


def _answer(asked: str, role: str, told: SandboxResult) -> Answer:
    try:
        found = json.loads(told.stdout)
    except ValueError:
        found = None
    if told.exit_code == 0:
        shown = told.stdout.strip() if found is None else json.dumps(found, indent=2, ensure_ascii=False)
        return Answer(asked, role, "done", shown or "done")
    if isinstance(found, dict) and isinstance(found.get("refused"), dict):
        refused = found["refused"]
        return Answer(asked, role, "refused", str(refused.get("reason")), str(refused.get("source") or ""))
    if told.stopped_by is not None:
        return Answer(asked, role, "fault", f"The sandbox ended it: too much {told.stopped_by}.")
    return Answer(asked, role, "fault", (told.stderr or told.stdout).strip()[-2000:])


def _broken(told: SandboxResult) -> SandboxError:
    last = told.stderr.strip().splitlines()
    return SandboxError(
        f"the package does not start: {last[-1] if last else f'exit {told.exit_code}'}",
        where="the console",
        remedy="Run `genesis test` on it, or generate it again",
    )
