"""Scenarios as tests: one function each, in the words of the specification."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._names import words

_EXAMPLES = 12
_MOST_ROWS, _LAST_ROWS = 12, 3
"""How many rows a story lists whole, and how many of longer lists."""


Initial = Mapping[str, Any]
"""The rows that each list operation shows when a story begins."""


@dataclass(frozen=True)
class Story:
    """A scenario that the oracle confirmed, with the file and function that tell it, and what it shows."""

    file: str
    name: str
    scenario: b.Scenario

    @property
    def test(self) -> str:
        """The test's name as pytest gives it."""
        return f"tests/{self.file}::{self.name}"


def story_module(docstring: str, stories: Iterable[Story], initial: Initial) -> str:
    """The source of a module of tests."""
    body = [_function(story, initial) for story in stories]
    return t.source([t.documented(docstring), t.imported("story", [("Story", None)]), *body])


def conftest_module(package: str) -> str:
    """The source of ``tests/conftest.py``."""
    opened = t.invoke(t.name("Story"), t.name("System"), t.name("Refused"), t.name("tmp_path"))
    body: list[ast.stmt] = [
        ast.With(
            items=[ast.withitem(context_expr=opened, optional_vars=ast.Name(id="told", ctx=ast.Store()))],
            body=[ast.Expr(value=ast.Yield(value=t.name("told")))],
        )
    ]
    fixture = t.function(
        "story",
        [("tmp_path", t.name("Path"), None)],
        body,
        docstring="A system in a folder of its own.",
        returns=ast.Subscript(value=t.name("Iterator"), slice=t.name("Story"), ctx=ast.Load()),
        decorators=[t.dotted("pytest.fixture")],
    )
    return t.source(
        [
            t.documented("What all tests share: a story to be told of a fresh system."),
            t.imported("collections.abc", [("Iterator", None)]),
            t.imported("pathlib", [("Path", None)]),
            ast.Import(names=[ast.alias(name="pytest")]),
            t.imported("story", [("Story", None)]),
            t.imported(package, [("System", None)]),
            t.imported(f"{package}._kit.errors", [("Refused", None)]),
            fixture,
        ]
    )


def properties_module(package: str) -> str:
    """The source of ``tests/test_properties.py``."""
    design = t.dotted("System.design")
    asked = t.invoke(t.name("calls"), t.invoke(t.name("operations"), design), t.dotted("System.design.roles"))
    settings = t.invoke(
        t.name("settings"),
        max_examples=t.constant(_EXAMPLES),
        deadline=t.NONE,
        derandomize=t.constant(True),
        database=t.NONE,
        suppress_health_check=t.invoke(t.name("list"), t.name("HealthCheck")),
    )
    played = ast.Expr(value=t.invoke(t.name("play"), t.name("System"), t.name("Refused"), t.name("asked")))
    test = t.function(
        "test_whatever_is_asked_for_nothing_breaks",
        [("asked", ast.Subscript(value=t.name("list"), slice=t.name("Asked"), ctx=ast.Load()), None)],
        [played],
        docstring="Calls at random: each gives a result or is refused, and a restart loses nothing.",
        returns=t.NONE,
        decorators=[settings, t.invoke(t.name("given"), asked)],
    )
    return t.source(
        [
            t.documented("What holds whatever is asked for."),
            t.imported("hypothesis", [("HealthCheck", None), ("given", None), ("settings", None)]),
            t.imported("random_calls", [("Asked", None), ("calls", None), ("play", None)]),
            t.imported(package, [("System", None)]),
            t.imported(f"{package}._kit.describe", [("operations", None)]),
            t.imported(f"{package}._kit.errors", [("Refused", None)]),
            test,
        ]
    )


def test_name(title: str, taken: set[str]) -> str:
    """A name for a test function that is not taken yet."""
    stem = "test_" + "_".join(part for part in words(title.replace(".", " ")).split("_") if part)[:80].rstrip("_")
    name, count = stem, 2
    while name in taken:
        name, count = f"{stem}_{count}", count + 1
    taken.add(name)
    return name


def kept_apart(step: b.CallStep) -> dict[str, Any] | None:
    """What a call gives besides all that it was given; None where it does not give all of that back."""
    given, result = step.input, step.result
    if not given or not isinstance(result, Mapping):
        return None
    if any(name not in result or result[name] != value for name, value in given.items()):
        return None
    return {name: value for name, value in result.items() if name not in given}


def changed_rows(step: b.CallStep, initial: Initial) -> list[Any] | None:
    """The rows of a list that are not as they were when the story began; None where it is no such list."""
    before = initial.get(step.operation)
    if not before or step.input or not isinstance(step.result, list):
        return None
    if not {row["id"] for row in before} <= {row["id"] for row in step.result}:
        return None
    return [row for row in step.result if row not in before]


def _function(story: Story, initial: Initial) -> ast.stmt:
    body: list[ast.stmt] = [_step("begins", [t.constant(story.scenario.start)], {})]
    for step in story.scenario.steps:
        match step:
            case b.CallStep():
                body.append(_call(step, initial))
            case b.ClockStep():
                body.append(_step("clock", [t.constant(step.to)], {}))
            case b.EventsStep(kind="audit"):
                body.append(_step("logged", [t.constant(step.type), t.constant(step.count)], {}))
            case b.EventsStep():
                said = {
                    name: t.constant(value) for name in ("to", "last") if (value := getattr(step, name)) is not None
                }
                body.append(_step("sent", [t.constant(step.type), t.constant(step.count)], said))
            case b.RestartStep():
                body.append(_step("restart", [], {}))
    return t.function(
        story.name,
        [("story", t.name("Story"), None)],
        body,
        docstring=story.scenario.title,
        returns=t.NONE,
    )


def _call(step: b.CallStep, initial: Initial) -> ast.stmt:
    more = {name: t.constant(value) for name in ("role", "by", "at") if (value := getattr(step, name)) is not None}
    asked = [t.constant(step.operation), _json(step.input)]
    if step.refused is not None:
        return _step("refused", [t.constant(step.refused), *asked], more)
    if step.result is None:
        return _step("call", asked, more)
    if (rows := changed_rows(step, initial)) is not None:
        return _step("changed", asked[:1], {**more, "rows": _json(rows)} if rows else more)
    if not step.input and isinstance(step.result, list) and len(step.result) > _MOST_ROWS:
        shown = {"count": t.constant(len(step.result)), "last": _json(step.result[-_LAST_ROWS:])}
        return _step("shows", asked[:1], {**more, **shown})
    new = kept_apart(step)
    if new is None or new:
        more["gives"] = _json(step.result if new is None else new)
    return _step("call" if new is None else "keeps", asked, more)


def number(value: Decimal) -> int | float:
    """A number as JSON and Python write it."""
    return int(value) if value == value.to_integral_value() else float(value)


def _step(method: str, arguments: list[ast.expr], more: Mapping[str, ast.expr]) -> ast.stmt:
    return ast.Expr(value=t.invoke(t.dotted(f"story.{method}"), *arguments, **more))


def _json(value: Any) -> ast.expr:
    match value:
        case Mapping():
            return t.dictionary((str(key), _json(item)) for key, item in value.items())
        case list() | tuple():
            return ast.List(elts=[_json(item) for item in value], ctx=ast.Load())
        case Decimal():
            return ast.Constant(value=number(value))
    return ast.Constant(value=value)
