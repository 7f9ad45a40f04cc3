"""Conducts runs from the text to the package: plan, approvals, bounded rework, resumption, a queue; and watches them.

What few processes need (the worker of a queue, the health of all runs) is imported when it is asked for.
"""

from typing import TYPE_CHECKING

from autogenesis.conductor._candidates import candidates_in
from autogenesis.conductor._conductor import Conductor, Outcome, get_ready
from autogenesis.conductor._history import Revised, before, revision_named, standing_of
from autogenesis.conductor._hosting import RoleHost, broker_of
from autogenesis.conductor._house import Crewmaker, House
from autogenesis.conductor._loops import MetLoop, loops_of
from autogenesis.conductor._nouns import (
    ClauseCounts,
    CoverageFigures,
    Order,
    Progress,
    Receipt,
    RoleReceipt,
    RunResult,
    Said,
    TestCounts,
)
from autogenesis.conductor._revision import Before
from autogenesis.conductor._score import Deliverer
from autogenesis.conductor._standing import Standing, standings
from autogenesis.conductor._traces import traced_to

if TYPE_CHECKING:
    from autogenesis.conductor._watch import health_of
    from autogenesis.conductor._worker import Worker

__all__ = [
    "Before",
    "ClauseCounts",
    "Conductor",
    "CoverageFigures",
    "Crewmaker",
    "Deliverer",
    "House",
    "MetLoop",
    "Order",
    "Outcome",
    "Progress",
    "Receipt",
    "Revised",
    "RoleHost",
    "RoleReceipt",
    "RunResult",
    "Said",
    "Standing",
    "TestCounts",
    "Worker",
    "before",
    "broker_of",
    "candidates_in",
    "get_ready",
    "health_of",
    "loops_of",
    "revision_named",
    "standing_of",
    "standings",
    "traced_to",
]

_LATE = {"Worker": "_worker", "health_of": "_watch"}


def __getattr__(name: str) -> object:
    """The worker and the watch, with the roles that they ask."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
