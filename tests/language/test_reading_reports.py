"""Reading what people report, what is told when it stays undone, and what is sent again and again."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures

SPECS = Path(__file__).parents[2] / "specs"
FIRM = (SPECS / "project-planning.md").read_text(encoding="utf-8").split("<!-- acceptance -->")[0]
LIBRARY = (SPECS / "library-lending.md").read_text(encoding="utf-8").split("<!-- acceptance -->")[0]


def specification(text: str) -> bp.Specification:
    """What was understood; it must be possible to build it."""
    found = understand(text).specification
    assert bp.check_specification(found, signatures(), text) == ()
    return found


def fates(spec: bp.Specification) -> dict[str, str]:
    """What became of each clause."""
    return {clause.text: clause.status for clause in spec.clauses}


def test_a_report_in_percent_is_bounded_by_0_and_100() -> None:
    spec = specification("# Masons\nA wall has a name and a height in metres.\nMasons report progress in percent.\n")
    report = next(each for each in spec.operations if each.name == "report_progress")
    assert [each.name for each in report.inputs] == ["wall", "progress"]
    assert report.actors == ("actor.mason",)
    bounds = [each.reason for each in spec.entities[0].invariants if each.field == "progress"]
    assert len(bounds) == 2
    assert all("0 percent" in reason for reason in bounds)
    added = next(each for each in spec.operations if each.name == "add_wall")
    assert "progress" not in [each.name for each in added.inputs]


def test_a_report_in_another_unit_is_not_bounded() -> None:
    spec = specification("# Boats\nA boat has a name.\nSkippers enter distance in km.\n")
    held = next(each for each in spec.entities[0].fields if each.name == "distance")
    assert held.type.unit == "km"
    assert [each for each in spec.entities[0].invariants if each.field == "distance"] == []


@pytest.mark.parametrize("sentence", ["Visitors give feedback in writing.", "Guides report trouble in English."])
def test_what_is_reported_in_no_unit_is_no_measure(sentence: str) -> None:
    spec = specification(f"# Tours\nA tour has a name.\n{sentence}\n")
    assert [each.name for each in spec.entities[0].fields] == ["name"]


def test_one_message_after_the_last_planned_day() -> None:
    (timer,) = specification(FIRM).timers
    assert isinstance(timer.at, bp.Part)
    assert timer.at.part == "end"
    (told,) = [step for step in timer.steps if isinstance(step, bp.Notify)]
    assert (told.to.actor, told.type) == ("actor.owner", "message")
    assert [name for name, _ in told.data] == ["task", "tasks"]


def test_without_a_plan_the_last_planned_day_is_not_guessed() -> None:
    text = "# Walls\nA wall has a name.\nIf a wall is unfinished when its last planned day is over, I want one message naming the walls that depend on it.\n"
    spec = specification(text)
    assert spec.timers == ()
    assert "unclear" in fates(spec).values()


def test_the_status_names_what_is_finished_and_late() -> None:
    spec = specification(FIRM)
    (schedule,) = spec.schedules
    assert schedule.recurrence == bp.Recurrence(unit="week", weekdays=(5,), at="16:00")
    (sent,) = [step for step in schedule.steps if isinstance(step, bp.Notify)]
    assert [name for name, _ in sent.data] == ["finished", "late", "cost_so_far"]
    assert [each.id for each in spec.questions] == ["question.cost_so_far"]


def test_what_a_status_cannot_show_is_listed_as_unclear() -> None:
    spec = specification(FIRM.replace("status with finished, late", "status with finished, mood"))
    assert fates(spec)["mood"] == "unclear"
    (sent,) = [step for step in spec.schedules[0].steps if isinstance(step, bp.Notify)]
    assert [name for name, _ in sent.data] == ["finished", "cost_so_far"]


@pytest.mark.parametrize(
    ("when", "recurrence"),
    [
        ("every first of the month", bp.Recurrence(unit="month", day=1)),
        ("every Friday at 09:00", bp.Recurrence(unit="week", weekdays=(5,), at="09:00")),
        ("at the end of each month", bp.Recurrence(unit="month", day=-1)),
    ],
)
def test_a_list_of_who_owes_goes_out_again_and_again(when: str, recurrence: bp.Recurrence) -> None:
    spec = specification(LIBRARY.replace("every first of the month", when))
    (schedule,) = spec.schedules
    assert schedule.recurrence == recurrence
    (sent,) = [step for step in schedule.steps if isinstance(step, bp.Notify)]
    assert (sent.to.actor, sent.type) == ("actor.treasurer", "list_of_unpaid_charges")
    ((_, rows),) = sent.data
    assert isinstance(rows, bp.Records)
    assert (rows.entity, [name for name, _ in rows.fields][-1]) == ("entity.reader", "owed")


def test_a_list_of_rows_in_a_state() -> None:
    text = (
        "# Kiln\nA kiln has a name and a status (hot, cold).\nAs a potter, I want a list of hot kilns daily at 07:00.\n"
    )
    (schedule,) = specification(text).schedules
    (sent,) = [step for step in schedule.steps if isinstance(step, bp.Notify)]
    ((name, rows),) = sent.data
    assert name == "kilns"
    assert isinstance(rows, bp.Records)
    assert isinstance(rows.where, bp.Compare)


def test_a_list_of_rows_in_a_state_nobody_defined_is_unclear() -> None:
    text = "# Kiln\nA kiln has a name.\nAs a potter, I want a list of haunted kilns daily at 07:00.\n"
    spec = specification(text)
    assert spec.schedules == ()
    assert "unclear" in fates(spec).values()


def test_wrapped_bullets_are_read_like_those_on_one_line() -> None:
    wrapped = "\n".join(
        textwrap.fill(line, 60, subsequent_indent="  " if line.startswith("- ") else "") for line in LIBRARY.split("\n")
    )
    assert [status for status in fates(specification(wrapped)).values() if status == "unclear"] == []
