"""Reads one message for what tells going round from getting on: its words, its numbers, how it went, its tone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import Final, Literal, NamedTuple
from zlib import crc32

from loopguard._lexicon import (
    IDLE,
    ILL_SAID,
    ILL_TOLD,
    PUT_OFF,
    STEM,
    TONES,
    WAITING_SAID,
    WAITING_TOLD,
    WELL_SAID,
    WELL_TOLD,
)
from loopguard._masking import pieces, steady

Manner = Literal["plain", "well", "ill", "waiting"]
"""How a message went: nothing is said of it, it went well, it failed, or something is waited for."""

_BRIEF: Final = 4
_WORDS_KEPT: Final = 16384
_TOKEN: Final = re.compile(r"[^\W_]+")
_WAITS, _ILL, _WELL, _NUMBERED = 1, 2, 4, 8
_FIRST_TONE: Final = 4
_ALL_TONES: Final = (1 << len(TONES)) - 1
_FIRST_PUT_OFF: Final = 1 << _FIRST_TONE + len(TONES)
_PUT_OFF_WORDS: Final = {
    word: _FIRST_PUT_OFF << place for place, word in enumerate(sorted(frozenset[str]().union(*PUT_OFF)))
}
_PUT_OFF_SIGNS: Final = tuple(sum(_PUT_OFF_WORDS[word] for word in each) for each in PUT_OFF)


def _signs(*signs: tuple[int, Iterable[str]]) -> dict[str, int]:
    """For each word, the bits of what it is a sign of."""
    made: dict[str, int] = {}
    for sign, words in signs:
        for word in words:
            made[word] = made.get(word, 0) | sign
    return made


_WORD_SIGNS: Final = _signs(
    (_WAITS, WAITING_SAID),
    (_ILL, ILL_SAID),
    (_WELL, WELL_SAID),
    *((sign, (word,)) for word, sign in _PUT_OFF_WORDS.items()),
)
_STEM_SIGNS: Final = _signs(*((1 << _FIRST_TONE + place, stems) for place, stems in enumerate(TONES)))


class Reading(NamedTuple):
    """One message as the signals see it."""

    steady: str
    """The text without ids, dates and durations."""
    digest: str
    """Short, and the same for the same steady text in every process."""
    shape: str
    """The same for texts that differ in numbers and signs only."""
    order: tuple[str, ...]
    """The beginnings of the words that say something, as they come."""
    words: frozenset[str]
    numbers: tuple[str, ...]
    ids: tuple[str, ...]
    """Ids and hashes that its steady text is without."""
    manner: Manner
    told: bool
    """Whether how it went was told, not guessed from the words."""
    tones: int
    """Whether it is about doing again, courtesy, asking, announcing, denial; a bit each."""
    brief: bool
    asks: bool


class _Word(NamedTuple):
    """What one word gives to a reading; `signs` has a bit for each thing that it is a sign of."""

    steady: str
    said: str
    order: tuple[str, ...]
    numbers: tuple[str, ...]
    ids: tuple[str, ...]
    signs: int


class _Words(dict[str, _Word]):
    """Each word is looked at once."""

    def __missing__(self, word: str) -> _Word:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        calm, ids = (word, ()) if word.isalpha() else steady(word)
        said, order, numbers, signs = "", [], [], _NUMBERED if ids else 0
        for token in _TOKEN.findall(calm.casefold()):
            if token.isalpha():
                stem = token[:STEM]
                said += f"{token} "
                signs |= _STEM_SIGNS.get(stem, 0)
                if stem not in IDLE:
                    order.append(stem)
            else:
                numbers.append(token)
                signs |= _NUMBERED
            signs |= _WORD_SIGNS.get(token, 0)
        made = self[word] = _Word(calm, said, tuple(order), tuple(numbers), ids, signs)
        return made


_word: Final = _Words().__getitem__


@lru_cache(maxsize=1024)
def read(text: str, outcome: str | None, polling: bool) -> Reading:
    """What a message says; where no outcome is given, its words tell how it went."""
    words = pieces(text)
    if not words:
        return Reading("", "0", "0", (), frozenset(), (), (), *_manner(outcome, 0, polling=polling), 0, True, False)
    calm, said, order, numbers, ids, signs = zip(*map(_word, words), strict=True)
    sign = reduce(or_, signs)
    whole, shape, listed = " ".join(calm), "".join(said), tuple(chain.from_iterable(order))
    counted: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    if sign & _NUMBERED:
        counted, named = tuple(chain.from_iterable(numbers)), tuple(chain.from_iterable(ids))
    return Reading(
        whole,
        _digest(whole),
        _digest(shape),
        listed,
        frozenset(listed),
        counted,
        named,
        *_manner(outcome, sign, polling=polling),
        sign >> _FIRST_TONE & _ALL_TONES,
        shape.count(" ") + len(counted) < _BRIEF,
        "?" in text,
    )


def _manner(outcome: str | None, signs: int, *, polling: bool) -> tuple[Manner, bool]:
    """How it went, and whether that was told rather than guessed."""
    if polling:
        return "waiting", True
    told = _told(outcome) if outcome else None
    if told is not None:
        return told, True
    if signs & _WAITS or (signs >= _FIRST_PUT_OFF and any(signs & each == each for each in _PUT_OFF_SIGNS)):
        return "waiting", False
    if signs & _ILL:
        return "ill", False
    return "well" if signs & _WELL else "plain", False


@lru_cache(maxsize=1024)
def _told(outcome: str) -> Manner | None:
    """What an outcome says; None where that is not known."""
    whole = outcome.strip().casefold().replace(" ", "_")
    tokens = {whole, *_TOKEN.findall(whole)}
    if whole in WAITING_TOLD:
        return "waiting"
    if not tokens.isdisjoint(ILL_TOLD) or (whole.isdecimal() and len(whole) == 3 and whole >= "4"):
        return "ill"
    if not tokens.isdisjoint(WAITING_TOLD):
        return "waiting"
    return "well" if not tokens.isdisjoint(WELL_TOLD) else None


def _digest(text: str) -> str:
    return f"{crc32(text.encode(errors='surrogatepass')):x}.{len(text)}"
