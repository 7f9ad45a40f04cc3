"""Prompt design: a prompt for each generated agent that may talk to a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from blueprints import AgentDesign, Operation, Parameter, Specification
from roles._artefacts import AgentPrompt, PromptSet, Reason
from roles._inputs import PromptInputs
from roles._prompt_checks import MOST_CHARACTERS
from roles._prompts import render_prompt
from roles._role import Check, Role
from roles._words import listed

_INPUTS = ("records", "request")


class PromptDesign(Role[PromptInputs, PromptSet]):
    """Makes the prompts of the generated agents."""

    name: ClassVar[str] = "prompt_design"
    purpose: ClassVar[str] = "Writes a prompt for each generated agent that may talk to a model."
    takes = PromptInputs
    makes = PromptSet
    approves: Mapping[str, Check] = {}

    def draft(self, task: PromptInputs, rejections: Sequence[Reason]) -> PromptSet:
        """One prompt for every agent whose design names one; it says what the agent may do and by which rules."""
        return PromptSet(
            prompts=tuple(
                AgentPrompt(id=agent.prompt, agent=agent.id, inputs=_INPUTS, text=_text(agent, task.specification))
                for agent in task.blueprint.agents
                if agent.prompt is not None
            )
        )


def _text(agent: AgentDesign, specification: Specification) -> str:
    """The prompt; where it would be too long, without the fields, then with the inputs by name only."""
    values = _values(agent, specification)
    shorter = {**values, "records": [(plural, ()) for plural, _ in values["records"]]}
    shortest = {**shorter, "tools": [{**tool, "inputs": ()} for tool in values["tools"]]}
    texts = (render_prompt("generated_agent", **each) for each in (values, shorter, shortest))
    text = next((text for text in texts if len(text) <= MOST_CHARACTERS), "")
    return text or render_prompt("generated_agent", **{**shortest, "rules": ()})


def _values(agent: AgentDesign, specification: Specification) -> dict[str, Any]:
    actors = {actor.id: actor.name for actor in specification.actors}
    names = {entity.id: entity.name for entity in specification.entities}
    operations = [operation for operation in specification.operations if operation.id in agent.carries]
    entities = [entity for entity in specification.entities if entity.id in agent.entities]
    rules = [guard.reason for operation in operations for guard in operation.guards]
    rules += [invariant.reason for entity in entities for invariant in entity.invariants]
    rules += [rule.reason for rule in specification.access if rule.entity in agent.entities]
    return {
        "name": _plain(agent.name),
        "title": _plain(specification.title),
        "purpose": _plain(agent.purpose),
        "records": [
            (_plain(entity.plural or entity.name), [_plain(held.label) for held in entity.fields])
            for entity in entities
        ],
        "tools": [
            {
                "name": operation.name,
                "summary": _sentence(operation.summary),
                "who": _plain(_who(operation, actors)),
                "inputs": [_input(parameter, names) for parameter in operation.inputs],
            }
            for operation in operations
        ],
        "rules": list(dict.fromkeys(map(_sentence, rules))),
    }


def _input(parameter: Parameter, entities: Mapping[str, str]) -> dict[str, Any]:
    entity = parameter.type.entity or (parameter.type.item.entity if parameter.type.item else None)
    kind = (
        f"{'ids' if parameter.type.item else 'the id, key or name'} of {entities.get(entity, entity)}" if entity else ""
    )
    needed = parameter.required and parameter.default is None
    return {"name": parameter.name, "type": _plain(kind or str(parameter.type)), "needed": needed}


def _who(operation: Operation, actors: Mapping[str, str]) -> str:
    return listed([actors.get(role, role) for role in operation.roles] or ["everybody"])


def _sentence(text: str) -> str:
    plain = _plain(text)
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _plain(text: str) -> str:
    """The text on one line, without what a template would take for its own marks."""
    plain = " ".join(text.split())
    for mark in ("{{", "}}", "{%", "%}", "{#", "#}"):
        plain = plain.replace(mark, " ".join(mark))
    return plain
