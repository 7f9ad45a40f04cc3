"""Reads English specifications without a model: blocks, sentences, tokens, literals, clauses.

What understands whole texts, with every reading that there is, is imported when it is asked for: who has a text read by
another process needs none of it.
"""

from typing import TYPE_CHECKING

from autogenesis.language._blocks import Block, Cell, blocks
from autogenesis.language._clauses import parse, uncovered
from autogenesis.language._coverage import Coverage
from autogenesis.language._guide import Example, Lesson, example_like, lessons
from autogenesis.language._how_often import how_often
from autogenesis.language._inflect import participle_of, plural_of, third_person
from autogenesis.language._lexicon import word
from autogenesis.language._literals import (
    Bound,
    Date,
    Duration,
    Literal,
    Measure,
    Money,
    Number,
    Percent,
    Quoted,
    Range,
    Recurrence,
    Scalar,
    TimeOfDay,
    Times,
    TimeWindow,
    Weekdays,
)
from autogenesis.language._people import names_people
from autogenesis.language._quantities import find_literals
from autogenesis.language._sentences import Sentence, sentences
from autogenesis.language._syntax import NP, Clause, Condition, Phrase, show
from autogenesis.language._text import Span, SpecText, load_text
from autogenesis.language._tokens import Token, tag, tokens
from autogenesis.language._words import classes_of, general_heads, head_kind, verb_classes

if TYPE_CHECKING:
    from autogenesis.language._understand import Understanding, understand

__all__ = [
    "NP",
    "Block",
    "Bound",
    "Cell",
    "Clause",
    "Condition",
    "Coverage",
    "Date",
    "Duration",
    "Example",
    "Lesson",
    "Literal",
    "Measure",
    "Money",
    "Number",
    "Percent",
    "Phrase",
    "Quoted",
    "Range",
    "Recurrence",
    "Scalar",
    "Sentence",
    "Span",
    "SpecText",
    "TimeOfDay",
    "TimeWindow",
    "Times",
    "Token",
    "Understanding",
    "Weekdays",
    "blocks",
    "classes_of",
    "example_like",
    "find_literals",
    "general_heads",
    "head_kind",
    "how_often",
    "lessons",
    "load_text",
    "names_people",
    "parse",
    "participle_of",
    "plural_of",
    "sentences",
    "show",
    "tag",
    "third_person",
    "tokens",
    "uncovered",
    "understand",
    "verb_classes",
    "word",
]


def __getattr__(name: str) -> object:
    """The understanding of texts."""
    if name not in ("Understanding", "understand"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}._understand"), name)
