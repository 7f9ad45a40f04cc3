"""What a module imports, inside functions and for type checking too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_KEPT = 256


class Import(NamedTuple):
    """One import: ``from ..module import names`` has two levels; ``import a, b`` has names and no module."""

    line: int
    level: int
    module: str
    names: tuple[str, ...]


@lru_cache(maxsize=_KEPT)
def imports_of(source: str) -> tuple[Import, ...]:
    """Every import in the text of a module; SyntaxError where it is none. The kit's are asked for again and again."""
    return tuple(_imports(ast.parse(source).body))


def _imports(nodes: list[ast.stmt]) -> Iterator[Import]:
    waiting: list[ast.AST] = [*reversed(nodes)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield Import(node.lineno, 0, "", tuple(alias.name for alias in node.names))
        elif isinstance(node, ast.ImportFrom):
            yield Import(node.lineno, node.level, node.module or "", tuple(alias.name for alias in node.names))
        for block in ("cases", "finalbody", "orelse", "handlers", "body"):  # no expression holds an import
            inside = getattr(node, block, ())
            waiting += reversed(inside) if isinstance(inside, list) else ()
