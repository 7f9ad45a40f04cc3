"""Bounds of a broker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class BrokerOptions:
    """Bounds of a broker, whatever carries its messages."""

    capacity: int = 1000
    """Messages one subscription may hold, queued and in hand."""
    when_full: Literal["block", "refuse"] = "block"
    """Whether a publisher waits for room or gets a BrokerError."""
    max_deliveries: int = 3
    """How often a message is given to a handler that fails, or to a process that dies of it, before it becomes a dead
    letter."""
    close_seconds: float = 5.0
    """How long ``close`` waits for handlers that were told to stop."""
