"""Tries a guard on labelled windows of messages: what it finds, what it misses, and what it takes for a loop."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from autogenesis.core import ConversationId, InputError, MessageId
from loopguard._guard import LoopGuard
from loopguard._judge import Judge, log_odds
from loopguard._observation import GuardLimits, Observation
from loopguard._progress import Progress
from loopguard._reading import read
from loopguard._signals import Signals, deed_of, signal_names

_BEGIN: Final = datetime(2026, 1, 1, tzinfo=UTC)
_PACE: Final = timedelta(seconds=1)
_WAITING: Final = frozenset({"poll", "wait", "sleep", "heartbeat"})
_UNBOUNDED: Final = GuardLimits(max_hops=10**9, max_seconds=1e12)

Label = Literal["loop", "productive"]


class Line(BaseModel):
    """One message of a window. Times do not count; the last line of a window carries its label."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, allow_inf_nan=False)

    window: str
    seq: int
    sender: str
    receiver: str | None = None
    action: str
    text: str
    outcome: str | None = None
    artefact_hash: str | None = None
    score: float | None = None
    label: Label | None = None


@dataclass(frozen=True)
class Window:
    """Messages in order, and what they are; `onset` is how many messages came before the loop began."""

    id: str
    lines: tuple[Line, ...]
    label: Label
    onset: int = 0


Rule = Callable[[Sequence[Line]], int | None]
"""Takes a window; the number of messages after which it calls it a loop, or None."""


@dataclass(frozen=True)
class Scores:
    """How a rule does on windows. `fired` is the median number of messages from a loop's onset (where it is known, else
    from the beginning of the window) until it was found."""

    windows: int
    loops: int
    found: int
    false_alarms: int
    fired: float | None
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    microseconds: float
    """Processor time that a message costs, at the 99th percentile."""

    @property
    def precision(self) -> float:
        """The share of loops among what was called a loop; 1 where nothing was."""
        called = self.found + self.false_alarms
        return self.found / called if called else 1.0

    @property
    def recall(self) -> float:
        """The share of the loops that was found; 1 where there are none."""
        return self.found / self.loops if self.loops else 1.0


def read_windows(lines: Iterable[str], *, source: str) -> list[Window]:
    """Windows from JSON lines, in the order in which they begin; InputError names the line that is wrong."""
    held: dict[str, list[Line]] = {}
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        line = _line(text, f"{source}, line {number}")
        before = held.setdefault(line.window, [])
        if before and before[-1].label is not None:
            raise _wrong(f"the window {line.window} goes on after its label", f"{source}, line {number}")
        if before and line.seq <= before[-1].seq:
            raise _wrong(f"seq {line.seq} does not come after {before[-1].seq}", f"{source}, line {number}")
        before.append(line)
    windows = []
    for id, members in held.items():
        label = members[-1].label
        if label is None:
            raise _wrong(f"the last line of the window {id} has no label", source)
        windows.append(Window(id, tuple(members), label))
    if not windows:
        raise _wrong("there is no message in it", source)
    return windows


def score(windows: Sequence[Window], rule: Rule | None = None, judge: Judge = log_odds) -> Scores:
    """How a rule does, else the guard with that judge; what a message costs is told of the guard only."""
    seconds: list[float] = []
    called = {
        window.id: rule(window.lines) if rule is not None else _watched(window.lines, judge, seconds)
        for window in windows
    }
    loops = [window for window in windows if window.label == "loop"]
    missed = tuple(window.id for window in loops if called[window.id] is None)
    wrong = tuple(window.id for window in windows if window.label != "loop" and called[window.id] is not None)
    fired = [after - window.onset for window in loops if (after := called[window.id]) is not None]
    return Scores(
        windows=len(windows),
        loops=len(loops),
        found=len(fired),
        false_alarms=len(wrong),
        fired=statistics.median(fired) if fired else None,
        missed=missed,
        wrong=wrong,
        microseconds=sorted(seconds)[int(len(seconds) * 0.99)] * 1e6 if seconds else 0.0,
    )


def signals_of(lines: Sequence[Line]) -> list[bytes]:
    """What the guard measures at each message, in the order of ``signal_names``; 0 where nothing is weighed."""
    signals, progress, measured = Signals(), Progress(), []
    for each in observations(lines):
        said = read(each.text, each.outcome, each.polling)
        fresh, better = progress.made(each.artefact, each.score)
        if fresh or better:
            signals.progressed(said, each.score, better=better)
        else:
            deed = deed_of(each.sender, each.receiver, each.action)
            signals.add(said, each.sender, deed, artefact=each.artefact is not None, score=each.score)
        weighed = not better and signals.telling
        measured.append(signals.values() if weighed else bytes(len(signal_names)))
    return measured


def observations(lines: Iterable[Line], within: str = "1", at: datetime = _BEGIN) -> Iterator[Observation]:
    """A window as the guard is shown it: one conversation, a message a second; artefacts are known in it only."""
    for count, line in enumerate(lines, start=1):
        yield Observation(
            message=MessageId(f"m-{within}-{count}"),
            conversation=ConversationId(f"c-{within}"),
            sender=line.sender,
            receiver=line.receiver,
            action=line.action,
            text=line.text,
            outcome=line.outcome,
            at=at + count * _PACE,
            artefact=None if line.artefact_hash is None else f"{within}-{line.artefact_hash}",
            score=line.score,
            polling=line.action in _WAITING,
        )


def _watched(lines: Sequence[Line], judge: Judge, seconds: list[float]) -> int | None:
    guard = LoopGuard(_UNBOUNDED, judge)
    for count, seen in enumerate(observations(lines), start=1):
        begin = time.thread_time()
        decision = guard.observe(seen)
        seconds.append(time.thread_time() - begin)
        if not decision.allowed:
            return count
    return None


def _line(text: str, where: str) -> Line:
    try:
        return Line.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise _wrong(f"{field}: {first['msg']}" if field else first["msg"], where) from error


def _wrong(what: str, where: str) -> InputError:
    return InputError(
        what,
        where=where,
        remedy="Give one message a line, as JSON: window, seq, sender, receiver, action, text, outcome, artefact_hash, "
        "score, and on the last line of a window its label, loop or productive",
    )
