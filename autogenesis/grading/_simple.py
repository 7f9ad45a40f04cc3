"""Tasks that are alike for every role: calling a tool, and answering in a form that nobody trained for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from autogen_core.models import SystemMessage, UserMessage
from autogen_core.tools import ToolSchema
from pydantic import BaseModel, ConfigDict

from autogenesis.grading._tasks import Said, Task, materials

_TOOL = "look_up"


class Listing(BaseModel):
    """Ids in an order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ids: tuple[str, ...]


def simple_tasks(role: str, material: Mapping[str, Any]) -> tuple[Task, Task]:
    """The role's two tasks of this kind."""
    told = materials("materials.json")
    ids = [material["new"], material["twin"], material["kept"]]
    return (
        Task(
            role=role,
            name="tool",
            shows="tools",
            messages=_asked(told["tool"]["system"], told["tool"]["ask"].format(kept=material["kept"])),
            tools=(_tool(told["tool"]),),
            judge=lambda said: _looked_up(said, material["kept"]),
        ),
        Task(
            role=role,
            name="list",
            shows="followed",
            messages=_asked(told["list"]["system"], told["list"]["ask"].format(ids=", ".join(ids))),
            form=Listing,
            judge=lambda said: _listed(said, sorted(ids)),
        ),
    )


def _asked(system: str, ask: str) -> tuple[SystemMessage, UserMessage]:
    return SystemMessage(content=system), UserMessage(content=ask, source="doctor")


def _tool(told: Mapping[str, str]) -> ToolSchema:
    return {
        "name": _TOOL,
        "description": told["about"],
        "parameters": {
            "type": "object",
            "properties": {"id": {"type": "string", "description": told["argument"]}},
            "required": ["id"],
            "additionalProperties": False,
        },
        "strict": False,
    }


def _looked_up(said: Said, wanted: str) -> str:
    if not said.calls:
        return "it calls no tool"
    if len(said.calls) > 1 or said.calls[0].name != _TOOL:
        return f"it calls {', '.join(call.name for call in said.calls)} and not {_TOOL} once"
    try:
        given = json.loads(said.calls[0].arguments)
    except ValueError:
        return "the call's arguments are no JSON"
    return "" if given == {"id": wanted} else f"it calls {_TOOL} with something else than the id {wanted}"


def _listed(said: Said, wanted: Sequence[str]) -> str:
    found = list(said.form.ids) if isinstance(said.form, Listing) else []
    return "" if found == list(wanted) else f"the ids are not {', '.join(wanted)}, in this order"
