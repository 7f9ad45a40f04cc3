"""What is wrong with the prompts of generated agents: undeclared inputs, secrets, room for injection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from roles._artefacts import AgentPrompt, PromptSet, Reason
from roles._inputs import PromptInputs
from roles._secrets import secrets_in

if TYPE_CHECKING:
    from jinja2 import nodes

MOST_CHARACTERS = 8000
_DATA_NOT_INSTRUCTIONS = re.compile(r"\bdata\b[^.]*\bnever\b[^.]*\binstruction", re.IGNORECASE)


def check_prompts(prompts: PromptSet, basis: PromptInputs) -> tuple[Reason, ...]:
    """A prompt for each agent that may talk to a model; its inputs declared, fenced and escaped; no secret."""
    return (
        *_whole(prompts, basis),
        *(reason for prompt in prompts.prompts for reason in (*_one(prompt), *_tools(prompt, basis))),
    )


def _whole(prompts: PromptSet, basis: PromptInputs) -> Iterator[Reason]:
    wanted = {agent.prompt: agent for agent in basis.blueprint.agents if agent.prompt is not None}
    given = [prompt.id for prompt in prompts.prompts]
    for name, agent in wanted.items():
        if name not in given:
            yield Reason(part=name, text=f"{agent.id} may talk to a model, and its prompt is missing")
    for prompt in prompts.prompts:
        designed = wanted.get(prompt.id)
        if designed is None:
            yield Reason(part=prompt.id, text="no agent of the blueprint asks for this prompt")
        elif designed.id != prompt.agent:
            yield Reason(part=f"{prompt.id}.agent", text=f"it belongs to {designed.id}, not {prompt.agent}")
        if given.count(prompt.id) > 1:
            yield Reason(part=prompt.id, text="there are two prompts with this id")


def _tools(prompt: AgentPrompt, basis: PromptInputs) -> Iterator[Reason]:
    """Every operation of the agent is among its tools, and none that another agent carries."""
    carried = {item for agent in basis.blueprint.agents if agent.id == prompt.agent for item in agent.carries}
    for operation in basis.specification.operations:
        named = f"- `{operation.name}`:" in prompt.text
        if named and operation.id not in carried:
            yield Reason(part=f"{prompt.id}.text", text=f"{operation.name} belongs to another agent")
        elif not named and operation.id in carried:
            yield Reason(part=f"{prompt.id}.text", text=f"{operation.name} is not among its tools")


def _one(prompt: AgentPrompt) -> Iterator[Reason]:
    part = f"{prompt.id}.text"
    if not prompt.text.strip():
        yield Reason(part=part, text="the prompt is empty")
        return
    if len(prompt.text) > MOST_CHARACTERS:
        yield Reason(part=part, text=f"it has {len(prompt.text)} characters; {MOST_CHARACTERS} are allowed")
    if any(secret.certain for secret in secrets_in(prompt.text)):
        yield Reason(part=part, text="it holds what looks like a secret")
    import jinja2

    try:
        tree = jinja2.Environment(autoescape=False).parse(prompt.text)
    except jinja2.TemplateSyntaxError as error:
        yield Reason(part=part, text=f"line {error.lineno} is no template: {error.message}")
        return
    yield from _variables(prompt, tree)
    yield from _fences(prompt)


def _variables(prompt: AgentPrompt, tree: nodes.Template) -> Iterator[Reason]:
    from jinja2 import meta, nodes

    used = meta.find_undeclared_variables(tree)
    for name in sorted(used - set(prompt.inputs)):
        yield Reason(part=f"{prompt.id}.inputs", text=f"it uses {name!r}, which is not declared")
    for name in sorted(set(prompt.inputs) - used):
        yield Reason(part=f"{prompt.id}.inputs", text=f"it declares {name!r} and never uses it")
    if any(True for _ in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Call))):
        yield Reason(part=f"{prompt.id}.text", text="it reaches into its inputs; only whole values may be shown")


def _fences(prompt: AgentPrompt) -> Iterator[Reason]:
    part = f"{prompt.id}.text"
    if prompt.inputs and not _DATA_NOT_INSTRUCTIONS.search(prompt.text):
        yield Reason(part=part, text="it does not say that its inputs are data and never instructions")
    for name in prompt.inputs:
        shown = re.findall(r"\{\{[^}]*\b" + re.escape(name) + r"\b[^}]*\}\}", prompt.text)
        fence = rf"<{re.escape(name)}>\s*\{{\{{\s*{re.escape(name)}\s*\|\s*tojson\s*\}}\}}\s*</{re.escape(name)}>"
        if len(re.findall(fence, prompt.text)) != len(shown):
            yield Reason(
                part=part,
                text=f"{name!r} is not fenced as <{name}>{{{{ {name} | tojson }}}}</{name}>: room for injection",
            )
