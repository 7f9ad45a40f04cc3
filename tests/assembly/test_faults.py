"""How many faults planted in the rules of each text the stories of its package notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from autogenesis.language import understand
from tests.assembly import harbour
from tests.assembly.faults import measured

SPECS = Path(__file__).parents[2] / "specs"
TEXTS = sorted(path.stem for path in SPECS.glob("*.md") if path.name != "README.md")
MOST = 30


def test_most_faults_of_a_small_system_are_noticed() -> None:
    found = measured(harbour.specification(), most=12)
    assert found["tried"] == 12
    assert found["noticed"] >= 8, found["missed"]


@pytest.mark.soak
@pytest.mark.parametrize("text", TEXTS)
def test_faults_are_noticed(text, record_property) -> None:
    """The figure is what counts; docs/mutation.md says what it is to become."""
    found = measured(understand((SPECS / f"{text}.md").read_text(encoding="utf-8")).specification, most=MOST)
    record_property("faults noticed", f"{found['noticed']} of {found['tried']} tried, of {found['faults']}")
    assert found["noticed"] > 0
