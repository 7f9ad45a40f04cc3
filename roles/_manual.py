"""The pages of the manual that tell a story: how to learn the system, from what the text says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.skills import signatures
from blueprints import Blueprint, Operation, Specification, to_mermaid, to_sequence
from roles._security_page import security_values

if TYPE_CHECKING:
    import jinja2

_TEMPLATES = Path(__file__).with_name("templates")


def manual_pages(specification: Specification, blueprint: Blueprint) -> Mapping[str, str]:
    """The pages by path."""
    actors = {actor.id: actor.name for actor in specification.actors}
    deeds = [operation for operation in specification.operations if operation.kind not in ("get", "list")]
    looks = [operation for operation in specification.operations if operation not in deeds]
    lessons = []
    for actor in specification.actors:
        mine = [operation for operation in deeds if actor.id in _who(operation)]
        if mine:
            lessons.append((f"the {actor.name}", [_lesson(operation) for operation in mine]))
    everybody = [operation for operation in deeds if not _who(operation)]
    if everybody:
        lessons.append(("everybody", [_lesson(operation) for operation in everybody]))
    values = {
        "title": specification.title,
        "package": blueprint.package,
        "lessons": lessons,
        "looks": [(operation.name, [actors[id] for id in _who(operation)]) for operation in looks],
        "entities": [
            (
                (entity.plural or entity.name).replace("_", " "),
                [*(held.label for held in entity.fields), *(derived.label for derived in entity.derivations)],
            )
            for entity in specification.entities
        ],
        "timed": [
            *(timer.summary for timer in specification.timers),
            *(schedule.summary for schedule in specification.schedules),
        ],
        "hidden": dict.fromkeys(
            (actors.get(rule.actor or "", "everybody"), rule.reason) for rule in specification.access
        ),
        "open": [
            (clause.status, " ".join(clause.text.split()), clause.note)
            for clause in specification.clauses
            if clause.status not in ("implemented", "generic")
        ],
        "taken": [*(item.text for item in specification.assumptions), *(item.text for item in specification.gaps)],
    }
    pages = {
        "docs/training.md": _template("training.md.jinja").render(values),
        "docs/architecture.md": _architecture(specification, blueprint),
        "docs/security.md": _template("security.md.jinja").render(security_values(specification, blueprint)),
    }
    return {path: _tidy(text) for path, text in pages.items()}


def _architecture(specification: Specification, blueprint: Blueprint) -> str:
    """The agents with their messages, then one sequence for each operation that others answer to."""
    answered = {subscription.message for subscription in blueprint.subscriptions}
    actors = {actor.id: actor.name for actor in specification.actors}
    names = {operation.id: operation.name for operation in specification.operations}
    sequences = [
        (operation.name, to_sequence(blueprint, specification, operation.id, signatures()).strip())
        for operation in specification.operations
        if f"done.{operation.id}" in answered
    ]
    values = {
        "title": specification.title,
        "summary": specification.summary or specification.title,
        "package": blueprint.package,
        "diagram": to_mermaid(blueprint).strip(),
        "agents": blueprint.agents,
        "approvals": [
            (names.get(line.operation, line.operation), actors.get(line.approver, line.approver))
            for line in blueprint.hierarchy
        ],
        "sequences": sequences,
    }
    return _template("architecture.md.jinja").render(values)


def _who(operation: Operation) -> tuple[str, ...]:
    return operation.actors or operation.roles


def _tidy(text: str) -> str:
    """No runs of empty lines, and one line end at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _lesson(operation: Operation) -> dict[str, object]:
    return {
        "name": operation.name,
        "summary": operation.summary,
        "inputs": [parameter.name for parameter in operation.inputs if parameter.required and not parameter.default],
        "refusals": [guard.reason for guard in operation.guards],
    }


@cache
def _template(name: str) -> jinja2.Template:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    ).get_template(name)
