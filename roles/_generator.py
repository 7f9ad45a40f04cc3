"""Generator: the files of the package, by assembly's pure function; judges the prompts that go into it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import ClassVar

from autogenesis.assembly import PackageTree, assemble
from blueprints import Behaviour, Gap, Outcome
from roles._artefacts import Module, ModuleSet, Reason
from roles._behaviours import unwritten
from roles._inputs import ModuleInputs
from roles._prompt_checks import check_prompts
from roles._role import Check, Propose, Role, Settle
from roles._security_page import security_page
from roles._workshop import Workshop
from roles._writing import written


class Generator(Role[ModuleInputs, ModuleSet]):
    """Makes every file of the package; approves the prompts. What a model writes is tried in the workshop."""

    name: ClassVar[str] = "generator"
    purpose: ClassVar[str] = "Writes the package: agents, rules, wiring, tests and all that goes with them."
    takes = ModuleInputs
    makes = ModuleSet
    approves: Mapping[str, Check] = {"prompts": check_prompts}

    def __init__(self, workshop: Workshop | None = None) -> None:
        self.workshop = workshop

    def draft(self, task: ModuleInputs, rejections: Sequence[Reason]) -> ModuleSet:
        """The package for this Specification and Blueprint: the same bytes for the same input."""
        tree = _assembled(task, ())
        return _files(task, tree).model_copy(update={"open": unwritten(task.specification, tree)})

    def gaps(self, out: ModuleSet) -> tuple[Gap, ...]:
        """The operations of which the text says no more than that they are done, where a model's source may run."""
        if self.workshop is None or not out.open or self.workshop.refuses_models():
            return ()
        return tuple(
            Gap(id=one.id, text=" ".join(one.sentences), status="generic", spans=one.spans) for one in out.open
        )

    async def helped(
        self, task: ModuleInputs, out: ModuleSet, gaps: Sequence[Gap], propose: Propose, settle: Settle
    ) -> tuple[ModuleSet, tuple[Outcome, ...]]:
        """The package with the behaviours that a model wrote and that pass; the draft where none does."""
        if not gaps or self.workshop is None:
            return out, ()
        made, outcomes = await written(out, gaps, propose, self.workshop)
        if made.behaviours:
            made = await asyncio.to_thread(_finished, task, made)
        return made, outcomes


def _finished(task: ModuleInputs, out: ModuleSet) -> ModuleSet:
    """The package with the behaviours that were written for it."""
    made = _files(task, _assembled(task, out.behaviours))
    return made.model_copy(update={"open": out.open, "behaviours": out.behaviours})


def _assembled(task: ModuleInputs, behaviours: Sequence[Behaviour]) -> PackageTree:
    blueprint = task.blueprint
    return assemble(
        task.specification,
        blueprint,
        manual={"docs/security.md": security_page(task.specification, blueprint)},
        prompts={f"{prompt.id.rpartition('.')[2]}.md": prompt.text for prompt in task.prompts.prompts},
        behaviours=behaviours,
        past=task.brief.past,
    )


def _files(task: ModuleInputs, tree: PackageTree) -> ModuleSet:
    blueprint = task.blueprint
    agents = {f"src/{blueprint.package}/agents/{agent.module}.py": agent.id for agent in blueprint.agents}
    return ModuleSet(
        slug=blueprint.slug,
        package=blueprint.package,
        modules=tuple(
            Module(id=f"module.n{number}", path=path, text=body.decode(), agent=agents.get(path))
            for number, (path, body) in enumerate(sorted(tree.items()), 1)
        ),
    )
