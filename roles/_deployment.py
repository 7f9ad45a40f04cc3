"""Deployment: installs the wheel in a clean environment, runs the demo there, reads the container's rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from roles._artefacts import Command, Deployment, ModuleSet, Reason
from roles._audit_checks import check_audit
from roles._inputs import DeploymentInputs
from roles._role import Check, Role
from roles._workshop import Workshop

COMMANDS = (("operations", "--json"), ("demo",))
"""What a package must be able to do where it is installed."""
_SECONDS = 60.0
_MOST_OUTPUT = 2000
_PORT = re.compile(r"(?:[\d.]+:)?(?:\d+:)?(\d+)(?:/tcp|/udp)?\Z")


class DeploymentRole(Role[DeploymentInputs, Deployment]):
    """Makes the deployment; approves the audit of what is to be deployed."""

    name: ClassVar[str] = "deployment"
    purpose: ClassVar[str] = "Installs the wheel in a clean environment, runs it there, and declares its rights."
    takes = DeploymentInputs
    makes = Deployment
    approves: Mapping[str, Check] = {"audit": check_audit}

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def draft(self, task: DeploymentInputs, rejections: Sequence[Reason]) -> Deployment:
        """Install, list the operations, run the demo; then what the container files ask for."""
        modules = task.modules
        wheel = self._workshop.wheel(modules)
        compose = modules.text("compose.yaml") or ""
        return Deployment(
            wheel=wheel,
            commands=tuple(run_command(modules, words, self._workshop) for words in COMMANDS),
            dockerfile=modules.text("Dockerfile") or "",
            compose=compose,
            ports=tuple(int(match[1]) for item in _items(compose, "ports") if (match := _PORT.match(item))),
            volumes=tuple(item for item in _items(compose, "volumes") if ":" in item),
        )


def run_command(modules: ModuleSet, words: tuple[str, ...], workshop: Workshop) -> Command:
    """How a command of the installed package ends."""
    result = workshop.run(modules, ["-m", modules.package, *words], seconds=_SECONDS)
    return Command(
        id=f"command.{words[0]}",
        line=("python", "-m", modules.package, *words),
        exit_code=result.exit_code,
        output=(result.stdout + result.stderr)[-_MOST_OUTPUT:],
    )


def _items(compose: str, name: str) -> Iterator[str]:
    """The items of the lists called `name` in a compose file, written below each other or in brackets."""
    for match in re.finditer(rf"^(\s*){name}:\s*\[(.*?)\]", compose, re.MULTILINE | re.DOTALL):
        yield from (item.strip().strip("\"'") for item in match[2].split(",") if item.strip())
    for match in re.finditer(rf"^(\s*){name}:\s*\n((?:\1\s*-.*\n?)+)", compose, re.MULTILINE):
        yield from (line.strip().removeprefix("-").strip().strip("\"'") for line in match[2].splitlines())
