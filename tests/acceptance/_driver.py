"""Uses a generated package as a person would: through its command line, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pytest

from tests.preloaded import Running, ran

Json = Any


class RefusedError(Exception):
    """The package refused a call; `refusal` has rule, reason, field and source."""

    def __init__(self, refusal: dict[str, Json]) -> None:
        super().__init__(json.dumps(refusal))
        self.refusal = refusal


class FaultError(Exception):
    """The package could not answer."""


class Package:
    """A generated package on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = next(p.name for p in (path / "src").iterdir() if (p / "__main__.py").is_file())

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", self.name, *arguments]

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return {**kept, "PYTHONPATH": str(self.path / "src")}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return ran(self.name, arguments, self.environment)

    def operations(self) -> list[dict[str, Json]]:
        found: list[dict[str, Json]] = json.loads(self.run("operations", "--json").stdout)
        return found


class System:
    """The package at work on a data folder: a `session` that can be stopped, killed and started again."""

    def __init__(self, package: Package, data: Path) -> None:
        self.package, self.data = package, data
        self._process = self._started()

    def _started(self) -> Running:
        return Running(self.package.name, ("session", "--data", str(self.data)), self.package.environment)

    def call(self, name: str, /, at: str, role: str | None = None, by: str | None = None, **given: Json) -> Json:
        """The result of an operation; RefusedError where a rule refuses it."""
        return self._ask({"call": name, "input": given, "role": role, "by": by, "at": at})

    def refused(self, name: str, /, at: str, role: str | None = None, by: str | None = None, **given: Json) -> Json:
        """Insist that a call is refused; the refusal."""
        with pytest.raises(RefusedError) as caught:
            self.call(name, at, role, by, **given)
        assert caught.value.refusal["reason"], "a refusal says why"
        return caught.value.refusal

    def clock(self, to: str) -> None:
        self._ask({"clock": to})

    def report(self) -> list[dict[str, Json]]:
        lines: list[dict[str, Json]] = self._ask({"report": True})
        return lines

    def events(self, **wanted: Json) -> list[dict[str, Json]]:
        """All events that have the wanted values."""
        return [
            event
            for event in self._ask({"events": 0})
            if all(event.get(name) == value for name, value in wanted.items())
        ]

    def sent(self, type_: str, role: str | None = None, to: str | None = None) -> list[dict[str, Json]]:
        """The notifications of a type, to a role or person where given."""
        wanted = {"role": role, "to": to}
        return self.events(
            kind="notification",
            type=type_,
            **{name: value for name, value in wanted.items() if value is not None},
        )

    def restart(self, kill: bool = True) -> None:
        """Stop the process, by kill -9 where nothing else is said, and start another on the same data."""
        if kill:
            self._process.kill()
        self.stop()
        self._process = self._started()

    def stop(self) -> None:
        with suppress(BrokenPipeError):  # nobody is there to read the rest
            self._process.stdin.close()
        self._process.stdout.read()
        self._process.close()

    def _ask(self, line: dict[str, Json]) -> Json:
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise FaultError(f"the session ended without an answer to {line}")
        told = json.loads(answer)
        if "refused" in told:
            raise RefusedError(told["refused"])
        if "fault" in told:
            raise FaultError(f"{told['fault']} (asked: {line})")
        return told["result"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
