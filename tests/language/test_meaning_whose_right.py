"""What only the one may do whom the thing names for it."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

SCHOOL = (
    "# School\nA learner has a name. An instructor has a name. "
    "A lesson has a learner, an instructor and a state (booked or closed)."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Only the instructor of a lesson closes it.",
        "Only the instructor of a lesson can close it.",
        "A lesson is closed by its instructor only.",
        "Only the instructor of the lesson may close the lesson.",
    ],
)
def test_nobody_else_may(sentence: str) -> None:
    running = Running(f"{SCHOOL} {sentence}")
    assert running.unclear == []
    learner = running.call("add_learner", name="L")["id"]
    mine, other = (running.call("add_instructor", name=name)["id"] for name in "IJ")
    lesson = running.call("add_lesson", learner=learner, instructor=mine)["id"]
    assert running.refused("close_lesson", role="instructor", by=other, lesson=lesson)
    assert running.call("close_lesson", role="instructor", by=mine, lesson=lesson)["state"] == "closed"


@pytest.mark.parametrize(
    "sentence",
    ["Only the examiner of a lesson closes it.", "Only the head of the school closes a lesson."],
)
def test_who_that_is_must_be_kept(sentence: str) -> None:
    assert Running(f"{SCHOOL} {sentence}").unclear != []
