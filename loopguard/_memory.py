"""Remembers what was said in a conversation since its last progress, and tells of a message what is new in it."""

from __future__ import annotations

from collections import deque
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from loopguard._reading import Reading

_KEPT: Final = 400
_WORDS: Final = 1200
_RECENT: Final = 5
_ALIKE: Final = 0.8
_STRETCH: Final = 12
_TIDIED: Final = 16
"""Messages after which the oldest is forgotten."""


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
    new_id: bool
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
    texts: list[tuple[str, int, str]] = []
    templates: list[tuple[str, tuple[str, ...], int, int]] = []
    seen: list[str] = []
    recent: list[tuple[str, list[tuple[frozenset[str], str]]]] = []
    stretch: list[tuple[str, str]] = []
    before: tuple[str, str] | None = None
    most: int = 0
    count: int = 0


class Memory:
    """Bounded: the oldest of each kind is forgotten. Of texts only short digests are kept."""

    __slots__ = (
        "_before", "_numbers", "_recent", "_seen", "_templates", "_texts", "_words", "count", "most", "stretch",
    )  # fmt: skip

    def __init__(self) -> None:
        self._words: dict[str, None] = {}
        self._numbers: dict[str, None] = {}
        self._texts: dict[str, tuple[int, str]] = {}
        self._templates: dict[str, tuple[tuple[str, ...], int, int]] = {}
        self._seen: dict[str, None] = {}
        self._recent: dict[str, list[tuple[frozenset[str], str]]] = {}
        self._before: tuple[str, str] | None = None
        self.stretch: deque[tuple[str, str]] = deque(maxlen=_STRETCH)
        """Of the latest messages, what they said and who did what."""
        self.most = self.count = 0

    def add(self, said: Reading, sender: str, deed: str) -> Novelty:
        """Take one message into account."""
        digest = said.digest
        text, template = f"{deed} {digest}", f"{deed} {said.shape}"
        new_number = bool(said.numbers) and self._any_new(said.numbers)
        new_id = bool(said.ids) and self._any_new(said.ids)
        new_deed = deed not in self._recent
        kept = self._texts.pop(text, None)
        if kept is None:
            times = 1
            likeness, contained, label = self._likeness(deed, said.words, template)
        else:
            times, label = kept[0] + 1, kept[1]
            likeness = contained = 1.0
        self._texts[text] = times, label
        before, self._before = self._before, (sender, text)
        falling, rising, like = self._numbered(template, said.numbers)
        novelty = Novelty(
            len(said.words.difference(self._words)) if times == 1 else 0,
            times,
            like,
            falling,
            rising,
            new_number,
            new_id,
            likeness,
            contained,
            new_deed,
            self._was_seen(f"{sender}:{digest}") and times == 1,
            self._was_seen(digest) and times == 1 and not said.brief,
            before is not None and self._was_seen(f"{before[0]}>{before[1]}>{text}"),
            before is not None and before[0] == sender,
            label,
        )
        if times == 1:
            self._words.update(dict.fromkeys(said.order))
        self.stretch.append((text, deed))
        self.count += 1
        if not self.count % _TIDIED:
            self._forget()
        return novelty

    def export(self) -> MemoryState:
        """What is remembered, for ``restore``."""
        return MemoryState(
            words=list(self._words),
            numbers=list(self._numbers),
            texts=[(text, *kept) for text, kept in self._texts.items()],
            templates=[(key, *kept) for key, kept in self._templates.items()],
            seen=list(self._seen),
            recent=[(deed, list(kept)) for deed, kept in self._recent.items()],
            stretch=list(self.stretch),
            before=self._before,
            most=self.most,
            count=self.count,
        )

    @classmethod
    def restore(cls, state: MemoryState) -> Memory:
        """A memory that goes on where the exported one stopped."""
        memory = cls()
        memory._words = dict.fromkeys(state.words)
        memory._numbers = dict.fromkeys(state.numbers)
        memory._texts = {text: (times, label) for text, times, label in state.texts}
        memory._templates = {key: (numbers, falling, rising) for key, numbers, falling, rising in state.templates}
        memory._seen = dict.fromkeys(state.seen)
        memory._recent = {deed: list(kept) for deed, kept in state.recent}
        memory.stretch.extend(state.stretch)
        memory._before, memory.most, memory.count = state.before, state.most, state.count
        return memory

    def _any_new(self, numbers: tuple[str, ...]) -> bool:
        known = len(self._numbers)
        self._numbers.update(dict.fromkeys(numbers))
        return len(self._numbers) > known

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
        bounds: tuple[tuple[dict[str, Any], int], ...] = (
            (self._words, _WORDS), (self._seen, _WORDS), (self._numbers, _WORDS),
            (self._texts, _KEPT), (self._templates, _KEPT), (self._recent, _KEPT),
        )  # fmt: skip
        for kept, most in bounds:
            while len(kept) > most:
                del kept[next(iter(kept))]
