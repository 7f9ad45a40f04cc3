"""Answers from what was written: the lines that share words with a question, quoted as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Passage:
    """A line that may be quoted, with its day and number."""

    day: date
    number: int
    text: str


@dataclass(frozen=True)
class Quotation:
    """A line that is quoted."""

    day: date
    number: int
    text: str


@dataclass(frozen=True)
class Answer:
    """What is replied: the quotations one below the other, or what is said where there are none."""

    reply: str
    quotations: tuple[Quotation, ...]


def quote_passages(question: str, passages: Sequence[Passage], most: int, shortest: int, otherwise: str) -> Answer:
    """At most `most` lines that share a word with the question; capitals and words below `shortest` do not count.

    Lines that share more different words come first, then the newer day, then the order in which they were written.
    Where no line shares a word the reply is `otherwise`.
    """
    asked = _words(question, shortest)
    shared = [(len(asked & _words(each.text, shortest)), each) for each in passages]
    hits = [(count, each) for count, each in shared if count]
    hits.sort(key=lambda hit: (-hit[0], -hit[1].day.toordinal(), hit[1].number))
    quoted = tuple(Quotation(each.day, each.number, each.text) for _, each in hits[:most])
    told = [f"{each.day.isoformat()}, line {each.number}: {each.text}" for each in quoted]
    return Answer("\n".join(told) if told else otherwise, quoted)


def _words(text: str, shortest: int) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) >= shortest)
