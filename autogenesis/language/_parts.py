"""Owns the drafts that a clause is built from while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from autogenesis.language._lexicon import word
from autogenesis.language._literals import (
    Bound,
    Literal,
    Measure,
    Money,
    Number,
    Percent,
)
from autogenesis.language._syntax import NP, Clause, Condition, Mood, Phrase, Voice
from autogenesis.language._tokens import Token

_SHORTEST = 4
"""Shorter words in capitals are abbreviations."""


@dataclass
class Draft:
    """A noun phrase being put together."""

    start: int
    words: list[Token] = field(default_factory=list)
    adjectives: list[Token] = field(default_factory=list)
    determiner: str = ""
    quantifier: str = ""
    quantity: Literal | None = None
    possessor: NP | None = None
    closed: bool = False


@dataclass
class Open:
    """What a clause may take over from the clause before: subjects, form of the verb, and open conditions."""

    subjects: tuple[NP, ...] = ()
    modal: str = ""
    passive: bool = False
    conditions: list[Condition] = field(default_factory=list)
    fresh: bool = False

    def after(self, clause: Clause) -> None:
        """Remember what a coordinated verb may share."""
        if clause.subjects or clause.mood == "imperative":
            self.subjects = clause.subjects
        self.modal = clause.modal
        self.passive = clause.voice == "passive"


@dataclass
class Verb:
    """A verb group: "shall never be locked"."""

    start: int
    end: int
    modal: str = ""
    lemma: str = ""
    voice: Voice = "active"
    mood: Mood = "indicative"
    perfect: bool = False
    progressive: bool = False
    negators: list[str] = field(default_factory=list)
    adverbs: list[str] = field(default_factory=list)


@dataclass
class Parts:
    """A clause's constituents while it is being read."""

    subjects: tuple[NP, ...] = ()
    objects: list[NP] = field(default_factory=list)
    object_coordinator: str = ""
    complements: list[str] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    adverbs: list[str] = field(default_factory=list)
    negators: list[str] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    embedded: list[Clause] = field(default_factory=list)
    limits: list[Literal] = field(default_factory=list)
    exceptions: list[Clause] = field(default_factory=list)
    asides: list[Clause] = field(default_factory=list)
    particle: str = ""


def quantifies(literal: Literal) -> bool:
    inner = value_of(literal)
    return isinstance(inner, (Percent, Money, Measure)) or isinstance(inner, Number) and not inner.ordinal


def value_of(literal: Literal) -> Literal:
    return literal.value if isinstance(literal, Bound) else literal


def plainly(token: Token) -> str:
    """A common noun that is only written in capitals, as in "THE SYSTEM SHALL": its lemma; else nothing."""
    if token.pos != "PROPN" or not token.text.isupper() or len(token.text) < _SHORTEST:
        return ""
    return word(token.lower).lemmas.get("NOUN", "")


def day_named(before: str, name: str, after: str) -> bool:
    """Whether "today" stands for that day, and not for when something happens: "today's orders", "for tomorrow"."""
    around = after in {"'s", "’s"} or before in {"of", "for", "from", "than"}
    return around and name in {"today", "tomorrow", "yesterday"}
