"""The artefacts of the ladder: a loop in the work on a step, what is done against it, and the approver's last word."""

from __future__ import annotations

from blueprints import Change, Frozen, Json
from roles._artefacts import Reason

TOP_RUNG = 5
MEASURED = frozenset({"integration", "tuning", "deployment"})
"""What was found by running files: nothing of it may be struck out."""


class Loop(Frozen):
    """A conversation that goes round: between whom, about which step, which messages, and what can be done."""

    step: str
    kind: str
    doer: str
    approver: str
    attempt: int
    rung: int
    """The rung that is next, by how often the same loop was met since the last progress."""
    reason: str
    cycle: tuple[str, ...]
    messages: tuple[str, ...]
    onset: str = ""
    back_to: int | None = None
    """The attempt that it began with."""
    model: str = ""
    """The language model that the doer may ask; empty where it asks none."""
    other_model: str = ""
    """Another one, which it may be given instead."""
    asks_other: bool = False
    """Whether it is asked already: `model` is that one."""
    asked: int = 0
    """How often a model was asked in the loop."""
    changes: tuple[str, ...] = ()
    """What a model changed in the loop, each as action, part and id: the actions that loop."""
    barred: tuple[str, ...] = ()
    """What is barred already."""
    versions: int = 0
    """How many different artefacts the approver could choose among."""


class PassedOver(Frozen):
    """A rung that would change nothing, and why."""

    rung: int
    why: str


class Intervention(Frozen):
    """What is done against a loop. 1: back to before it, with `said`; 2: again at `temperature`, with `barred` barred;
    3: another model is asked from now on; 4: the approver decides; 5: the run stops, with what was made kept."""

    rung: int
    passed: tuple[PassedOver, ...] = ()
    said: str
    """To those who went round; on the last two rungs to people."""
    temperature: float | None = None
    barred: tuple[str, ...] = ()
    other_model: bool = False


class Dispute(Frozen):
    """What an approver is to decide: which of the versions of a step stands. Artefacts go by their hash."""

    step: str
    kind: str
    approver: str
    versions: tuple[str, ...]


class Ruling(Frozen):
    """The approver's last word: the version that stands, less what was struck from it; empty where none can."""

    approver: str
    accepts: str = ""
    struck: tuple[Reason, ...] = ()
    reason: str
    body: Json = None
    """The version without what was struck; None where nothing was."""


class LoopInputs(Frozen):
    """For what is done against a loop."""

    loop: Loop


class RulingInputs(Frozen):
    """For whoever judges a ruling."""

    dispute: Dispute


def action_of(change: Change) -> str:
    """The action that is barred where a Change goes round: what is done to which element, in whatever words."""
    return f"{change.action} {change.part} {change.id}"
