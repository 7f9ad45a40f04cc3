"""What outlives a process: runs, steps, artefacts, verdicts, messages and resources, on SQLite or PostgreSQL."""

from storage._artefacts import ArtefactRepository, VerdictRepository
from storage._foreign import opened_for, prepare_file, refusals_of_database
from storage._holds import Holds
from storage._messages import MessageRepository, StoredInbox
from storage._records import (
    DeadLetter,
    Publication,
    ResourceKind,
    ResourceVersion,
    RunRecord,
    RunStatus,
    VerdictRecord,
)
from storage._resources import ResourceRepository, StoredResources
from storage._runs import RunRepository
from storage._steps import StepRepository
from storage._storage import Storage

__all__ = [
    "ArtefactRepository",
    "DeadLetter",
    "Holds",
    "MessageRepository",
    "Publication",
    "ResourceKind",
    "ResourceRepository",
    "ResourceVersion",
    "RunRecord",
    "RunRepository",
    "RunStatus",
    "StepRepository",
    "Storage",
    "StoredInbox",
    "StoredResources",
    "VerdictRecord",
    "VerdictRepository",
    "opened_for",
    "prepare_file",
    "refusals_of_database",
]
