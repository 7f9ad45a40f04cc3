"""Measures how far a conversation moves: what is new, what comes again, how it goes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from loopguard._memory import Memory, MemoryState, Novelty
from loopguard._moving import FULL, Averages
from loopguard._reading import Reading
from loopguard._results import Results
from loopguard._talk import LASTING, Talk, TalkState

_HALVINGS: Final = 2
"""A message counts a quarter."""
_RELIEF: Final = 1
_CHANGED: Final = 2
"""Halvings by which evidence is less where a failure ends, and where an old question has a new answer."""
_FRAME: Final = 0.4
_UNWELL: Final = 200
_STUCK: Final = 6
_REFUSED: Final = 4

_MOVING: Final = (
    "no new word", "same text, not well", "likeness", "contains what was said", "frame reshuffled", "new number",
    "falling number", "new deed", "went well", "known failure", "waits", "brief", "doing again",
    "same speaker", "artefact seen before",
)  # fmt: skip
_STANDING: Final = ("messages", "level scores", "deeds", "answers alike")
signal_names: Final = (*_MOVING, *_STANDING, *LASTING)
_AVERAGES: Final = Averages(len(_MOVING))
_PLACES: Final = _AVERAGES.places
_LIKENESS, _CONTAINS, _FALLING = _PLACES[2], _PLACES[3], _PLACES[6]
(
    _NO_NEW, _SAME, _, _, _RESHUFFLED, _NEW_NUMBER, _, _NEW_DEED, _WELL, _KNOWN, _WAITS, _BRIEF, _AGAIN, _SPEAKER,
    _ARTEFACT,
) = (FULL * place for place in _PLACES)  # fmt: skip
"""What each signal is in the integer of a message, in the order of ``_MOVING``."""


class SignalsState(BaseModel):
    """What the signals remember, in a form that survives a restart; averages as hexadecimal numbers."""

    model_config = ConfigDict(extra="forbid")

    average: str = "0"
    talk: TalkState = TalkState()
    memory: MemoryState = MemoryState()
    results: Results = Field(default_factory=Results)
    unwell: list[str] = []
    put_off: bool = False
    asked_before: bool = False
    since_words: int = 0
    speaker: str = ""


@dataclass(slots=True)
class _Doing:
    """What the last message leaves to the next."""

    put_off: bool = False
    asked_before: bool = False
    since_words: int = 0
    """Messages since one with two new words."""
    speaker: str = ""
    unwell: dict[str, None] = field(default_factory=dict)


class Signals:
    """The signals of one conversation since its last progress; those of failures, of scores and of what was ever said
    outlast a new artefact."""

    __slots__ = ("_average", "_doing", "_memory", "_results", "_talk")

    def __init__(self) -> None:
        self._average = 0
        self._talk = Talk()
        self._memory = Memory()
        self._doing = _Doing()
        self._results = Results()

    def restart(self) -> None:
        """Begin anew after a loop was broken; what was ever said is known still."""
        self._results = Results()
        self.clear()

    def clear(self) -> None:
        """Begin anew: what came before is no evidence any more."""
        if self._memory.count:
            self._average = 0
            self._memory = Memory()
            self._doing = _Doing()

    def progressed(self, said: Reading, score: float | None, *, better: bool) -> None:
        """Take a message into account that is progress: what came before it is no evidence any more."""
        self.clear()
        self._talk.add(said)
        results = self._results
        results.answered = True
        results.add(said, said.manner, score, better=better)
        results.renewed()

    def add(self, said: Reading, sender: str, deed: str, *, artefact: bool, score: float | None) -> Novelty:
        """Take one message into account that is no progress; an artefact given here was seen before."""
        memory, results = self._memory, self._results
        self._talk.add(said)
        novelty = memory.add(said, deed)
        doing, times, manner = self._doing, novelty.times, said.manner
        waits = manner == "waiting" or (doing.put_off and not said.told and (times > 1 or novelty.template))
        novel = novelty.new_words > 0 or novelty.new_number
        changed = doing.asked_before and times == 1 and novel
        relief = self._relief(novelty, deed, "waiting" if waits else manner, changed=changed)
        if relief:
            self._average = _AVERAGES.eased(self._average, relief)
        now = self._now(said, novelty, waits=waits, novel=novel, sender=sender, artefact=artefact)
        self._average = _AVERAGES.moved(self._average, now, _HALVINGS)
        results.add(said, "waiting" if waits else manner, score, less=novelty.falling > 0)
        doing.put_off, doing.speaker = manner == "waiting", sender
        doing.since_words = 0 if novelty.new_words > 1 else doing.since_words + 1
        doing.asked_before = times > 1 or (novelty.template and not novelty.new_number)
        return novelty

    def values(self) -> bytes:
        """The signals now, in the order of `signal_names`."""
        memory, results = self._memory, self._results
        standing = (
            min(memory.count, 30),
            min(results.level, 12),
            len(set(memory.stretch)),
            min(results.replies, 8),
        )
        return _AVERAGES.told(self._average) + bytes(standing) + self._talk.values()

    def note(self) -> str:
        """What the signals say against the conversation, for people."""
        results, known = self._results, _AVERAGES.told(self._average)[0] / FULL
        said = [f"{known:.0%} of the latest messages said no new word"] if known >= 0.4 else []
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
    def telling(self) -> bool:
        """Whether there is anything to weigh: two new words in a message that is no failure are not."""
        return bool(self._doing.since_words or self._results.since or self._results.level or self._results.replies)

    @property
    def new(self) -> bool:
        """Whether the latest message said a word or a number that was never said before."""
        return self._talk.new

    @property
    def stuck(self) -> bool:
        """Whether the very same failure was told again and again, whatever new artefacts came in between."""
        return self._results.same >= _STUCK

    @property
    def count(self) -> int:
        """Messages since the last progress, and what outlasts it: failures and scores that are no better."""
        results = self._results
        return self._memory.count + results.since + results.level + 2 * results.replies

    @property
    def refused(self) -> bool:
        """Whether one new artefact after another was refused in the same words."""
        return self._results.refused and self._results.replies >= _REFUSED

    def export(self) -> SignalsState:
        """What the signals remember, for ``restore``."""
        doing = self._doing
        return SignalsState(
            average=f"{self._average:x}",
            talk=self._talk.export(),
            memory=self._memory.export(),
            results=self._results,
            unwell=list(doing.unwell),
            put_off=doing.put_off,
            asked_before=doing.asked_before,
            since_words=doing.since_words,
            speaker=doing.speaker,
        )

    @classmethod
    def restore(cls, state: SignalsState) -> Signals:
        """Signals that go on where the exported ones stopped."""
        signals = cls()
        signals._average, signals._talk = int(state.average, 16), Talk.restore(state.talk)
        signals._memory, signals._results = Memory.restore(state.memory), state.results
        signals._doing = _Doing(
            state.put_off, state.asked_before, state.since_words, state.speaker, dict.fromkeys(state.unwell)
        )
        return signals

    def _now(self, said: Reading, novelty: Novelty, *, waits: bool, novel: bool, sender: str, artefact: bool) -> int:
        """The signals of this message alone, in one integer."""
        new, new_number, times, _, falling, likeness, contained, new_deed, _ = novelty
        manner = said.manner
        now = _WAITS if waits else 0
        if not (waits or new_deed):
            now |= int(FULL * likeness) * _LIKENESS | int(FULL * contained) * _CONTAINS
            if not new:
                now |= _NO_NEW
            if not novel and likeness >= _FRAME:
                now |= _RESHUFFLED
        if not waits:
            if times > 1 and manner != "well":
                now |= _SAME
            if manner == "well":
                now |= _WELL
            elif manner == "ill" and self._results.is_known(said.words):
                now |= _KNOWN
        if new_number:
            now |= _NEW_NUMBER
        if falling:
            now |= (FULL * min(falling, 4) // 4) * _FALLING
        if new_deed:
            now |= _NEW_DEED
        if said.brief:
            now |= _BRIEF
        if said.again:
            now |= _AGAIN
        if sender == self._doing.speaker:
            now |= _SPEAKER
        return now | _ARTEFACT if artefact else now

    def _relief(self, novelty: Novelty, deed: str, manner: str, *, changed: bool) -> int:
        """Halvings by which evidence is less: one who failed or waited now succeeds, or an answer is new."""
        unwell = self._doing.unwell
        if manner in ("ill", "waiting"):
            unwell[deed] = None
            if len(unwell) > _UNWELL:
                del unwell[next(iter(unwell))]
        elif manner == "well" and deed in unwell:
            del unwell[deed]
            if novelty.times == 1:
                self._results.recovered()
                return _RELIEF
        return _CHANGED if changed and novelty.new_words and manner != "ill" else 0


@lru_cache(maxsize=4096)
def deed_of(sender: str, receiver: str | None, action: str) -> str:
    """Who does what to whom, as one key."""
    return json.dumps([sender, receiver, action], ensure_ascii=False)
