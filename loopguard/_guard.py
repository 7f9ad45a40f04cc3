"""Watches the messages of one run for loops and spent budgets."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from pydantic import ValidationError

from autogenesis.core import ALLOW, ConversationId, Decision, GuardError, JsonObject, MessageId
from loopguard._judge import WEIGHTS, Judge, log_odds
from loopguard._observation import GuardLimits, Observation
from loopguard._periods import Entry, PeriodDetector, Repetition, least_rotation
from loopguard._progress import Progress
from loopguard._reading import Reading, read
from loopguard._recurring import Recurring
from loopguard._signals import Signals, deed_of
from loopguard._state import GuardState, TrackState

_EVIDENCE: Final = 64
_LONGEST: Final = timedelta.max.total_seconds() / 2
_SURE, _LIKELY = WEIGHTS.sure, WEIGHTS.likely
_LEAST: Final = 4
_TURNS: Final = 3
_ENOUGH: Final = 13
"""Messages from which on the signals need not wait until each deed can have come three times."""
_SOON: Final = 7
"""Messages since the last progress before which the signals alone have too little to say."""
_TOP: Final = 5
"""The rung of the ladder on which the run stops."""
_HELPED: Final = 40
"""Messages without a loop after which what was done about the last one has helped; exact cycles are found in fewer."""
_LONG: Final = 24
"""Messages from the first loop of a row on before which the same loop stops no run, unless rungs were passed over;
twice as many where it is one message, since that may be a gauge."""
_NEWS: Final = 8
"""A loop in changing words may stop a run only if since the first of its row fewer than one message in so many said
a word or a number that was never said before."""


@dataclass(slots=True)
class _Track:
    """One conversation; ``broken`` holds the cycles it was taken out of since it last made progress, one a rung."""

    periods: PeriodDetector
    progress: Progress
    recurring: Recurring = field(default_factory=Recurring)
    signals: Signals = field(default_factory=Signals)
    trail: deque[tuple[MessageId, str]] = field(default_factory=lambda: deque(maxlen=_EVIDENCE))
    """The latest messages and their deeds."""
    since: int = 0
    """Messages since a loop was last unlikely."""
    broken: list[tuple[str, ...]] = field(default_factory=list)
    interventions: int = 0
    rung: int = 0
    """Of the latest intervention."""
    row: int = 0
    """Interventions since one that helped for a while."""
    calm: int = 0
    stretch: int = 0
    news: int = 0
    """Messages since the latest intervention, since the first one of the row, and those of them with anything new."""

    def heard(self, *, new: bool) -> None:
        """A message has come."""
        self.calm += 1
        self.stretch += 1
        self.news += new

    def next_rung(self, found: Repetition, most: int) -> int:
        """One above those that the same cycle was met with, up to rotation; the top where there were too many others.

        A cycle in changing words is the same where its deeds are among the earlier one's or the other way round:
        its words are not, and it may be found by more of its messages or by fewer. Such a one stops nothing while
        new things are said.
        """
        if self.calm >= _HELPED:
            self.broken.clear()
            self.row = 0
        if not self.row:
            self.stretch = self.news = 0
        deeds = set(map(_step, found.keys))
        met = 0
        for earlier in self.broken:
            before = set(map(_step, earlier))
            met += earlier == found.keys or (not found.exact and (before <= deeds or deeds <= before))
        rung = _TOP if self.row >= most else min(met + 1, _TOP)
        if rung == _TOP and self.row < most and not self._for_long(found):
            rung -= 1
        self.rung = rung
        self.interventions += 1
        self.row += 1
        self.calm = 0
        return rung

    def _for_long(self, found: Repetition) -> bool:
        """Whether the row of loops has gone on for so long, or over so many rungs, that only stopping is left."""
        least = _LONG if len(found.keys) > 1 else 2 * _LONG
        for_long = self.stretch >= least and (found.exact or self.news * _NEWS < self.stretch)
        return for_long or len(self.broken) > self.row

    def clear(self) -> None:
        """Begin anew: what came before is no evidence any more."""
        self.periods.clear()
        self.recurring.clear()
        self.trail.clear()
        self.since = 0


class LoopGuard:
    """Decides about each message of one run. Pure: it does no I/O and reads no clock.

    Two messages are alike when sender, receiver and action are the same and their texts share four fifths of their
    words. A conversation that goes round a cycle of the same messages is in a loop; one that goes round a cycle of
    alike ones, or comes back to the same again and again, is if its signals (what is new in it, how it turns out)
    make a loop likely; and any is if they make it sure. An artefact never seen before or a better score is progress
    and wipes the evidence, but not that of failures and of scores that stand still. A conversation in a loop is
    put back to before it (rung 1); each time that it falls into the same cycle again without progress, it is met one
    rung higher, and on the fifth, or after too many cycles, the run stops. So it does where a budget is spent.
    What is done on the rungs between, and which are passed over, is for whoever works the ladder: see ``climbed``.
    """

    def __init__(self, limits: GuardLimits | None = None, judge: Judge = log_odds) -> None:
        self._limits = limits or GuardLimits()
        self._judge = judge
        self._hops = 0
        self._spent = 0.0
        self._started: datetime | None = None
        self._left = timedelta()
        self._latest: datetime | None = None
        self._artefacts: dict[str, None] = {}
        self._tracks: dict[ConversationId, _Track] = {}
        self._history: list[str] = []

    def observe(self, observation: Observation) -> Decision:
        """Take one message into account and decide whether it may be delivered."""
        decision = self._over_budget(observation) or self._in_a_loop(observation)
        if decision is None:
            return ALLOW
        self._history.append(decision.reason or "")
        return decision

    def climbed(self, conversation: ConversationId, rung: int) -> None:
        """Say that the loop found last in the conversation was met on that rung, those below being passed over; 0 where
        nothing was done about it."""
        track = self._track(conversation)
        if track.broken and rung > track.rung:
            track.broken += [track.broken[-1]] * (rung - track.rung)
            track.rung = rung
        elif track.broken and not rung:
            track.broken.pop()

    def explain(self) -> str:
        """What the guard has seen and done so far, for people."""
        limits = self._limits
        spent = f"{self._hops} of {limits.max_hops} messages, {self._seconds:g} of {limits.max_seconds:g} seconds"
        made = f"{len(self._artefacts)} different artefacts in {len(self._tracks)} conversations"
        return "\n".join([f"{spent}; {made}.", *(self._history or ["No loop was found."])])

    def export(self) -> JsonObject:
        """Everything the guard remembers, as JSON; ``restore`` goes on from there."""
        state = GuardState(
            hops=self._hops,
            seconds=self._seconds,
            artefacts=list(self._artefacts),
            tracks={
                str(conversation): TrackState(
                    periods=track.periods.export(),
                    recurring=track.recurring.export(),
                    signals=track.signals.export(),
                    trail=list(track.trail),
                    since=track.since,
                    broken=track.broken,
                    interventions=track.interventions,
                    row=track.row,
                    calm=track.calm,
                    stretch=track.stretch,
                    news=track.news,
                    best=track.progress.best,
                )
                for conversation, track in self._tracks.items()
            },
            history=self._history,
        )
        plain: JsonObject = state.model_dump(mode="json")
        return plain

    @classmethod
    def restore(cls, exported: JsonObject, limits: GuardLimits | None = None) -> LoopGuard:
        """A guard that goes on where the exported one stopped; GuardError where the export is malformed."""
        try:
            state = GuardState.model_validate(exported)
        except ValidationError as error:
            raise GuardError(
                f"the guard's stored counts are malformed: {error.errors()[0]['msg']}",
                where="LoopGuard.restore",
                remedy="Begin the run anew",
            ) from error
        guard = cls(limits)
        guard._hops, guard._spent = state.hops, state.seconds
        guard._artefacts = dict.fromkeys(state.artefacts)
        guard._history = state.history
        for conversation, kept in state.tracks.items():
            track = guard._track(ConversationId(conversation))
            track.periods.restore(kept.periods)
            track.recurring.restore(kept.recurring)
            track.signals, track.since = Signals.restore(kept.signals), kept.since
            track.trail.extend(kept.trail)
            track.broken, track.interventions, track.progress.best = kept.broken, kept.interventions, kept.best
            track.row, track.calm, track.stretch, track.news = kept.row, kept.calm, kept.stretch, kept.news
        return guard

    @property
    def loops(self) -> int:
        """How many loops it has found."""
        return sum(track.interventions for track in self._tracks.values())

    @property
    def seconds_left(self) -> float:
        """What the run may still use, as of its latest message."""
        return max(self._limits.max_seconds - self._seconds, 0.0)

    @property
    def _seconds(self) -> float:
        """Time at work: what was spent before a restart, and what passed since the first message after it."""
        if self._started is None or self._latest is None:
            return self._spent
        return self._spent + (self._latest - self._started).total_seconds()

    def _over_budget(self, observation: Observation) -> Decision | None:
        self._latest = observation.at
        if self._started is None:
            self._started = observation.at
            self._left = timedelta(seconds=min(self._limits.max_seconds, _LONGEST) - self._spent)
        self._hops += 1
        if self._hops > self._limits.max_hops:
            reason = f"The run has sent its {self._limits.max_hops} messages."
        elif observation.at - self._started > self._left:
            reason = f"The run has used its {self._limits.max_seconds:g} seconds."
        else:
            return None
        return Decision(verdict="stop", reason=reason, rung=_TOP, messages=(observation.message,))

    def _in_a_loop(self, observation: Observation) -> Decision | None:
        track = self._tracks.get(observation.conversation) or self._track(observation.conversation)
        said = read(observation.text, observation.outcome, observation.polling)
        fresh, better = track.progress.made(observation.artefact, observation.score)
        if fresh or better:
            track.clear()
            track.broken.clear()
            track.signals.progressed(said, observation.score, better=better)
            found = None if better else _standing_still(track, observation, self._judge)
        else:
            found = _repeating(track, observation, said, self._judge)
        track.heard(new=track.signals.new)
        if found is None:
            return None
        rung = track.next_rung(found, self._limits.max_interventions)
        track.broken.append(found.keys)
        track.clear()
        track.signals.restart()
        return _decide(found, rung, again=track.row <= self._limits.max_interventions)

    def _track(self, conversation: ConversationId) -> _Track:
        track = self._tracks.get(conversation)
        if track is None:
            track = _Track(PeriodDetector(self._limits.max_period, self._limits.repetitions), Progress(self._artefacts))
            self._tracks[conversation] = track
        return track


def _repeating(track: _Track, observation: Observation, said: Reading, judge: Judge) -> Repetition | None:
    """The loop that a message without progress completes."""
    signals, message = track.signals, observation.message
    deed = deed_of(observation.sender, observation.receiver, observation.action)
    artefact, score = observation.artefact is not None, observation.score
    novelty = signals.add(said, observation.sender, deed, artefact=artefact, score=score)
    track.trail.append((message, deed))
    entry = Entry(message, novelty.label, said.steady, said.manner, deed, said.digest)
    often = track.recurring.add(entry, again=novelty.times > 1)
    found = track.periods.add(entry) or often
    if found is not None and (found.sure or found.exact):
        return found
    if found is None and (signals.stuck or signals.refused):
        return _vain(track)
    if found is None and not (signals.telling and signals.count >= _LEAST):
        return None
    odds = judge(signals.values()) if signals.count >= _LEAST else _LIKELY
    track.since = track.since + 1 if odds > 0 else 0
    if found is not None:
        return found if odds >= _LIKELY else None
    if odds < _SURE or signals.count < _SOON or track.periods.turning():
        return None
    deeds = len({deed for _, deed in track.trail})
    return _vain(track) if len(track.trail) >= min(_TURNS * deeds, _ENOUGH) else None


def _standing_still(track: _Track, observation: Observation, judge: Judge) -> Repetition | None:
    """The loop of a new artefact that is no better, after others that were not."""
    if not track.signals.telling or judge(track.signals.values()) < _SURE:
        return None
    track.trail.append((observation.message, deed_of(observation.sender, observation.receiver, observation.action)))
    return _vain(track)


def _vain(track: _Track) -> Repetition:
    """What the signals call a loop: the cycle under way or, without one, the latest messages and their deeds."""
    cycle = track.periods.under_way()
    if cycle is not None:
        return replace(cycle, note=track.signals.note())
    latest = list(track.trail)[-max(track.since, _LEAST) - _LEAST :]
    deeds = tuple(dict.fromkeys(deed for _, deed in latest))
    messages = tuple(message for message, _ in latest)
    return Repetition(
        keys=least_rotation(deeds),
        turns=max(len(latest) // len(deeds), 1),
        onset=messages[0],
        messages=messages,
        note=track.signals.note(),
    )


def _decide(found: Repetition, rung: int, *, again: bool) -> Decision:
    cycle = tuple(_step(key) for key in found.keys)
    period = len(cycle)
    shape = f"One message ({cycle[0]})" if period == 1 else f"{period} messages ({'; '.join(cycle)})"
    reason = f"{shape} went round {found.turns} times without a new result{f' ({found.note})' if found.note else ''}"
    stop = rung >= _TOP
    if stop:
        reason += ", and nothing that was done against it helped" if again else ", as other cycles did before"
    return Decision(
        verdict="stop" if stop else "intervene",
        reason=f"{reason}.",
        rung=rung,
        cycle=cycle,
        messages=found.messages,
        onset=found.onset,
        inject=None if stop else f"{reason}. Do not repeat these steps: take another way, or say what is missing.",
    )


@lru_cache(maxsize=4096)
def _step(key: str) -> str:
    sender, receiver, action = json.JSONDecoder().raw_decode(key)[0]
    return f"{sender} to {receiver or 'all'}: {action}"
