"""Plays the examples of the specification twice: by this project, and in the package alone, which decides."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

from autogenesis.kit.command_line import answer
from autogenesis.kit.system import KitSystem

Opened = Callable[[str, Callable[[], datetime]], AbstractAsyncContextManager[Any]]


async def played(system: type[KitSystem], opened: Opened) -> list[tuple[list[Any], list[Any]]]:
    """For each example the answers and events of both, this project's first."""
    found = []
    for scenario in system.kept("scenarios.json"):
        start = datetime.fromisoformat(scenario["start"])
        lines = [line for step in scenario["steps"] for line in _line(step)]
        with tempfile.TemporaryDirectory() as here, tempfile.TemporaryDirectory() as there:
            async with opened(here, lambda start=start: start) as running:  # type: ignore[misc]
                answers = await running.ask(lines)
                mine = [*answers, *running.system.events()]
            async with system.open(there, lambda start=start: start) as alone:  # type: ignore[misc]
                theirs = [await answer(alone, line) for line in lines]
                theirs += alone.events()
        found.append((mine, theirs))
    return found


def _line(step: dict[str, Any]) -> list[dict[str, Any]]:
    if step["step"] == "clock":
        return [{"clock": step["to"]}]
    if step["step"] != "call":
        return []
    return [{"call": step["operation"], **{name: step.get(name) for name in ("input", "role", "by", "at")}}]
