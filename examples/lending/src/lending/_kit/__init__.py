"""What generated packages are made with: records, rules, agents, and the system that runs them."""

from pydantic import Field

from .agent import (
    Agent,
    Observer,
    Recurrence,
    changed,
    created,
    done,
    getter,
    lister,
    operation,
    reaction,
    schedule,
    timer,
)
from .call import Call, Recipient
from .engine import SystemDesign
from .errors import Fault, KitError, Refused
from .records import Money, Record, Ref
from .rules import access, audit, derives, guard, invariant
from .system import KitSystem

__all__ = [
    "Agent",
    "Call",
    "Fault",
    "Field",
    "KitError",
    "KitSystem",
    "Money",
    "Observer",
    "Recipient",
    "Record",
    "Recurrence",
    "Ref",
    "Refused",
    "SystemDesign",
    "access",
    "audit",
    "changed",
    "created",
    "derives",
    "done",
    "getter",
    "guard",
    "invariant",
    "lister",
    "operation",
    "reaction",
    "schedule",
    "timer",
]
