"""Generator: the files of the package, by assembly's pure function; judges the prompts that go into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from autogenesis.assembly import assemble
from roles._artefacts import Module, ModuleSet, Reason
from roles._inputs import ModuleInputs
from roles._manual import manual_pages
from roles._prompt_checks import check_prompts
from roles._role import Check, Role


class Generator(Role[ModuleInputs, ModuleSet]):
    """Makes every file of the package; approves the prompts."""

    name: ClassVar[str] = "generator"
    purpose: ClassVar[str] = "Writes the package: agents, rules, wiring, tests and all that goes with them."
    takes = ModuleInputs
    makes = ModuleSet
    approves: Mapping[str, Check] = {"prompts": check_prompts}

    def draft(self, task: ModuleInputs, rejections: Sequence[Reason]) -> ModuleSet:
        """The package for this Specification and Blueprint: the same bytes for the same input."""
        blueprint = task.blueprint
        tree = assemble(
            task.specification,
            blueprint,
            manual=manual_pages(task.specification, blueprint),
            prompts={f"{prompt.id.rpartition('.')[2]}.md": prompt.text for prompt in task.prompts.prompts},
        )
        agents = {f"src/{blueprint.package}/agents/{agent.module}.py": agent.id for agent in blueprint.agents}
        return ModuleSet(
            slug=blueprint.slug,
            package=blueprint.package,
            modules=tuple(
                Module(id=f"module.n{number}", path=path, text=body.decode(), agent=agents.get(path))
                for number, (path, body) in enumerate(sorted(tree.items()), 1)
            ),
        )
