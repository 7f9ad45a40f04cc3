"""A good model, one that keeps to the form and no more, one that babbles, one that says nothing: each is told apart."""

from __future__ import annotations

import asyncio
import json

import pytest
from autogen_core.models import CreateResult

import autogenesis.grading as g
from autogenesis.core import SystemClock
from autogenesis.models import Account, Lender, ProviderError, Request, TimedOut
from autogenesis.sandbox import choose
from tests.grading.player import Playing, good


@pytest.fixture(scope="module")
def tasks() -> list[g.Task]:
    run = g.sandboxed(choose("auto", model_written=False))  # what is run here was written above
    return [task for role in g.graded_roles() for task in g.tasks_of(role, run)]


async def graded(tasks, client, **more) -> g.Grade:
    limits = {"account": Account(max_tokens=10_000_000), "clock": SystemClock(), "seconds": 60, **more}
    return await g.grade("a:model", client, tasks, Lender(**limits))


@pytest.mark.slow
async def test_ten_tasks_for_each_role_that_asks_models_all_done_by_a_good_model(tasks) -> None:
    told: list[g.TaskGrade] = []
    client = Playing(tasks, good)
    lender = Lender(Account(max_tokens=10_000_000), SystemClock(), 60)
    grade = await g.grade("a:model", client, tasks, lender, told.append)
    assert [(one.why, one.role, one.task) for one in told if not one.passed] == []
    assert [len(role.tasks) for role in grade.roles] == [10, 10, 10, 10, 10]
    assert grade.recommended == ("understanding", "design", "prompt_design", "documentation", "generator")
    generator = grade.roles[-1]
    assert (generator.of("code"), generator.of("tools"), generator.schema) == ((8, 8), (1, 1), (9, 9))
    assert generator.tokens == 1_100
    assert generator.seconds is not None


async def test_a_model_that_keeps_the_form_and_does_not_follow_is_recommended_for_nothing(tasks) -> None:
    tasks = [task for task in tasks if task.shows != "code"]

    def key(task: g.Task) -> str:
        return "ids" if task.name == "list" else "changes"

    def play(task: g.Task) -> str:
        if task.form is None:
            return "Sure, I looked it up."
        return json.dumps({key(task): []})

    grade = await graded(tasks, Playing(tasks, play))
    assert grade.recommended == ()
    for role in grade.roles[:4]:
        assert role.schema == (9, 9)
        assert role.of("tools") == (0, 1)
        assert "tasks were done" in role.against
    assert {one.task for one in grade.roles[0].tasks if one.passed} == {"nothing", "hostile"}


async def test_a_model_that_babbles_keeps_no_form(tasks) -> None:
    grade = await graded(tasks, Playing(tasks, lambda task: 'Lorem { ipsum ]] dolor, {"changes": 7}'))
    assert grade.recommended == ()
    assert all(role.schema == (0, 9) and role.passed == 0 for role in grade.roles)
    assert "have the form" in grade.roles[0].against


async def test_a_model_that_gives_no_answers_is_soon_asked_no_more(tasks) -> None:
    class Slow(Playing):
        async def answer(self, request: Request) -> CreateResult:
            self.asked += 1
            await asyncio.sleep(30)
            raise AssertionError("nobody waits so long")

    client = Slow(tasks, good)
    grade = await graded(tasks, TimedOut(client, seconds=0.02))
    assert client.asked == 3
    assert grade.recommended == ()
    assert grade.roles[0].tasks[0].why == "no answer within 0.02 seconds"
    assert grade.roles[4].tasks[0].why.startswith("not asked")
    assert grade.roles[4].seconds is None


async def test_one_failure_that_passes_does_not_end_it(tasks) -> None:
    failed = ProviderError("cut off", where="x", remedy="y", passing=True)
    some = [task for task in tasks if task.role == "design"]
    grade = await graded(some, Playing(tasks, lambda task: failed if task.name == "replace" else good(task)))
    assert grade.recommended == ("design",)
    assert grade.roles[0].passed == 9


async def test_the_budget_ends_the_asking_and_nothing_is_recommended_on_half_of_it(tasks) -> None:
    some = [task for task in tasks if task.role == "design"]
    grade = await graded(some, Playing(tasks, good), account=Account(max_tokens=5_000))
    assert grade.recommended == ()
    assert 0 < grade.roles[0].passed < 10


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("def shortest(texts:", "it is no Python"),
        ("def longest(texts): ...", "does not run to its end"),
        ("import os\nos._exit(0)", "does not run to its end"),
        ("def shortest(texts):\n    return open('/etc/shadow').read()", "raises"),
        ("import sys\nprint('[]')\nsys.exit(0)", "does not run to its end"),
        ("def shortest(texts):\n    return 'de'", 'shortest([]) gives "de", and not gives ""'),
        ("\x00", "it is no Python"),
    ],
)
async def test_source_is_judged_by_what_it_gives(tasks, source, why) -> None:
    some = [task for task in tasks if task.name == "shortest"]
    grade = await graded(some, Playing(tasks, lambda task: json.dumps({"source": source})))
    assert why in grade.roles[0].tasks[0].why


def test_source_that_does_not_end_is_ended() -> None:
    run = g.sandboxed(choose("auto", model_written=False), seconds=1)
    assert run("import time\ntime.sleep(60)", "shortest", [[[]]]) == []


def test_the_tasks_are_the_same_every_time(tasks) -> None:
    again = [task for role in g.graded_roles() for task in g.tasks_of(role, lambda *_: ())]
    assert [one.messages for one in again] == [one.messages for one in tasks]
    assert len({(one.role, one.name) for one in tasks}) == 50


def test_the_face_is_complete() -> None:
    assert all(hasattr(g, name) for name in g.__all__)
