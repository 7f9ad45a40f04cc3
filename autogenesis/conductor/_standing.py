"""How runs stand: what is written of them, and whether anybody is at work on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from autogenesis.conductor._crew import assignment_of
from autogenesis.core import Message, RunId
from storage import RunRecord, Storage

State = Literal[
    "queued", "running", "interrupted", "pausing", "paused", "cancelling", "done", "failed", "cancelled", "stopped"
]
END = "cancel"
"""What a run that is to end before its next step keeps: the status that it is to end in."""
PAUSED: Final = "paused"


class Standing(BaseModel):
    """One run as `genesis runs` shows it. `interrupted` is what was at work and is held by nobody: killed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: RunId
    system: str
    state: State
    created_at: datetime
    seconds: float
    """Since it was created, or how long it took."""
    step: str = ""
    """The step in hand, or the last one."""
    attempt: int = 0
    code_version: str = ""


def standings(storage: Storage, records: Sequence[RunRecord], now: datetime) -> tuple[Standing, ...]:
    """How each of these runs stands."""
    open_runs = [record.id for record in records if record.status in ("queued", "running")]
    held = {run for run in open_runs if storage.holds.taken(run)}
    ending = storage.runs.states(END, [*held]) if held else {}
    latest = storage.messages.latest_of([record.id for record in records])
    return tuple(
        _standing(record, _state(record, record.id in held, ending.get(record.id)), latest.get(record.id), now)
        for record in records
    )


def _state(record: RunRecord, held: bool, ending: object) -> State:
    if held and ending:
        return "pausing" if ending == PAUSED else "cancelling"
    if held:
        return "running"
    return "interrupted" if record.status == "running" else record.status


def _standing(record: RunRecord, state: State, latest: Message | None, now: datetime) -> Standing:
    end = record.finished_at or now
    asked = latest.payload if latest is not None and latest.action in ("draft", "check") else {}
    step, attempt = "", 0
    if "produces" in asked:
        task = assignment_of(asked)
        step, attempt = task.step, task.attempt
    elif latest is not None:
        step = str(latest.conversation)
    return Standing(
        run=record.id,
        system=record.slug,
        state=state,
        created_at=record.created_at,
        seconds=round(max((end - record.created_at).total_seconds(), 0.0), 1),
        step=step,
        attempt=attempt,
        code_version=record.code_version,
    )
