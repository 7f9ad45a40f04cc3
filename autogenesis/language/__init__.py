"""Reads English specifications without a model: blocks, sentences, tokens, literals, clauses."""

from autogenesis.language._blocks import Block, Cell, blocks
from autogenesis.language._clauses import parse, uncovered
from autogenesis.language._coverage import Coverage
from autogenesis.language._guide import Example, Lesson, example_like, lessons
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
from autogenesis.language._understand import Understanding, understand
from autogenesis.language._words import classes_of, general_heads, head_kind, verb_classes

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
