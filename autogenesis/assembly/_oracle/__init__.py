"""The reference interpreter: executes a Specification in memory, by another road than the generated code."""

from autogenesis.assembly._oracle._evaluate import Evaluator
from autogenesis.assembly._oracle._execute import Note, Performer
from autogenesis.assembly._oracle._machine import Machine, OracleError, Reply
from autogenesis.assembly._oracle._rows import DeclinedError, Row, World
from autogenesis.assembly._oracle._run import Observed, contains, run_scenario, taken
from autogenesis.assembly._oracle._watch import Case, SpentError, Watch, cases
from autogenesis.assembly._oracle._words import Rough

__all__ = [
    "Case",
    "DeclinedError",
    "Evaluator",
    "Machine",
    "Note",
    "Observed",
    "OracleError",
    "Performer",
    "Reply",
    "Rough",
    "Row",
    "SpentError",
    "Watch",
    "World",
    "cases",
    "contains",
    "run_scenario",
    "taken",
]
