"""Prompt design: a prompt for each generated agent that may talk to a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from blueprints import AgentDesign, Specification
from roles._artefacts import AgentPrompt, PromptSet, Reason
from roles._inputs import PromptInputs
from roles._prompts import render_prompt
from roles._role import Check, Role

_INPUTS = ("request", "records")


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
                AgentPrompt(
                    id=agent.prompt,
                    agent=agent.id,
                    inputs=_INPUTS,
                    text=_text(agent, task.specification),
                )
                for agent in task.blueprint.agents
                if agent.prompt is not None
            )
        )


def _text(agent: AgentDesign, specification: Specification) -> str:
    operations = [operation for operation in specification.operations if operation.id in agent.carries]
    rules = [guard.reason for operation in operations for guard in operation.guards]
    return render_prompt(
        "generated_agent",
        name=agent.name,
        title=specification.title,
        purpose=agent.purpose,
        operations=[
            (operation.name, operation.summary, [parameter.name for parameter in operation.inputs])
            for operation in operations
        ],
        rules=list(dict.fromkeys(rules)),
    )
