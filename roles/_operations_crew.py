"""The four roles that look after runs; loaded when there is something to look after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autogenesis.core import ArtefactError
from blueprints import Frozen
from roles._artefacts import Reason
from roles._conversation_management import ConversationManagement
from roles._error_recovery import ErrorRecovery
from roles._monitoring import Monitoring
from roles._operations import OPERATIONS_APPROVERS
from roles._resource_management import ResourceManagement
from roles._role import Role


def operations_crew() -> Mapping[str, Role[Any, Any]]:
    """Error handling and recovery, monitoring and diagnostics, resource management, conversation management, by their
    names."""
    roles: tuple[Role[Any, Any], ...] = (
        ErrorRecovery(),
        Monitoring(),
        ResourceManagement(),
        ConversationManagement(),
    )
    return {role.name: role for role in roles}


def settled(kind: str, basis: Frozen, attempts: int = 2) -> Frozen:
    """What the role that makes `kind` makes of the basis, once its approver accepts it; ArtefactError where it never
    does. For whoever looks after all runs at once; within a run the two talk by message."""
    crew = operations_crew()
    doer = next(role for role in crew.values() if role.takes is type(basis))
    approver = crew[OPERATIONS_APPROVERS[kind]]
    rejections: list[Reason] = []
    for _ in range(attempts):
        made: Frozen = doer.draft(basis, rejections)
        verdict = approver.check(kind, made, basis)
        if verdict.approved:
            return made
        rejections += verdict.reasons
    raise ArtefactError(
        f"{approver.name} rejects the {kind} that {doer.name} makes: {rejections[-1].part}: {rejections[-1].text}",
        where=f"role {doer.name}",
        remedy="Report it with what `genesis status --json` says",
    )
