"""What the page on security of a package says: the survey, in the words of the text."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from blueprints import Blueprint, Specification
from roles._audit import Permission
from roles._personal import HEADS
from roles._survey import survey_of

if TYPE_CHECKING:
    import jinja2

_TEMPLATES = Path(__file__).with_name("templates")


def security_page(specification: Specification, blueprint: Blueprint) -> str:
    """The page: no runs of empty lines, and no letter of the text that a browser would take for a tag."""
    text = _template().render(security_values(specification, blueprint))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


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


@cache
def _template() -> jinja2.Template:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    ).get_template("security.md.jinja")


def _plain(value: object) -> object:
    if not isinstance(value, str):
        return value
    return re.sub(r"&(?=[#\w]+;)", "&amp;", value).replace("<", "&lt;").replace(">", "&gt;")


def _mark(one: Permission, notes: list[str]) -> str:
    if not one.allowed:
        return "no"
    return f"yes ({notes.index(one.limits) + 1})" if one.limits else "yes"


def _names(operations: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in operations) or "none"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
