"""What all tests share: a story to be told of a fresh system."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from story import Story

from lending import System
from lending._kit.errors import Refused


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """A system in a folder of its own."""
    with Story(System, Refused, tmp_path) as told:
        yield told
