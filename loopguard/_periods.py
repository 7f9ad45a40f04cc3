"""Finds cycles of messages by the turns that repeat at each period."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from autogenesis.core import MessageId
from loopguard._reading import Manner

_EVIDENCE: Final = 64
_NEAR: Final = 0.5
_NEAR_AND_WELL: Final = 0.05
_WAITING: Final = 1 / 64
_LEAST_BEGINNING: Final = 20
_SHORT: Final = 4


class Entry(NamedTuple):
    """One message: what it is alike by (``key``), what it is the same by (``text``, ``digest``), and how it went."""

    id: MessageId
    key: str
    text: str
    manner: Manner = "plain"
    deed: str = ""
    digest: int = 0

    def repeats(self, before: Entry) -> bool:
        """Whether it says the same as one before, or that and more."""
        if self.text == before.text:
            return True
        return len(before.text) >= _LEAST_BEGINNING and self.text.startswith(before.text)


@dataclass(frozen=True, slots=True)
class Repetition:
    """A cycle that has been gone round."""

    keys: tuple[str, ...]
    """One turn, from its least rotation on, so that a cycle is the same wherever it is entered."""
    turns: int
    onset: MessageId
    messages: tuple[MessageId, ...]
    """From the onset on; at most the last 64."""
    exact: bool = False
    """Whether each turn said the same as the one before, and nothing in it went well or was waited for."""
    sure: bool = False
    """Whether it is a loop whatever else is said: it was waited for long enough, or one failure came too often."""
    note: str = ""
    """What else speaks for it, for people."""


@dataclass(slots=True)
class RunState:
    """How far the stream has repeated itself at one period, and what the turn that is under way is like."""

    evidence: float = 0.0
    matches: int = 0
    onset: MessageId | None = None
    same: int = 0
    alike: int = 0
    manners: set[Manner] = field(default_factory=set)
    exact: bool = True

    def turn(self, period: int) -> float:
        """What the turn that is under way is worth so far; a whole one at most 1."""
        if "waiting" in self.manners:
            near, far = _WAITING, 0.0  # a status that changes is alive
        elif self.alike and "well" in self.manners and "ill" not in self.manners:
            near = far = _NEAR_AND_WELL
        else:
            near, far = 1.0, _NEAR
        return (self.same * near + self.alike * far) / period

    def add(self, entry: Entry, before: Entry, period: int) -> float:
        """Take a message into account that is alike to the one a period before; what the run is worth now."""
        self.matches += 1
        self.onset = self.onset or before.id
        self.manners.add(entry.manner)
        if entry.repeats(before):
            self.same += 1
            if entry.manner in ("well", "waiting"):
                self.exact = False
        else:
            self.alike += 1
            self.exact = False
        worth = self.evidence + self.turn(period)
        if self.matches % period == 0:
            self.evidence, self.same, self.alike, self.manners = worth, 0, 0, set()
        return worth


class PeriodState(BaseModel):
    """What the detector remembers, in a form that survives a restart; runs by their period."""

    model_config = ConfigDict(extra="forbid")

    last: list[Entry] = []
    ids: list[MessageId] = []
    runs: dict[int, RunState] = {}


@dataclass(slots=True)
class PeriodDetector:
    """For each period p, the worth of consecutive messages that are alike to those of p messages before.

    A message costs O(periods). It counts 1 / p where the text is the same, half of that where it is only alike, and
    next to nothing where the turn went well too: such is the work on one item after another. Waiting for something
    counts 1/64. A cycle is found when the sum at its period reaches ``repetitions - 1``.
    """

    max_period: int
    repetitions: int
    _last: deque[Entry] = field(init=False)
    """The latest message first."""
    _keys: deque[str] = field(init=False)
    """What they are alike by."""
    _ids: deque[MessageId] = field(init=False)
    _runs: dict[int, RunState] = field(init=False)
    """The periods at which the stream repeats itself, the shortest first."""

    def __post_init__(self) -> None:
        self._last = deque(maxlen=self.max_period)
        self._keys = deque(maxlen=self.max_period)
        self._ids = deque(maxlen=_EVIDENCE)
        self._runs = {}

    def add(self, entry: Entry) -> Repetition | None:
        """Take one message into account; the shortest cycle that has now been gone round often enough."""
        found: int | None = None
        key = entry.key
        if key in self._keys:
            runs, self._runs = self._runs, {}
            for period, alike in enumerate(self._keys, start=1):
                if alike == key:
                    run = self._runs[period] = runs.get(period) or RunState()
                    worth = run.add(entry, self._last[period - 1], period)
                    if found is None and worth >= self.repetitions - 1:
                        found = period
        elif self._runs:
            self._runs = {}
        self._last.appendleft(entry)
        self._keys.appendleft(key)
        self._ids.append(entry.id)
        return None if found is None else self._repetition(found)

    def under_way(self) -> Repetition | None:
        """The shortest cycle that is in its second turn at least, for who knows from elsewhere that it is a loop."""
        period = next((period for period, run in self._runs.items() if run.matches >= period), None)
        return None if period is None else self._repetition(period)

    def turning(self) -> bool:
        """Whether a cycle of the same messages is in its second turn, so that it can soon be named; a short one is
        believed from the second message on."""
        return any(run.exact and (period <= _SHORT) < run.matches < period for period, run in self._runs.items())

    def clear(self) -> None:
        """Begin anew: what came before is no evidence any more."""
        self._last.clear()
        self._keys.clear()
        self._ids.clear()
        self._runs.clear()

    def export(self) -> PeriodState:
        return PeriodState(
            last=list(self._last),
            ids=list(self._ids),
            runs={period: replace(run, manners=set(run.manners)) for period, run in self._runs.items()},
        )

    def restore(self, state: PeriodState) -> None:
        self._last.extend(state.last[: self.max_period])
        self._keys.extend(entry.key for entry in self._last)
        self._ids.extend(state.ids)
        self._runs = {period: run for period, run in state.runs.items() if period <= self.max_period}

    def _repetition(self, period: int) -> Repetition:
        run = self._runs[period]
        ids = list(self._ids)
        onset = run.onset or ids[-1]
        messages = ids[ids.index(onset) :] if onset in ids else ids
        return Repetition(
            keys=least_rotation(tuple(reversed(list(self._keys)[:period]))),
            turns=run.matches // period + 1,
            onset=onset,
            messages=tuple(messages),
            exact=run.exact,
            sure=self._last[0].manner == "waiting",
        )


def least_rotation(cycle: tuple[str, ...]) -> tuple[str, ...]:
    """The rotation that sorts first: one name for a cycle wherever it is entered."""
    return min((cycle[i:] + cycle[:i] for i in range(len(cycle))), default=cycle)
