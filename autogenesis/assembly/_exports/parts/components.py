"""The components: JSON files that AutoGen loads, one for each agent, and one for their team where there are several."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

_HERE = resources.files(__name__)


def names() -> list[str]:
    """The names of the components."""
    return sorted(file.name[:-5] for file in _HERE.iterdir() if file.name.endswith(".json"))


def component(name: str) -> dict[str, Any]:
    """A component, as ``load_component`` takes it."""
    found: dict[str, Any] = json.loads(_HERE.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return found


def benches(named: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The workbenches of components."""
    for name in named:
        config = component(name)["config"]
        for agent in [config, *(each["config"] for each in config.get("participants", []))]:
            yield from agent.get("workbench", [])
