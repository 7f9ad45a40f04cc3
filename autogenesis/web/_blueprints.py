"""The blueprint that stands in a package: as a graph for the page, and traced from sentence to test and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from autogenesis.core import BlueprintError
from autogenesis.web._systems import System
from blueprints import Arrow, Blueprint, Box, View, picture

Side = Literal["older", "newer"]


def kept_of(system: System) -> dict[str, Any]:
    """What the package keeps of its specification and blueprint."""
    file = system.package / "blueprint.json"
    try:
        return _read(file, file.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error


@lru_cache(maxsize=32)
def _read(file: Path, written: int) -> dict[str, Any]:
    found = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or not {"specification", "blueprint"} <= set(found):
        raise ValueError("it holds no specification and blueprint")
    return found


def blueprint_of(system: System) -> Blueprint:
    """The Blueprint of the package."""
    try:
        return Blueprint.model_validate(kept_of(system)["blueprint"])
    except ValidationError as error:
        raise _unreadable(system.package / "blueprint.json", error) from error


def graph_of(blueprint: Blueprint, view: View, beside: Blueprint | None = None, side: Side = "newer") -> dict[str, Any]:
    """Nodes and edges, as the script of the page draws them; `mark` says how each differs from the other revision."""
    shown = picture(blueprint, view)
    other = shown if beside is None else picture(beside, view)
    boxes = {box.id: box for box in other.boxes}
    arrows = {(arrow.source, arrow.target): arrow for arrow in other.arrows}
    gone = "removed" if side == "older" else "added"

    def mark(part: Box | Arrow, there: Box | Arrow | None) -> str:
        return gone if there is None else "" if part == there else "changed"

    agents = {agent.id: agent for agent in blueprint.agents}
    return {
        "title": shown.title,
        "nodes": [
            {
                "id": box.id,
                "kind": box.kind,
                "mark": mark(box, boxes.get(box.id)),
                "lines": box.lines,
                "about": agents[box.id].purpose if box.id in agents else "",
                "carries": [one.partition(".")[2].replace("_", " ") for one in agents[box.id].carries]
                if box.id in agents
                else [],
            }
            for box in shown.boxes
        ],
        "edges": [
            {
                "id": f"e{number}",
                "source": arrow.source,
                "target": arrow.target,
                "lines": arrow.lines,
                "mark": mark(arrow, arrows.get((arrow.source, arrow.target))),
            }
            for number, arrow in enumerate(shown.arrows)
        ],
    }


def trace_of(system: System) -> list[dict[str, Any]]:
    """Each sentence with its clauses, and for each what carries it: requirement, elements, agents, tests."""
    kept = kept_of(system)
    names = {agent["id"]: agent["name"] for agent in kept["blueprint"]["agents"]}
    lines = {line["clause"]: line for line in kept["blueprint"]["trace"]}
    clauses: dict[str, list[dict[str, Any]]] = {}
    for clause in kept["specification"]["clauses"]:
        line = lines.get(clause["id"], {})
        agents = [names.get(one, one) for one in line.get("agents", ())]
        told = {**clause, "agents": agents, "elements": line.get("elements", ()), "tests": line.get("tests", ())}
        clauses.setdefault(clause["sentence"], []).append(told)
    sentences = sorted(kept["specification"]["sentences"], key=lambda one: one["span"])
    return [{**one, "clauses": clauses.get(one["id"], [])} for one in sentences]


def told_by_test(sentences: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The way back: for each test, the sentences that it would fail without."""
    found: dict[str, list[str]] = {}
    for sentence in sentences:
        for test in dict.fromkeys(test for clause in sentence["clauses"] for test in clause["tests"]):
            found.setdefault(test, []).append(sentence["id"])
    return dict(sorted(found.items()))


def _unreadable(file: Path, error: Exception) -> BlueprintError:
    return BlueprintError(f"the blueprint cannot be read: {error}", where=file.name, remedy="Generate the system again")
