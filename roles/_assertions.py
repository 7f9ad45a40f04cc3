"""Counts what the tests of a package assert, so that tests that assert nothing do not pass for tests."""

from __future__ import annotations

import ast
from collections.abc import Callable

from roles._artefacts import ModuleSet

_ASSERTING_CALLS = frozenset({"raises", "fail", "run_state_machine_as_test"})
_MACHINE = "runTest"


def assertions(modules: ModuleSet) -> Callable[[str, str], int]:
    """(file without its ending, or with a class after it; name of the test) -> how many assertions it makes.

    A call to a function of the tests that asserts counts as one.
    """
    functions: dict[str, list[ast.AST]] = {}
    by_file: dict[str, dict[str, ast.AST]] = {}
    for module in modules.modules:
        if module.path.startswith("tests/") and module.path.endswith(".py"):
            tree = ast.parse(module.text)
            held = {
                node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            }
            by_file[module.path.removesuffix(".py")] = dict(held)
            for name, node in held.items():
                functions.setdefault(name, []).append(node)
    asserting = _asserting(functions)

    def count(file: str, name: str) -> int:
        held = next((by_file[path] for path in by_file if file == path or file.startswith(f"{path}/")), {})
        if name == _MACHINE:
            return sum(_count(node, asserting) for node in held.values())
        return _count(held[name], asserting) if name in held else 0

    return count


def _asserting(functions: dict[str, list[ast.AST]]) -> frozenset[str]:
    """The names of functions that assert, themselves or through others."""
    found: frozenset[str] = frozenset()
    while True:
        more = frozenset(name for name, nodes in functions.items() if any(_count(node, found) for node in nodes))
        if more == found:
            return found
        found = more


def _count(tree: ast.AST, asserting: frozenset[str]) -> int:
    total = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            total += 0 if isinstance(node.test, ast.Constant) and node.test.value else 1
        elif isinstance(node, ast.Call):
            target = node.func
            name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            total += name in _ASSERTING_CALLS or name in asserting
    return total
