"""Deployment: installs the built wheel in an environment of its own, runs the demo there, reads the container's rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from roles._artefacts import Command, Deployment, ModuleSet, Reason
from roles._inputs import DeploymentInputs
from roles._role import Check, Role
from roles._workshop import Workshop

_SECONDS = 60.0
_MOST_OUTPUT = 2000
_PORT = re.compile(r"^\s*-\s*[\"']?(?:[\d.]+:)?(?:\d+:)?(\d+)[\"']?\s*$", re.MULTILINE)
_VOLUME = re.compile(r"^\s*-\s*[\"']?([^\s\"':]+:/[^\s\"']+)[\"']?\s*$", re.MULTILINE)


class DeploymentRole(Role[DeploymentInputs, Deployment]):
    """Makes the deployment."""

    name: ClassVar[str] = "deployment"
    purpose: ClassVar[str] = (
        "Installs the wheel in a clean environment, runs it there, and declares its rights."
    )
    takes = DeploymentInputs
    makes = Deployment
    approves: Mapping[str, Check] = {}

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def draft(self, task: DeploymentInputs, rejections: Sequence[Reason]) -> Deployment:
        """Install, list the operations, run the demo; then what the container files ask for."""
        modules = task.modules
        wheel = self._workshop.wheel(modules)
        compose = modules.text("compose.yaml") or ""
        return Deployment(
            wheel=wheel,
            clean=True,
            commands=tuple(self._run(modules, words) for words in (("operations", "--json"), ("demo",))),
            dockerfile=modules.text("Dockerfile") or "",
            compose=compose,
            ports=tuple(int(port) for port in _section(compose, "ports", _PORT)),
            volumes=tuple(_section(compose, "volumes", _VOLUME)),
        )

    def _run(self, modules: ModuleSet, words: tuple[str, ...]) -> Command:
        result = self._workshop.run(modules, ["-I", "-m", modules.package, *words], seconds=_SECONDS)
        return Command(
            id=f"command.{words[0]}",
            line=("python", "-m", modules.package, *words),
            exit_code=result.exit_code,
            output=(result.stdout + result.stderr)[-_MOST_OUTPUT:],
        )


def _section(compose: str, name: str, item: re.Pattern[str]) -> Iterator[str]:
    """The items of the lists called `name` in a compose file."""
    for match in re.finditer(rf"^(\s*){name}:\s*\n((?:\1\s+-.*\n?|\1-.*\n?)+)", compose, re.MULTILINE):
        yield from item.findall(match[2])
