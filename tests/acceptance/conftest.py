"""Packages for the acceptance checks: each is generated once in a session, and used by many systems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance._driver import Package, System
from tests.acceptance._sources import package_of

SOURCES = ("golden",)
_made: dict[tuple[str, str], Package] = {}


@pytest.fixture(params=SOURCES)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The package of the module's SLUG, made from the golden Specification or from the text."""
    slug, source = request.module.SLUG, request.param
    if (slug, source) not in _made:
        _made[slug, source] = package_of(slug, source, tmp_path_factory.mktemp(f"{source}-"))
    return _made[slug, source]


@pytest.fixture
def system(package: Package, tmp_path: Path) -> Iterator[System]:
    """The package at work on an empty folder."""
    with System(package, tmp_path / "data") as running:
        yield running
