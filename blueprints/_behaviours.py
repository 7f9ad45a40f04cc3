"""Behaviours that a model wrote for operations of which the text says no more than that they are done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from blueprints._base import Element, Frozen, Id
from blueprints._scenarios import Json

PlainKind = Literal["text", "integer", "decimal", "boolean", "date", "time"]
"""What such a function takes and gives: never a row. As JSON, decimals, dates and times are texts."""


@dataclass(frozen=True)
class Plain:
    """One of those kinds: its type's name, what generated modules call that, and values at which functions go wrong."""

    type: str
    annotation: str
    edges: tuple[Json, ...]


PLAIN_KINDS: Mapping[PlainKind, Plain] = {
    "text": Plain("str", "str", ("", "x" * 5000)),
    "integer": Plain("int", "int", (0, -1, 10**9)),
    "decimal": Plain("Decimal", "Decimal", ("0", "-1", "1000000000.01")),
    "boolean": Plain("bool", "bool", (True, False)),
    "date": Plain("date", "dt.date", ("0001-01-01", "9999-12-31")),
    "time": Plain("time", "dt.time", ("00:00", "23:59")),
}


class Example(Frozen):
    """What the function gives for all that it is given; null is absent."""

    given: dict[str, Json]
    result: Json = None


class Behaviour(Element):
    """A function, named as the `operation` is, and what it gives for some examples. What it gives is kept in the new
    `field` of the row that the operation is about."""

    operation: Id
    field: str
    kind: PlainKind
    summary: str
    source: str
    examples: tuple[Example, ...] = ()
