"""Owns the scope of a clause: the rows its words may refer to, what was taken up, and how not understanding is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tokens

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_THEN = regex(
    r"\b(?:after|before|by|until|from|since) (that|then)\b|\b(afterwards|thereafter)\b|[;,]\s+(later)\b", re.I
)
"""A time that another sentence tells: it names nothing, and yet without it a sentence says another thing."""


class NotUnderstoodError(Exception):
    """A stretch that has the shape of a known construction and yet says something that is not known.

    Caught where a clause is read; `why` becomes the note of the clause in the report.
    """

    def __init__(self, why: str, span: Span) -> None:
        super().__init__(why)
        self.why = why
        self.span = span


@dataclass(frozen=True, slots=True)
class Value:
    """What a phrase denotes: an expression with its type; `entity` where it is a row (or, `many`, a list of rows)."""

    expression: bp.Expression
    type: bp.Type
    entity: EntityDraft | None = None
    many: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row in scope and how it is reached: ``loan`` in an operation, ``it`` in a reaction, ``it.book`` on the way."""

    entity: EntityDraft
    at: bp.Expression
    fresh: bool = False
    """Whether the deed of the sentence creates it, so that its own fields are the inputs."""


@dataclass(slots=True)
class Scope:
    """What the words of one clause may refer to. `taken` grows as constituents are understood.

    rows       newest last: "it" is the newest, "the loan" the newest of that entity, else one reached from a row by
               reference, else unresolved
    doer       the actor who does the deed of the sentence ("they", "their"), seen as `by`
    moment     the moment of the event spoken of ("then", "afterwards"), where there is one
    """

    draft: Draft
    unit: Unit
    rows: tuple[Row, ...] = ()
    doer: str | None = None
    moment: bp.Expression | None = None
    taken: list[Span] = field(default_factory=list)
    asking: bool = False
    """Whether whoever asks says which day, week, month, quarter or year is meant: a name of that kind is bound."""

    def take(self, *parts: NP | Clause | Span | Token | None) -> None:
        """Note that these stretches were understood (of a Clause: its verb group)."""
        for part in parts:
            if isinstance(part, Clause):
                self.taken.append(part.verb_span)
            elif isinstance(part, tuple):
                self.taken.append(part)
            elif part is not None:
                self.taken.append(part.span)

    def take_then(self) -> None:
        """Note that "then" and "after that" were understood."""
        self.take(*told_elsewhere(self.unit))

    def bound(self, *rows: Row, doer: str | None = None, moment: bp.Expression | None = None) -> Scope:
        """The scope with further rows; what is taken up in it counts for this one too."""
        return replace(self, rows=(*self.rows, *rows), doer=doer or self.doer, moment=moment or self.moment)

    def newest(self, entity: EntityDraft | None = None) -> Row | None:
        """The newest row in scope, of an entity where one is given."""
        return next((row for row in reversed(self.rows) if entity is None or row.entity is entity), None)

    def left_over(self, span: Span) -> tuple[Token, ...]:
        """Content words of a stretch that nothing has taken up."""
        instead, then = self.unit.instead, told_elsewhere(self.unit)
        return tuple(
            token
            for token in tokens(self.unit.sentence)
            if span[0] <= token.start
            and token.end <= span[1]
            and (token.pos in _CONTENT or any(low <= token.start < high for low, high in then))
            and not any(start <= token.start and token.end <= end for start, end in (*self.taken, *instead))
        )

    def finish(self, span: Span) -> None:
        """Raise NotUnderstoodError where a content word of the stretch was not taken up."""
        left = self.left_over(span)
        if left:
            words = " ".join(token.text for token in left)
            raise NotUnderstoodError(f"nothing could be made of “{words}”", left[0].span)


def told_elsewhere(unit: Unit) -> list[Span]:
    """The words that stand for a time which another sentence tells: "by then"."""
    start = unit.span[0]
    words = [found.span(found.lastindex or 0) for found in _THEN.finditer(unit.text)]
    return [(start + low, start + high) for low, high in words]


@contextmanager
def attempt(scope: Scope) -> Iterator[None]:
    """What a reading takes up, and what it adds to the draft, inside is taken back where it raises."""
    before, taken = scope.draft.mark(), list(scope.taken)
    try:
        yield
    except NotUnderstoodError:
        scope.draft.back_to(before)
        scope.taken[:] = taken
        raise
