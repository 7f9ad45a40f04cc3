"""The files of a package that are no Python, from templates; an undefined variable is an error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

import blueprints as b
from autogenesis.assembly._names import words
from autogenesis.assembly._report import TraceRow
from autogenesis.assembly._sources import ended, listed
from autogenesis.assembly._written import plain_line
from autogenesis.sandbox import RUNTIME

_VERSION = "0.1.{}"


def texts(specification: b.Specification, blueprint: b.Blueprint, *, revision: int) -> dict[str, str]:
    """The files that are the same whatever the tests found: project, README, deployment and documents."""
    values = _values(specification, blueprint, revision)
    names = (
        "pyproject.toml",
        "README.md",
        "Dockerfile",
        "compose.yaml",
        "docs/architecture.md",
        "docs/operations.md",
    )
    return {**{name: render(name, values) for name in names}, "requirements.lock": RUNTIME.read_text(encoding="utf-8")}


def trace_text(
    blueprint: b.Blueprint,
    rows: Sequence[TraceRow],
    lines: Sequence[Mapping[str, Any]],
    untested: Iterable[str],
    written: Sequence[b.Behaviour] = (),
) -> str:
    """The text of TRACE.md."""
    names = {agent.id: agent.name for agent in blueprint.agents}
    shown = [
        {
            "clause": row.clause,
            "text": _cell(row.clause.text),
            "elements": ", ".join(f"`{item}`" for item in row.elements),
            "agents": ", ".join(names.get(agent, agent) for agent in row.agents),
            "tests": ", ".join(f"`{item}`" for item in row.tests),
        }
        for row in rows
    ]
    left_open = list(lines[len(rows) :])
    models = [
        {"operation": one.operation, "field": words(one.field), "summary": _cell(ended(plain_line(one.summary)))}
        for one in written
    ]
    given = {"rows": shown, "left_open": left_open, "untested": list(untested), "written": models}
    return render("TRACE.md", given)


def _values(specification: b.Specification, blueprint: b.Blueprint, revision: int) -> dict[str, Any]:
    entities = {entity.id: entity.plural for entity in specification.entities}
    actors = {actor.id: actor.name for actor in specification.actors}
    return {
        "title": blueprint.title,
        "slug": blueprint.slug,
        "package": blueprint.package,
        "version": _VERSION.format(revision),
        "summary": ended(specification.summary or specification.title),
        "agents": [
            {
                "id": words(agent.id),
                "name": agent.name,
                "purpose": ended(_cell(agent.purpose)),
                "records": listed(entities[item] for item in agent.entities if item in entities),
            }
            for agent in blueprint.agents
        ],
        "workers": _halves([words(agent.name) for agent in blueprint.agents]),
        "flows": [
            {"source": words(flow.source), "target": words(flow.target), "message": flow.message}
            for flow in blueprint.flows
        ],
        "operations": [_operation(operation, actors) for operation in specification.operations],
        "example": _example(specification),
        "plays": [_play(play, specification) for play in specification.plays],
        "left_open": [
            *(ended(item.text) for item in specification.assumptions),
            *(ended(item.text) for item in specification.gaps),
        ],
    }


def _halves(agents: Sequence[str]) -> list[str]:
    """The names of the agents for two workers, or for one where there is only one agent."""
    middle = (len(agents) + 1) // 2
    return [",".join(some) for some in (agents[:middle], agents[middle:]) if some]


def _operation(operation: b.Operation, actors: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": operation.name,
        "summary": ended(_cell(operation.summary)),
        "who": listed(actors.get(role, role) for role in operation.roles) or "everybody",
        "inputs": [
            {
                "name": item.name,
                "type": _cell(words(item.type.entity) if item.type.entity else str(item.type)),
                "needed": "yes" if item.required and item.default is None else "no",
            }
            for item in operation.inputs
        ],
        "rules": [{"id": guard.id, "reason": ended(guard.reason)} for guard in operation.guards],
    }


def _play(play: b.Play, specification: b.Specification) -> dict[str, Any]:
    names = {operation.id: operation.name for operation in specification.operations}
    rows = {entity.id: words(entity.name) for entity in specification.entities}
    shown = [key.key for key in play.keys[:1]] or ["1"]
    return {
        "command": "play" if len(specification.plays) == 1 else f"play_{rows[play.entity]}",
        "row": rows[play.entity].replace("_", " "),
        "pressed": [{"key": key.key, "does": key.does, "operation": names[key.operation]} for key in play.keys],
        "entry": {"operation": names[play.entry[0]], "name": play.entry[1]} if play.entry else None,
        "begin": names[play.begin],
        "view": names[play.view],
        "tick": names[play.tick] if play.tick else None,
        "seconds": round(float(play.seconds) / play.ticks, 4),
        "players": play.players,
        "example": "1 2" if play.entry else f"{shown[0]}*3 tick*5" if play.tick else shown[0],
    }


def _example(specification: b.Specification) -> dict[str, str] | None:
    for scenario in specification.examples:
        for step in scenario.steps:
            if isinstance(step, b.CallStep) and step.refused is None:
                return {
                    "name": step.operation,
                    "input": json.dumps(step.input, ensure_ascii=False).replace("'", "’"),
                }
    return None


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def render(name: str, values: Mapping[str, Any]) -> str:
    """The text that a template makes of values."""
    text: str = _environment().get_template(f"{name}.jinja").render(values)
    return text.rstrip() + "\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("autogenesis.assembly", "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
