"""The rows that aggregates and lists of records range over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import blueprints as b
from autogenesis.assembly._oracle._numbers import Value, sortable
from autogenesis.assembly._oracle._rows import Row, World

if TYPE_CHECKING:
    from autogenesis.assembly._oracle._meaning import Code, Meaning

Ranging = Callable[[World, Mapping[str, Value]], list[Row]]


def ranging(meaning: Meaning, node: b.Aggregate | b.Records) -> Ranging:
    """The rows that a node ranges over, in its order."""
    asked = _terms(node.where)
    plain = _plain_terms(meaning, node, asked)
    further = [meaning.of(term) for term in asked[len(plain) :]]
    keys, entity, name = [meaning.of(key) for key in reversed(node.order)], node.entity, node.name

    def rows(world: World, names: Mapping[str, Value]) -> list[Row]:
        found = _equal(world, entity, [(field, value(world, names)) for field, value in plain] if plain else ())
        if found and further:
            scope, kept = dict(names), list[Row]()
            for row in found:
                scope[name] = row
                if _all_true(further, world, scope):
                    kept.append(row)
            found = kept
        for key in keys:
            found.sort(key=lambda row: sortable(key(world, {**names, name: row})))
        return found

    return rows


def _equal(world: World, entity: str, wanted: Iterable[tuple[str, Value]]) -> list[Row]:
    """The rows whose fields hold these values."""
    found: Iterable[tuple[str, dict[str, Any]]] = world.tables[entity].items()
    if not found:
        return []
    whole = True
    for field, value in wanted:
        kind = world.leading[entity].get(field)
        if type(value) is Row:
            value = value.id
        if value is None:  # what is absent is equal to nothing
            return []
        if kind is not None and not kind.deferred and value not in world.tables[kind.entity or ""]:
            return []
        if whole:
            found, whole = world.holding(entity, field, value), False
        else:
            found = [(id, values) for id, values in found if values.get(field) == value]
    return [Row(entity, id, values) for id, values in found]


def _all_true(terms: list[Code], world: World, names: Mapping[str, Value]) -> bool:
    for term in terms:  # noqa: SIM110 (much asked for, and faster so)
        if term(world, names) is not True:
            return False
    return True


def _terms(where: b.Expression | None) -> tuple[b.Expression, ...]:
    """The conditions that must all hold, in the order in which they are looked at."""
    if where is None:
        return ()
    return tuple(term for each in where.terms for term in _terms(each)) if isinstance(where, b.AllOf) else (where,)


def _plain_terms(
    meaning: Meaning, node: b.Aggregate | b.Records, terms: tuple[b.Expression, ...]
) -> list[tuple[str, Code]]:
    """Of the first terms, those that ask whether a stored field equals what is the same for all rows."""
    plain: list[tuple[str, Code]] = []
    for term in terms:
        match term:
            case b.Compare(relation="==", left=b.Get(of=b.Name(name=node.name), field=field), right=other):
                pass
            case b.Compare(relation="==", right=b.Get(of=b.Name(name=node.name), field=field), left=other):
                pass
            case _:
                return plain
        if not meaning.stored(node.entity, field) or not _steady(other, node.name):
            return plain
        plain.append((field, meaning.of(other)))
    return plain


def _steady(node: b.Expression, row: str) -> bool:
    """Whether a value can be looked up before the rows are: it is not of the row, and nothing in it can refuse."""
    match node:
        case b.Literally():
            return node.value is not None
        case b.Name():
            return node.name != row
        case b.Get():
            return _steady(node.of, row)
    return False
