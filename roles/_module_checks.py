"""What is wrong with the files of a package, before anything of it runs."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import PurePosixPath

from autogenesis.assembly import Import, imports_of
from roles._artefacts import Module, ModuleSet, Reason
from roles._inputs import ModuleInputs

_HOUSE = frozenset({"autogenesis", "blueprints", "broker", "loopguard", "roles", "run_genesis", "storage"})
_EXECUTES_TEXT = frozenset({"eval", "exec", "compile", "__import__"})
_REQUIRED = ("pyproject.toml", "README.md", "blueprint.json", "TRACE.md", "Dockerfile", "compose.yaml")
_IMPORTED_AS = {"a2a_sdk": "a2a"}
"""What is imported by another name than it is installed by."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def check_modules(modules: ModuleSet, basis: ModuleInputs) -> tuple[Reason, ...]:
    """Every file parses and compiles, imports only what is there, and carries each agent, operation and guard."""
    found = [*_files(modules)]
    known, paths = _importable(modules), frozenset(module.path for module in modules.modules)
    for module in modules.modules:
        if module.path.endswith(".py"):
            found += _source(module, known, paths)
    found += [*_carried(modules, basis)]
    return tuple(dict.fromkeys(found))


def _files(modules: ModuleSet) -> Iterator[Reason]:
    paths = [module.path for module in modules.modules]
    for path in sorted(set(paths)):
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\\" in path or not path:
            yield Reason(part=path, text="it lies outside the package's folder")
        if paths.count(path) > 1:
            yield Reason(part=path, text="two files have this path")
    source = f"src/{modules.package}"
    for path in (*_REQUIRED, f"{source}/__init__.py", f"{source}/__main__.py"):
        if path not in paths:
            yield Reason(part=path, text="the file is missing")
    if not any(path.startswith("tests/") and path.endswith(".py") for path in paths):
        yield Reason(part="tests", text="the package has no tests")


def _source(module: Module, known: frozenset[str], paths: frozenset[str]) -> Iterator[Reason]:
    try:
        compile(module.text, module.path, "exec")
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        yield Reason(part=module.path, text=f"it is no Python: {error}" + (f", line {line}" if line else ""))
        return
    for one in imports_of(module.text):
        for name in () if one.level else (one.module,) if one.module else one.names:
            if name.partition(".")[0] in _HOUSE:
                yield Reason(part=module.path, text=f"line {one.line} imports {name}, which is the house's")
            elif name.partition(".")[0] not in known:
                yield Reason(part=module.path, text=f"line {one.line} imports {name}, which is not declared")
        missing = _missing(one, module, paths) if one.level else None
        if missing:
            yield Reason(part=module.path, text=f"line {one.line} imports {missing}, which is not there")
    if "/_kit/" not in module.path:
        yield from _executions(module)


def _executions(module: Module) -> Iterator[Reason]:
    if module.text.isascii() and not any(name in module.text for name in _EXECUTES_TEXT):
        return  # other letters may stand for these
    for node in ast.walk(ast.parse(module.text)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in _EXECUTES_TEXT:
            yield Reason(part=module.path, text=f"line {called.lineno} calls {called.id}")


def _importable(modules: ModuleSet) -> frozenset[str]:
    """The standard library, the package, what it declares to depend on, and what its tests use."""
    declared = {"pytest", "hypothesis", "tests", "conftest", modules.package}
    try:
        project = tomllib.loads(modules.text("pyproject.toml") or "").get("project", {})
    except tomllib.TOMLDecodeError:
        project = {}
    lines = [*project.get("dependencies", ())]
    for extra in project.get("optional-dependencies", {}).values():
        lines += extra
    for line in lines:
        match = _NAME.match(line)
        if match:
            name = match[0].lower().replace("-", "_")
            declared.add(_IMPORTED_AS.get(name, name))
    local = {PurePosixPath(module.path).stem for module in modules.modules if module.path.startswith("tests/")}
    return frozenset(declared | local | set(sys.stdlib_module_names))


def _missing(node: Import, module: Module, paths: frozenset[str]) -> str | None:
    """What a relative import looks for in vain."""
    folder = PurePosixPath(module.path).parent
    for _ in range(node.level - 1):
        folder = folder.parent
    if node.module:
        folder = folder / node.module.replace(".", "/")
    if f"{folder}.py" in paths or f"{folder}/__init__.py" in paths:
        return None
    names = [name for name in node.names if f"{folder}/{name}.py" not in paths]
    absent = [name for name in names if f"{folder}/{name}/__init__.py" not in paths]
    return str(folder / absent[0]) if absent else None


def _carried(modules: ModuleSet, basis: ModuleInputs) -> Iterator[Reason]:
    source = f"src/{basis.blueprint.package}"
    if modules.package != basis.blueprint.package:
        yield Reason(part="package", text=f"it is called {modules.package}, not {basis.blueprint.package}")
    operations = {operation.id: operation for operation in basis.specification.operations}
    for agent in basis.blueprint.agents:
        path = f"{source}/agents/{agent.module}.py"
        text = modules.text(path)
        if text is None:
            yield Reason(part=path, text=f"the module of {agent.id} is missing")
            continue
        for carried in agent.carries:
            operation = operations.get(carried)
            if operation is not None and not re.search(rf"\b{operation.name}\b", text):
                yield Reason(part=path, text=f"{operation.id} is missing")
    rules = modules.text(f"{source}/rules.py") or ""
    for operation in basis.specification.operations:
        for guard in operation.guards:
            if f'"{guard.id}"' not in rules:
                yield Reason(part=f"{source}/rules.py", text=f"{guard.id} is missing")
    for entity in basis.specification.entities:
        for invariant in entity.invariants:
            if f'"{invariant.id}"' not in rules:
                yield Reason(part=f"{source}/rules.py", text=f"{invariant.id} is missing")
