"""Owns the names by which the readers of one sentence call each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from autogenesis.language._literals import (
    Literal,
)
from autogenesis.language._parts import Open, Parts, Verb
from autogenesis.language._phrases import PhraseReader
from autogenesis.language._syntax import NP, Clause, Condition, Phrase


class Grammar(PhraseReader, ABC):
    """What each reader may ask of the others; every method is implemented by exactly one of them."""

    wanting = False
    hold_infinitive = 0
    listing = False
    leading = False

    @abstractmethod
    def segment(self, i: int, end: int) -> list[Clause]:
        """Clauses from `i` to `end`."""

    @abstractmethod
    def joined(self, clause: Clause, *, end: int, **more: tuple[Any, ...]) -> Clause:
        """The clause with constituents added and its span stretched."""

    @abstractmethod
    def marker(self, i: int) -> tuple[str, int] | None:
        """A subordinator at `i`."""

    @abstractmethod
    def condition(self, i: int, end: int, *, leading: bool) -> tuple[Condition | None, int]:
        """A subordinate clause at its marker."""

    @abstractmethod
    def exceptional(self, i: int) -> bool:
        """Whether "never the last copy", "not again until …" begins at `i`: a negator without a verb of its own."""

    @abstractmethod
    def exception(self, i: int, end: int) -> tuple[Clause, int]:
        """The elliptical clause at `i`."""

    @abstractmethod
    def clause(
        self, i: int, end: int, state: Open, coordinator: str, *, subordinate: bool = False
    ) -> tuple[Clause | None, int]:
        """A clause at `i` and where it ends; None where nothing can be read."""

    @abstractmethod
    def _make(self, i: int, j: int, parts: Parts, verb: Verb | None, frame: str) -> Clause:
        """See the mixin that implements it."""

    @abstractmethod
    def _stands_alone(self, literal: Literal) -> bool:
        """See the mixin that implements it."""

    @abstractmethod
    def verb_group(self, i: int, end: int) -> Verb | None:
        """The verb group at `i`: adverbs, modal, auxiliaries and the main verb."""

    @abstractmethod
    def body(
        self,
        i: int,
        end: int,
        parts: Parts,
        *,
        subordinate: bool,
        verb: Verb | None = None,
        elliptical: bool = False,
    ) -> int:
        """Reads constituents from `i` until another clause begins; gives where it stopped."""

    @abstractmethod
    def _constituent(
        self, i: int, end: int, parts: Parts, subordinate: bool, verb: Verb | None, elliptical: bool
    ) -> int:
        """See the mixin that implements it."""

    @abstractmethod
    def _participle(self, i: int, end: int, parts: Parts, subordinate: bool = True) -> int:
        """See the mixin that implements it."""

    @abstractmethod
    def _infinitive(self, i: int, end: int, parts: Parts, subordinate: bool = True) -> int:
        """See the mixin that implements it."""

    @abstractmethod
    def closing(self, i: int, end: int) -> int:
        """Position of the bracket that closes the one at `i`."""

    @abstractmethod
    def _coordinated_verb(self, i: int, k: int, end: int, parts: Parts, verb: Verb | None) -> int:
        """See the mixin that implements it."""

    @abstractmethod
    def np_list(
        self, i: int, end: int, *, subject: bool = False, loose: bool = False, phrase: bool = False
    ) -> tuple[tuple[NP, ...], str, int] | None:
        """Coordinated noun phrases at `i`: the items, their conjunction, and where they end."""

    @abstractmethod
    def states(self, i: int, end: int) -> tuple[tuple[NP, ...], str, int] | None:
        """The state that something is brought into, or several."""

    @abstractmethod
    def finish(self, np: NP, j: int, *, end: int | None = None, subject: bool = False) -> tuple[NP, int]:
        """A noun phrase with its of-phrases, parentheses and relative clauses."""

    @abstractmethod
    def _relative(self, np: NP, j: int, end: int, subject: bool) -> tuple[Clause, int] | None:
        """A relative clause at `j`: with pronoun, without, or reduced."""

    @abstractmethod
    def phrase(self, i: int, end: int, *, subject: bool = False) -> tuple[Phrase, int] | None:
        """A prepositional phrase at `i`."""
