"""The small, clean boat hire that every test starts from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from blueprints import Blueprint, Specification

sys.path.insert(0, str(Path(__file__).parent))  # pytest imports test modules without their folder
from boat_hire import boat_hire, boat_hire_blueprint


@pytest.fixture
def specification() -> Specification:
    return boat_hire()


@pytest.fixture
def blueprint() -> Blueprint:
    return boat_hire_blueprint()
