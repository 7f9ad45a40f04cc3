"""The files of a package that are no Python, from templates; an undefined variable is an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

import blueprints as b
from autogenesis.assembly._names import words
from autogenesis.assembly._report import TraceRow
from autogenesis.assembly._sources import ended
from autogenesis.assembly._written import plain_line
from autogenesis.sandbox import RUNTIME


def texts(specification: b.Specification, blueprint: b.Blueprint, *, version: str) -> dict[str, str]:
    """The files that are the same whatever the tests found: project and deployment."""
    values = {
        "slug": blueprint.slug,
        "package": blueprint.package,
        "version": version,
        "summary": ended(specification.summary or specification.title),
    }
    made = {name: render(name, values) for name in ("pyproject.toml", "Dockerfile", "compose.yaml")}
    return {**made, "requirements.lock": RUNTIME.read_text(encoding="utf-8")}


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
