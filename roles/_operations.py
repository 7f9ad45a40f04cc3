"""The artefacts of the roles that look after runs: faults and what is done, health, and budgets; with the ladder's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pydantic import Field

from blueprints import Element, Frozen
from roles._ladder import Dispute, Intervention, Loop, LoopInputs, Ruling, RulingInputs

FaultKind = Literal["transient", "input", "defect", "resource", "security"]
RecoveryAction = Literal["retry", "repair", "hand_over", "stop"]
PERSON, BUILTIN = "person", "builtin"
"""To whom a step may be handed over: somebody who reads the error, or the role's own draft without a model."""


class Incident(Frozen):
    """A fault in one step: the error as it was raised, what it came from, and what was tried already."""

    step: str
    doer: str
    attempt: int
    most_attempts: int
    error: str
    """The error's class."""
    bases: tuple[str, ...] = ()
    """The classes that it derives from."""
    causes: tuple[str, ...] = ()
    """The classes of what led to it, the nearest first."""
    text: str
    retryable: bool = False
    asked_model: bool = False
    before: tuple[str, ...] = ()
    """The errors of this step that were recovered from, each as class and text, the oldest first."""
    retries: int = 0
    max_retries: int = 3
    base_seconds: float = 1.0
    seconds_left: float = 0.0
    """Of the run's time."""

    def is_one_of(self, classes: Collection[str]) -> bool:
        """Whether the error is of one of these classes, or of one that derives from them."""
        return self.error in classes or any(base in classes for base in self.bases)


class Recovery(Frozen):
    """What the fault is, what is done about it, and why. `seconds` are waited before a retry."""

    kind: FaultKind
    action: RecoveryAction
    reason: str
    seconds: float = 0.0
    to: str = ""
    """Where it is handed over: `person`, or `builtin` for the draft without a model."""


class Turn(Frozen):
    """One answer of a role in some run: what it was asked and how long that took."""

    run: str
    role: str
    action: str
    seconds: float


class Observations(Frozen):
    """What was seen of all runs of a database over the last `window` seconds, and how they stand now."""

    window: float
    queued: int = 0
    running: int = 0
    interrupted: int = 0
    ended: dict[str, int] = Field(default_factory=dict)
    """How many runs ended in each state within the window."""
    oldest_queued: float = 0.0
    """Seconds that the first in the queue has waited."""
    stalled: tuple[str, ...] = ()
    """Runs at work of which nothing was heard for longer than a step may last."""
    turns: tuple[Turn, ...] = ()
    rejections: int = 0
    verdicts: int = 0
    dead_letters: int = 0
    workers: int = 0


class Latency(Element):
    """How long a role takes to do something, in seconds; `count` answers were looked at."""

    role: str
    action: str
    count: int
    p50: float
    p95: float


class Alert(Element):
    """Something a person should look at: which figure, what it is, what it may be."""

    severity: Literal["warning", "critical"]
    figure: str
    value: float
    limit: float
    text: str


class Health(Frozen):
    """The state of all runs in figures, and what is wrong with them."""

    status: Literal["healthy", "degraded", "unhealthy"]
    gauges: dict[str, float]
    latencies: tuple[Latency, ...] = ()
    alerts: tuple[Alert, ...] = ()


class Claim(Frozen):
    """What the run `id` asks for; `started` is whether it is at work already, with what it has spent."""

    id: str
    started: bool = False
    tokens: int
    seconds: float
    spent_tokens: int = 0
    spent_seconds: float = 0.0


class Demand(Frozen):
    """What there is to give out, and who asks: runs in the order of the queue."""

    claims: tuple[Claim, ...] = ()
    capacity: int
    """Runs that this worker may carry out at a time where nothing else loads the machine."""
    load: float = 0.0
    """Share of the machine that is in use, 1 for all of it."""
    tokens: int
    """Tokens that all runs together may still ask for."""
    seconds: float
    """The longest that one run may take."""


class Share(Frozen):
    """What the run `id` is given: tokens and seconds in all, and whether it may be at work now."""

    id: str
    runs: bool
    tokens: int
    seconds: float


class Budgets(Frozen):
    """What is given out: how many runs are at work at a time, and each one's share."""

    at_once: int
    shares: tuple[Share, ...] = ()


class RecoveryInputs(Frozen):
    """For what is done about a fault."""

    incident: Incident


class HealthInputs(Frozen):
    """For the report on the health of all runs."""

    observations: Observations


class BudgetInputs(Frozen):
    """For what each run is given."""

    demand: Demand


OPERATIONS_ARTEFACTS: dict[str, type[Frozen]] = {
    "incident": Incident,
    "recovery": Recovery,
    "observations": Observations,
    "health": Health,
    "demand": Demand,
    "budgets": Budgets,
    "loop": Loop,
    "intervention": Intervention,
    "dispute": Dispute,
    "ruling": Ruling,
}
"""What the four roles are given and what they make, by name."""

OPERATIONS_INPUTS: dict[str, type[Frozen]] = {
    "recovery": RecoveryInputs,
    "health": HealthInputs,
    "budgets": BudgetInputs,
    "intervention": LoopInputs,
    "ruling": RulingInputs,
}
"""What the doer and the approver of each are given."""

OPERATIONS_APPROVERS = {
    "recovery": "resource_management",
    "health": "error_recovery",
    "budgets": "monitoring",
    "intervention": "error_recovery",
}
"""Who judges each: never who made it."""
RULING_APPROVER = "conversation_management"
"""Who judges the last word of an approver."""
