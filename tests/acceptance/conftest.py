"""Packages for the acceptance checks: each is generated once in a session, and used by many systems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance._driver import Package, System
from tests.acceptance._sources import from_golden
from tests.packages import Packages

GOLDENS = Path(__file__).parents[1] / "golden"
SPECS = Path(__file__).parents[2] / "specs"
_designed: dict[str, Package] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """From the text, and from the golden Specification where somebody has written one."""
    if "package" in metafunc.fixturenames:
        golden = (GOLDENS / f"{metafunc.module.SLUG.replace('-', '_')}.py").is_file()
        soaked = [pytest.param("golden", marks=pytest.mark.soak)] if golden else []
        metafunc.parametrize("package", ["text", *soaked], indirect=True)


@pytest.fixture
def package(request: pytest.FixtureRequest, packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The package of the module's SLUG, made from the golden Specification or, as a user would, from the text.

    MISSING of the module says, by the number of the check, which construct of the text is not understood yet.
    """
    slug, source = request.module.SLUG, request.param
    missing = request.module.MISSING.get(int(request.node.name.split("_")[1]))
    if source == "text" and missing:
        request.applymarker(pytest.mark.xfail(reason=missing, strict=True))
    if source == "text":
        return Package(packages.of(SPECS / f"{slug}.md"))
    if slug not in _designed:
        _designed[slug] = from_golden(slug, tmp_path_factory.mktemp(source))
    return _designed[slug]


@pytest.fixture
def system(package: Package, tmp_path: Path) -> Iterator[System]:
    """The package at work on an empty folder."""
    with System(package, tmp_path / "data") as running:
        yield running
