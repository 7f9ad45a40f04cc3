"""Owns what of a row people are told: "is told its number and place", "is notified of the reason"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import snake
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._listing import LISTS
from autogenesis.language.meaning._members import entity_of, field_named, read, take_words
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._values import value_of

_OF = frozenset({"of", "about", "with"})
_VALUES = frozenset(
    {"date", "time", "duration", "number", "identifier", "money", "percent", "measure", "choice", "contact"}
)
"""Kinds of heads that name a value: whoever is told such a one is to be told which it is."""
Data = tuple[tuple[str, bp.Expression], ...]


def is_sum(np: NP) -> bool:
    """ "the number of loans", "the total price of the orders": what people are sent is a number."""
    words = {np.head, *np.words[:1], *np.adjectives}
    return bool(words & {"number", "total", "sum"}) and any(p.prep == "of" for p in np.of)


def told_parts(clause: Clause, but: Sequence[NP], scope: Scope) -> Data:
    """The values that a clause says people are told, by name; raises where one is no value that is kept."""
    found: dict[str, bp.Expression] = {}
    for np in clause.objects:
        if np in but or np.quoted or np.pronoun or np.formula:
            continue
        part = _part(np, scope)
        if part is None and _asks_for_value(np, scope):
            raise NotUnderstoodError(f"what is to be told as “{np.text}” is not known", np.span)
        if part is not None:
            found.setdefault(*part)
    for np in _beside_sums(clause):
        part = _part(np, scope)
        if part is None:
            raise NotUnderstoodError(f"what is to be told as “{np.text}” is not known", np.span)
        found.setdefault(*part)
    for np in _spoken_of(clause):
        part = _part(np, scope) if np not in but else None
        if part is not None:
            found.setdefault(*part)
    return tuple(found.items())


def _beside_sums(clause: Clause) -> Iterator[NP]:
    """ "the number of loans and the income": what is told besides a number hangs behind what that counts."""
    for np in clause.objects:
        if is_sum(np):
            counted = [phrase.items for phrase in np.of if phrase.prep == "of"]
            yield from (item for items in counted for item in items[1:])
            done = (
                inner for items in counted for item in items for inner in item.relatives if inner.voice == "passive"
            )
            yield from (each for inner in done for each in inner.objects)


def _spoken_of(clause: Clause) -> Iterator[NP]:
    listed = {"with"} if any(np.head in LISTS for np in clause.objects) else set()  # what is shown of each row
    told = (phrase for phrase in clause.phrases if phrase.prep in _OF - listed and phrase.measure is None)
    yield from (item for phrase in told for item in phrase.items)


def _asks_for_value(np: NP, scope: Scope) -> bool:
    return np.quantity is None and known_thing(scope.draft, np) is None


def _part(np: NP, scope: Scope) -> tuple[str, bp.Expression] | None:
    """The field of the row that the rule is about, or of what it leads to."""
    if is_sum(np):
        return snake(np.name), value_of(np, scope).expression
    row = scope.rows[0] if scope.rows else None
    if row is None or row.fresh or np.relatives or np.quantity is not None:
        return None
    bare = replace(np, possessor=None, of=(), determiner="the")
    for near in _near(row, scope):
        named = field_named(near.entity, bare)
        if named is not None:
            take_words(scope, np.span, named[1])
            return named[0], read(near, named[0])
    return None


def _near(row: Row, scope: Scope) -> Iterator[Row]:
    yield row
    for f in row.entity.fields.values():
        other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
        if other is not None:
            yield Row(other, read(row, f.name))


__all__ = ["Data", "is_sum", "told_parts"]
