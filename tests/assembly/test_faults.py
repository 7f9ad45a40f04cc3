"""How many faults planted in the rules of each text the stories of its package notice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autogenesis.language import understand
from tests.assembly import harbour
from tests.assembly.faults import measured

SPECS = Path(__file__).parents[2] / "specs"
MOST = 30
FLOORS = {
    "blood-donation": 25,
    "car-insurance-claims": 23,
    "education-content": 27,
    "greenhouse-irrigation": 27,
    "hotel-housekeeping": 25,
    "kalah-terminal": 28,
    "library-lending": 27,
    "meeting-minutes": 27,
    "newsletter-moderation": 21,
    "patient-management": 26,
    "project-planning": 27,
    "software-pipeline": 26,
    "tournament-scheduling": 27,
    "warehouse-slotting-auction": 25,
}
"""Of 30 faults, how many the stories of each text must notice."""
ALTOGETHER = 374
"""How many they must notice of all 420."""


@cache
def of_text(text: str) -> dict[str, Any]:
    return measured(understand((SPECS / f"{text}.md").read_text(encoding="utf-8")).specification, most=MOST)


@pytest.mark.slow
def test_most_faults_of_a_small_system_are_noticed() -> None:
    found = measured(harbour.specification(), most=12)
    assert found["tried"] == 12
    assert found["noticed"] >= 8, found["missed"]


def test_every_text_has_a_floor() -> None:
    assert set(FLOORS) == {path.stem for path in SPECS.glob("*.md")} - {"README"}


@pytest.mark.soak
@pytest.mark.parametrize("text", FLOORS)
def test_faults_are_noticed(text, record_property) -> None:
    """docs/mutation.md lists the figures and what is missed."""
    found = of_text(text)
    record_property("faults noticed", f"{found['noticed']} of {found['tried']} tried, of {found['faults']}")
    assert found["noticed"] >= FLOORS[text], found["missed"]


@pytest.mark.soak
def test_faults_are_noticed_altogether(record_property) -> None:
    noticed, tried = (sum(of_text(text)[what] for text in FLOORS) for what in ("noticed", "tried"))
    record_property("faults noticed", f"{noticed} of {tried} tried")
    assert noticed >= ALTOGETHER
