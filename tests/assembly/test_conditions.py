"""Stories near others, and whole games: what parts of rules come to is told where it matters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import blueprints as b
from autogenesis.assembly import performer, run_scenario, stories
from autogenesis.language import understand

SPECS = Path(__file__).parents[2] / "specs"


@cache
def _told(text: str) -> tuple[b.Specification, tuple[b.Scenario, ...]]:
    specification = understand((SPECS / text).read_text(encoding="utf-8")).specification
    return specification, stories(specification)


def _noticed(text: str, part: str, other: str) -> bool:
    """Whether some story fails where a part of the specification, as JSON, is another one."""
    specification, told = _told(text)
    written = specification.model_dump_json()
    assert part in written
    perform = performer(specification)
    changed = b.Specification.model_validate_json(written.replace(part, other))
    return any(run_scenario(changed, story, perform=perform).failures for story in told)


@pytest.mark.slow
def test_a_game_ends_at_and_beside_the_number_that_decides_it() -> None:
    number = '"value":24}'
    assert _noticed("kalah-terminal.md", number, '"value":25}')
    assert _noticed("kalah-terminal.md", number, '"value":23}')


@pytest.mark.slow
def test_what_a_word_gives_is_told() -> None:
    _, told = _told("kalah-terminal.md")
    hints = [
        step for story in told for step in story.steps if isinstance(step, b.CallStep) and step.operation == "hint"
    ]
    assert any(step.result is not None for step in hints)
    assert any(step.refused == "guard.hint.over" for step in hints)


@pytest.mark.slow
def test_the_same_stories_are_found_each_time() -> None:
    specification, told = _told("kalah-terminal.md")
    assert stories(specification) == told
