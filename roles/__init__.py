"""The ten roles that make a package: what each takes and makes, and what it rejects."""

from typing import TYPE_CHECKING

from roles._artefacts import (
    AgentPrompt,
    Assignment,
    Brief,
    Command,
    Delivery,
    Deployment,
    Feedback,
    Manual,
    Module,
    ModuleSet,
    Page,
    PromptSet,
    Reason,
    Step,
    TestCase,
    TestReport,
    Trial,
    Tuning,
    Verdict,
    WorkPlan,
)
from roles._blame import blamed_readings
from roles._coverage import coverage_of, left_open, unused_literals
from roles._crew import crew
from roles._delivery import PackageDelivery
from roles._hierarchy import PLAN_STEP
from roles._inputs import (
    ARTEFACTS,
    STEP_INPUTS,
    BlueprintInputs,
    DeploymentInputs,
    DocumentationInputs,
    IntegrationInputs,
    ModuleInputs,
    PlanInputs,
    PromptInputs,
    RevisionInputs,
    SpecificationInputs,
    TuningInputs,
)
from roles._merge import Conflict, Merge, merge_files
from roles._naming import package_name
from roles._prompts import packaged_prompts, render_prompt
from roles._revision import is_generated_from, manifest_of, refuse_unresolved, revise
from roles._role import Role
from roles._testing import run_tests
from roles._tuning import tuning_toml
from roles._understanding import Reader, Reading
from roles._workshop import SandboxWorkshop, Workshop, read_package, write_files

if TYPE_CHECKING:
    from roles._agent import RoleAgent

__all__ = [
    "ARTEFACTS",
    "PLAN_STEP",
    "STEP_INPUTS",
    "AgentPrompt",
    "Assignment",
    "BlueprintInputs",
    "Brief",
    "Command",
    "Conflict",
    "Delivery",
    "Deployment",
    "DeploymentInputs",
    "DocumentationInputs",
    "Feedback",
    "IntegrationInputs",
    "Manual",
    "Merge",
    "Module",
    "ModuleInputs",
    "ModuleSet",
    "PackageDelivery",
    "Page",
    "PlanInputs",
    "PromptInputs",
    "PromptSet",
    "Reader",
    "Reading",
    "Reason",
    "RevisionInputs",
    "Role",
    "RoleAgent",
    "SandboxWorkshop",
    "SpecificationInputs",
    "Step",
    "TestCase",
    "TestReport",
    "Trial",
    "Tuning",
    "TuningInputs",
    "Verdict",
    "WorkPlan",
    "Workshop",
    "blamed_readings",
    "coverage_of",
    "crew",
    "is_generated_from",
    "left_open",
    "manifest_of",
    "merge_files",
    "package_name",
    "packaged_prompts",
    "read_package",
    "refuse_unresolved",
    "render_prompt",
    "revise",
    "run_tests",
    "tuning_toml",
    "unused_literals",
    "write_files",
]


def __getattr__(name: str) -> object:
    """RoleAgent needs autogen, which takes most of a second to import: only when it is asked for."""
    if name == "RoleAgent":
        from roles._agent import RoleAgent

        return RoleAgent
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
