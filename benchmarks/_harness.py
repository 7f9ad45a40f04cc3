"""Measures ours and a peer in turn, and keeps the medians as rows."""

from __future__ import annotations

import gc
import os
import statistics
from collections.abc import Callable, Mapping
from typing import Literal, TypedDict

PAIRS = 5
_OBJECTS = 1_000_000

Measure = Callable[[], float]
"""Does the work once and gives the figure that is compared."""


class Row(TypedDict):
    """One line of results.json."""

    name: str
    value: float
    unit: str
    better: Literal["higher", "lower"]
    target: float | None
    peers: dict[str, float]


def set_up() -> None:
    """Search memory for cycles as seldom as `genesis` does, whoever is measured in this process."""
    gc.set_threshold(_OBJECTS)


def environment(**more: str) -> dict[str, str]:
    """Ours, for a process that is measured: what it compiles is kept for the next one, as it is for users."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | more


def alternate(ours: Measure, peers: Mapping[str, Measure], pairs: int = PAIRS) -> tuple[float, dict[str, float]]:
    """Medians of ours and of each peer, measured in turn so that a busy machine is unfair to nobody."""
    measures = {"": ours, **peers}
    figures: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(pairs):
        for name, measure in measures.items():
            figures[name].append(measure())
    medians = {name: statistics.median(values) for name, values in figures.items()}
    return medians.pop(""), medians


def table(rows: list[Row]) -> str:
    """The rows for people: name, value, target, peers."""
    lines = []
    for row in rows:
        target = "" if row["target"] is None else f"target {row['target']:,.4g}"
        peers = ", ".join(f"{name} {value:,.4g}" for name, value in row["peers"].items())
        lines.append(f"{row['name']:<48} {row['value']:>10,.4g} {row['unit']:<8} {target:<16} {peers}".rstrip())
    return "\n".join(lines)


def misses(row: Row) -> bool:
    """Whether the row falls short of its target."""
    target = row["target"]
    if target is None:
        return False
    return row["value"] < target if row["better"] == "higher" else row["value"] > target
