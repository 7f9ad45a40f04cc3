"""The guard's memory in a form that is stored with the run."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from autogenesis.core import MessageId
from loopguard._periods import PeriodState
from loopguard._recurring import RecurringState
from loopguard._signals import SignalsState


class TrackState(BaseModel):
    """What is known of one conversation."""

    model_config = ConfigDict(extra="forbid")

    periods: PeriodState
    recurring: RecurringState
    signals: SignalsState = SignalsState()
    trail: list[tuple[MessageId, str]] = []
    since: int = 0
    broken: list[tuple[str, ...]] = []
    interventions: int = 0
    row: int = 0
    calm: int = 0
    stretch: int = 0
    news: int = 0
    best: float | None = None


class GuardState(BaseModel):
    """What is known of one run."""

    model_config = ConfigDict(extra="ignore")  # what earlier versions kept besides is not needed

    hops: int = 0
    seconds: float = 0.0
    artefacts: list[str] = []
    tracks: dict[str, TrackState] = {}
    history: list[str] = []
