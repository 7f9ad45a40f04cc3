"""A house to deploy from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autogenesis.sandbox import BaseEnvironment
from tests.deploy.deployed import SPEC, House, house
from tests.packages import Packages


@pytest.fixture
def home(tmp_path: Path, base_environment: BaseEnvironment, packages: Packages) -> Iterator[House]:
    with house(tmp_path, base_environment, packages.of(SPEC, tested=False)) as made:
        yield made
