"""The reference interpreter: executes a Specification in memory, by another road than the generated code."""

from autogenesis.assembly._oracle._evaluate import Evaluator
from autogenesis.assembly._oracle._execute import Note, Performer
from autogenesis.assembly._oracle._machine import Machine, OracleError, Reply
from autogenesis.assembly._oracle._rows import DeclinedError, Row, World
from autogenesis.assembly._oracle._run import Observed, contains, run_scenario

__all__ = [
    "DeclinedError",
    "Evaluator",
    "Machine",
    "Note",
    "Observed",
    "OracleError",
    "Performer",
    "Reply",
    "Row",
    "World",
    "contains",
    "run_scenario",
]
