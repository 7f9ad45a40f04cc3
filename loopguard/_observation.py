"""What the guard is told about one message, and the limits it works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from autogenesis.core import ConversationId, MessageId


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """One message, as far as it matters for finding loops."""

    message: MessageId
    conversation: ConversationId
    sender: str
    receiver: str | None
    action: str
    text: str
    at: datetime
    outcome: str | None = None
    """How it went, such as ok, error or a status; a cycle whose outcomes differ from turn to turn goes somewhere."""
    artefact: str | None = None
    """Content hash of the artefact it carries; one that was never seen before is progress."""
    score: float | None = None
    """How good the result is, higher being better; one above all before is progress."""
    polling: bool = False
    """Declared waiting for something: counts for next to nothing, 1/64."""


@dataclass(frozen=True, kw_only=True)
class GuardLimits:
    """When the guard steps in."""

    max_period: int = 10
    """The longest cycle looked for, in messages."""
    repetitions: int = 3
    """Turns of an exactly repeated cycle that make a loop."""
    max_interventions: int = 8
    """Loops of one conversation, of whatever kind, before the run is stopped."""
    max_hops: int = 2000
    """Messages one run may send."""
    max_seconds: float = 1800.0
    """Time from the first message on."""
