"""Town boats, a package written by hand, as the tests of the kit use it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "example"))

from driving import Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A town with Ann, Bob and boats 1, 2 and 3, on Monday 2026-06-01."""
    made = Town(tmp_path / "data")
    for name in ("Ann", "Bob"):
        made.call("add_sailor", {"name": name}, at="2026-06-01T09:00")
    for number in ("1", "2", "3"):
        made.call("add_boat", {"number": number, "seats": 4}, at="2026-06-01T09:00")
    return made
