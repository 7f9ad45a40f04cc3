"""Stories made on purpose: what takes many deeds is reached, and each part of a rule is seen to decide."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprints as b
from autogenesis.assembly import performer, run_scenario, stories
from autogenesis.language import understand

TEXT = Path(__file__).parents[2] / "specs" / "education-content.md"


@pytest.fixture(scope="module")
def specification() -> b.Specification:
    return understand(TEXT.read_text(encoding="utf-8")).specification


@pytest.fixture(scope="module")
def told(specification: b.Specification) -> tuple[b.Scenario, ...]:
    return stories(specification)


@pytest.mark.slow
def test_what_takes_ten_complete_questions_and_two_reviewers_is_reached(told: tuple[b.Scenario, ...]) -> None:
    published = [
        step.result
        for story in told
        for step in story.steps
        if isinstance(step, b.CallStep) and step.operation == "get_module" and isinstance(step.result, dict)
    ]
    assert any(module["status"] == "published" for module in published)


@pytest.mark.slow
def test_a_refusal_that_comes_only_after_much_is_told(told: tuple[b.Scenario, ...]) -> None:
    refused = {step.refused for story in told for step in story.steps if isinstance(step, b.CallStep)}
    assert {"guard.approve_module_again", "guard.approve_module_own", "guard.reject_module_comment"} <= refused


def test_the_teacher_is_told_of_the_third_attempt_without_a_pass(told: tuple[b.Scenario, ...]) -> None:
    assert any("reaction.tell_teacher" in story.carries for story in told)


def test_all_of_it_holds(specification: b.Specification, told: tuple[b.Scenario, ...]) -> None:
    perform = performer(specification)
    failures = [failure for story in told for failure in run_scenario(specification, story, perform=perform).failures]
    assert failures == []


@pytest.mark.slow
def test_the_same_specification_gives_the_same_stories(
    specification: b.Specification, told: tuple[b.Scenario, ...]
) -> None:
    assert [story.title for story in told if story.title.startswith("what decides")]
    assert stories(specification) == told
