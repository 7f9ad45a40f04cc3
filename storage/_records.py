"""What the repositories give back: one frozen record for each noun."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue

from autogenesis.core import JsonObject, Message, RunId

RunStatus = Literal["queued", "running", "paused", "done", "failed", "cancelled", "stopped"]
ResourceKind = Literal["prompt", "parameter", "skill"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RunRecord(_Record):
    """One pass from specification to package."""

    id: RunId
    slug: str
    spec_hash: str
    status: RunStatus
    created_at: AwareDatetime
    finished_at: AwareDatetime | None
    settings: JsonObject
    code_version: str
    result: JsonObject | None


class Publication(_Record):
    """An artefact as one attempt at one step of a run published it."""

    run: RunId
    step: str
    attempt: int
    kind: str
    hash: str
    body: JsonValue
    published_at: AwareDatetime


class VerdictRecord(_Record):
    """What an approver said about a publication; the reasons are of the approver's shape."""

    run: RunId
    step: str
    attempt: int
    approver: str
    approved: bool
    reasons: tuple[JsonValue, ...]
    given_at: AwareDatetime


class DeadLetter(_Record):
    """A message that was not delivered, and why."""

    message: Message
    reason: str
    at: AwareDatetime


class ResourceVersion(_Record):
    """One version of a prompt, parameter or skill; ``parent`` 0 is the packaged one."""

    kind: ResourceKind
    name: str
    version: int
    body: JsonValue
    parent: int
    note: str
    created_at: AwareDatetime
