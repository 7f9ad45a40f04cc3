"""The ten acceptance checks of `specs/project-planning.md`."""

from __future__ import annotations

import pytest

from tests.acceptance._driver import Json, System

SLUG = "project-planning"
MISSING: dict[int, str] = {}
ADD_PROJECT, ADD_TASK, ADD_PERSON = "add_project", "add_task", "add_person"
PLAN, PROGRESS, APPROVE, START = "make_plan", "report_progress", "approve_plan", "start_plan"
GET_PLAN, GET_TASK, LIST_TASKS = "get_plan", "get_task", "list_tasks"
LIST_PLANS, LIST_ASSIGNMENTS = "list_plans", "list_assignments"
MESSAGE, OVERRUN, STATUS = "message", "overrun", "status"
NOW = "2026-06-01T09:00"


def a_project(system: System, first_day: str, budget: float | None = None) -> str:
    given: dict[str, Json] = {} if budget is None else {"budget": budget}
    return str(system.call(ADD_PROJECT, NOW, first_day=first_day, **given)["id"])


def a_task(system: System, project: str, name: str, days: tuple[Json, Json, Json], **more: Json) -> Json:
    return system.call(ADD_TASK, NOW, **task(project, name, days, **more))


def task(project: str, name: str, days: tuple[Json, Json, Json], **more: Json) -> dict[str, Json]:
    """The input for a task; carpentry for 100 euro where nothing else is said."""
    optimistic, likely, pessimistic = days
    given = {"optimistic": optimistic, "likely": likely, "pessimistic": pessimistic}
    return {"project": project, "name": name, **given, "skill": "carpentry", "cost": 100, **more}


def planned(system: System, project: str) -> dict[str, Json]:
    """The assignments of a new plan, by task."""
    plan = system.call(PLAN, NOW, project=project)
    return {each["task"]: each for each in system.call(LIST_ASSIGNMENTS, NOW, plan=plan["id"])}


def days(assignment: Json) -> tuple[str, str]:
    return assignment["begins_on"], assignment["ends_on"]


def carpenters(system: System, *names: str) -> None:
    for name in names:
        system.call(ADD_PERSON, NOW, name=name, skills=["carpentry"])


def test_1_a_started_day_counts_whole(system: System) -> None:
    project = a_project(system, "2026-06-01")
    assert a_task(system, project, "A", (2, 3, 10))["duration"] == 4
    assert a_task(system, project, "B", (1, 2, 4))["duration"] == 3


def test_2_planned_over_a_weekend(system: System) -> None:
    project = a_project(system, "2026-06-04")
    carpenters(system, "K")
    a_task(system, project, "A", (2, 3, 10))
    a_task(system, project, "B", (1, 2, 4), depends_on=["A"])
    plan = planned(system, project)
    assert days(plan["A"]) == ("2026-06-04", "2026-06-09")
    assert days(plan["B"]) == ("2026-06-10", "2026-06-12")


def test_3_wrong_values_are_not_stored(system: System) -> None:
    project = a_project(system, "2026-06-04")
    system.refused(ADD_TASK, NOW, **task(project, "A", (5, 3, 8)))
    system.refused(ADD_TASK, NOW, **task(project, "A", ("soon", 3, 8)))
    assert system.call(LIST_TASKS, NOW) == []
    a_task(system, project, "A", (1, 3, 8))
    system.call(PROGRESS, NOW, task="A", progress=20)
    system.refused(PROGRESS, NOW, task="A", progress=101)
    assert system.call(GET_TASK, NOW, task="A")["progress"] == 20


def test_4_a_circle_is_refused_by_name(system: System) -> None:
    project = a_project(system, "2026-06-04")
    carpenters(system, "K")
    for name, other in (("A", "B"), ("B", "C"), ("C", "A")):
        a_task(system, project, name, (1, 1, 1), depends_on=[other])
    reason = system.refused(PLAN, NOW, project=project)["reason"]
    assert all(name in reason.replace(",", " ").replace(".", " ").split() for name in "ABC"), reason
    assert system.call(LIST_PLANS, NOW) == []
    assert system.call(LIST_ASSIGNMENTS, NOW) == []


@pytest.mark.parametrize("people", [("K", "L"), ("K",)])
def test_5_whoever_has_the_fewest_days(system: System, people: tuple[str, ...]) -> None:
    project = a_project(system, "2026-06-08")
    carpenters(system, *people)
    a_task(system, project, "T1", (2, 2, 2))
    a_task(system, project, "T2", (2, 2, 2))
    a_task(system, project, "T3", (3, 3, 3), depends_on=["T1", "T2"])
    plan = planned(system, project)
    assert (plan["T1"]["person"], *days(plan["T1"])) == ("K", "2026-06-08", "2026-06-09")
    if len(people) == 2:
        assert (plan["T2"]["person"], *days(plan["T2"])) == ("L", "2026-06-08", "2026-06-09")
        assert (plan["T3"]["person"], *days(plan["T3"])) == ("K", "2026-06-10", "2026-06-12")
    else:
        assert days(plan["T2"]) == ("2026-06-10", "2026-06-11")
        assert plan["T3"]["begins_on"] == "2026-06-12"


def test_6_uncovered(system: System) -> None:
    project = a_project(system, "2026-06-08")
    carpenters(system, "K")
    a_task(system, project, "Frame", (1, 1, 1), skill="welding")
    a_task(system, project, "Shelf", (1, 1, 1))
    plan = planned(system, project)
    assert (plan["Frame"]["uncovered"], plan["Frame"]["person"]) == (True, None)
    assert (plan["Shelf"]["uncovered"], plan["Shelf"]["person"]) == (False, "K")


@pytest.mark.parametrize(("cost", "noted", "starts"), [(20_000, 0, True), (22_000, 1, True), (22_000.01, 0, False)])
def test_7_over_budget(system: System, cost: float, noted: int, starts: bool) -> None:
    project = a_project(system, "2026-06-08", budget=20_000)
    carpenters(system, "K")
    a_task(system, project, "A", (1, 1, 1), cost=cost)
    plan = system.call(PLAN, NOW, project=project)["id"]
    assert len(system.sent(OVERRUN, role="owner")) == noted
    if not starts:
        system.refused(START, NOW, plan=plan)
        system.call(APPROVE, NOW, role="owner", by="olga", plan=plan)
    assert system.call(START, NOW, plan=plan)["status"] == "started"


def test_8_one_message_and_the_status_on_friday(system: System) -> None:
    project = a_project(system, "2026-06-08")
    carpenters(system, "K")
    a_task(system, project, "A", (2, 2, 2))
    a_task(system, project, "B", (4, 4, 4), depends_on=["A"])
    plan = planned(system, project)
    assert plan["A"]["ends_on"] == "2026-06-09"
    assert days(plan["B"]) == ("2026-06-10", "2026-06-15")
    system.call(PROGRESS, "2026-06-09T10:00", task="A", progress=90)
    for now, count in (("2026-06-09T12:00", 0), ("2026-06-10T09:00", 1), ("2026-06-11T09:00", 1)):
        system.clock(now)
        assert len(system.sent(MESSAGE, role="owner")) == count, now
    (message,) = system.sent(MESSAGE, role="owner")
    assert message["data"]["tasks"] == ["B"]
    assert "B" in message["text"].replace(".", " ").split()
    system.clock("2026-06-12T16:01")
    status = system.sent(STATUS, role="owner")[-1]
    assert status["at"].startswith("2026-06-12T16:00")
    assert status["data"]["late"] == ["A"]


def test_9_a_restart_loses_nothing(system: System) -> None:
    project = a_project(system, "2026-06-08", budget=100)
    carpenters(system, "K")
    a_task(system, project, "A", (1, 1, 1), cost=200)
    plan = system.call(PLAN, NOW, project=project)["id"]
    system.call(PROGRESS, NOW, task="A", progress=40)
    system.call(APPROVE, NOW, role="owner", by="olga", plan=plan)
    system.restart()
    assert system.call(GET_TASK, NOW, task="A")["progress"] == 40
    assert system.call(GET_PLAN, NOW, plan=plan)["approved"] is True


def test_10_the_wish_for_later_and_what_is_not_defined(system: System) -> None:
    lines = system.report()
    assert any("calendar" in line["sentence"] for line in lines if line["status"] == "deferred")
    open_ones = [line for line in lines if line["status"] in ("unclear", "assumed")]
    assert any("cost so far" in f"{line['sentence']} {line['note']}" for line in open_ones)
