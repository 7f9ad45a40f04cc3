"""Remembers what was said in a conversation since its last progress, and tells of a message what is new in it."""

from __future__ import annotations

from typing import Final, NamedTuple
from zlib import crc32

from pydantic import BaseModel, ConfigDict

from loopguard._reading import Reading

_KEPT: Final = 400
_WORDS: Final = 1200
_RECENT: Final = 6
_ALIKE: Final = 0.8
_STRETCH: Final = 12


class Novelty(NamedTuple):
    """What is new in a message, and what is not."""

    new_words: int
    times: int
    """How often it was said in this deed, this time included."""
    template: bool
    """Whether its words without the numbers came before in this deed."""
    falling: int
    rising: int
    """How many times running a number in these words has fallen, or risen."""
    new_number: bool
    likeness: float
    contained: float
    """The greatest shares in common with one of the deed's latest: of all words, and of the earlier ones."""
    new_deed: bool
    passed_on: bool
    """Whether its speaker has said it to somebody else, and not yet here."""
    echo: bool
    """Whether anybody has said it."""
    answered: bool
    """Whether it came before as an answer to what it answers now."""
    same_speaker: bool
    label: str
    """What it is alike by: the same for texts of a deed that share four fifths of their words."""


class MemoryState(BaseModel):
    """What is remembered, in a form that survives a restart; the oldest first."""

    model_config = ConfigDict(extra="forbid")

    words: list[str] = []
    numbers: list[str] = []
    texts: list[tuple[str, int]] = []
    templates: list[tuple[str, tuple[str, ...], int, int]] = []
    seen: list[str] = []
    recent: list[tuple[str, list[tuple[frozenset[str], str]]]] = []
    stretch: list[tuple[str, str, str, str]] = []
    most: int = 0
    count: int = 0


class Memory:
    """Bounded: the oldest of each kind is forgotten. Of texts only short digests are kept."""

    def __init__(self) -> None:
        self._words: dict[str, None] = {}
        self._numbers: dict[str, None] = {}
        self._texts: dict[str, int] = {}
        self._templates: dict[str, tuple[tuple[str, ...], int, int]] = {}
        self._seen: dict[str, None] = {}
        self._recent: dict[str, list[tuple[frozenset[str], str]]] = {}
        self.stretch: list[tuple[str, str, str, str]] = []
        self.most = self.count = 0

    def add(self, said: Reading, sender: str, deed: str) -> Novelty:
        """Take one message into account."""
        digest = _digest(said.steady)
        text = f"{deed} {digest}"
        template = f"{deed} {_digest(said.template)}"
        before = self.stretch[-1] if self.stretch else None
        times = self._texts.pop(text, 0) + 1
        self._texts[text] = times
        numbers = self._numbers
        new_number = False
        for number in said.numbers:
            if number not in numbers:
                new_number = True
                numbers[number] = None
        new_deed = deed not in self._recent
        likeness, contained, label = self._likeness(deed, said.words, template)
        falling, rising, like = self._numbered(template, said.numbers)
        novelty = Novelty(
            len(said.words.difference(self._words)),
            times,
            like,
            falling,
            rising,
            new_number,
            likeness,
            contained,
            new_deed,
            self._was_seen(f"{sender}:{digest}") and times == 1,
            self._was_seen(digest) and times == 1 and not said.brief,
            before is not None and self._was_seen(f"{before[0]}>{text}"),
            before is not None and before[2] == sender,
            label,
        )
        self._words.update(dict.fromkeys(said.stems))
        self.stretch.append((text, template, sender, deed))
        self._forget()
        return novelty

    def export(self) -> MemoryState:
        """What is remembered, for ``restore``."""
        return MemoryState(
            words=list(self._words),
            numbers=list(self._numbers),
            texts=list(self._texts.items()),
            templates=[(key, *kept) for key, kept in self._templates.items()],
            seen=list(self._seen),
            recent=[(deed, list(kept)) for deed, kept in self._recent.items()],
            stretch=list(self.stretch),
            most=self.most,
            count=self.count,
        )

    @classmethod
    def restore(cls, state: MemoryState) -> Memory:
        """A memory that goes on where the exported one stopped."""
        memory = cls()
        memory._words = dict.fromkeys(state.words)
        memory._numbers = dict.fromkeys(state.numbers)
        memory._texts = dict(state.texts)
        memory._templates = {key: (numbers, falling, rising) for key, numbers, falling, rising in state.templates}
        memory._seen = dict.fromkeys(state.seen)
        memory._recent = {deed: list(kept) for deed, kept in state.recent}
        memory.stretch, memory.most, memory.count = list(state.stretch), state.most, state.count
        return memory

    def _was_seen(self, key: str) -> bool:
        was = key in self._seen
        self._seen[key] = None
        return was

    def _numbered(self, template: str, numbers: tuple[str, ...]) -> tuple[int, int, bool]:
        kept = self._templates.pop(template, None)
        falling = rising = 0
        if kept is not None:
            before, falling, rising = kept
            if before != numbers:
                falls = rises = False
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

    def _likeness(self, deed: str, words: frozenset[str], template: str) -> tuple[float, float, str]:
        recent = self._recent.get(deed)
        if recent is None:
            self._recent[deed] = [(words, template)]
            return 0.0, 0.0, template
        best = contained = 0.0
        label, size = template, len(words)
        for each, called in recent:
            shared = len(each & words)
            if shared:
                share = shared / (len(each) + size - shared)
                if share > best:
                    best = share
                    if share >= _ALIKE:
                        label = called
                contained = max(contained, shared / len(each))
        recent.append((words, label))
        if len(recent) > _RECENT:
            del recent[0]
        return best, contained, label

    def _forget(self) -> None:
        if len(self.stretch) > _STRETCH:
            del self.stretch[0]
        while len(self._words) > _WORDS:
            del self._words[next(iter(self._words))]
        while len(self._seen) > _WORDS:
            del self._seen[next(iter(self._seen))]
        while len(self._numbers) > _WORDS:
            del self._numbers[next(iter(self._numbers))]
        while len(self._texts) > _KEPT:
            del self._texts[next(iter(self._texts))]
        while len(self._templates) > _KEPT:
            del self._templates[next(iter(self._templates))]
        while len(self._recent) > _KEPT:
            del self._recent[next(iter(self._recent))]


def _digest(text: str) -> str:
    """Short, and the same in every process."""
    return f"{crc32(text.encode(errors='surrogatepass')):x}.{len(text)}"
