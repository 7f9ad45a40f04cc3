"""A package as a tree of files: assembled as a pure function, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import blueprints as b
from autogenesis.assembly._agents import AgentWriter
from autogenesis.assembly._derived import derived_tests
from autogenesis.assembly._documents import documents
from autogenesis.assembly._exchange import exchange
from autogenesis.assembly._format import formatted
from autogenesis.assembly._kept import Lineage
from autogenesis.assembly._kit import ALWAYS, kit_files
from autogenesis.assembly._messages import messages_module
from autogenesis.assembly._names import Names
from autogenesis.assembly._report import as_json_text, blueprint_json, report_lines, trace_rows
from autogenesis.assembly._rules import RulesWriter
from autogenesis.assembly._skills import performer, skill_parts
from autogenesis.assembly._sources import Sources
from autogenesis.assembly._system import agents_module, face_module, main_module, playing_module, system_module
from autogenesis.assembly._texts import texts, trace_text
from autogenesis.assembly._written import (
    ATTEMPTED,
    extended,
    reported,
    written_modules,
    written_parts,
    written_tests,
)
from autogenesis.core import AssemblyError

MANIFEST = ".genesis.json"
_NOTHING = b.Past()
PackageTree = Mapping[str, bytes]
"""Paths in the package, with / between folders, and what the files hold."""


def assemble(
    specification: b.Specification,
    blueprint: b.Blueprint,
    manual: Mapping[str, str] | None = None,
    prompts: Mapping[str, str] | None = None,
    scenarios: Sequence[b.Scenario] | None = None,
    *,
    past: b.Past = _NOTHING,
    behaviours: Sequence[b.Behaviour] = (),
) -> PackageTree:
    """The package for a specification and its blueprint, byte for byte the same for the same arguments.

    `manual` holds pages that others made, by path (the lists of pages name them too), `prompts` the texts below
    ``src/<package>/prompts/`` by name, `scenarios` the examples to be played and tested (the specification's own
    where none are given; where there are none at all, the demo plays scenarios found for it), `behaviours` what a
    model wrote and is vouched for by nobody: operations ask it, and what is derived from the text holds all the same.
    `past` is what came before, whose data the package takes over.
    """
    lineage = Lineage(specification, past)
    specification = lineage.specification
    examples = tuple(specification.examples if scenarios is None else scenarios)
    home, package = f"src/{blueprint.package}", blueprint.package
    made = formatted(python_modules(lineage, blueprint, behaviours=behaviours), package)
    kit_parts = [part.module for part in skill_parts(specification).values()]
    kit_parts += [ATTEMPTED] if behaviours else []
    wanted = (*ALWAYS, *kit_parts, *(("play",) if specification.plays else ()))
    kit = {f"{home}/_kit/{path}": body for path, body in kit_files(wanted).items()}
    tests = derived_tests(specification, blueprint, examples)  # last: they may be foretold in the meantime
    rows = trace_rows(specification, blueprint, tests.by_element)
    lines = report_lines(reported(specification, behaviours))
    own, examples_of = written_tests(specification, behaviours, package)
    plain = {
        **texts(specification, blueprint, version=lineage.version),
        **documents(specification, blueprint, tests.demo, tests.done, performer(specification), manual or {}),
        **tests.data,
        **examples_of,
        "TRACE.md": trace_text(blueprint, rows, lines, tests.untested, behaviours),
        "blueprint.json": blueprint_json(specification, blueprint, rows),
        f"{home}/report.json": as_json_text(lines),
        f"{home}/scenarios.json": as_json_text([item.model_dump(mode="json") for item in tests.demo]),
        f"{home}/py.typed": "",
        **{f"{home}/{name}": text for name, text in lineage.files().items()},
        **{f"{home}/prompts/{name}": text for name, text in (prompts or {}).items()},
    }
    written = {**plain, **made, **formatted({**tests.files, **own}, package)}
    tree = {path: text.encode() for path, text in written.items()} | kit
    tree[MANIFEST] = _manifest(tree, specification, blueprint).encode()
    return MappingProxyType(dict(sorted(tree.items())))


def python_modules(
    lineage: Lineage, blueprint: b.Blueprint, *, behaviours: Sequence[b.Behaviour] = ()
) -> dict[str, str]:
    """The generated modules below ``src/``, by path, not yet formatted."""
    specification = lineage.specification
    skills = skill_parts(specification) | written_parts(specification, behaviours)
    written = written_modules(specification, behaviours)
    specification = extended(specification, behaviours)
    names, sources = Names.of(specification), Sources(specification)
    agents = AgentWriter(specification, names, sources, skills)
    home = f"src/{blueprint.package}"
    modules = {
        "__init__.py": face_module(specification),
        "__main__.py": main_module(blueprint, bool(specification.plays)),
        **({"playing.py": playing_module(specification)} if specification.plays else {}),
        "messages.py": messages_module(specification, lineage.records(specification.entities), names, sources),
        "rules.py": RulesWriter(specification, names, sources).source(),
        "system.py": system_module(lineage, blueprint, names),
        "agents/__init__.py": agents_module(blueprint),
        **{f"agents/{agent.module}.py": agents.source(agent) for agent in blueprint.agents},
        **written,
    }
    return {f"{home}/{path}": text for path, text in modules.items()}


def write(tree: PackageTree, at: Path, *, keep: Sequence[str] = ()) -> None:
    """Write a package as the folder `at`, whole or not at all; what stood there before is replaced, but for the files,
    links and folders in it that `keep` names. Those are taken over as they are: a file stays the same file."""
    for path in tree:
        if path.startswith("/") or ".." in path.split("/"):
            raise AssemblyError(
                f"a file would be written outside the package: {path}",
                where=str(at),
                remedy="Name paths inside it",
            )
    at.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{at.name}-", dir=at.parent))
    try:
        for path, body in tree.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        fresh.chmod(0o755)
        if keep:
            _take_over(keep, at, fresh)
        _replace(fresh, at)
    except OSError as error:
        raise AssemblyError(
            f"the package cannot be written: {error}",
            where=str(at),
            remedy="Make room, or choose another folder",
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def edited_files(at: Path) -> list[str]:
    """The generated files in `at` that somebody changed or removed since they were written, by path."""
    manifest = at / MANIFEST
    if not manifest.is_file():
        return []
    hashes: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    return [
        path
        for path, digest in sorted(hashes.items())
        if not (at / path).is_file() or _digest((at / path).read_bytes()) != digest
    ]


def _take_over(keep: Sequence[str], at: Path, fresh: Path) -> None:
    """Put what `keep` names into `fresh` as well, and give what stands in both the rights it had."""
    for path in keep:
        old, new = at / path, fresh / path
        if old.is_dir() and not old.is_symlink():
            new.mkdir(parents=True, exist_ok=True)
            continue
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, new, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            shutil.copy2(old, new, follow_symlinks=False)
    for new in (fresh, *fresh.rglob("*")):
        old = at / new.relative_to(fresh)
        if not new.is_symlink() and not old.is_symlink() and old.exists():
            shutil.copymode(old, new)


def _replace(fresh: Path, at: Path) -> None:
    """Put `fresh` in the place of `at`, in one step where the system can; `fresh` may be left with what was there."""
    if not at.exists():
        fresh.rename(at)
        return
    if exchange(fresh, at):
        return
    old = at.with_name(f".{at.name}-old-{os.getpid()}")
    at.rename(old)
    try:
        fresh.rename(at)
    except OSError:
        old.rename(at)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _manifest(tree: PackageTree, specification: b.Specification, blueprint: b.Blueprint) -> str:
    files = {path: _digest(body) for path, body in sorted(tree.items())}
    return as_json_text(
        {
            "slug": blueprint.slug,
            "text": specification.text_hash,
            "blueprint": blueprint.specification_hash,
            "files": files,
        }
    )


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
