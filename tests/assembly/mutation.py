"""Plants faults in a generated package, one at a time, and counts those that its own tests catch.

    python -m tests.assembly.mutation FOLDER [--most N] [--workers N]

Each mutant is tried in a forked process in which the libraries are loaded already; see docs/mutation.md.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 90
_NEAR: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
_TEXT_RELATIONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}


@dataclass(frozen=True)
class Mutant:
    """A module with one fault: what it is, and where."""

    path: str
    function: str
    what: str
    source: str


def mutants(package: Path) -> Iterator[Mutant]:
    """Every fault that can be planted in the rules and agents, in order."""
    for file in (package / "rules.py", *sorted((package / "agents").glob("[!_]*.py"))):
        tree = ast.parse(file.read_text())
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for what, change in _changes(function):
                undo = change()
                mutated = ast.unparse(ast.fix_missing_locations(tree))
                undo()
                yield Mutant(file.relative_to(package).as_posix(), function.name, what, mutated)


Change = Callable[[], Callable[[], None]]


def _set(holder: Any, name: str, value: Any) -> Change:
    def do() -> Callable[[], None]:
        before = getattr(holder, name)
        setattr(holder, name, value)
        return lambda: setattr(holder, name, before)

    return do


def _at(items: list[Any], place: int, value: list[Any]) -> Change:
    def do() -> Callable[[], None]:
        before = list(items)
        items[place : place + 1] = value

        def undo() -> None:
            items[:] = before

        return undo

    return do


def _changes(function: ast.FunctionDef) -> Iterator[tuple[str, Change]]:
    for holder in [node for statement in function.body for node in ast.walk(statement)]:
        yield from _in_expression(holder)
    for body in _bodies(function):
        for place, statement in enumerate(body):
            text = ast.unparse(statement)
            if isinstance(statement, ast.Expr) and ".check(call" in text:
                yield f"drops {text}", _at(body, place, [ast.Pass()])
            elif isinstance(statement, ast.Expr) and text.startswith(("call.notify", "call.create", "call.update")):
                yield f"drops {text[:60]}", _at(body, place, [ast.Pass()])


def _in_expression(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare(ops=[operator, *_]):
            for other in _NEAR.get(type(operator), ()):
                yield (
                    f"{type(operator).__name__} → {other.__name__} in {ast.unparse(node)[:70]}",
                    _at(node.ops, 0, [other()]),
                )
        case ast.Call(func=ast.Name(id="compare"), args=[_, ast.Constant(value=str() as relation), _]):
            yield (
                f"{relation} → {_TEXT_RELATIONS[relation]}",
                _at(node.args, 1, [ast.Constant(_TEXT_RELATIONS[relation])]),
            )
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant(value=str() as number)]):
            from decimal import Decimal

            step = Decimal(1).scaleb(int(Decimal(number).as_tuple().exponent))
            for changed in (Decimal(number) + step, Decimal(number) - step):
                yield f"{number} → {changed}", _at(node.args, 0, [ast.Constant(str(changed))])
        case ast.Call(func=ast.Name(id="min" | "max" as name)):
            yield f"{name} swapped", _set(node.func, "id", "max" if name == "min" else "min")
        case ast.BoolOp():
            other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield f"and/or swapped in {ast.unparse(node)[:70]}", _set(node, "op", other_op)
        case ast.Constant(value=bool() as truth):
            yield f"{truth} negated", _set(node, "value", not truth)
        case ast.Constant(value=int() as number):
            for changed in (number + 1, number - 1):
                yield f"{number} → {changed}", _set(node, "value", changed)
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            swapped = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield f"+/- swapped in {ast.unparse(node)[:70]}", _set(node, "op", swapped)
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not):
            yield f"drops not in {ast.unparse(value)[:70]}", _set(node, name, value.operand)
        if name == "test" or (isinstance(node, ast.Return) and isinstance(value, ast.Compare | ast.BoolOp)):
            negated = ast.UnaryOp(op=ast.Not(), operand=copy.deepcopy(value))
            yield f"negates {ast.unparse(value)[:70]}", _set(node, name, negated)


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for held in ast.walk(node):
        for name in ("body", "orelse"):
            body = getattr(held, name, None)
            if isinstance(body, list):
                yield body


def caught(home: Path, package: str, mutant: Mutant) -> bool:
    """Whether the package's own tests fail with the fault planted; a run that never ends counts as caught."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "package"
        shutil.copytree(home, copied, ignore=shutil.ignore_patterns("__pycache__", "docs"))
        (copied / "src" / package / mutant.path).write_text(mutant.source)
        return not passes(copied)


def passes(home: Path) -> bool:
    """Whether the package passes its own tests, which run in a forked process; one that never ends does not."""
    child = os.fork()
    if child == 0:
        _run(home)
    for _ in range(PATIENCE * 20):
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(home: Path) -> None:
    """Run the tests in this process, which ends with their verdict."""
    import pytest

    try:
        os.chdir(home)
        sys.path.insert(0, str(home / "src"))
        silent = io.StringIO()
        with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
            code = pytest.main(["-x", "-q", "-W", "ignore", "-p", "no:asyncio", "-p", "no:cacheprovider", "tests"])
    except BaseException:  # noqa: BLE001 - the forked process must end here, whatever happened
        code = 1
    os._exit(int(code))


def measured(home: Path, *, most: int | None = None, workers: int = 2, seed: int = 7) -> dict[str, Any]:
    """Caught and total, and the faults that no test noticed; `most` mutants are chosen where there are more."""
    package = next(each.name for each in (home / "src").iterdir() if (each / "rules.py").is_file())
    found = list(mutants(home / "src" / package))
    chosen = found if most is None or len(found) <= most else sorted(
        random.Random(seed).sample(found, most), key=found.index
    )  # fmt: skip
    _load()
    with ThreadPoolExecutor(workers) as pool:
        verdicts = list(pool.map(lambda mutant: caught(home, package, mutant), chosen))
    missed = [mutant for mutant, verdict in zip(chosen, verdicts, strict=True) if not verdict]
    return {
        "package": package,
        "mutants": len(found),
        "tried": len(chosen),
        "caught": len(chosen) - len(missed),
        "missed": [f"{mutant.path} {mutant.function}: {mutant.what}" for mutant in missed],
    }


def _load() -> None:
    """Load what every package needs, before processes are forked."""
    import autogen_core  # noqa: F401
    import hypothesis  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import sqlalchemy  # noqa: F401


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    print(json.dumps(measured(given.folder.resolve(), most=given.most, workers=given.workers), indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
