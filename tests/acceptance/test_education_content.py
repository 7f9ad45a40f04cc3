"""The ten acceptance checks of `specs/education-content.md`."""

from __future__ import annotations

import contextlib

import pytest

from tests.acceptance._driver import Json, RefusedError, System

SLUG = "education-content"
MISSING: dict[int, str] = {}
AT = "2026-03-02T09:00"


def a_source(system: System, title: str, licence: str, subject: str = "biology") -> Json:
    return system.call(
        "register_source", AT, title=title, subject=subject, licence=licence, text=f"The text of {title}."
    )


def a_module(system: System, at: str = AT, subject: str = "biology", level: int = 1) -> str:
    return str(system.call("build_module", at, subject=subject, level=level)["id"])


def a_question(system: System, quiz: str, right: int = 1, options: int = 4, at: str = AT) -> list[str]:
    """The options of a new question, the right ones first."""
    question = system.call("add_question", at, quiz=quiz, text="Which?")["id"]
    return [
        system.call("add_option", at, question=question, text=f"Option {i}", right_answer=i < right)["id"]
        for i in range(options)
    ]


def a_quiz(system: System, module: str, questions: int = 10, at: str = AT) -> tuple[str, list[list[str]]]:
    quiz = str(system.call("add_quiz", at, module=module)["id"])
    return quiz, [a_question(system, quiz, at=at) for _ in range(questions)]


def a_submitted_module(system: System, at: str = AT, subject: str = "biology", level: int = 1) -> str:
    module = a_module(system, at, subject, level)
    a_quiz(system, module, at=at)
    system.call("submit_module", at, by="ann", module=module)
    return module


def approve(system: System, module: str, by: str, at: str = AT) -> None:
    system.call("approve_module", at, by=by, module=module)


def status(system: System, module: str, at: str = AT) -> str:
    return str(system.call("get_module", at, module=module)["status"])


def answer(system: System, learner: str, quiz: str, options: list[list[str]], right: int) -> Json:
    chosen = [each[0] if index < right else each[1] for index, each in enumerate(options)]
    return system.call("take_quiz", AT, learner=learner, quiz=quiz, options=chosen)


def a_learner(system: System, teacher: str = "tom") -> str:
    return str(system.call("add_learner", AT, name="Lea", teacher=teacher)["id"])


def level(system: System, learner: str, subject: str = "biology") -> Json:
    (row,) = system.call("list_learner_levels", AT, learner=learner, subject=subject)
    return row


def test_1_lessons_in_order_of_registration_and_no_unknown_licence(system: System) -> None:
    first, unknown, last = (
        a_source(system, "A", "open"),
        a_source(system, "B", "unknown"),
        a_source(system, "C", "purchased"),
    )
    module = system.call("build_module", AT, subject="biology", level=1)
    assert module["status"] == "draft"
    lessons = system.call("list_lessons", AT, module=module["id"])
    in_order = sorted(lessons, key=lambda lesson: lesson["number"])
    assert [lesson["source"] for lesson in in_order] == [first["id"], last["id"]]
    assert unknown["text"] not in str(lessons)


def test_2_neither_another_licence_nor_another_level(system: System) -> None:
    fields = {"title": "D", "subject": "biology", "text": "…"}
    assert system.refused("register_source", AT, licence="borrowed", **fields)["field"] == "licence"
    assert system.refused("build_module", AT, subject="biology", level=4)["field"] == "level"
    assert system.call("list_sources", AT) == []
    assert system.call("list_modules", AT) == []


def test_3_only_a_complete_quiz_can_be_submitted(system: System) -> None:
    module = a_module(system)
    quiz, _ = a_quiz(system, module, questions=9)
    system.refused("submit_module", AT, by="ann", module=module)
    assert status(system, module) == "draft"
    other = a_module(system)
    twice, _ = a_quiz(system, other, questions=9)
    a_question(system, twice, right=2)
    system.refused("submit_module", AT, by="ann", module=other)
    a_question(system, quiz)
    assert system.call("submit_module", AT, by="ann", module=module)["status"] == "submitted"


def test_4_two_different_reviewers_but_never_the_author(system: System) -> None:
    module = a_submitted_module(system)
    system.refused("approve_module", AT, by="ann", module=module)
    approve(system, module, "r1")
    assert status(system, module) == "submitted"
    with contextlib.suppress(RefusedError):
        approve(system, module, "r1")
    assert status(system, module) == "submitted"
    approve(system, module, "r2")
    assert status(system, module) == "published"


def test_5_a_rejection_needs_a_comment_and_cancels_approvals(system: System) -> None:
    module = a_submitted_module(system)
    approve(system, module, "r1")
    system.refused("reject_module", AT, by="r2", module=module)
    assert [r["cancelled"] for r in system.call("list_reviews", AT, module=module)] == [False]
    system.call("reject_module", AT, by="r2", module=module, comment="lesson 2 is out of date")
    assert status(system, module) == "draft"
    system.call("submit_module", AT, by="ann", module=module)
    approve(system, module, "r3")
    assert status(system, module) == "submitted"
    approve(system, module, "r1")
    assert status(system, module) == "published"


@pytest.mark.parametrize(("right", "passed", "after"), [(8, True, 3), (7, False, 2), (5, False, 2), (4, False, 1)])
def test_6_levels_go_up_and_down(system: System, right: int, passed: bool, after: int) -> None:
    learner = a_learner(system)
    quiz, options = a_quiz(system, a_module(system, level=2))
    assert answer(system, learner, quiz, options, right)["passed"] is passed
    assert level(system, learner)["level"] == after
    beginner = a_learner(system)
    easy, choices = a_quiz(system, a_module(system, level=1))
    assert answer(system, beginner, easy, choices, 2)["passed"] is False
    assert level(system, beginner)["level"] == 1


def test_7_the_teacher_is_told_once_after_three_attempts(system: System) -> None:
    quiz, options = a_quiz(system, a_module(system))
    learner = a_learner(system)
    for right in (7, 6):
        answer(system, learner, quiz, options, right)
    assert system.sent("notice", to="tom") == []
    answer(system, learner, quiz, options, 5)
    assert len(system.sent("notice", to="tom")) == 1
    answer(system, learner, quiz, options, 6)
    assert len(system.sent("notice", to="tom")) == 1
    other = a_learner(system, "tina")
    for right in (7, 6, 8):
        answer(system, other, quiz, options, right)
    assert system.sent("notice", to="tina") == []


def test_8_one_reminder_when_no_review_comes_within_seven_days(system: System) -> None:
    a_submitted_module(system)
    for moment, count in (("2026-03-09T08:00", 0), ("2026-03-10T10:00", 1), ("2026-03-12T10:00", 1)):
        system.clock(moment)
        assert len(system.sent("reminder", role="head_of_content")) == count


def test_9_progress_and_approvals_outlast_a_restart(system: System) -> None:
    modules = [a_module(system, subject="physics") for _ in range(4)]
    quizzes = [a_quiz(system, module) for module in modules]
    for module in modules[:3]:
        system.call("submit_module", AT, by="ann", module=module)
        approve(system, module, "r1")
        approve(system, module, "r2")
    learner = a_learner(system)
    for quiz, options in quizzes[:2]:
        answer(system, learner, quiz, options, 9)
    assert float(level(system, learner, "physics")["progress"]) == 66
    chemistry = a_submitted_module(system, subject="chemistry")
    approve(system, chemistry, "r1")
    system.restart()
    assert float(level(system, learner, "physics")["progress"]) == 66
    approve(system, chemistry, "r2")
    assert status(system, chemistry) == "published"


def test_10_pleasant_is_unclear(system: System) -> None:
    assert any(line["status"] == "unclear" and "pleasant" in line["sentence"] for line in system.report())
