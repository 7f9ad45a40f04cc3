"""The roles that make a package, and four that look after runs: what each takes and makes, and what it rejects."""

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
    Shown,
    Step,
    TestCase,
    TestReport,
    Trial,
    Tuning,
    Verdict,
    WorkPlan,
)
from roles._audit import Audit, Finding, Survey
from roles._blame import blamed_readings
from roles._candidates import candidates_of
from roles._container import container_faults
from roles._coverage import coverage_of, left_open, unused_literals
from roles._crew import crew
from roles._delivery import PackageDelivery
from roles._feedback import proposals
from roles._hierarchy import PLAN_STEP
from roles._inputs import (
    ARTEFACTS,
    STEP_INPUTS,
    AuditInputs,
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
from roles._integration_checks import silent_readings
from roles._merge import Conflict, Merge, merge_files
from roles._naming import package_name
from roles._observed import Seen, seen_in
from roles._prompts import packaged_prompts, render_prompt
from roles._proposals import UNHELPED, proposed_readings
from roles._reach import shown_by
from roles._revision import is_generated_from, manifest_of, refuse_unresolved, revise
from roles._role import Role
from roles._security import Security, audited, refuse, refuse_secrets
from roles._survey import survey_of
from roles._testing import run_tests
from roles._tuning import tuning_toml
from roles._understanding import Reader, Reading
from roles._workshop import SandboxWorkshop, Workshop, read_package, stands_as_made, write_files

if TYPE_CHECKING:
    from roles._agent import RoleAgent
    from roles._asking import Asking
    from roles._ladder import (
        TOP_RUNG,
        Dispute,
        Intervention,
        Loop,
        LoopInputs,
        PassedOver,
        Ruling,
        RulingInputs,
        action_of,
    )
    from roles._monitoring import metrics_text
    from roles._operations import (
        OPERATIONS_APPROVERS,
        OPERATIONS_ARTEFACTS,
        OPERATIONS_INPUTS,
        RULING_APPROVER,
        Alert,
        BudgetInputs,
        Budgets,
        Claim,
        Demand,
        Health,
        HealthInputs,
        Incident,
        Latency,
        Observations,
        Recovery,
        RecoveryInputs,
        Share,
        Turn,
    )
    from roles._operations_crew import operations_crew, settled
    from roles._ruling import rule

__all__ = [
    "ARTEFACTS",
    "OPERATIONS_APPROVERS",
    "OPERATIONS_ARTEFACTS",
    "OPERATIONS_INPUTS",
    "PLAN_STEP",
    "RULING_APPROVER",
    "STEP_INPUTS",
    "TOP_RUNG",
    "UNHELPED",
    "AgentPrompt",
    "Alert",
    "Asking",
    "Assignment",
    "Audit",
    "AuditInputs",
    "BlueprintInputs",
    "Brief",
    "BudgetInputs",
    "Budgets",
    "Claim",
    "Command",
    "Conflict",
    "Delivery",
    "Demand",
    "Deployment",
    "DeploymentInputs",
    "Dispute",
    "DocumentationInputs",
    "Feedback",
    "Finding",
    "Health",
    "HealthInputs",
    "Incident",
    "IntegrationInputs",
    "Intervention",
    "Latency",
    "Loop",
    "LoopInputs",
    "Manual",
    "Merge",
    "Module",
    "ModuleInputs",
    "ModuleSet",
    "Observations",
    "PackageDelivery",
    "Page",
    "PassedOver",
    "PlanInputs",
    "PromptInputs",
    "PromptSet",
    "Reader",
    "Reading",
    "Reason",
    "Recovery",
    "RecoveryInputs",
    "RevisionInputs",
    "Role",
    "RoleAgent",
    "Ruling",
    "RulingInputs",
    "SandboxWorkshop",
    "Security",
    "Seen",
    "Share",
    "Shown",
    "SpecificationInputs",
    "Step",
    "Survey",
    "TestCase",
    "TestReport",
    "Trial",
    "Tuning",
    "TuningInputs",
    "Turn",
    "Verdict",
    "WorkPlan",
    "Workshop",
    "action_of",
    "audited",
    "blamed_readings",
    "candidates_of",
    "container_faults",
    "coverage_of",
    "crew",
    "is_generated_from",
    "left_open",
    "manifest_of",
    "merge_files",
    "metrics_text",
    "operations_crew",
    "package_name",
    "packaged_prompts",
    "proposals",
    "proposed_readings",
    "read_package",
    "refuse",
    "refuse_secrets",
    "refuse_unresolved",
    "render_prompt",
    "revise",
    "rule",
    "run_tests",
    "seen_in",
    "settled",
    "shown_by",
    "silent_readings",
    "stands_as_made",
    "survey_of",
    "tuning_toml",
    "unused_literals",
    "write_files",
]


_LATE = {
    "rule": "roles._ruling",
    "action_of": "roles._ladder",
    "PassedOver": "roles._ladder",
    "TOP_RUNG": "roles._ladder",
    "Asking": "roles._asking",
    "RoleAgent": "roles._agent",  # needs autogen, which takes most of a second to import
    "metrics_text": "roles._monitoring",
    "operations_crew": "roles._operations_crew",
    "settled": "roles._operations_crew",
}


def __getattr__(name: str) -> object:
    """What few runs need is imported when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATE.get(name, "roles._operations")), name)
