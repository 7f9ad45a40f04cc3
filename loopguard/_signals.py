"""Measures how far a conversation moves: what is new, what comes again, how it goes; on the whole and between two."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from loopguard._memory import Memory, MemoryState, Novelty
from loopguard._reading import Reading
from loopguard._results import Results

_LONG: Final = 0.1
_SHORT: Final = 0.3
_RELIEF: Final = 0.4
_CHANGED: Final = 0.7
_FRAME: Final = 0.4
_PAIRS: Final = 200
_CAP: Final = 30.0
_STUCK: Final = 6

_MOVING: Final = (
    "known words", "no new word", "same text", "same words, other numbers", "likeness", "same answer", "new number",
    "falling number", "rising number", "went well", "went ill", "waits", "brief", "asks", "same speaker",
    "artefact seen before", "same text, not well", "same words, well", "few new words", "new pair",
    "new work well done", "old work well done", "known failure", "new failure", "frame refilled", "frame reshuffled",
    "new answer to an old question", "same answer in the same words", "contains what was said", "echo",
    "waits, not told", "doing again", "courtesy", "asking", "announcing", "denial",
)  # fmt: skip
_STANDING: Final = (
    "messages", "most often", "different texts", "different templates", "level scores", "score is full",
    "failures alike", "failures in a row", "speakers", "deeds alike", "failures since well", "failures known",
    "score hardly moves", "scores since best",
)  # fmt: skip
_IN_SHORT: Final = (
    "known words", "no new word", "same answer", "new number", "falling number", "went well", "went ill", "brief",
    "same speaker", "artefact seen before", "same text, not well", "same words, other numbers", "new failure",
    "doing again", "denial", "contains what was said",
)  # fmt: skip
_IN_LONG: Final = (
    "known words", "no new word", "same answer", "new number", "went well", "waits", "brief", "artefact seen before",
    "same text, not well", "same words, other numbers", "new work well done", "frame reshuffled",
    "new answer to an old question", "echo", "doing again", "asking", "announcing", "denial", "courtesy",
)  # fmt: skip
_IN_PAIR: Final = (
    "known words", "new number", "waits", "brief", "same speaker", "new pair", "frame reshuffled", "likeness",
    "doing again", "announcing", "denial",
)  # fmt: skip
signal_names: Final = (
    *(f"{name}, short" for name in _IN_SHORT),
    *(f"{name}, long" for name in _IN_LONG),
    *(f"{name}, pair" for name in _IN_PAIR),
    *_STANDING,
)
_AT_SHORT, _AT_LONG, _AT_PAIR = (tuple(map(_MOVING.index, names)) for names in (_IN_SHORT, _IN_LONG, _IN_PAIR))
_NO_SHORT, _NO_LONG, _NO_PAIR = ([0.0] * len(places) for places in (_AT_SHORT, _AT_LONG, _AT_PAIR))


class SignalsState(BaseModel):
    """What the signals remember, in a form that survives a restart."""

    model_config = ConfigDict(extra="forbid")

    short: list[float] = []
    long: list[float] = []
    pairs: list[tuple[str, list[float]]] = []
    pair: list[float] = []
    memory: MemoryState = MemoryState()
    results: Results = Field(default_factory=Results)
    unwell: list[str] = []
    put_off: bool = False
    novel: bool = True
    asked_before: bool = False
    known: float = 0.0


@dataclass(slots=True)
class _Doing:
    """What the last message leaves to the next."""

    put_off: bool = False
    novel: bool = True
    asked_before: bool = False
    unwell: dict[str, None] = field(default_factory=dict)


class Signals:
    """The signals of one conversation since its last progress; those of failures and scores outlast a new artefact."""

    def __init__(self) -> None:
        self._results = Results()
        self.clear()

    def clear(self) -> None:
        """Begin anew: what came before is no evidence any more."""
        self._short, self._long, self._pair = list(_NO_SHORT), list(_NO_LONG), list(_NO_PAIR)
        self._pairs: dict[str, list[float]] = {}
        self._memory = Memory()
        self._doing = _Doing()
        self._known = 0.0

    def progressed(self, said: Reading, score: float | None, *, better: bool) -> None:
        """Take a message into account that is progress: what came before it is no evidence any more."""
        self.clear()
        self._results.forget_guesses()
        self._results.add(said, said.manner, score, better=better)

    def add(self, said: Reading, sender: str, deed: str, pair: str, *, artefact: bool, score: float | None) -> Novelty:
        """Take one message into account that is no progress; an artefact given here was seen before."""
        novelty = self._memory.add(said, sender, deed)
        now, waits, changed = self._now(said, novelty, artefact=artefact)
        self._known += _SHORT * (now[0] - self._known)
        before = self._pairs.pop(pair, _NO_PAIR)
        relief = self._relief(said, novelty, deed, waits=waits, changed=changed)
        if relief < 1.0:
            self._short = [relief * old for old in self._short]
            self._long = [relief * old for old in self._long]
            before = [relief * old for old in before]
        self._short = [old + _SHORT * (now[at] - old) for old, at in zip(self._short, _AT_SHORT, strict=True)]
        self._long = [old + _LONG * (now[at] - old) for old, at in zip(self._long, _AT_LONG, strict=True)]
        self._pair = [old + _SHORT * (now[at] - old) for old, at in zip(before, _AT_PAIR, strict=True)]
        self._pairs[pair] = self._pair
        if len(self._pairs) > _PAIRS:
            del self._pairs[next(iter(self._pairs))]
        self._memory.count += 1
        if not waits and novelty.times > self._memory.most:
            self._memory.most = novelty.times
        self._results.add(said, "waiting" if waits else said.manner, score, better=False)
        return novelty

    def values(self) -> list[float]:
        """The signals now, in the order of `signal_names`."""
        stretch, results = self._memory.stretch, self._results
        size = len(stretch) or 1
        texts, templates, senders, deeds = map(len, map(set, zip(*stretch, strict=True))) if stretch else (0, 0, 0, 0)
        return [
            *self._short,
            *self._long,
            *self._pair,
            min(self._memory.count, _CAP),
            min(self._memory.most, 8.0),
            texts / size,
            templates / size,
            min(results.level, 12.0),
            1.0 if results.full else 0.0,
            min(results.alike, 8.0),
            min(results.row, 8.0),
            min(senders, 6.0),
            deeds / size,
            min(results.since, 12.0),
            results.known,
            results.flat,
            min(results.level, 12.0) * results.flat,
        ]

    def note(self) -> str:
        """What the signals say against the conversation, for people."""
        results, known = self._results, self._known
        said = [f"{known:.0%} of the latest words had been said before"] if known >= 0.4 else []
        if results.same >= 3:
            said.append(f"{results.same} times the same failure")
        elif results.alike >= 3:
            said.append(f"{results.alike} failures of one kind")
        elif results.since >= 3:
            said.append(f"{results.since} failures since the last success")
        if results.level >= 4:
            said.append(f"{results.level} scores none of which was the best")
        return ", ".join(said)

    @property
    def stuck(self) -> bool:
        """Whether the very same failure was told again and again, whatever new artefacts came in between."""
        return self._results.same >= _STUCK

    @property
    def count(self) -> int:
        """Messages since the last progress, and what outlasts it: failures and scores that are no better."""
        return self._memory.count + self._results.since + self._results.level

    def export(self) -> SignalsState:
        """What the signals remember, for ``restore``."""
        doing = self._doing
        return SignalsState(
            short=list(self._short),
            long=list(self._long),
            pairs=[(pair, list(kept)) for pair, kept in self._pairs.items()],
            pair=list(self._pair),
            memory=self._memory.export(),
            results=self._results,
            unwell=list(doing.unwell),
            put_off=doing.put_off,
            novel=doing.novel,
            asked_before=doing.asked_before,
            known=self._known,
        )

    @classmethod
    def restore(cls, state: SignalsState) -> Signals:
        """Signals that go on where the exported ones stopped."""
        signals = cls()
        signals._short, signals._long = list(state.short or _NO_SHORT), list(state.long or _NO_LONG)
        signals._pair = list(state.pair or _NO_PAIR)
        signals._pairs = {pair: list(kept) for pair, kept in state.pairs}
        signals._known = state.known
        signals._memory, signals._results = Memory.restore(state.memory), state.results
        signals._doing = _Doing(state.put_off, state.novel, state.asked_before, dict.fromkeys(state.unwell))
        return signals

    def _now(self, said: Reading, novelty: Novelty, *, artefact: bool) -> tuple[list[float], bool, bool]:
        """The signals of this message alone; whether it waits; whether it is a new answer to an old question."""
        doing = self._doing
        new, times = novelty.new_words, novelty.times
        put_off = doing.put_off and not said.told and (times > 1 or novelty.template)
        waits = put_off or said.manner == "waiting"
        well, ill = said.manner == "well" and not waits, said.manner == "ill" and not waits
        same, like = times > 1 and not waits, novelty.template and times == 1 and not waits
        answered = novelty.answered and not waits
        excused = waits or novelty.new_deed or novelty.passed_on
        novel = new > 0 or novelty.new_number
        failed_so = ill and self._results.is_known(said.words)
        framed = novelty.likeness >= _FRAME and not excused
        changed = doing.asked_before and not answered and times == 1 and novel
        now = [
            0.0 if excused else 1.0 - new / len(said.words) if said.words else 1.0,
            0.0 if new or excused else 1.0,
            1.0 if same else 0.0,
            1.0 if like else 0.0,
            0.0 if excused else novelty.likeness,
            1.0 if answered else 0.0,
            1.0 if novelty.new_number else 0.0,
            min(novelty.falling, 4) / 4,
            min(novelty.rising, 4) / 4,
            1.0 if well else 0.0,
            1.0 if ill else 0.0,
            1.0 if waits else 0.0,
            1.0 if said.brief else 0.0,
            1.0 if said.asks else 0.0,
            1.0 if novelty.same_speaker else 0.0,
            1.0 if artefact else 0.0,
            1.0 if same and not well else 0.0,
            1.0 if like and well else 0.0,
            1.0 if new < 2 and not excused else 0.0,
            1.0 if novelty.new_deed else 0.0,
            1.0 if well and doing.novel and not answered else 0.0,
            1.0 if well and not doing.novel else 0.0,
            1.0 if failed_so else 0.0,
            1.0 if ill and not failed_so else 0.0,
            1.0 if framed and novel else 0.0,
            1.0 if framed and not novel else 0.0,
            1.0 if changed else 0.0,
            1.0 if answered and same else 0.0,
            0.0 if excused else novelty.contained,
            1.0 if novelty.echo and not excused else 0.0,
            1.0 if waits and not said.told else 0.0,
            *said.tones,
        ]
        doing.put_off, doing.novel = said.manner == "waiting", novel
        doing.asked_before = times > 1 or (novelty.template and not novelty.new_number)
        return now, waits, changed

    def _relief(self, said: Reading, novelty: Novelty, deed: str, *, waits: bool, changed: bool) -> float:
        """What is left of the evidence: less where one who failed or waited now succeeds, or an answer is new."""
        unwell, manner = self._doing.unwell, "waiting" if waits else said.manner
        if manner in ("ill", "waiting"):
            unwell[deed] = None
            if len(unwell) > _PAIRS:
                del unwell[next(iter(unwell))]
        elif manner == "well" and deed in unwell:
            del unwell[deed]
            if novelty.times == 1:
                return _RELIEF
        return _CHANGED if changed and novelty.new_words and manner != "ill" else 1.0


@lru_cache(maxsize=4096)
def deed_of(sender: str, receiver: str | None, action: str) -> str:
    """Who does what to whom, as one key."""
    return json.dumps([sender, receiver, action], ensure_ascii=False)


@lru_cache(maxsize=4096)
def pair_of(one: str, other: str | None) -> str:
    """The two who talk, as one key, whoever speaks."""
    return json.dumps(sorted((one, other or "")), ensure_ascii=False)
