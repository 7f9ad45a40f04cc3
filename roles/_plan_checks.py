"""What is wrong with a work plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roles._artefacts import Reason, Step, WorkPlan

ROLES = (
    "hierarchy", "understanding", "design", "prompt_design", "generator",
    "testing", "tuning", "security", "deployment", "documentation", "feedback",
)  # fmt: skip
_DOERS = {
    "work_plan": "hierarchy",
    "specification": "understanding",
    "blueprint": "design",
    "prompts": "prompt_design",
    "modules": "generator",
    "integration": "testing",
    "tuning": "tuning",
    "audit": "security",
    "deployment": "deployment",
    "documentation": "documentation",
    "revision": "feedback",
}
_REQUIRED = ("specification", "blueprint", "modules", "integration")
_MOST_ATTEMPTS = 20


def check_plan(plan: WorkPlan, basis: Any) -> tuple[Reason, ...]:
    """Every step needs a doer, another approver and a bound, and may only need what was made before it."""
    return (*_whole(plan), *(reason for step in plan.steps for reason in _step(step)), *_order(plan))


def _whole(plan: WorkPlan) -> Iterator[Reason]:
    made = [step.produces for step in plan.steps]
    for kind in _REQUIRED:
        if kind not in made:
            yield Reason(part="steps", text=f"no step makes the {kind}")
    for kind in sorted({kind for kind in made if made.count(kind) > 1}):
        yield Reason(part=f"steps.{kind}", text=f"{made.count(kind)} steps make the {kind}")
    ids = [step.id for step in plan.steps]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield Reason(part=f"steps.{name}", text="two steps have this id")


def _step(step: Step) -> Iterator[Reason]:
    part = f"steps.{step.id}"
    for what, who in (("doer", step.doer), ("approver", step.approver)):
        if who not in ROLES:
            yield Reason(part=f"{part}.{what}", text=f"{who!r} is no role" if who else f"there is no {what}")
    if step.doer == step.approver:
        yield Reason(part=f"{part}.approver", text=f"{step.doer} would approve its own work")
    if not 1 <= step.attempts <= _MOST_ATTEMPTS:
        yield Reason(part=f"{part}.attempts", text=f"{step.attempts} is no bound; allow 1 to {_MOST_ATTEMPTS} attempts")
    expected = _DOERS.get(step.produces)
    if expected is None:
        yield Reason(part=f"{part}.produces", text=f"nobody can make {step.produces!r}")
    elif step.doer in ROLES and step.doer != expected:
        yield Reason(part=f"{part}.doer", text=f"{expected} makes the {step.produces}, not {step.doer}")


def _order(plan: WorkPlan) -> Iterator[Reason]:
    made = {"brief"}
    for step in plan.steps:
        for need in step.needs:
            if need not in made:
                yield Reason(part=f"steps.{step.id}.needs", text=f"no earlier step makes {need!r}")
        made.add(step.produces)
