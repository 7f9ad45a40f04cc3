"""Counts what the tests of a package assert, so that tests that assert nothing do not pass for tests."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from roles._artefacts import ModuleSet

_ASSERTING_CALLS = frozenset({"raises", "fail", "run_state_machine_as_test"})
_MACHINE = "runTest"


@dataclass(frozen=True)
class _Does:
    """How often a function asserts itself, and how often it calls what is called so."""

    asserts: int
    calls: Counter[str]

    def count(self, asserting: frozenset[str]) -> int:
        return self.asserts + sum(often for name, often in self.calls.items() if name in asserting)


def assertions(modules: ModuleSet) -> Callable[[str, str], int]:
    """(file without its ending, or with a class after it; name of the test) -> how many assertions it makes.

    A call to a function of the tests that asserts counts as one.
    """
    functions: dict[str, list[_Does]] = {}
    by_file: dict[str, dict[str, _Does]] = {}
    for module in modules.modules:
        if module.path.startswith("tests/") and module.path.endswith(".py"):
            tree = ast.parse(module.text)
            held = {
                node.name: _done_in(node)
                for node in ast.walk(tree)
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            }
            by_file[module.path.removesuffix(".py")] = held
            for name, does in held.items():
                functions.setdefault(name, []).append(does)
    asserting = _asserting(functions)

    def count(file: str, name: str) -> int:
        held = next((by_file[path] for path in by_file if file == path or file.startswith(f"{path}/")), {})
        if name == _MACHINE:
            return sum(does.count(asserting) for does in held.values())
        return held[name].count(asserting) if name in held else 0

    return count


def _asserting(functions: dict[str, list[_Does]]) -> frozenset[str]:
    """The names of functions that assert, themselves or through others, and of calls that do."""
    found = _ASSERTING_CALLS
    while True:
        through = frozenset(name for name, all_ in functions.items() if any(does.count(found) for does in all_))
        if through <= found:
            return found
        found |= through


def _done_in(tree: ast.AST) -> _Does:
    asserts, calls = 0, Counter[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            asserts += 0 if isinstance(node.test, ast.Constant) and node.test.value else 1
        elif isinstance(node, ast.Call):
            target = node.func
            calls[target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")] += 1
    return _Does(asserts, calls)
