"""Packages of golden Specifications; those of texts come through the command line, from `tests.packages`."""

from __future__ import annotations

import importlib
from pathlib import Path

from autogenesis.assembly import assemble, write
from autogenesis.core import load_settings
from roles import BlueprintInputs, Reading, SandboxWorkshop, crew
from tests.acceptance._driver import Package

ROOT = Path(__file__).parents[2]


def from_golden(slug: str, folder: Path) -> Package:
    """Designed and assembled from the Specification in tests/golden."""
    module = importlib.import_module(f"tests.golden.{slug.replace('-', '_')}")
    specification = module.specification()
    design = crew(_nobody, SandboxWorkshop(folder, load_settings(ROOT, {})))["design"]
    blueprint = design.draft(BlueprintInputs(specification=specification), ())
    write(assemble(specification, blueprint), folder / blueprint.slug)
    return Package(folder / blueprint.slug)


def _nobody(text: str, *_: object) -> Reading:
    raise AssertionError(f"nobody reads a text here: {text[:40]}")
