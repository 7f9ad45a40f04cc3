"""What each role is given: the artefacts of the steps before it, each under the name of the step that made it."""

from __future__ import annotations

from blueprints import Blueprint, Frozen, Specification
from roles._artefacts import (
    Brief,
    Deployment,
    Feedback,
    Manual,
    ModuleSet,
    PromptSet,
    TestReport,
    Tuning,
    WorkPlan,
)
from roles._audit import Audit
from roles._observed import Seen


class PlanInputs(Frozen):
    """For the work plan."""

    brief: Brief


class SpecificationInputs(Frozen):
    """For the specification."""

    brief: Brief


class BlueprintInputs(Frozen):
    """For the blueprint."""

    specification: Specification


class PromptInputs(Frozen):
    """For the prompts of the generated agents."""

    specification: Specification
    blueprint: Blueprint


class ModuleInputs(Frozen):
    """For the package's files."""

    brief: Brief
    specification: Specification
    blueprint: Blueprint
    prompts: PromptSet


class IntegrationInputs(Frozen):
    """For the assembled package and its tests."""

    brief: Brief
    specification: Specification
    modules: ModuleSet


class TuningInputs(Frozen):
    """For measuring the package."""

    specification: Specification
    modules: ModuleSet
    integration: TestReport


class AuditInputs(Frozen):
    """For the audit of what was built."""

    brief: Brief
    specification: Specification
    blueprint: Blueprint
    modules: ModuleSet


class DeploymentInputs(Frozen):
    """For the package's installation."""

    modules: ModuleSet
    integration: TestReport


class DocumentationInputs(Frozen):
    """For the manual."""

    brief: Brief
    specification: Specification
    blueprint: Blueprint
    modules: ModuleSet
    integration: TestReport = TestReport(modules_hash="", executed=False)
    """Where the plan has it: runs that an earlier version planned go on without."""


class RevisionInputs(Frozen):
    """For the Changes that the next revision should begin with."""

    specification: Specification
    blueprint: Blueprint
    integration: TestReport
    seen: tuple[Seen, ...] = ()
    """Of the running system, where somebody looked."""


ARTEFACTS: dict[str, type[Frozen]] = {
    "brief": Brief,
    "work_plan": WorkPlan,
    "specification": Specification,
    "blueprint": Blueprint,
    "prompts": PromptSet,
    "modules": ModuleSet,
    "integration": TestReport,
    "tuning": Tuning,
    "audit": Audit,
    "deployment": Deployment,
    "documentation": Manual,
    "revision": Feedback,
}
"""Every artefact of a run, by the name of the step that makes it."""

STEP_INPUTS: dict[str, type[Frozen]] = {
    "work_plan": PlanInputs,
    "specification": SpecificationInputs,
    "blueprint": BlueprintInputs,
    "prompts": PromptInputs,
    "modules": ModuleInputs,
    "integration": IntegrationInputs,
    "tuning": TuningInputs,
    "audit": AuditInputs,
    "deployment": DeploymentInputs,
    "documentation": DocumentationInputs,
    "revision": RevisionInputs,
}
"""What the doer and the approver of each artefact are given."""
