"""Stories under numbers: the number only counts, and the criteria below say what holds."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand
from tests.language._machine import Running


@pytest.mark.parametrize("head", ["Story 1: ", "User story 2 - ", "**Story 3.** ", "US-4: ", "### Story 5\n"])
def test_the_number_of_a_story_only_counts(head: str) -> None:
    text = f"# Repairs\n\nA repair has a text.\n\n{head}As a mechanic, I want to close a repair.\n"
    specification = understand(text).specification
    assert bp.uncovered_literals(specification, text) == ()
    assert [c.text for c in specification.clauses if c.status == "unclear"] == []
    assert "close_repair" in {o.name for o in specification.operations}


@pytest.mark.parametrize(
    "said", ['A new repair is "waiting".', "Every new repair is “waiting”.", "A new repair is waiting."]
)
def test_the_first_state_may_stand_in_quotation_marks(said: str) -> None:
    system = Running(f"A repair has a description. {said}")
    assert system.unclear == []
    assert system.call("add_repair", description="Flat tyre")["status"] == "waiting"
