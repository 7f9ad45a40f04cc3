"""Ordinary Python projects that depend on a generated package and use it in another framework."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from autogenesis.assembly import _tree as t
from autogenesis.assembly._exports._offered import Offered
from autogenesis.assembly._format import formatted
from autogenesis.assembly._texts import render

_PARTS = resources.files("autogenesis.assembly").joinpath("_exports", "parts")


def project(
    system: Offered,
    kind: str,
    requires: Sequence[str],
    *,
    parts: Mapping[str, str],
    modules: Mapping[str, Sequence[ast.stmt]],
    tests: Mapping[str, Sequence[ast.stmt]],
    values: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """The files of a project: `modules` and `tests` are generated; `parts` are copied, by the path that they get, with
    the package's own kit in place of the house's."""
    home = f"src/{module_name(system, kind)}"
    python = {
        **{f"{home}/{path}": t.source(body) for path, body in modules.items()},
        **{path.replace("src/", f"{home}/", 1): _part(name, system) for path, name in parts.items()},
        **{f"tests/{path}": t.source(body) for path, body in tests.items()},
    }
    given = {
        "title": system.title,
        "project": system.project,
        "package": system.package,
        "version": system.version,
        "module": module_name(system, kind),
        "kind": kind,
        "requires": list(requires),
        "example": example(system),
        **(values or {}),
    }
    return {
        "pyproject.toml": render("exports/pyproject.toml", given),
        "README.md": render(f"exports/{kind}/README.md", given),
        **formatted(python, module_name(system, kind)),
    }


def module_name(system: Offered, kind: str) -> str:
    """What Python imports the project as."""
    return f"{system.package}_{kind}"


def example(system: Offered) -> dict[str, Any]:
    """A call that can be tried at once: one of the specification's examples, or the first that needs nothing."""
    for scenario in system.specification.examples:
        for step in scenario.steps:
            if getattr(step, "step", "") == "call" and getattr(step, "refused", None) is None:
                return {"call": getattr(step, "operation", ""), "input": getattr(step, "input", {})}
    free = (each["name"] for each in system.operations if not each["input"]["required"])
    return {"call": next(free, system.operations[0]["name"] if system.operations else ""), "input": {}}


def opened(system: Offered, calls: str, *arguments: ast.expr) -> ast.stmt:
    """The function ``opened``, which hands on to one of a part."""
    listed: list[tuple[str, ast.expr | None, ast.expr | None]] = [
        ("data", t.name("str"), None),
        ("clock", _clock(), t.NONE),
    ]
    body = [ast.Return(value=t.invoke(t.name(calls), t.name("System"), *arguments, t.name("data"), t.name("clock")))]
    docstring = f"Open {system.title} in a folder: `async with opened(folder) as running: await running.ask(lines)`."
    kept = ast.Subscript(value=t.name("AbstractAsyncContextManager"), slice=t.name("Running"), ctx=ast.Load())
    return t.function("opened", listed, body, docstring=docstring, returns=kept)


def _clock() -> ast.expr:
    moment = ast.Tuple(elts=[ast.List(elts=[], ctx=ast.Load()), t.dotted("dt.datetime")], ctx=ast.Load())
    function = ast.Subscript(value=t.name("Callable"), slice=moment, ctx=ast.Load())
    return ast.BinOp(left=function, op=ast.BitOr(), right=t.NONE)


OPENED_NEEDS: tuple[ast.stmt, ...] = (
    ast.Import(names=[ast.alias(name="datetime", asname="dt")]),
    t.imported("collections.abc", [("Callable", None)]),
    t.imported("contextlib", [("AbstractAsyncContextManager", None)]),
)


def main_body(kind: str, drawn: ast.expr) -> list[ast.stmt]:
    """The module ``__main__``."""
    run = t.invoke(t.name("main"), t.name("opened"), t.function_of_nothing(drawn))
    return [
        t.documented(f"The command line: ``python -m {kind}``."),
        t.imported("main", [("main", None)], level=1),
        ast.Raise(exc=t.invoke(t.name("SystemExit"), run)),
    ]


def same_test(system: Offered, kind: str) -> list[ast.stmt]:
    """A test that the examples of the specification end in this project as they do in the package alone."""
    pair = ast.Tuple(elts=[ast.Name(id=one, ctx=ast.Store()) for one in ("mine", "theirs")], ctx=ast.Store())
    played = t.invoke(t.dotted("asyncio.run"), t.invoke(t.name("played"), t.name("System"), t.name("opened")))
    check: list[ast.stmt] = [
        t.assign("examples", played),
        ast.Assert(test=t.name("examples")),
        ast.For(
            target=pair,
            iter=t.name("examples"),
            body=[ast.Assert(test=t.compared(t.name("mine"), ast.Eq(), t.name("theirs")))],
            orelse=[],
        ),
    ]
    module = module_name(system, kind)
    return [
        t.documented("The examples of the specification end here as they do in the package alone."),
        ast.Import(names=[ast.alias(name="asyncio")]),
        t.imported(system.package, [("System", None)]),
        t.imported(module, [("opened", None)]),
        t.imported(f"{module}.playing", [("played", None)]),
        t.function("test_answers_and_events_are_those_of_the_package_alone", [], check, returns=t.NONE),
    ]


def _part(name: str, system: Offered) -> str:
    text = _PARTS.joinpath(f"{name}.py").read_text(encoding="utf-8")
    return text.replace("autogenesis.kit", f"{system.package}._kit")
