"""The roles that make a package, made for one run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autogenesis.core import Policy
from roles._deployment import DeploymentRole
from roles._design import Design
from roles._documentation import Documentation
from roles._feedback import FeedbackRole
from roles._generator import Generator
from roles._hierarchy import Hierarchy
from roles._prompt_design import PromptDesign
from roles._role import Role
from roles._security import Security
from roles._testing import Testing
from roles._tuning import TuningRole
from roles._understanding import Reader, Understanding
from roles._workshop import Workshop


def crew(reader: Reader, workshop: Workshop, policy: Policy | None = None) -> Mapping[str, Role[Any, Any]]:
    """Every role by its name."""
    roles: tuple[Role[Any, Any], ...] = (
        Hierarchy(),
        Understanding(reader),
        Design(),
        PromptDesign(),
        Generator(workshop),
        Testing(workshop),
        TuningRole(workshop),
        Security(workshop, policy or Policy()),
        DeploymentRole(workshop),
        Documentation(),
        FeedbackRole(workshop),
    )
    return {role.name: role for role in roles}
