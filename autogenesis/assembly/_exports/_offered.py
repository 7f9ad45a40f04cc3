"""What is exported of a system: its blueprint, what it offers by its own word, and the prompts of its agents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import blueprints as b
from autogenesis.assembly._names import words


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A system as others may use it. `operations` are as its own ``operations --json`` lists them, `prompts` the texts
    by the id of their agent, `model` the component of the language model that its agents are to ask, if any."""

    specification: b.Specification
    blueprint: b.Blueprint
    operations: Sequence[Mapping[str, Any]]
    version: str
    prompts: Mapping[str, str] = field(default_factory=dict)
    model: Mapping[str, Any] | None = None

    @property
    def title(self) -> str:
        """As people call it."""
        return self.blueprint.title

    @property
    def package(self) -> str:
        """As Python imports it."""
        return self.blueprint.package

    @property
    def project(self) -> str:
        """As pip installs it."""
        return self.blueprint.slug.replace("_", "-")

    @cached_property
    def agents(self) -> dict[str, tuple[str, ...]]:
        """The agents by the names that they go by in the package, with the operations that each carries."""
        named = {operation.id: operation.name for operation in self.specification.operations}
        offered = {each["name"] for each in self.operations}
        return {
            words(agent.name): tuple(named[id] for id in agent.carries if named.get(id) in offered)
            for agent in self.blueprint.agents
        }

    @cached_property
    def flows(self) -> dict[str, tuple[str, ...]]:
        """For each agent those that its messages go to, itself among them where it answers itself."""
        names = {agent.id: words(agent.name) for agent in self.blueprint.agents}
        passed = [(flow.source, flow.target) for flow in self.blueprint.flows]
        return {
            name: tuple(dict.fromkeys(names[to] for source, to in passed if source == id and to in names))
            for id, name in names.items()
        }

    @cached_property
    def events(self) -> dict[str, tuple[str, ...]]:
        """The types of messages between agents, as the package's events name them, with those that they go to."""
        operations = {operation.id: operation.name for operation in self.specification.operations}
        entities = {entity.id: words(entity.name) for entity in self.specification.entities}
        reactions = {reaction.id: reaction.trigger for reaction in self.specification.reactions}
        found: dict[str, tuple[str, ...]] = {}
        for agent in self.blueprint.agents:
            for trigger in (reactions[id] for id in agent.carries if id in reactions):
                what = operations.get(trigger.operation or "") or entities.get(trigger.entity or "")
                if what is not None:
                    type = f"{trigger.on}.{what}"
                    found[type] = tuple(dict.fromkeys((*found.get(type, ()), words(agent.name))))
        return dict(sorted(found.items()))

    @property
    def notifications(self) -> tuple[str, ...]:
        """The types of what people are told."""
        told = (each.id for each in self.blueprint.messages if each.kind == "notification")
        return tuple(dict.fromkeys(id.removeprefix("notification.") for id in told))
