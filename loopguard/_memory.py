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
    new_number: bool
    times: int
    """How often it was said in this deed, this time included."""
    template: bool
    """Whether its words without the numbers came before in this deed."""
    falling: int
    """How many times running a number in these words has fallen."""
    likeness: float
    contained: float
    """The greatest shares in common with one of the deed's latest: of all words, and of the earlier ones."""
    new_deed: bool
    label: str
    """What it is alike by: the same for texts of a deed that share four fifths of their words."""


class MemoryState(BaseModel):
    """What is remembered, in a form that survives a restart; the oldest first."""

    model_config = ConfigDict(extra="forbid")

    words: list[str] = []
    numbers: list[str] = []
    texts: list[tuple[str, int, int, str]] = []
    templates: list[tuple[str, tuple[str, ...], int]] = []
    recent: list[tuple[str, list[tuple[frozenset[str], str]]]] = []
    stretch: list[str] = []
    count: int = 0


class Memory:
    """Bounded: the oldest of each kind is forgotten. Of texts only checksums are kept."""

    __slots__ = ("_numbers", "_recent", "_templates", "_texts", "_words", "count", "stretch")

    def __init__(self) -> None:
        self._words: dict[str, None] = {}
        self._numbers: dict[str, None] = {}
        self._texts: dict[tuple[str, int], tuple[int, str]] = {}
        self._templates: dict[str, tuple[tuple[str, ...], int]] = {}
        self._recent: dict[str, list[tuple[frozenset[str], str]]] = {}
        self.stretch: deque[str] = deque(maxlen=_STRETCH)
        """Who did what in the latest messages."""
        self.count = 0

    def add(self, said: Reading, deed: str) -> Novelty:
        """Take one message into account."""
        numbers, text, template = said.numbers, (deed, said.digest), f"{deed} {said.shape}"
        new_words, new_number = 0, False
        if numbers:
            known = len(self._numbers)
            self._numbers.update(dict.fromkeys(numbers))
            new_number = len(self._numbers) > known
        new_deed = deed not in self._recent
        kept = self._texts.pop(text, None)
        if kept is None:
            times, (likeness, contained, label) = 1, self._likeness(deed, said.words, template)
            known = len(self._words)
            self._words.update(dict.fromkeys(said.order))
            new_words = len(self._words) - known
        else:
            times, likeness, contained, label = kept[0] + 1, 1.0, 1.0, kept[1]
        self._texts[text] = times, label
        before = self._templates.pop(template, None)
        falling = 0 if before is None else _falling(before, numbers)
        self._templates[template] = numbers, falling
        self.stretch.append(deed)
        self.count += 1
        if not self.count % _TIDIED:
            self._forget()
        return Novelty(new_words, new_number, times, before is not None, falling, likeness, contained, new_deed, label)

    def export(self) -> MemoryState:
        """What is remembered, for ``restore``."""
        return MemoryState(
            words=list(self._words),
            numbers=list(self._numbers),
            texts=[(*text, *kept) for text, kept in self._texts.items()],
            templates=[(key, *kept) for key, kept in self._templates.items()],
            recent=[(deed, list(kept)) for deed, kept in self._recent.items()],
            stretch=list(self.stretch),
            count=self.count,
        )

    @classmethod
    def restore(cls, state: MemoryState) -> Memory:
        """A memory that goes on where the exported one stopped."""
        memory = cls()
        memory._words = dict.fromkeys(state.words)
        memory._numbers = dict.fromkeys(state.numbers)
        memory._texts = {(deed, digest): (times, label) for deed, digest, times, label in state.texts}
        memory._templates = {key: (numbers, falling) for key, numbers, falling in state.templates}
        memory._recent = {deed: list(kept) for deed, kept in state.recent}
        memory.stretch.extend(state.stretch)
        memory.count = state.count
        return memory

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
                share = shared / len(each)
                if share > contained:
                    contained = share
        recent.append((words, label))
        if len(recent) > _RECENT:
            del recent[0]
        return best, contained, label

    def _forget(self) -> None:
        bounds: tuple[tuple[dict[Any, Any], int], ...] = (
            (self._words, _WORDS), (self._numbers, _WORDS),
            (self._texts, _KEPT), (self._templates, _KEPT), (self._recent, _KEPT),
        )  # fmt: skip
        for kept, most in bounds:
            while len(kept) > most:
                del kept[next(iter(kept))]


def _falling(before: tuple[tuple[str, ...], int], numbers: tuple[str, ...]) -> int:
    """How many times running a number of the same words has fallen."""
    if before[0] == numbers:
        return before[1]
    falls = any(
        (len(old), old) > (len(value), value)
        for old, value in zip(before[0], numbers, strict=False)
        if old != value and old.isdecimal() and value.isdecimal()
    )
    return before[1] + 1 if falls else 0
