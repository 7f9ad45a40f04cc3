"""`genesis export`: a system in the form that another framework, protocol or tool reads."""

from __future__ import annotations

import json
import tempfile
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autogenesis.cli._print import console, print_json
from autogenesis.cli._systems import find_system
from autogenesis.core import BlueprintError, InputError, SandboxError, Settings, UsageError

if TYPE_CHECKING:
    from autogenesis.assembly import Offered
    from blueprints import Blueprint

_SECONDS = 60.0
_MOST_NAMED = 5


def list_exports(*, as_json: bool) -> int:
    """Print the forms that there are."""
    from autogenesis.assembly import EXPORTS

    if as_json:
        print_json({"exports": [{"name": each.name, "summary": each.summary} for each in EXPORTS.values()]})
        return 0
    for each in EXPORTS.values():
        console().print(f"{each.name:<10} {each.summary}", markup=False)
    return 0


def export_system(system: str, kind: str, settings: Settings, *, out: Path | None, as_json: bool) -> int:
    """Write the export as a folder, whole or not at all; one that people edited is not replaced."""
    from autogenesis.assembly import EXPORTS, exported, write

    if kind not in EXPORTS:
        raise UsageError(
            f"there is no export {kind!r}", where="--to", remedy=f"Use one of {', '.join(EXPORTS)}; see --list"
        )
    folder = find_system(system, settings)
    offered = _described(folder, settings)
    at = (out or settings.generated / "exports" / offered.project / kind).absolute()
    kept = _kept(at)
    tree = exported(replace(offered, operations=_operations(folder, settings)), kind)
    _refuse_taken(at, set(kept) & set(tree))
    write(tree, at, keep=kept)
    files = sorted(path for path in tree if not path.startswith("."))
    if as_json:
        print_json({"system": offered.project, "export": kind, "path": str(at), "files": files})
        return 0
    console().print(f"{at}", markup=False)
    for path in files:
        console().print(f"  {path}", markup=False)
    return 0


def _kept(at: Path) -> list[str]:
    """What stands there and was not exported: it stays. InputError where the folder is somebody else's, or exported
    files were edited."""
    from autogenesis.assembly import MANIFEST, edited_files

    if not at.exists():
        return []
    if at.is_dir() and not any(at.iterdir()):
        return []
    try:
        manifest = json.loads((at / MANIFEST).read_text(encoding="utf-8"))
        written = set(manifest["files"]) if "export" in manifest else set()
    except (OSError, ValueError, KeyError, TypeError):
        written = set()
    if not written:
        raise InputError(
            "something else stands there", where=str(at), remedy="Name another folder with --out, or remove this one"
        )
    edited = [path for path in edited_files(at) if (at / path).exists()]
    if edited:
        raise InputError(
            f"exported files were edited: {_few(edited)}",
            where=str(at),
            remedy="Name another folder with --out and compare, or remove them to have them written anew",
        )
    files = (path for path in sorted(at.rglob("*")) if path.is_symlink() or not path.is_dir())
    found = (path.relative_to(at).as_posix() for path in files)
    return [path for path in found if path not in written and path != MANIFEST]


def _refuse_taken(at: Path, taken: set[str]) -> None:
    if taken:
        raise InputError(
            f"files that were added stand in the way: {_few(sorted(taken))}",
            where=str(at),
            remedy="Move them, or name another folder with --out",
        )


def _few(paths: list[str]) -> str:
    more = len(paths) - _MOST_NAMED
    return ", ".join(paths[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _described(folder: Path, settings: Settings) -> Offered:
    """What is kept of the system; its operations are still to be asked for."""
    from pydantic import ValidationError

    from autogenesis.assembly import Offered, model_component
    from autogenesis.models import BUILTIN, model_name
    from blueprints import Blueprint, Specification

    file = folder / "blueprint.json"
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        specification = Specification.model_validate(kept["specification"])
        blueprint = Blueprint.model_validate(kept["blueprint"])
        version = str(tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError, ValidationError) as error:
        raise BlueprintError(
            f"the system cannot be read: {error}", where=str(folder), remedy="Generate the system again"
        ) from error
    named = None if settings.model == BUILTIN else model_component(model_name(settings.model), settings.model_url)
    return Offered(
        specification=specification,
        blueprint=blueprint,
        operations=(),
        version=version,
        prompts=_prompts(folder, blueprint),
        model=named,
    )


def _operations(folder: Path, settings: Settings) -> list[dict[str, Any]]:
    """What the system offers, by its own word, in the sandbox, so that what people edited counts."""
    from roles import SandboxWorkshop, read_package

    modules = read_package(folder)
    with tempfile.TemporaryDirectory(prefix="genesis-export-") as scratch:
        workshop = SandboxWorkshop(Path(scratch), settings)
        told = workshop.run(modules, ["-m", modules.package, "operations", "--json"], seconds=_SECONDS)
    try:
        found: list[dict[str, Any]] = json.loads(told.stdout) if told.exit_code == 0 else []
    except ValueError:
        found = []
    if not found:
        last = told.stderr.strip().splitlines()
        raise SandboxError(
            f"the package does not tell its operations: {last[-1] if last else f'exit {told.exit_code}'}",
            where=str(folder),
            remedy="Run `genesis test` on it, or generate it again",
        )
    return found


def _prompts(folder: Path, blueprint: Blueprint) -> dict[str, str]:
    """The prompts as they stand in the package, by the id of their agent."""
    found = {}
    for agent in blueprint.agents:
        if agent.prompt is not None:
            file = folder / "src" / blueprint.package / "prompts" / f"{agent.prompt.removeprefix('prompt.')}.md"
            if file.is_file():
                found[agent.id] = file.read_text(encoding="utf-8")
    return found
