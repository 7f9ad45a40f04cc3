"""Reads one message for what tells going round from getting on: its words, its numbers, how it went."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal, NamedTuple
from zlib import crc32

from loopguard._lexicon import (
    AGAIN,
    IDLE,
    ILL_SAID,
    ILL_TOLD,
    PUT_OFF,
    STEM,
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
_AROUND: Final = ".,:;!?()[]{}\"'"
_LEAST_ID: Final = 8
_TOKEN: Final = re.compile(r"[^\W_]+")
_WAITS, _ILL, _WELL, _NUMBERED, _AGAIN = 1, 2, 4, 8, 16
_FIRST_PUT_OFF: Final = 32
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
_STEM_SIGNS: Final = dict.fromkeys(AGAIN, _AGAIN)


class Reading(NamedTuple):
    """One message as the signals see it."""

    steady: str
    """The text without ids, dates and durations."""
    digest: int
    """Of the steady text; the same in every process."""
    shape: str
    """The same for texts of the same words, whatever their numbers and signs."""
    order: tuple[str, ...]
    """The beginnings of the words that say something, as they come."""
    words: frozenset[str]
    numbers: tuple[str, ...]
    manner: Manner
    told: bool
    """Whether how it went was told, not guessed from the words."""
    again: bool
    """Whether it is about doing again."""
    brief: bool


_Word = tuple[str, tuple[str, ...], tuple[str, ...], int]
"""What one word gives to a reading: itself, steady; beginnings of words; numbers; a bit for each thing that it is a
sign of. A plain tuple, which is quicker to take apart than a named one."""


class _Words(dict[str, _Word]):
    """Each word is looked at once."""

    def __missing__(self, word: str) -> _Word:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        core = word.strip(_AROUND)
        if core.isalpha():
            folded = core.casefold()
            stem = folded[:STEM]
            order = () if stem in IDLE else (stem,)
            made: _Word = word, order, (), _WORD_SIGNS.get(folded, 0) | _STEM_SIGNS.get(stem, 0)
        elif core.isdecimal() and len(core) < _LEAST_ID:
            made = word, (), (core,), _NUMBERED | _WORD_SIGNS.get(core, 0)
        else:
            made = _mixed(word)
        self[word] = made
        return made


def _mixed(word: str) -> _Word:
    """A word with signs, numbers or ids in it."""
    calm = steady(word)
    order, numbers, signs = [], [], 0
    for token in _TOKEN.findall(calm.casefold()):
        if token.isalpha():
            stem = token[:STEM]
            signs |= _STEM_SIGNS.get(stem, 0)
            if stem not in IDLE:
                order.append(stem)
        else:
            numbers.append(token)
            signs |= _NUMBERED
        signs |= _WORD_SIGNS.get(token, 0)
    return calm, tuple(order), tuple(numbers), signs


_word: Final = _Words().__getitem__


@lru_cache(maxsize=1024)
def read(text: str, outcome: str | None, polling: bool) -> Reading:
    """What a message says; where no outcome is given, its words tell how it went."""
    words = pieces(text)
    calm: list[str] = []
    order: list[str] = []
    numbers: list[str] = []
    sign = 0
    for plain, stems, figures, signs in map(_word, words):
        calm.append(plain)
        order += stems
        if signs:
            sign |= signs
            numbers += figures
    whole = " ".join(calm)
    manner, told = _manner(outcome, sign, polling=polling)
    return Reading(
        whole,
        crc32(whole.encode(errors="surrogatepass")),
        " ".join(order),
        tuple(order),
        frozenset(order),
        tuple(numbers),
        manner,
        told,
        bool(sign & _AGAIN),
        len(words) < _BRIEF,
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
