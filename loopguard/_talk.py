"""What was ever said in a conversation, progress or not: how much is new, and whether it keeps to the same words."""

from __future__ import annotations

from collections import deque
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from loopguard._moving import FULL, Averages
from loopguard._reading import Reading

LASTING: Final = (
    "words", "words never said", "numbers never told", "numbers told before", "words kept", "variety of words",
)  # fmt: skip
_HALVINGS: Final = 3
"""A message counts an eighth."""
_MOST: Final = 30
_WORDS: Final = 2000
_BITS: Final = 4096
"""More than the words that are known at once, so that no two of them share a bit."""
_TIDIED: Final = 16
_LATEST: Final = 6
_BEFORE: Final = 12
_AVERAGES: Final = Averages(4)
_, _NEW, _FRESH, _STALE = _AVERAGES.places


class TalkState(BaseModel):
    """What is remembered, in a form that survives a restart; the oldest first, sets of words as hexadecimal numbers."""

    model_config = ConfigDict(extra="forbid")

    average: str = "0"
    words: list[str] = []
    numbers: list[str] = []
    latest: list[tuple[str, int]] = []
    named: int = 0
    count: int = 0


class Talk:
    """Bounded: the oldest words are forgotten. Each word is a bit, so that a set of words is an integer."""

    __slots__ = ("_average", "_count", "_latest", "_named", "_numbers", "_words", "new")

    def __init__(self) -> None:
        self._average = self._count = self._named = 0
        self._words: dict[str, int] = {}
        self._numbers: dict[str, None] = {}
        self._latest: deque[tuple[int, int]] = deque(maxlen=_LATEST + _BEFORE)
        """The words of the latest messages, and how many each had."""
        self.new = False
        """Whether the latest said a word or a number that was never said before."""

    def add(self, said: Reading) -> None:
        """Take one message into account."""
        words, order, numbers, named, spoken = self._words, said.order, said.numbers, self._named, 0
        bit_of, known = words.get, named
        for word in order:
            bit = bit_of(word)
            if bit is None:
                bit = words[word] = 1 << named % _BITS
                named += 1
            spoken |= bit
        self._named = named
        size = len(said.words)
        new = (named - known) * FULL // size if size else 0
        long = len(order)
        now = (long if long < _MOST else _MOST) * FULL // _MOST | new * _NEW
        fresh = 0
        if numbers:
            known = len(self._numbers)
            self._numbers.update(dict.fromkeys(numbers))
            fresh = min(len(self._numbers) - known, len(numbers)) * FULL // len(numbers)
            now |= fresh * _FRESH | (FULL - fresh) * _STALE
        self._average = _AVERAGES.moved(self._average, now, _HALVINGS)
        self.new = bool(new or fresh)
        self._latest.append((spoken, size))
        self._count += 1
        if not self._count % _TIDIED:
            forgotten: tuple[dict[str, Any], ...] = (words, self._numbers)
            for kept in forgotten:
                while len(kept) > _WORDS:
                    del kept[next(iter(kept))]

    def values(self) -> bytes:
        """The signals now, in the order of ``LASTING``."""
        place = len(self._latest) - _LATEST
        now = before = said = 0
        for number, (spoken, size) in enumerate(self._latest):
            if number < place:
                before |= spoken
            else:
                now |= spoken
                said += size
        all_now = now.bit_count()
        kept = (now & before).bit_count()
        shares = kept * FULL // all_now if now else 0, all_now * FULL // said if said else 0
        return _AVERAGES.told(self._average) + bytes(shares)

    def export(self) -> TalkState:
        """What is remembered, for ``restore``."""
        return TalkState(
            average=f"{self._average:x}",
            words=list(self._words),
            numbers=list(self._numbers),
            latest=[(f"{spoken:x}", size) for spoken, size in self._latest],
            named=self._named,
            count=self._count,
        )

    @classmethod
    def restore(cls, state: TalkState) -> Talk:
        """What goes on where the exported one stopped."""
        talk = cls()
        talk._average, talk._named, talk._count = int(state.average, 16), state.named, state.count
        first = state.named - len(state.words)
        talk._words = {word: 1 << (first + place) % _BITS for place, word in enumerate(state.words)}
        talk._numbers = dict.fromkeys(state.numbers)
        talk._latest.extend((int(spoken, 16), size) for spoken, size in state.latest)
        return talk
