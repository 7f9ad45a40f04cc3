"""`genesis test` and `genesis blueprint`: what is done with a system that stands on disk."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.cli._print import console, print_json
from autogenesis.core import BlueprintError, InputError, PackageTestsError, Settings, UsageError

if TYPE_CHECKING:
    from roles import ModuleSet, TestReport

_FORMATS = ("mermaid", "dot", "svg", "json")


def find_system(name: str, settings: Settings) -> Path:
    """The folder of a system, by its path or its slug."""
    places = (Path(name), settings.generated / name, settings.generated / name.replace("-", "_"))
    for place in places:
        if (place / "blueprint.json").is_file():
            return place
    raise InputError(
        f"there is no system {name!r}",
        where=str(settings.generated),
        remedy="Name a slug that `genesis runs` lists, or the folder of a package",
    )


def run_system_tests(system: str, settings: Settings, *, as_json: bool) -> int:
    """Run the system's tests in a clean environment; 3 where one fails."""
    from roles import read_package

    folder = find_system(system, settings)
    modules = read_package(folder)
    report = test_package(modules, settings)
    passed, skipped = report.count("passed"), report.count("skipped")
    failed = report.count("failed", "error")
    if as_json:
        tests = {"passed": passed, "failed": failed, "skipped": skipped}
        print_json({"system": modules.slug, "package_path": str(folder), "tests": tests, "sandbox": report.sandbox})
    else:
        for case in report.cases:
            if case.outcome in ("failed", "error"):
                console().print(f"✗ {case.name}\n{case.message}", markup=False)
        console().print(
            f"{passed} passed, {failed} failed, {skipped} skipped (sandbox: {report.sandbox})", markup=False
        )
    return 0 if report.exit_code == 0 and not failed else PackageTestsError.exit_code


def test_package(modules: ModuleSet, settings: Settings) -> TestReport:
    """What the tests of a package say, with those that people added."""
    from roles import SandboxWorkshop, run_tests

    with tempfile.TemporaryDirectory(prefix="genesis-test-") as scratch:
        return run_tests(modules, SandboxWorkshop(Path(scratch), settings), plugins=True)


def draw(system: str, form: str, settings: Settings) -> int:
    """Print the blueprint in the format asked for."""
    if form not in _FORMATS:
        raise UsageError(f"there is no format {form!r}", where="--format", remedy=f"Use one of {', '.join(_FORMATS)}")
    from pydantic import ValidationError

    from blueprints import Blueprint, to_dot, to_json, to_mermaid, to_svg

    file = find_system(system, settings) / "blueprint.json"
    try:
        blueprint = Blueprint.model_validate(json.loads(file.read_text(encoding="utf-8"))["blueprint"])
    except (ValueError, KeyError, ValidationError) as error:
        raise BlueprintError(
            f"the blueprint cannot be read: {error}", where=str(file), remedy="Generate the system again"
        ) from error
    drawn = {"mermaid": to_mermaid, "dot": to_dot, "svg": to_svg, "json": to_json}[form](blueprint)
    print(drawn.rstrip("\n"))
    return 0
