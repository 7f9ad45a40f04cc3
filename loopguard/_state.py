"""The guard's memory in a form that is stored with the run."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from loopguard._masking import ClusterState
from loopguard._periods import PeriodState
from loopguard._recurring import RecurringState


class TrackState(BaseModel):
    """What is known of one conversation."""

    model_config = ConfigDict(extra="forbid")

    periods: PeriodState
    recurring: RecurringState
    broken: list[tuple[str, ...]] = []
    interventions: int = 0
    best: float | None = None


class GuardState(BaseModel):
    """What is known of one run."""

    model_config = ConfigDict(extra="forbid")

    hops: int = 0
    seconds: float = 0.0
    artefacts: list[str] = []
    clusters: dict[str, ClusterState] = {}
    tracks: dict[str, TrackState] = {}
    history: list[str] = []
