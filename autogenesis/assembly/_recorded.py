"""Long stories as data: a file of JSON lines each, one line a step, and one test that tells every file."""

from __future__ import annotations

import json
from typing import Any

import blueprints as b
from autogenesis.assembly._stories import Initial, changed_rows, kept_apart, number

FOLDER = "stories"
"""The folder below ``tests/`` with the files."""


def recorded(scenario: b.Scenario, initial: Initial) -> str:
    """The story, one JSON object a line, in the words that `story.Story.follow` knows."""
    lines = [{"begins": scenario.start}, *(_line(step, initial) for step in scenario.steps)]
    return "".join(f"{json.dumps(line, ensure_ascii=False, default=number)}\n" for line in lines)


def recorded_module(docstring: str) -> str:
    """The source of the module of tests that tells them."""
    return f'''"""{docstring}"""

from pathlib import Path

import pytest

from story import Story

STORIES = sorted((Path(__file__).parent / "{FOLDER}").glob("*.jsonl"))


@pytest.mark.parametrize("file", STORIES, ids=[file.stem for file in STORIES])
def test_a_long_story(story: Story, file: Path) -> None:
    """Every step of the file comes out as it says."""
    story.follow(file.read_text(encoding="utf-8"))
'''


def _line(step: b.CallStep | b.ClockStep | b.EventsStep | b.RestartStep, initial: Initial) -> dict[str, Any]:
    match step:
        case b.ClockStep():
            return {"clock": step.to}
        case b.RestartStep():
            return {"restart": True}
        case b.EventsStep():
            more = {name: value for name in ("to", "last") if (value := getattr(step, name)) is not None}
            return {"logged" if step.kind == "audit" else "sent": step.type, "count": step.count, **more}
    asked: dict[str, Any] = {"call": step.operation, "input": step.input}
    asked |= {name: value for name in ("role", "by", "at") if (value := getattr(step, name)) is not None}
    if step.refused is not None:
        return {**asked, "refused": step.refused}
    if step.result is None:
        return asked
    if (rows := changed_rows(step, initial)) is not None:
        return {**asked, "changed": rows}
    new = kept_apart(step)
    return {**asked, "gives": step.result} if new is None else {**asked, "keeps": new}
