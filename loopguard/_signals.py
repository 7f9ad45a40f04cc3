"""Measures how far a conversation moves: what is new, what comes again, how it goes; over a short and a long stretch."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, ConfigDict

from loopguard._reading import TONES, Manner, Reading

_SHORT: Final = 0.3
_LONG: Final = 0.1
_KEPT: Final = 512
_RECENT: Final = 5
_STRETCH: Final = 12
_CAP: Final = 30.0
_FAILING: Final = 0.4
_RELIEF: Final = 0.4
_CHANGED: Final = 0.7

_MOVING: Final = (
    "known words", "no new word", "same text", "same words, other numbers", "likeness", "same answer", "new number",
    "falling number", "rising number", "went well", "went ill", "waits", "brief", "asks", "same speaker",
    "artefact seen before", "same text, not well", "same words, well", "few new words", "new pair", "new work well done", "old work well done", "known failure", "new failure", "frame refilled",
    "frame reshuffled", "new answer to an old question", "long cycle", "contains what was said",
    "doing again", "courtesy", "asking", "announcing", "denial",
)  # fmt: skip
_STANDING: Final = (
    "messages", "most often", "different texts", "different templates", "level scores", "score is full",
    "failures alike", "failures in a row", "speakers", "deeds alike", "failures since well", "failures known",
)  # fmt: skip
NAMES: Final = (*(f"{name}, short" for name in _MOVING), *(f"{name}, long" for name in _MOVING), *_STANDING)
_ZERO: Final = [0.0] * len(_MOVING)


class SignalsState(BaseModel):
    """What the signals remember, in a form that survives a restart; the oldest first."""

    model_config = ConfigDict(extra="forbid")

    short: list[float] = []
    long: list[float] = []
    words: list[str] = []
    texts: list[tuple[str, int]] = []
    templates: list[tuple[str, list[str], int, int]] = []
    numbers: list[str] = []
    recent: list[tuple[str, list[list[str]]]] = []
    stretch: list[tuple[str, str, str, str]] = []
    answered: list[str] = []
    count: int = 0
    most: int = 0
    level: int = 0
    full: bool = False
    ill: list[str] | None = None
    ill_alike: int = 0
    ill_row: int = 0
    ill_since: int = 0


class Signals:
    """The signals of one conversation since its last progress; those of failures and scores outlast a new artefact."""

    def __init__(self) -> None:
        self._level, self._full = 0, False
        self._ill: frozenset[str] | None = None
        self._ill_alike = self._ill_row = self._ill_since = 0
        self._ill_words: dict[str, None] = {}
        self._ill_known = 0.0
        self.clear()

    def clear(self) -> None:
        """Begin anew: what came before is no evidence any more."""
        self._short, self._long = list(_ZERO), list(_ZERO)
        self._words: dict[str, None] = {}
        self._texts: dict[str, int] = {}
        self._templates: dict[str, tuple[tuple[str, ...], int, int]] = {}
        self._numbers: dict[str, None] = {}
        self._recent: dict[str, list[frozenset[str]]] = {}
        self._stretch: list[tuple[str, str, str, str]] = []
        self._answered: dict[str, None] = {}
        self._spoken: dict[str, None] = {}
        self._count = self._most = 0
        self._put_off = False
        self._novel = True
        self._asked_before = False
        self._unwell: dict[str, None] = {}

    def add(self, said: Reading, sender: str, deed: str, *, artefact: bool, score: float | None) -> None:
        """Take one message into account that is no progress; an artefact given here was seen before."""
        words = said.words
        known = self._words
        new = len(words) - len(words & known.keys())
        text = f"{deed} {said.steady}"
        times = self._texts.pop(text, 0) + 1
        self._texts[text] = times
        template = f"{deed} {said.template}"
        falling, rising, seen = self._numbered(template, said.numbers)
        fresh_number = any(number not in self._numbers for number in said.numbers)
        new_pair = deed not in self._recent
        likeness, contained = self._likeness(deed, words)
        before = self._stretch[-1] if self._stretch else None
        answer = f"{before[0]}>{text}" if before is not None else ""
        same_answer = answer in self._answered
        well, ill, waits = said.manner == "well", said.manner == "ill", said.manner == "waiting"
        put_off = self._put_off and not said.told and (times > 1 or seen)
        self._put_off = waits
        spoken = f"{sender} {said.steady}"
        passed_on = new_pair or (times == 1 and spoken in self._spoken)
        self._spoken[spoken] = None
        waits = waits or put_off
        well, ill = well and not waits, ill and not waits
        same, like = times > 1 and not waits, seen and times == 1 and not waits
        same_answer = same_answer and not waits
        excused = waits or passed_on
        novel = new > 0 or fresh_number
        known_failure = ill and self._ill is not None and 2 * len(words & self._ill) >= len(words | self._ill)
        changed = self._asked_before and not same_answer and times == 1 and novel
        self._asked_before = times > 1 or (seen and not fresh_number)
        framed = likeness >= 0.4 and not excused
        now = [
            0.0 if excused else 1.0 - new / len(words) if words else 1.0,
            0.0 if new or excused else 1.0,
            1.0 if same else 0.0,
            1.0 if like else 0.0,
            0.0 if excused else likeness,
            1.0 if same_answer else 0.0,
            1.0 if fresh_number else 0.0,
            min(falling, 4) / 4,
            min(rising, 4) / 4,
            1.0 if well else 0.0,
            1.0 if ill else 0.0,
            1.0 if waits else 0.0,
            1.0 if said.brief else 0.0,
            1.0 if said.asks else 0.0,
            1.0 if before is not None and before[2] == sender else 0.0,
            1.0 if artefact else 0.0,
            1.0 if same and not (well or waits) else 0.0,
            1.0 if like and well else 0.0,
            1.0 if new < 2 and not excused else 0.0,
            1.0 if new_pair else 0.0,
            1.0 if well and self._novel and not same_answer else 0.0,
            1.0 if well and not self._novel else 0.0,
            1.0 if known_failure else 0.0,
            1.0 if ill and not known_failure else 0.0,
            1.0 if framed and novel else 0.0,
            1.0 if framed and not novel else 0.0,
            1.0 if changed else 0.0,
            1.0 if same_answer and same else 0.0,
            0.0 if excused else contained,
            *said.tones,
        ]
        self._short = [old + _SHORT * (value - old) for old, value in zip(self._short, now, strict=True)]
        self._long = [old + _LONG * (value - old) for old, value in zip(self._long, now, strict=True)]
        self._novel = novel
        relief = _RELIEF if well and times == 1 and deed in self._unwell else _CHANGED if changed and new and not ill else 1.0
        if relief < 1.0:
            self._short = [relief * value for value in self._short]
            self._long = [relief * value for value in self._long]
        if ill or waits:
            self._unwell[deed] = None
        elif well:
            self._unwell.pop(deed, None)
        known.update(dict.fromkeys(words))
        self._numbers.update(dict.fromkeys(said.numbers))
        if answer:
            self._answered[answer] = None
        self._stretch.append((text, template, sender, deed))
        if len(self._stretch) > _STRETCH:
            del self._stretch[0]
        self._count += 1
        self._most = self._most if waits else max(self._most, times)
        self._results(words, "waiting" if waits else said.manner, score, better=False)
        self._forget()

    def progressed(self, said: Reading, score: float | None, *, better: bool) -> None:
        """Take a message into account that is progress: what came before it is no evidence any more."""
        self.clear()
        self._results(said.words, said.manner, score, better=better)

    def values(self) -> list[float]:
        """The signals now, in the order of `NAMES`."""
        stretch = self._stretch
        size = len(stretch) or 1
        texts, templates, senders, deeds = (len(set(column)) for column in zip(*stretch, strict=True)) if stretch else (0,) * 4
        return [
            *self._short,
            *self._long,
            min(self._count, _CAP),
            min(self._most, 8.0),
            texts / size,
            templates / size,
            min(self._level, 12.0),
            1.0 if self._full else 0.0,
            min(self._ill_alike, 8.0),
            min(self._ill_row, 8.0),
            min(float(senders), 6.0),
            deeds / size,
            min(self._ill_since, 12.0),
            self._ill_known,
        ]

    def _numbered(self, template: str, numbers: tuple[str, ...]) -> tuple[int, int, bool]:
        """How long a number in these words has been falling and rising, and whether the words were there before."""
        kept = self._templates.pop(template, None)
        falling = rising = 0
        if kept is not None:
            before, falling, rising = kept
            falls = rises = False
            if before != numbers:
                for old, value in zip(before, numbers, strict=False):
                    if old != value and old.isdecimal() and value.isdecimal():
                        if (len(old), old) > (len(value), value):
                            falls = True
                        else:
                            rises = True
                falling = falling + 1 if falls else 0
                rising = rising + 1 if rises else 0
        self._templates[template] = (numbers, falling, rising)
        return falling, rising, kept is not None

    def _likeness(self, deed: str, words: frozenset[str]) -> tuple[float, float]:
        """The greatest shares of words that it has in common with one of the latest of that deed, and of theirs."""
        recent = self._recent.setdefault(deed, [])
        best = contained = 0.0
        for each in recent:
            shared = len(each & words)
            if shared:
                best = max(best, shared / (len(each) + len(words) - shared))
                contained = max(contained, shared / len(each))
        recent.append(words)
        if len(recent) > _RECENT:
            del recent[0]
        return best, contained

    def _results(self, words: frozenset[str], manner: Manner, score: float | None, *, better: bool) -> None:
        if score is not None:
            self._level = 0 if better else self._level + 1
            self._full = score >= 1.0
        if manner == "ill":
            shared = len(words & self._ill) if self._ill is not None else 0
            alike = self._ill is not None and 2 * shared >= len(words | self._ill)
            self._ill_alike = self._ill_alike + 1 if alike else 1
            self._ill_row += 1
            self._ill_since += 1
            self._ill = words
            if self._ill_words and words:
                share = len(words & self._ill_words.keys()) / len(words)
                self._ill_known += _FAILING * (share - self._ill_known)
            self._ill_words.update(dict.fromkeys(words))
        elif manner == "well":
            self._ill_row = 0
            self._ill_since = 0
        if better:
            self._ill_alike = self._ill_row = self._ill_since = 0
            self._ill_words.clear()
            self._ill_known = 0.0

    def _forget(self) -> None:
        for kept in (self._words, self._texts, self._templates, self._numbers, self._answered, self._spoken, self._recent, self._ill_words):
            while len(kept) > _KEPT:
                del kept[next(iter(kept))]  # type: ignore[attr-defined]
