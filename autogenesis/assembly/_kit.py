"""The part of the kit that a package needs: the import closure of what it uses, copied verbatim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from autogenesis.assembly._imports import imports_of
from autogenesis.core import AssemblyError

_ROOT = resources.files("autogenesis").joinpath("kit")
"""Beside the house, and not imported: its modules are only read here."""
ALWAYS = ("agent", "call", "command_line", "records", "rules", "system", "values")


def kit_files(modules: Iterable[str]) -> dict[str, bytes]:
    """The files of the kit that the modules need, by path below ``_kit/``; modules are named like ``values`` and
    ``behaviours.allocation``."""
    files: dict[str, bytes] = {"__init__.py": _read("__init__")}
    waiting = sorted({*modules, *_needs("__init__")})
    while waiting:
        module = waiting.pop()
        path = f"{module.replace('.', '/')}.py"
        if path in files:
            continue
        files[path] = _read(module)
        if "." in module:
            package = module.rsplit(".", 1)[0]
            files.setdefault(f"{package.replace('.', '/')}/__init__.py", _read(f"{package}.__init__"))
        waiting.extend(_needs(module))
    return dict(sorted(files.items()))


@cache
def _read(module: str) -> bytes:
    *folders, name = module.split(".")
    target = _ROOT.joinpath(*folders, f"{name}.py")
    if not target.is_file():
        raise AssemblyError(
            f"the kit has no module {module}",
            where=str(_ROOT),
            remedy="Install autogenesis again, or mend the skill that names it",
        )
    return target.read_bytes()


@cache
def _needs(module: str) -> tuple[str, ...]:
    """The kit modules that a module imports, also inside functions and for type checking."""
    package = module.split(".")[:-1]
    known = _modules()
    found: set[str] = set()
    for one in imports_of(_read(module).decode()):
        if one.level:
            base = package[: len(package) - (one.level - 1)] + (one.module.split(".") if one.module else [])
            named = {".".join(base), *(".".join((*base, name)) for name in one.names)}
            found |= {name for name in named if known.get(name)}
    return tuple(sorted(found))


@cache
def _modules() -> Mapping[str, bool]:
    listed = {file.name[:-3]: True for file in _ROOT.iterdir() if file.name.endswith(".py")}
    folder = _ROOT.joinpath("behaviours")
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.name.endswith(".py"):
            listed[f"behaviours.{file.name[:-3]}"] = True
    return MappingProxyType(listed)
