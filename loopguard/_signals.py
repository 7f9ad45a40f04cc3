"""Measures how far a conversation moves: what is new, what comes again, how it goes; on the whole and between two."""

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

_LONG: Final = 3
_SHORT: Final = 2
"""A message counts an eighth in the long run and a quarter in the short."""
_RELIEF: Final = 1
_CHANGED: Final = 2
"""Halvings by which evidence is less where a failure ends, and where an old question has a new answer."""
_FRAME: Final = 0.4
_PAIRS: Final = 200
_STUCK: Final = 6
_REFUSED: Final = 4

_MOVING: Final = (
    "known words", "no new word", "same text", "same words, other numbers", "likeness", "same answer", "new number",
    "falling number", "rising number", "went well", "went ill", "waits", "brief", "asks", "same speaker",
    "artefact seen before", "same text, not well", "same words, well", "few new words", "new pair",
    "new work well done", "old work well done", "known failure", "new failure", "frame refilled", "frame reshuffled",
    "new answer to an old question", "same answer in the same words", "contains what was said", "echo",
    "new id", "doing again", "courtesy", "asking", "announcing", "denial",
)  # fmt: skip
_STANDING: Final = (
    "messages", "most often", "level scores", "score is full", "failures alike", "failures in a row", "deeds",
    "failures since well", "failures known", "score hardly moves", "scores since best", "since new", "since new words",
    "answers alike",
)  # fmt: skip
signal_names: Final = (*(f"{name}, {span}" for span in ("short", "long", "pair") for name in _MOVING), *_STANDING)
_AVERAGES: Final = Averages(len(_MOVING))
_TONES: Final = tuple(tuple(FULL * (tones >> n & 1) for n in range(5)) for tones in range(32))


class SignalsState(BaseModel):
    """What the signals remember, in a form that survives a restart; averages as hexadecimal numbers."""

    model_config = ConfigDict(extra="forbid")

    short: str = "0"
    long: str = "0"
    pairs: list[tuple[str, str]] = []
    pair: str = "0"
    memory: MemoryState = MemoryState()
    results: Results = Field(default_factory=Results)
    unwell: list[str] = []
    put_off: bool = False
    novel: bool = True
    asked_before: bool = False
    since: int = 0
    since_words: int = 0


@dataclass(slots=True)
class _Doing:
    """What the last message leaves to the next."""

    put_off: bool = False
    novel: bool = True
    asked_before: bool = False
    since: int = 0
    since_words: int = 0
    """Messages since one that said anything new, and since one with two new words."""
    unwell: dict[str, None] = field(default_factory=dict)


class Signals:
    """The signals of one conversation since its last progress; those of failures and scores outlast a new artefact."""

    __slots__ = ("_doing", "_long", "_memory", "_pair", "_pairs", "_results", "_short")

    def __init__(self) -> None:
        self._results = Results()
        self.clear()

    def clear(self) -> None:
        """Begin anew: what came before is no evidence any more."""
        self._short = self._long = self._pair = 0
        self._pairs: dict[str, int] = {}
        self._memory = Memory()
        self._doing = _Doing()

    def progressed(self, said: Reading, score: float | None, *, better: bool) -> None:
        """Take a message into account that is progress: what came before it is no evidence any more."""
        self.clear()
        results = self._results
        results.answered = True
        results.add(said, said.manner, score, better=better)
        results.renewed()

    def add(self, said: Reading, sender: str, deed: str, pair: str, *, artefact: bool, score: float | None) -> Novelty:
        """Take one message into account that is no progress; an artefact given here was seen before."""
        memory, moved = self._memory, _AVERAGES.moved
        novelty = memory.add(said, sender, deed)
        now, waits, changed = self._now(said, novelty, artefact=artefact)
        before = self._pairs.pop(pair, 0)
        relief = self._relief(said, novelty, deed, waits=waits, changed=changed)
        if relief:
            eased = _AVERAGES.eased
            self._short, self._long, before = (
                eased(self._short, relief),
                eased(self._long, relief),
                eased(before, relief),
            )
        self._short = moved(self._short, now, _SHORT)
        self._long = moved(self._long, now, _LONG)
        self._pairs[pair] = self._pair = moved(before, now, _SHORT)
        if len(self._pairs) > _PAIRS:
            del self._pairs[next(iter(self._pairs))]
        if not waits and novelty.times > memory.most:
            memory.most = novelty.times
        self._results.add(said, "waiting" if waits else said.manner, score, less=novelty.falling > 0)
        return novelty

    def values(self) -> bytes:
        """The signals now, in the order of `signal_names`."""
        memory, results, doing, told = self._memory, self._results, self._doing, _AVERAGES.told
        level = min(results.level, 12)
        standing = (
            min(memory.count, 30),
            min(memory.most, 8),
            level,
            results.full,
            min(results.alike, 8),
            min(results.row, 8),
            len({deed for _, deed in memory.stretch}),
            min(results.since, 12),
            int(FULL * results.known),
            int(FULL * results.flat),
            int(20 * level * results.flat),
            min(doing.since, 30),
            min(doing.since_words, 30),
            min(results.replies, 8),
        )
        return told(self._short) + told(self._long) + told(self._pair) + bytes(standing)

    def note(self) -> str:
        """What the signals say against the conversation, for people."""
        results, known = self._results, _AVERAGES.told(self._short)[0] / FULL
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
    def telling(self) -> bool:
        """Whether there is anything to weigh: two new words in a message that is no failure are not."""
        return bool(self._doing.since_words or self._results.since or self._results.level or self._results.replies)

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
            short=f"{self._short:x}",
            long=f"{self._long:x}",
            pairs=[(pair, f"{kept:x}") for pair, kept in self._pairs.items()],
            pair=f"{self._pair:x}",
            memory=self._memory.export(),
            results=self._results,
            unwell=list(doing.unwell),
            put_off=doing.put_off,
            novel=doing.novel,
            asked_before=doing.asked_before,
            since=doing.since,
            since_words=doing.since_words,
        )

    @classmethod
    def restore(cls, state: SignalsState) -> Signals:
        """Signals that go on where the exported ones stopped."""
        signals = cls()
        signals._short, signals._long, signals._pair = (int(kept, 16) for kept in (state.short, state.long, state.pair))
        signals._pairs = {pair: int(kept, 16) for pair, kept in state.pairs}
        signals._memory, signals._results = Memory.restore(state.memory), state.results
        signals._doing = _Doing(
            state.put_off, state.novel, state.asked_before, state.since, state.since_words, dict.fromkeys(state.unwell)
        )
        return signals

    def _now(self, said: Reading, novelty: Novelty, *, artefact: bool) -> tuple[int, bool, bool]:
        """The signals of this message alone; whether it waits; whether it is a new answer to an old question."""
        doing = self._doing
        (
            new, times, template, falling, rising, new_number, new_id, likeness, contained, new_deed, passed_on, echo,
            answered, same_speaker, _,
        ) = novelty  # fmt: skip
        manner, told, words = said.manner, said.told, said.words
        waits = manner == "waiting" or (doing.put_off and not told and (times > 1 or template))
        well, ill = manner == "well" and not waits, manner == "ill" and not waits
        same, like = times > 1 and not waits, template and times == 1 and not waits
        answered = answered and not waits
        held = not (waits or new_deed or passed_on)
        novel = new > 0 or new_number
        failed_so = ill and self._results.is_known(words)
        framed = held and likeness >= _FRAME
        changed = doing.asked_before and not answered and times == 1 and novel
        now = (
            0 if not held else FULL - FULL * new // len(words) if words else FULL,
            FULL if held and not new else 0,
            FULL if same else 0,
            FULL if like else 0,
            int(FULL * likeness) if held else 0,
            FULL if answered else 0,
            FULL if new_number else 0,
            FULL * min(falling, 4) // 4,
            FULL * min(rising, 4) // 4,
            FULL if well else 0,
            FULL if ill else 0,
            FULL if waits else 0,
            FULL if said.brief else 0,
            FULL if said.asks else 0,
            FULL if same_speaker else 0,
            FULL if artefact else 0,
            FULL if same and not well else 0,
            FULL if like and well else 0,
            FULL if held and new < 2 else 0,
            FULL if new_deed else 0,
            FULL if well and doing.novel and not answered else 0,
            FULL if well and not doing.novel else 0,
            FULL if failed_so else 0,
            FULL if ill and not failed_so else 0,
            FULL if framed and novel else 0,
            FULL if framed and not novel else 0,
            FULL if changed else 0,
            FULL if answered and same else 0,
            int(FULL * contained) if held else 0,
            FULL if echo and held else 0,
            FULL if new_id else 0,
            *_TONES[said.tones],
        )
        doing.put_off, doing.novel = manner == "waiting", novel
        doing.since = 0 if times == 1 and (novel or new_deed) else doing.since + 1
        doing.since_words = 0 if new > 1 else doing.since_words + 1
        doing.asked_before = times > 1 or (template and not new_number)
        return _AVERAGES.packed(now), waits, changed

    def _relief(self, said: Reading, novelty: Novelty, deed: str, *, waits: bool, changed: bool) -> int:
        """Halvings by which evidence is less: one who failed or waited now succeeds, or an answer is new."""
        unwell, manner = self._doing.unwell, "waiting" if waits else said.manner
        if manner in ("ill", "waiting"):
            unwell[deed] = None
            if len(unwell) > _PAIRS:
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


@lru_cache(maxsize=4096)
def pair_of(one: str, other: str | None) -> str:
    """The two who talk, as one key, whoever speaks."""
    return json.dumps(sorted((one, other or "")), ensure_ascii=False)
