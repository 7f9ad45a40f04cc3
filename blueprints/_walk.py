"""Walks artefacts: every part within a part, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from blueprints._base import Element, Frozen
from blueprints._specification import Specification


def parts_within(value: object) -> Iterator[Frozen]:
    """`value` itself, where it is a part, and every part in it, outermost first, in order of declaration."""
    waiting: list[Any] = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += part[::-1]
        elif (names := _last_first(type(part))) is not None:  # type: ignore[arg-type]  # classes are hashable
            yield part
            held = vars(part)
            waiting += [held[name] for name in names]


@cache
def _last_first(kind: type) -> tuple[str, ...] | None:
    """The fields of a class of parts, from the last to the first; None for other classes.

    Asked once for each class: a specification has some hundred thousand values in it.
    """
    return tuple(reversed(kind.model_fields)) if issubclass(kind, Frozen) else None


def elements_of(specification: Specification) -> Iterator[Element]:
    """Every element, those inside others too: the guards of operations, the fields of entities."""
    return (part for part in parts_within(specification) if isinstance(part, Element))
