"""Tries the operations of a system: in the sandbox, on data of its own, one call at a time."""

from __future__ import annotations

import json
import shutil
import threading
from collections import deque
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from autogenesis.core import Clock, InputError, SandboxError, Settings, content_hash
from autogenesis.sandbox import SandboxResult
from autogenesis.web._forms import Field, fields_of
from roles import ModuleSet, SandboxWorkshop, read_package

_SECONDS = 30.0
_KEPT, _MOST_EVENTS, _MOST_INPUT, _MOST_SHOWN = 200, 100, 60_000, 4000
_DATA = "data"


class Answer(BaseModel):
    """What came of a call: done, refused by a rule, or a fault. `line` asks for the same in a session."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: dict[str, Any]
    state: Literal["done", "refused", "fault"]
    shown: str
    source: str = ""

    @property
    def asked(self) -> str:
        """As people read it."""
        if "clock" in self.line:
            return f"clock to {self.line['clock']}"
        return f"{self.line['call']} {json.dumps(self.line['input'], ensure_ascii=False)}"


class Console:
    """One system under trial. Its data is for trying only; it outlives the page, and a revision takes it over."""

    def __init__(self, folder: Path, settings: Settings, clock: Clock) -> None:
        self._folder, self._settings, self._clock = folder, settings, clock
        self._turn = threading.Lock()
        self._modules: ModuleSet | None = None
        self._workshop = SandboxWorkshop(folder, settings)
        self._operations: list[dict[str, Any]] = []
        self.answers: deque[Answer] = deque(_answers_in(self._log), maxlen=_KEPT)
        """The latest first."""

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
            self._put_aside()
            self._operations = []
            self._modules = modules
            told = self._run("operations", "--json")
            if told.exit_code != 0:
                raise _broken(told)
            if self._kept.is_dir():
                self._kept.rename(self._workshop.folder(modules) / "work" / _DATA)
                self._run("migrate", "--data", _DATA)  # also back; where it cannot, each call says so
            self._operations = json.loads(told.stdout)

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
        now = self._clock.now().isoformat(timespec="seconds")
        named = {name: value for name, value in (("role", role), ("by", by)) if value}
        with self._turn:
            told = self._run("call", "--data", _DATA, *options, "--", operation, said)
            return self._keep(_answer({"call": operation, "input": values, **named, "at": at or now}, told))

    def let_pass(self, to: str) -> Answer:
        """Let time pass up to a moment, so that what falls due happens."""
        with self._turn:
            told = self._run("clock", "--data", _DATA, f"--to={to}")
            return self._keep(_answer({"clock": to}, told))

    def example(self, number: int = 0) -> str:
        """An answer that is wrong as an example: what was done before it, and that it should have come otherwise."""
        before = [one.line for one in reversed(list(self.answers)[number + 1 :]) if one.state == "done"]
        wrong = list(self.answers)[number : number + 1]
        if not wrong or "clock" in wrong[0].line:
            return ""
        lines = [*before, {**wrong[0].line, "expect": "refused" if wrong[0].state == "done" else "done"}]
        return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)

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
            self._put_aside()
            shutil.rmtree(self._kept, ignore_errors=True)
            self._log.unlink(missing_ok=True)
            self.answers.clear()

    def close(self) -> None:
        """Remove what was built here, but for the data and the answers."""
        with self._turn:
            self._put_aside()
            for built in self._folder.glob("*/work"):
                shutil.rmtree(built.parent, ignore_errors=True)

    @property
    def _kept(self) -> Path:
        """Where the data lies while nothing is built."""
        return self._folder / _DATA

    @property
    def _log(self) -> Path:
        return self._folder / "answers.json"

    def _put_aside(self) -> None:
        """Move the data out of what was built, whoever built it; there is one of them."""
        for data in self._folder.glob(f"*/work/{_DATA}"):
            if not self._kept.exists():
                data.rename(self._kept)

    def _keep(self, answer: Answer) -> Answer:
        self.answers.appendleft(answer)
        kept = json.dumps([one.model_dump(mode="json") for one in self.answers])
        fresh = self._log.with_suffix(".new")
        fresh.write_text(kept, encoding="utf-8")
        fresh.replace(self._log)
        return answer

    def _run(self, *arguments: str) -> SandboxResult:
        if self._modules is None:
            raise InputError("the console is closed", where="the console", remedy="Open it first")
        return self._workshop.run(self._modules, ["-m", self._modules.package, *arguments], seconds=_SECONDS)


class Consoles:
    """The consoles that are open, by system."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock
        self._consoles: dict[str, Console] = {}
        self._turn = threading.Lock()

    def of(self, slug: str) -> Console:
        """The console of a system."""
        with self._turn:
            if slug not in self._consoles:
                folder = self._settings.home / "ui" / "consoles" / slug
                self._consoles[slug] = Console(folder, self._settings, self._clock)
            return self._consoles[slug]

    def close(self) -> None:
        """Close them all."""
        for console in self._consoles.values():
            console.close()


def _answer(line: dict[str, Any], told: SandboxResult) -> Answer:
    try:
        found = json.loads(told.stdout)
    except ValueError:
        found = None
    if told.exit_code == 0:
        shown = told.stdout.strip() if found is None else json.dumps(found, indent=2, ensure_ascii=False)
        return Answer(line=line, state="done", shown=_short(shown or "done"))
    if isinstance(found, dict) and isinstance(found.get("refused"), dict):
        refused = found["refused"]
        source = str(refused.get("source") or "")
        return Answer(line=line, state="refused", shown=_short(str(refused.get("reason"))), source=source)
    if told.stopped_by is not None:
        return Answer(line=line, state="fault", shown=f"The sandbox ended it: too much {told.stopped_by}.")
    return Answer(line=line, state="fault", shown=(told.stderr or told.stdout).strip()[-2000:])


def _short(shown: str) -> str:
    more = len(shown) - _MOST_SHOWN
    return shown if more <= 0 else f"{shown[:_MOST_SHOWN]}\n… and {more} characters more"


def _answers_in(file: Path) -> list[Answer]:
    """The answers of an earlier start; none where they cannot be read any more."""
    try:
        return [Answer.model_validate(one) for one in json.loads(file.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def _broken(told: SandboxResult) -> SandboxError:
    last = told.stderr.strip().splitlines()
    return SandboxError(
        f"the package does not start: {last[-1] if last else f'exit {told.exit_code}'}",
        where="the console",
        remedy="Run `genesis test` on it, or generate it again",
    )
