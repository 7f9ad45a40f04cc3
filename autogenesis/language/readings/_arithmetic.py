"""Parses arithmetic as people write it, over the fields of an entity: ``(a + 4 × b) / 6``, "price times count"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import blueprints as bp
from autogenesis.language._draft import EntityDraft, best_field, label_words
from autogenesis.language._quantities import plain_number
from autogenesis.language._regex import regex

_Operator = Literal["+", "-", "*", "/"]
_TOKEN = regex(r"\d+(?:,\d{3})*(?:\.\d+)?|[A-Za-z][A-Za-z'’-]*|[^\sA-Za-z\d]")
_OPERATORS: dict[str, _Operator] = {
    "+": "+", "plus": "+", "-": "-", "−": "-", "–": "-", "minus": "-", "less": "-", "×": "*", "*": "*",
    "x": "*", "times": "*", "/": "/", "÷": "/", "over": "/", "divided": "/", "multiplied": "*",
}  # fmt: skip
_WORDY = frozenset({"less", "over", "x"})
_UNTYPED = frozenset({"text", "choice", "time"})  # kinds given for want of better, before arithmetic shows a number
_ARTICLES = frozenset({"the", "its", "a", "an", "their"})


@dataclass(frozen=True, slots=True)
class Token:
    """A number, word or sign, with where it stands in the sentence."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word without regard to case."""
        return self.text.lower()


@dataclass
class Formula:
    """What was parsed: the expression on `it`, its place in the sentence, and the words used for each field."""

    value: bp.Expression
    start: int
    end: int
    fields: dict[str, str] = field(default_factory=dict)
    operators: int = 0


def formula_in(text: str, entity: EntityDraft) -> Formula | None:
    """The first arithmetic over fields of `entity` in a sentence; it needs an operator and a field.

    An operand must be a number or the words of a field: all of its label, or what goes before its head
    ("likely" for "likely estimate"). What follows must be a unit, a mark or the end.
    """
    found, said = _read(text)
    labels = (*(f.label for f in entity.fields.values()), *(d.label for d in entity.derivations.values()))
    if not any(said & _vocabulary(label) for label in labels):
        return None  # of most entities the sentence has no word
    for position in range(len(found)):
        if position and _leads_on(found[position - 1].lower):
            continue
        parser = _Parser(found, position, entity)
        value = parser.sum()
        if value is None or not parser.operators or not parser.fields or parser.stuck():
            continue
        last = found[parser.position - 1]
        return Formula(value, found[position].start, last.end, parser.fields, parser.operators)
    return None


@lru_cache(maxsize=16)
def _read(text: str) -> tuple[tuple[Token, ...], frozenset[str]]:
    """The tokens of a sentence and its words, hyphens or not; none where it has no operator, as most sentences have not.

    There are as many calls for a sentence as there are entities to try.
    """
    found = tuple(Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text))
    if not any(token.lower in _OPERATORS for token in found):
        return (), frozenset()
    return found, frozenset(part for token in found for part in (token.lower, *token.lower.split("-")))


@lru_cache(maxsize=4096)
def _vocabulary(label: str) -> frozenset[str]:
    """The words that a label may be named by."""
    return frozenset((*label_words(label), *label_words(label.replace("-", " "))))


def has_operator(text: str) -> bool:
    """Whether there can be arithmetic in a sentence at all."""
    return bool(_read(text)[0])


def _leads_on(word: str) -> bool:
    """Whether arithmetic was going on before, which was not understood from its beginning."""
    return word == "(" or (word in _OPERATORS and word not in _WORDY)


class _Parser:
    """Recursive descent; None where an operand is missing."""

    def __init__(self, tokens: tuple[Token, ...], position: int, entity: EntityDraft) -> None:
        self.tokens = tokens
        self.position = position
        self.entity = entity
        self.fields: dict[str, str] = {}
        self.operators = 0

    def word(self, ahead: int = 0) -> str:
        """The word at hand, lower case; empty at the end."""
        place = self.position + ahead
        return self.tokens[place].lower if place < len(self.tokens) else ""

    def stuck(self) -> bool:
        """Whether an operator or parenthesis follows, so that only part of the arithmetic was understood."""
        following = self.word()
        return following == ")" or _leads_on(following)

    def sum(self) -> bp.Expression | None:
        """Terms added and subtracted."""
        return self._chain(self.product, {"+", "-"})

    def product(self) -> bp.Expression | None:
        """Factors multiplied and divided."""
        return self._chain(self.operand, {"*", "/"})

    def _chain(self, part: Callable[[], bp.Expression | None], operators: set[str]) -> bp.Expression | None:
        left = part()
        while left is not None and _OPERATORS.get(self.word()) in operators:
            operator = _OPERATORS[self.word()]
            begun = self.position
            self.position += 2 if self.word(1) == "by" else 1
            right = part()
            if right is None:
                if self.tokens[begun].lower in _WORDY:
                    self.position = begun
                    return left
                return None
            self.operators += 1
            left = bp.Arithmetic(operator=operator, left=left, right=right)
        return left

    def operand(self) -> bp.Expression | None:
        """A number, a field, or arithmetic in parentheses."""
        word = self.word()
        if word == "(":
            self.position += 1
            inner = self.sum()
            if inner is None or self.word() != ")":
                return None
            self.position += 1
            return inner
        if word[:1].isdigit():
            self.position += 1
            number = plain_number(word)
            if number is None:
                return None
            return bp.whole(int(number)) if number == int(number) else bp.number(number)
        return self._field()

    def _field(self) -> bp.Expression | None:
        if self.word() in _ARTICLES:
            self.position += 1
        for length in (4, 3, 2, 1):
            words = [self.word(i) for i in range(length)]
            name = field_called(self.entity, words)
            if name is not None:
                self.position += length
                self.fields[name] = " ".join(words)
                return bp.path("it", name)
        return None


def field_called(entity: EntityDraft, words: list[str]) -> str | None:
    """The number field with that label, or whose label begins so before its head."""
    if not all(word[:1].isalpha() for word in words):
        return None
    said = tuple(words)
    for name, held in entity.fields.items():
        label = label_words(held.label)
        if said in (label, label[:-1]) and (held.type.is_number or held.type.kind in _UNTYPED):
            return name
    best = best_field(entity, words)
    return best if best in entity.fields and entity.fields[best].type.is_number else None
