"""Owns how parts of an expression are put in place of others."""

from __future__ import annotations

from collections.abc import Callable

import blueprints as bp

IT = bp.Name(name="it")


def swapped(expression: bp.Expression, change: Callable[[bp.Expression], bp.Expression | None]) -> bp.Expression:
    """The expression with the parts that `change` gives something for put in place of those it is given."""

    def swap(node: object) -> object:
        if isinstance(node, tuple):
            return tuple(swap(each) for each in node)
        if not isinstance(node, bp.Frozen) or not hasattr(node, "op"):
            return node
        changed = change(node)  # type: ignore[arg-type]
        if changed is not None:
            return changed
        return node.model_copy(update={name: swap(getattr(node, name)) for name in type(node).model_fields})

    return swap(expression)  # type: ignore[return-value]
