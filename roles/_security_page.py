"""What the page on security of a package says: the survey, in the words of the text."""

from __future__ import annotations

from itertools import groupby

from blueprints import Blueprint, Specification
from roles._audit import Permission
from roles._personal import HEADS
from roles._survey import survey_of


def security_values(specification: Specification, blueprint: Blueprint) -> dict[str, object]:
    """The values of the page's template."""
    survey = survey_of(specification, blueprint)
    plurals = {entity.id: (entity.plural or entity.name).replace("_", " ") for entity in specification.entities}
    owners = {entity: agent.name for agent in blueprint.agents for entity in agent.entities}
    rows = {operation: list(lines) for operation, lines in groupby(survey.permissions, key=lambda one: one.operation)}
    notes = list(dict.fromkeys(one.limits for one in survey.permissions if one.limits))
    return {
        "title": specification.title,
        "package": blueprint.package,
        "heads": ", ".join(sorted(HEADS)),
        "personal": [
            {
                "entity": plurals[entity],
                "agent": owners.get(entity, ""),
                "fields": [
                    {
                        "label": _cell(field.label),
                        "why": field.why,
                        "taken": _names(field.taken_by),
                        "shown": _names(field.shown_by),
                        "hidden": ", ".join(field.hidden_from) or "nobody",
                        "sent": _cell(", ".join(field.sent_to)) or "nobody",
                    }
                    for field in fields
                ],
            }
            for entity, fields in groupby(survey.personal, key=lambda one: one.entity)
        ],
        "keeping": survey.keeping,
        "roles": survey.roles,
        "rows": [(operation, [_mark(line, notes) for line in lines]) for operation, lines in rows.items()],
        "notes": [_cell(note) for note in notes],
        "threats": [(entry, list(lines)) for entry, lines in groupby(survey.threats, key=lambda one: one.entry)],
        "findings": survey.findings,
    }


def _mark(one: Permission, notes: list[str]) -> str:
    if not one.allowed:
        return "no"
    return f"yes ({notes.index(one.limits) + 1})" if one.limits else "yes"


def _names(operations: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in operations) or "none"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
