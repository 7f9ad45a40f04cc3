"""Hierarchy: plans who does what and who approves it, and settles what only it can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from roles._artefacts import Reason, Step, WorkPlan
from roles._feedback_checks import check_feedback
from roles._inputs import PlanInputs
from roles._integration_checks import check_integration
from roles._role import Check, Role

_STEPS = (
    ("work_plan", "hierarchy", "understanding", ("brief",)),
    ("specification", "understanding", "design", ("brief",)),
    ("blueprint", "design", "understanding", ("specification",)),
    ("prompts", "prompt_design", "generator", ("specification", "blueprint")),
    ("modules", "generator", "testing", ("brief", "specification", "blueprint", "prompts")),
    ("integration", "testing", "hierarchy", ("brief", "specification", "modules")),
    ("tuning", "tuning", "testing", ("specification", "modules", "integration")),
    ("audit", "security", "deployment", ("brief", "specification", "blueprint", "modules")),
    ("deployment", "deployment", "testing", ("modules", "integration")),
    (
        "documentation",
        "documentation",
        "feedback",
        ("brief", "specification", "blueprint", "modules", "integration"),
    ),
    ("revision", "feedback", "hierarchy", ("specification", "blueprint", "integration")),
)
_MEASURED = frozenset({"audit", "deployment", "documentation"})
"""What is found by running the same files: asking again cannot change it. (The tests are run again when they failed and
the text was read otherwise.)"""
_NEED_A_RUNNING_PACKAGE = frozenset({"tuning", "deployment"})
_ONCE = frozenset({"tuning"})
"""What stays as it was found when the system was built: it hangs on the kit, and not on the rules."""
PLAN_STEP = Step(id="work_plan", doer="hierarchy", approver="understanding", produces="work_plan", needs=("brief",))
"""The step before there is a plan: making it."""


class Hierarchy(Role[PlanInputs, WorkPlan]):
    """Makes the work plan; judges the test report and what feedback proposes."""

    name: ClassVar[str] = "hierarchy"
    purpose: ClassVar[str] = "Plans the run: for each step one doer, one approver and a bound."
    takes = PlanInputs
    makes = WorkPlan
    approves: Mapping[str, Check] = {"integration": check_integration, "revision": check_feedback}

    def draft(self, task: PlanInputs, rejections: Sequence[Reason]) -> WorkPlan:
        """The plan for this brief; without tests, the steps that need a running package are left out, and in a
        revision what is done once."""
        left_out: frozenset[str] = frozenset() if task.brief.tests else _NEED_A_RUNNING_PACKAGE
        if task.brief.past.shape is not None:
            left_out |= _ONCE
        return WorkPlan(
            steps=tuple(
                Step(
                    id=produces,
                    doer=doer,
                    approver=approver,
                    produces=produces,
                    needs=needs,
                    attempts=1 if produces in _MEASURED else task.brief.attempts,
                )
                for produces, doer, approver, needs in _STEPS
                if produces not in left_out
            )
        )
