"""Owns the guide: short texts that are understood whole, and which of their sentences is most like another one."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

from autogenesis.language._blocks import blocks
from autogenesis.language._quantities import find_literals
from autogenesis.language._sentences import sentences
from autogenesis.language._text import load_text
from autogenesis.language._tokens import tokens

_NAMES = frozenset({"NOUN", "PROPN", "NUM", "PUNCT", "SYM", "DET", "AUX"})
_JOINED = frozenset({"and", "or", "of"})
_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Lesson:
    """A part of the guide: what it is about, what to know, and a whole text of which every word is understood."""

    title: str
    advice: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the guide and the title of its lesson."""

    sentence: str
    lesson: str


@cache
def lessons() -> tuple[Lesson, ...]:
    """The guide, in the order in which it is read."""
    raw = resources.files("autogenesis.language.data").joinpath("plain_english.toml").read_text(encoding="utf-8")
    return tuple(
        Lesson(one["title"], one["advice"].strip(), one["text"].strip()) for one in tomllib.loads(raw)["lesson"]
    )


def example_like(text: str) -> Example | None:
    """The sentence of the guide with most of the same small words, verbs and kinds of figures; None where none is near.

    >>> example_like("A trainee cannot lead a hike.").lesson
    'What is refused'
    """
    marks = _marks(text)
    near = [(_nearness(marks, known), -number, example) for number, (known, example) in enumerate(_examples())]
    best = max(near, key=lambda one: one[:2])
    return best[2] if best[0] >= _LEAST else None


def _nearness(one: frozenset[str], other: frozenset[str]) -> float:
    """Cosine of the two sets, each mark weighed by how rare it is in the guide (tf-idf)."""
    shared = sum(_weight(mark) for mark in one & other)
    return shared / math.sqrt((sum(map(_weight, one)) or 1) * (sum(map(_weight, other)) or 1))


def _weight(mark: str) -> float:
    return math.log((1 + len(_examples())) / (1 + _spread()[mark]))


@cache
def _spread() -> Counter[str]:
    return Counter(mark for known, _ in _examples() for mark in known)


@cache
def _examples() -> tuple[tuple[frozenset[str], Example], ...]:
    return tuple(
        (_marks(sentence.text), Example(" ".join(sentence.text.split()), lesson.title))
        for lesson in lessons()
        for block in blocks(load_text(lesson.text))
        if block.kind != "heading"
        for sentence in sentences(block)
    )


def _marks(text: str) -> frozenset[str]:
    """Lemmas of all but names and figures, and the kinds of the figures."""
    words = {
        token.lemma
        for block in blocks(load_text(text))
        for sentence in sentences(block)
        for token in tokens(sentence)
        if token.pos not in _NAMES and token.lower not in _JOINED
    }
    return frozenset(words | {type(literal).__name__ for literal in find_literals(text)})
