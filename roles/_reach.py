"""What a test of a package can reach: two packages that are alike in all of that give it the same result.

A story says by name what it asks for, and an operation is done only where somebody asks for it by its name. So a story
depends on all of the package's source but on the operations that it does not name, and the guards and helpers that only
these mention. It opens no page, and no file of the package but what the kit reads with every system. Of any other test
nothing of the kind is known: it is taken to reach everything.
"""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from pydantic import JsonValue

from autogenesis.core import content_hash
from roles._artefacts import Module, ModuleSet, Shown, TestReport

_FORMAT = "1"
_TELLER = "story"
_NO_PLAIN_METHODS = frozenset({"name", "writes", "declarations"})
"""What an agent has besides its operations: a method called so would be more than one."""
_TOLD = frozenset({"report.json", "scenarios.json", "prompts"})
"""Files that commands and models are told from, and no story."""

_OF_PYTEST = frozenset({"conftest.py", "pytest.ini", "tox.ini", "setup.cfg", "setup.py"})


def reach_of(modules: ModuleSet) -> dict[str, str]:
    """By the name of each story, as it stands in a report: a digest over its text and all of the package that it can
    reach. There is none where a model wrote some of it, or where it is not as the generator makes packages."""
    if f"src/{modules.package}/written/" in " ".join(one.path for one in modules.modules):
        return {}
    try:
        source = _Source(modules)
        return {name: source.digest(test) for name, test in _stories(modules)}
    except (SyntaxError, ValueError):
        return {}


def shown_by(modules: ModuleSet, report: TestReport, run: str) -> tuple[Shown, ...]:
    """The stories that passed in a run, each with a digest over all that went into it, and the run that ran it."""
    if not report.executed or report.modules_hash != content_hash(modules) or not report.environment:
        return ()
    reach = reach_of(modules)
    return tuple(
        Shown(name=one.name, digest=_with(reach[one.name], report.environment), run=one.taken_from or run)
        for one in report.cases
        if one.outcome == "passed" and one.name in reach
    )


def still_shown(shown: Iterable[Shown], modules: ModuleSet, environment: str) -> dict[str, Shown]:
    """Of what was shown before, by name: the stories into which the very same goes now."""
    before = {one.name: one for one in shown}
    if not before or not environment:
        return {}
    reach = reach_of(modules).items()
    return {
        name: before[name]
        for name, digest in reach
        if name in before and before[name].digest == _with(digest, environment)
    }


def to_run(modules: ModuleSet, shown: Mapping[str, Shown]) -> list[str]:
    """What pytest is asked to run: every test but those that are shown."""
    if not shown:
        return ["tests"]
    asked = []
    for file in _test_files(modules):
        names = [node.name for node in _tests(ast.parse(file.text))]
        left = [name for name in names if _name(file, name) not in shown]
        asked += [file.path] if len(left) == len(names) else [f"{file.path}::{name}" for name in left]
    return asked


def _with(digest: str, environment: str) -> str:
    return content_hash([_FORMAT, digest, environment])


def _test_files(modules: ModuleSet) -> Iterator[Module]:
    for one in modules.modules:
        path = PurePosixPath(one.path)
        if path.parts[0] == "tests" and path.name.startswith("test_") and path.suffix == ".py":
            yield one


def _tests(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            yield node


def _name(file: Module, test: str) -> str:
    return f"{file.path.removesuffix('.py')}::{test}"


def _stories(modules: ModuleSet) -> Iterator[tuple[str, _Told]]:
    """Each story by its name."""
    for file in _test_files(modules):
        tree = ast.parse(file.text)
        tests, lines = list(_tests(tree)), file.text.splitlines()
        names = [test.name for test in tests]
        tree.body = [node for node in tree.body if node not in tests]
        beside, known = _plain(tree), _mentions(tree)
        for test in tests:
            if isinstance(test, ast.FunctionDef) and names.count(test.name) == 1 and _is_story(test):
                text = "\n".join(lines[test.lineno - 1 : test.end_lineno])
                yield _name(file, test.name), _Told((text, beside), frozenset(known | _mentions(test)))


def _is_story(test: ast.FunctionDef) -> bool:
    """Whether the test does nothing but tell: one step after the other, each with what is written there."""
    given = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    given.args = test.args.args[:1]
    return (
        not test.decorator_list
        and [one.arg for one in given.args] == [_TELLER]
        and ast.dump(given) == ast.dump(test.args)
        and all(_is_told(statement) for statement in test.body)
    )


def _is_told(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=teller), attr=step)) as call):
            written = [*call.args, *(one.value for one in call.keywords)]
            return teller == _TELLER and not step.startswith("_") and all(map(_is_literal, written))
    return False


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class _Told:
    """A story: its text, with what stands beside the tests in its file, and the names that it mentions."""

    texts: tuple[str, str]
    mentions: frozenset[str]


class _Source:
    """The source of a package: what every story reaches, and the parts that only some do."""

    def __init__(self, modules: ModuleSet) -> None:
        self._common: list[str] = []
        self._mentioned: set[str] = set()
        self._parts: dict[str, list[str]] = {}
        self._leads: dict[str, set[str]] = {}
        home = f"src/{modules.package}/"
        tests = {file.path for file in _test_files(modules)}
        for one in sorted(modules.modules, key=lambda each: each.path):
            inside = one.path.removeprefix(home)
            if one.path == "pyproject.toml":
                self._take(one.path, _settings(one.text))
            elif one.path.endswith(".py") and one.path.startswith(home) and not inside.startswith("_kit/"):
                self._read(inside, ast.parse(one.text))
            elif _goes_into_all(one.path, inside) and one.path not in tests:
                self._take(one.path, one.text)

    def digest(self, story: _Told) -> str:
        """Over a story and all that it reaches."""
        reached: dict[str, JsonValue] = {}
        ahead = {*self._mentioned, *story.mentions} & self._parts.keys()
        while ahead:
            name = ahead.pop()
            reached[name] = [*self._parts[name]]
            ahead |= (self._leads[name] & self._parts.keys()) - reached.keys()
        return content_hash([self._whole, *story.texts, reached])

    @cached_property
    def _whole(self) -> str:
        return content_hash([*self._common])

    def _take(self, path: str, text: str) -> None:
        self._common += [path, text]

    def _read(self, path: str, tree: ast.Module) -> None:
        """Set apart what only some reach; all else, in its order and with the names that it mentions, is for every
        story."""
        body: list[ast.stmt] = []
        for node in tree.body:
            if path == "system.py":
                _leave_out_version(node)
            if path == "rules.py" and _is_guard(node):
                self._set_apart(node)
                continue
            if path.startswith("agents/") and isinstance(node, ast.ClassDef):
                inner = [each for each in node.body if not _is_operation(each)]
                for each in node.body:
                    if each not in inner:
                        self._set_apart(each)
                node.body = inner
            body.append(node)
        tree.body = body
        self._mentioned |= _mentions(tree)
        self._take(path, _plain(tree))

    def _set_apart(self, node: ast.stmt) -> None:
        assert isinstance(node, ast.FunctionDef)  # by whom it was set apart
        self._parts.setdefault(node.name, []).append(_plain(node))
        self._leads.setdefault(node.name, set()).update(_mentions(node))


def _goes_into_all(path: str, inside: str) -> bool:
    """Whether a file that is no part of the generated source is there for every story."""
    if path.startswith("src/"):
        return inside.partition("/")[0] not in _TOLD
    return (path.startswith("tests/") and path.endswith(".py")) or PurePosixPath(path).name in _OF_PYTEST


def _leave_out_version(node: ast.stmt) -> None:
    """The version of the package, which moves with each revision: it is told where a system is served, and no story
    serves one."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "SystemDesign":
            each.keywords = [
                one for one in each.keywords if one.arg != "version" or not isinstance(one.value, ast.Constant)
            ]


def _is_guard(node: ast.stmt) -> bool:
    """Whether it is a guard, or a helper: a function that runs only where another one mentions it."""
    return isinstance(node, ast.FunctionDef) and (not node.decorator_list or _is_made_by(node, "guard"))


def _is_operation(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.FunctionDef)
        and _is_made_by(node, "operation")
        and node.name not in _NO_PLAIN_METHODS
        and not node.name.startswith("_")
    )


def _is_made_by(node: ast.FunctionDef, maker: str) -> bool:
    match node.decorator_list:
        case [ast.Call(func=ast.Name(id=name))]:
            return name == maker
    return False


def _mentions(tree: ast.AST) -> set[str]:
    """Every name and every text in it; after which operation a reaction comes is no mention of that operation."""
    found: set[str] = set()
    ahead = [tree]
    while ahead:
        node = ahead.pop()
        match node:
            case ast.Call(func=ast.Name(id="done")):
                continue
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                found.add(name)
            case ast.Constant(value=str(name)):
                found.add(name)
        ahead += ast.iter_child_nodes(node)
    return found


def _plain(node: ast.AST) -> str:
    """What it does, to the letter: without comments, places and docstrings, which no story reads."""
    for each in ast.walk(node):
        if isinstance(each, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match each.body:
                case [ast.Expr(value=ast.Constant(value=str())), *_]:
                    each.body = each.body[1:]
    return ast.dump(node)


def _settings(text: str) -> str:
    """The project's settings, but for its version and the sentence that says what it is."""
    found = tomllib.loads(text)
    if isinstance(found.get("project"), dict):
        for said in ("description", "version"):
            found["project"].pop(said, None)
    return json.dumps(found, sort_keys=True, default=str)
