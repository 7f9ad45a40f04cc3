"""Owns trying: a way of reading that leaves nothing behind where it does not understand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from autogenesis.language.meaning._scope import NotUnderstoodError, Scope, attempt

T = TypeVar("T")


def tried(way: Callable[[], T | None], scope: Scope) -> T | None:
    """What a way of reading gives; None, with nothing changed, where it does not understand."""
    try:
        with attempt(scope):
            found = way()
            if found is None:
                raise NotUnderstoodError("another shape", scope.unit.span)
            return found
    except NotUnderstoodError:
        return None
