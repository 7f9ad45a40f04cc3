"""Golden artefacts of one small system, made once: what the planted faults are planted in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import roles as r
from autogenesis.assembly.harness.test_pages import steps
from autogenesis.sandbox import Installed, SandboxResult
from blueprints import Blueprint, Specification
from tests.golden.library_lending import specification as library

TEXT = (Path(__file__).parents[2] / "specs" / "library-lending.md").read_text(encoding="utf-8")


class FakeWorkshop:
    """A workshop in which every command of the package succeeds, but those named in `failing`."""

    sandbox, as_written = "fake", True

    def __init__(self, tmp: Path, failing: tuple[str, ...] = ()) -> None:
        self.tmp, self.failing, self.ran = tmp, failing, []

    def wheel(self, modules: r.ModuleSet) -> str:
        return f"{modules.slug}-0.1.1-py3-none-any.whl"

    environment = "fake"

    def is_installed_as_written(self, modules: r.ModuleSet) -> bool:
        return self.as_written

    def installed(self) -> tuple[Installed, ...]:
        return (
            Installed("pydantic", "2.14", "MIT", ("typing-extensions>=4",)),
            Installed("typing_extensions", "4.16", "PSF-2.0"),
            Installed("hypothesis", "6.1", "MPL-2.0"),
        )

    def folder(self, modules: r.ModuleSet) -> Path:
        return self.tmp

    def run(self, modules, arguments, *, stdin="", seconds=None) -> SandboxResult:
        if arguments == ["tests/test_pages.py"]:
            return self._followed(**json.loads(stdin))
        self.ran.append(tuple(arguments))
        bad = any(word in self.failing for word in arguments)
        return SandboxResult(
            exit_code=1 if bad else 0,
            stdout="",
            stderr="no such thing" if bad else "",
            seconds=0.0,
            stopped_by=None,
            backend="fake",
            limits={},
        )

    def _followed(self, pages: dict[str, str], package: str) -> SandboxResult:
        """What the package's own follower of pages would say, if every command but the failing ones succeeded."""
        told = []
        for path, text in pages.items():
            lines = [tuple(step.words) for step in steps(text, package)]
            self.ran += lines
            complaints = [f"`{line[0]}` ends with 64" for line in lines if set(line) & set(self.failing)]
            told.append(json.dumps([path, complaints]))
        return SandboxResult(
            exit_code=0,
            stdout="\n".join(told),
            stderr="",
            seconds=0.0,
            stopped_by=None,
            backend="fake",
            limits={},
        )


@dataclass
class Bench:
    """Every artefact of a clean run, and the roles that made them."""

    workshop: Any

    @cached_property
    def crew(self):
        return r.crew(lambda text, answers, barred: SimpleNamespace(specification=library()), self.workshop)

    @cached_property
    def brief(self) -> r.Brief:
        return r.Brief(text=TEXT.partition("<!-- acceptance -->")[0])

    @cached_property
    def specification(self) -> Specification:
        return library()

    @cached_property
    def plan(self) -> r.WorkPlan:
        return self.crew["hierarchy"].draft(r.PlanInputs(brief=self.brief), ())

    @cached_property
    def blueprint(self) -> Blueprint:
        return self.crew["design"].draft(r.BlueprintInputs(specification=self.specification), ())

    @cached_property
    def prompt_inputs(self) -> r.PromptInputs:
        return r.PromptInputs(specification=self.specification, blueprint=self.blueprint)

    @cached_property
    def prompts(self) -> r.PromptSet:
        return self.crew["prompt_design"].draft(self.prompt_inputs, ())

    @cached_property
    def module_inputs(self) -> r.ModuleInputs:
        return r.ModuleInputs(
            brief=self.brief,
            specification=self.specification,
            blueprint=self.blueprint,
            prompts=self.prompts,
        )

    @cached_property
    def modules(self) -> r.ModuleSet:
        return self.crew["generator"].draft(self.module_inputs, ())


@pytest.fixture(scope="session")
def bench(tmp_path_factory) -> Bench:
    return Bench(FakeWorkshop(tmp_path_factory.mktemp("workshop")))
