"""Conducts a run from the text to the package: plan, approvals, bounded rework, resumption."""

from autogenesis.conductor._conductor import Conductor, Crewmaker, House, Outcome
from autogenesis.conductor._nouns import (
    ClauseCounts,
    CoverageFigures,
    Order,
    Progress,
    RunResult,
    TestCounts,
)
from autogenesis.conductor._revision import Before
from autogenesis.conductor._score import Deliverer

__all__ = [
    "Before",
    "ClauseCounts",
    "Conductor",
    "CoverageFigures",
    "Crewmaker",
    "Deliverer",
    "House",
    "Order",
    "Outcome",
    "Progress",
    "RunResult",
    "TestCounts",
]
