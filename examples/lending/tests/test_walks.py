"""Long stories: days on which much is asked for, and what it takes for rules to decide."""

from pathlib import Path

import pytest
from story import Story

STORIES = sorted((Path(__file__).parent / "stories").glob("*.jsonl"))


@pytest.mark.parametrize("file", STORIES, ids=[file.stem for file in STORIES])
def test_a_long_story(story: Story, file: Path) -> None:
    """Every step of the file comes out as it says."""
    story.follow(file.read_text(encoding="utf-8"))
