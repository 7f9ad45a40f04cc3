"""Installs a package as a release: its wheel, in an environment of its own beside the locked libraries."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from autogenesis.core import Clock, DeploymentError, Settings
from autogenesis.deploy._nouns import Release
from autogenesis.deploy._place import Place, write_whole, writing
from autogenesis.sandbox import (
    DISTRIBUTED,
    REQUIREMENTS,
    BaseEnvironment,
    Environments,
    Sandbox,
    SandboxRequest,
    assert_clean,
    build_wheel,
    choose,
    layer,
    readable_paths,
)
from roles import ModuleSet, read_package, write_files

_MOST_KEPT = 5
_PROBE = """
import json, sys
from importlib import import_module
design = import_module(sys.argv[1] + ".system").System.design
operations = import_module(sys.argv[1] + "._kit.describe").operations(design)
names = {"agents": [each.name for each in design.agents], "operations": [each["name"] for each in operations]}
print(json.dumps({**names, "revision": design.revision}))
"""
_SECONDS = 60.0


def python_of(place: Place, number: int) -> Path:
    """The interpreter of a release."""
    return place.release_folder(number) / "environment" / "bin" / "python"


def command_of(place: Place, release: Release, *words: str) -> tuple[str, ...]:
    """A command of a release's package: nothing but its environment is looked at for what it imports."""
    return (str(python_of(place, release.number)), "-I", "-u", "-m", release.package, *words)


def built(package: Path, out: Path, settings: Settings, base: BaseEnvironment) -> tuple[ModuleSet, Path]:
    """The files of the package in a folder, and the wheel that is made of them, which is put into `out`."""
    modules = read_package(package)
    with tempfile.TemporaryDirectory(prefix="deploy-") as scratch:
        write_files(modules, Path(scratch))
        return modules, build_wheel(Path(scratch), out, base, sandbox=sandbox_for(modules, settings))


def sandbox_for(modules: ModuleSet, settings: Settings) -> Sandbox:
    """What the package is built and looked at in; a stronger one where a model wrote part of it."""
    return choose(settings.sandbox, model_written=bool(model_written(modules)))


def model_written(modules: ModuleSet) -> tuple[str, ...]:
    """The files that a model wrote, which run as they are once the package is deployed."""
    folder = f"src/{modules.package}/written/"
    return tuple(
        one.path for one in modules.modules if one.path.startswith(folder) and not one.path.endswith("__init__.py")
    )


def install(package: Path, place: Place, settings: Settings, clock: Clock, *, distributed: bool) -> Release:
    """The package in a folder as a release, which is the latest one where its files are the same."""
    base = Environments(settings.home).ensure(DISTRIBUTED if distributed else REQUIREMENTS)
    before = place.releases()
    number = (before[-1].number if before else 0) + 1
    folder = place.release_folder(number)
    with writing(folder):
        shutil.rmtree(folder, ignore_errors=True)
        modules, wheel = built(package, folder, settings, base)
    digest = hashlib.sha256(wheel.read_bytes() + base.root.name.encode()).hexdigest()
    if before and before[-1].digest == digest:
        shutil.rmtree(folder)
        return before[-1]
    python = layer(base, wheel, folder / "environment")
    sandbox = sandbox_for(modules, settings)
    assert_clean(python, sandbox=sandbox)
    looked = _looked(sandbox, python, modules.package, folder)
    release = Release(
        number=number,
        package=modules.package,
        version=wheel.name.split("-")[1],
        digest=digest,
        wheel=wheel.name,
        agents=tuple(looked["agents"]),
        operations=tuple(looked["operations"]),
        revision=int(looked["revision"]),
        made=clock.now().isoformat(timespec="seconds"),
    )
    write_whole(folder / "release.json", release.model_dump_json(indent=1).encode())
    return release


def _looked(sandbox: Sandbox, python: Path, package: str, folder: Path) -> dict[str, Any]:
    """What the package says that it has, looked at in the sandbox."""
    result = sandbox.run(
        [str(python), "-I", "-c", _PROBE, package],
        request=SandboxRequest(cwd=folder, read_only=(folder, *readable_paths(python)), timeout=_SECONDS),
    )
    try:
        if result.exit_code == 0:
            return dict(json.loads(result.stdout))
    except ValueError:
        pass
    said = (result.stderr.strip() or result.stdout.strip() or f"exit {result.exit_code}").splitlines()[-1]
    raise DeploymentError(
        f"the package does not run in an environment of its own: {said[:300]}",
        where=str(folder),
        remedy="Try `genesis test` on it, and deploy it again once it passes",
    )


def prune(place: Place, used: frozenset[int]) -> None:
    """Remove old releases that nobody goes back to."""
    numbers = [one.number for one in place.releases()]
    for number in numbers[:-_MOST_KEPT]:
        if number not in used:
            shutil.rmtree(place.release_folder(number), ignore_errors=True)
