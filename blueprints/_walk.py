"""Walks artefacts: every part within a part, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator

from blueprints._base import Element, Frozen
from blueprints._specification import Specification


def parts_within(value: object) -> Iterator[Frozen]:
    """`value` itself, where it is a part, and every part in it, outermost first, in order of declaration."""
    if isinstance(value, Frozen):
        yield value
        for name in type(value).model_fields:
            yield from parts_within(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_within(item)


def elements_of(specification: Specification) -> Iterator[Element]:
    """Every element, those inside others too: the guards of operations, the fields of entities."""
    return (part for part in parts_within(specification) if isinstance(part, Element))
