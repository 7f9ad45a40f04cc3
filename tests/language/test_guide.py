"""The guide keeps its word: what it says is understood is understood whole."""

from __future__ import annotations

import pytest

from autogenesis.language import example_like, lessons, understand


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.title)
def test_every_word_of_a_lesson_is_understood(lesson) -> None:
    understood = understand(lesson.text.encode(), name=lesson.title)
    left = [clause.text for clause in understood.specification.clauses if clause.status in {"unclear", "generic"}]
    assert left == []
    assert (understood.coverage.content, understood.coverage.literals) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("sentence", "lesson"),
    [
        ("A trainee cannot lead a hike.", "What is refused"),
        ("Only the harbour master may mark a berth as closed.", "Who does what"),
        ("A berth belongs to a family.", "Things and what is kept of them"),
    ],
)
def test_a_sentence_is_answered_by_one_that_is_built_like_it(sentence, lesson) -> None:
    example = example_like(sentence)
    assert example is not None
    assert example.lesson == lesson


def test_what_is_like_nothing_in_the_guide_gets_no_advice() -> None:
    assert example_like("Hugs and kisses, Amalia") is None
