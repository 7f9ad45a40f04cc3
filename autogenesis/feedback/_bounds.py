"""Owns what a Specification bounds: which fields and records, from which side, with which number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from blueprints import Specification

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Bounded:
    """What is bounded: the fields and records that are spoken of, the side, the number."""

    about: frozenset[str]
    besides: frozenset[str]
    """What else the rule speaks of: under other circumstances it is another bound."""
    upper: bool
    value: Decimal
    strict: bool
    """Whether the number itself is out of bounds."""
    spans: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def holds(self, number: Decimal) -> bool:
        """Whether a number is within it."""
        if number == self.value:
            return not self.strict
        return (number < self.value) == self.upper

    def like(self, other: Bounded) -> bool:
        """Whether both bound the same, whatever the number."""
        return (self.about, self.besides, self.upper) == (other.about, other.besides, other.upper)


def bounds_of(specification: Specification) -> Iterator[Bounded]:
    """All bounds that its guards and invariants set."""
    rules = [guard for one in specification.operations for guard in one.guards]
    rules += [guard for one in specification.entities for guard in one.invariants]
    for rule in rules:
        tree = rule.requires.model_dump(mode="json")
        whole = frozenset(_named(tree))
        for about, upper, value, strict in _within(tree, positive=True):
            yield Bounded(about, whole - about, upper, value, strict, rule.spans)


_Found = tuple[frozenset[str], bool, Decimal, bool]


def _within(value: Any, *, positive: bool) -> Iterator[_Found]:
    if isinstance(value, list):
        for one in value:
            yield from _within(one, positive=positive)
    elif isinstance(value, dict):
        if value.get("op") == "compare" and (found := _bound(value, positive)) is not None:
            yield found
        if value.get("op") in {"compare", "aggregate"}:
            return
        for one in value.values():
            yield from _within(one, positive=positive != (value.get("op") == "not"))


def _bound(compare: dict[str, Any], positive: bool) -> _Found | None:
    left, right, relation = compare["left"], compare["right"], compare["relation"]
    if left.get("op") == "literal":
        left, right, relation = right, left, _TURNED.get(relation, relation)
    number = _number(right.get("value")) if right.get("op") == "literal" else None
    if number is None or relation not in _TURNED:
        return None
    about = frozenset(_named(left))
    return (
        (about, (relation in {"<", "<="}) == positive, number, (relation in {"<", ">"}) == positive) if about else None
    )


def _named(value: Any) -> Iterator[str]:
    """The fields and records that an expression speaks of, whatever its rows are called."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict):
        for key in ("field", "entity", "function"):
            if isinstance(value.get(key), str):
                yield f"{key} {value[key]}"
        if value.get("op") == "literal" and _number(value.get("value")) is None:
            yield json.dumps(value.get("value"))
        for one in value.values():
            yield from _named(one) if isinstance(one, dict | list) else ()


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
