"""Finds cycles of messages by the length of the run that repeats at each period."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from autogenesis.core import MessageId

_EVIDENCE = 64
_NEAR = 0.5


class Entry(BaseModel):
    """One message: what it is alike by (``key``) and what it is the same by (``text``)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: MessageId
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Repetition:
    """A cycle that has been gone round."""

    keys: tuple[str, ...]
    """One turn, from its least rotation on, so that a cycle is the same wherever it is entered."""
    turns: int
    onset: MessageId
    messages: tuple[MessageId, ...]
    """From the onset on; at most the last 64."""


class PeriodState(BaseModel):
    """What the detector remembers, in a form that survives a restart. Lists are indexed by period - 1."""

    model_config = ConfigDict(extra="forbid")

    last: list[Entry] = []
    ids: list[MessageId] = []
    evidence: list[float] = []
    matches: list[int] = []
    onsets: list[MessageId | None] = []


@dataclass(slots=True)
class _Run:
    """How far the stream has repeated itself at one period."""

    evidence: float = 0.0
    matches: int = 0
    onset: MessageId | None = None


@dataclass(slots=True)
class PeriodDetector:
    """For each period p, the weight of consecutive messages whose key is that of p messages before.

    A message costs O(periods). A match counts 1 where the texts are the same and 1/2 where they are only
    alike, times the message's weight; a cycle is found when the sum at its period reaches
    ``(repetitions - 1) * p``.
    """

    max_period: int
    repetitions: int
    _last: deque[Entry] = field(init=False)
    _ids: deque[MessageId] = field(init=False)
    _runs: list[_Run] = field(init=False)

    def __post_init__(self) -> None:
        self._last = deque(maxlen=self.max_period)
        self._ids = deque(maxlen=_EVIDENCE)
        self._runs = [_Run() for _ in range(self.max_period)]

    def add(self, entry: Entry, weight: float) -> Repetition | None:
        """Take one message into account; the shortest cycle that has now been gone round often enough."""
        found: int | None = None
        for period, run in enumerate(self._runs, start=1):
            before = self._last[-period] if period <= len(self._last) else None
            if before is None or before.key != entry.key:
                run.evidence, run.matches, run.onset = 0.0, 0, None
                continue
            run.evidence += weight if before.text == entry.text else weight * _NEAR
            run.matches += 1
            run.onset = run.onset or before.id
            if found is None and run.evidence >= (self.repetitions - 1) * period:
                found = period
        self._last.append(entry)
        self._ids.append(entry.id)
        return None if found is None else self._repetition(found)

    def clear(self) -> None:
        """Begin anew: what came before is no evidence any more."""
        self._last.clear()
        self._ids.clear()
        self._runs = [_Run() for _ in range(self.max_period)]

    def export(self) -> PeriodState:
        return PeriodState(
            last=list(self._last),
            ids=list(self._ids),
            evidence=[run.evidence for run in self._runs],
            matches=[run.matches for run in self._runs],
            onsets=[run.onset for run in self._runs],
        )

    def restore(self, state: PeriodState) -> None:
        self._last.extend(state.last)
        self._ids.extend(state.ids)
        kept = zip(state.evidence, state.matches, state.onsets, strict=True)
        self._runs[: len(state.evidence)] = [_Run(*values) for values in kept]
        del self._runs[self.max_period :]

    def _repetition(self, period: int) -> Repetition:
        run = self._runs[period - 1]
        ids = list(self._ids)
        onset = run.onset or ids[-1]
        messages = ids[ids.index(onset) :] if onset in ids else ids
        return Repetition(
            keys=least_rotation(tuple(entry.key for entry in list(self._last)[-period:])),
            turns=run.matches // period + 1,
            onset=onset,
            messages=tuple(messages),
        )


def least_rotation(cycle: tuple[str, ...]) -> tuple[str, ...]:
    """The rotation that sorts first: one name for a cycle wherever it is entered."""
    return min((cycle[i:] + cycle[:i] for i in range(len(cycle))), default=cycle)
