"""Reading how work is planned: the text of a small firm, the same under other nouns, and other wordings."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures
from tests.language.renaming import renamed, skeleton_of, translated

FIRM = (Path(__file__).parents[2] / "specs" / "project-planning.md").read_text(encoding="utf-8")
TEXT = FIRM.split("<!-- acceptance -->")[0]
BARE = TEXT.replace("firm\nI run", "firm\n\nI run")
NOUNS = (
    {
        "task": "parcel", "tasks": "parcels", "skill": "licence", "skills": "licences", "plan": "roster", "plans": "rosters",
        "project": "voyage", "projects": "voyages", "firm": "farm", "overrun": "excess",
    },
    {
        "task": "movement", "tasks": "movements", "skill": "permit", "skills": "permits", "plan": "timetable",
        "plans": "timetables", "project": "film", "projects": "films", "overrun": "surplus", "budget": "allowance",
    },
    {
        "task": "weld", "tasks": "welds", "skill": "badge", "skills": "badges", "plan": "draft", "plans": "drafts",
        "project": "bridge", "projects": "bridges", "person": "welder", "people": "welders",
    },
)  # fmt: skip


def own(value: Any) -> Any:
    """A skeleton without the names that a skill gives to its arguments and to their fields."""
    if isinstance(value, dict):
        pairs = {"perform": "arguments", "records": "fields"}.get(str(value.get("do") or value.get("op")))
        if pairs is not None:
            value = {key: inner for key, inner in value.items() if key != "skill"}
            value[pairs] = [held for _, held in value[pairs]]
        if value.get("of") == {"op": "name", "name": "planned"}:
            value = {"op": "get", "of": "planned"}
        return {key: own(inner) for key, inner in value.items()}
    return [own(inner) for inner in value] if isinstance(value, list) else value


def specification(text: str) -> bp.Specification:
    """What was understood; it must be possible to build it."""
    found = understand(text).specification
    assert bp.check_specification(found, signatures(), text) == ()
    return found


def entity(spec: bp.Specification, name: str) -> bp.Entity:
    """The entity of that name."""
    return next(each for each in spec.entities if each.name == name)


def operation(spec: bp.Specification, name: str) -> bp.Operation:
    """The operation of that name."""
    return next(each for each in spec.operations if each.name == name)


def test_every_sentence_of_the_planning_text_has_its_fate() -> None:
    fates = {clause.text: clause.status for clause in specification(TEXT).clauses}
    assert "unclear" not in fates.values()
    assert fates["One day it might talk to our calendar."] == "deferred"
    assert fates["cost so far"] == "assumed"
    assert fates["I run a shopfitting firm without time to plan."] == "assumed"


@pytest.mark.parametrize("nouns", NOUNS, ids=lambda nouns: nouns["task"])
def test_other_nouns_give_the_same_system(nouns: dict[str, str]) -> None:
    assert translated(own(skeleton_of(TEXT)), nouns) == own(skeleton_of(renamed(TEXT, nouns)))


def test_records_that_planning_needs() -> None:
    spec = specification(TEXT)
    assert [held.name for held in entity(spec, "task").fields] == [
        "project", "name", "optimistic", "likely", "pessimistic", "depends_on", "skill", "cost", "progress",
    ]  # fmt: skip
    assert {held.name for held in entity(spec, "person").fields} == {"name", "skills"}
    given = {held.name: held.type.kind for held in entity(spec, "assignment").fields}
    assert given == {
        "plan": "reference", "task": "reference", "person": "reference", "begins_on": "date", "ends_on": "date",
        "uncovered": "boolean",
    }  # fmt: skip
    assert [held.name for held in entity(spec, "project").fields] == ["name", "first_day", "budget"]


def test_making_a_plan_hands_out_by_the_skill_of_list_scheduling() -> None:
    made = operation(specification(TEXT), "make_plan")
    performed = next(step for step in made.steps if isinstance(step, bp.Perform))
    assert performed.skill == "skill.list_scheduling"
    assert dict(performed.arguments)["calendar"] == bp.text("calendar.working_days")
    assert [each.name for each in made.inputs] == ["project"]


OTHER = """# Film crew
An errand has a name, a length in hours and the errands it needs.
It takes (length + 1) / 8 days, rounded up.
We work Monday to Saturday.
Errands are handed out in the order given.
An errand starts on the first open day after all it needs has finished, or on the shoot's start day, whatever
the weather is like.
"""


def test_what_is_worded_otherwise_is_listed_and_not_guessed() -> None:
    """An unknown wording of the start leaves the sentence unclear rather than half read."""
    fates = [(clause.status, clause.text[:20]) for clause in specification(OTHER).clauses]
    assert ("unclear", "An errand starts on ") in fates


@pytest.mark.parametrize(
    "start",
    [
        (
            "Each starts on the first open day after all it needs has finished, or on the shoot's start day, "
            "as soon as somebody is free."
        ),
        (
            "An errand begins on the first working day after everything that it needs has ended, or on the shoot's first day, "
            "if somebody is available."
        ),
        "Each begins on the first day after everything it needs has finished, or on the shoot's start date once anybody is free.",
    ],
)
def test_the_earliest_start_in_other_words(start: str) -> None:
    spec = specification(OTHER.replace(OTHER[OTHER.index("An errand starts") :], f"{start}\n"))
    made = operation(spec, "make_schedule")
    assert [each.name for each in made.inputs] == ["shoot"]
    assert all(clause.status == "implemented" for clause in spec.clauses)


def test_a_tie_that_the_skill_does_not_break_so_is_unclear() -> None:
    text = TEXT.replace(
        "the fewest days assigned, then the first in the alphabet", "the most days assigned, then the oldest"
    )
    fates = {clause.text: clause.status for clause in specification(text).clauses}
    assert fates["If several are, take whoever has the most days assigned, then the oldest."] == "unclear"


@pytest.mark.parametrize(("limit", "relation"), [("more than 10 percent", ">"), ("at least 25 percent", ">=")])
def test_what_is_too_far_over_needs_approval(limit: str, relation: str) -> None:
    spec = specification(TEXT.replace("more than 10 percent", limit))
    needs = next(each for each in entity(spec, "plan").derivations if each.name == "needs_approval")
    assert isinstance(needs.value, bp.AllOf)
    assert [each.relation for each in needs.value.terms if isinstance(each, bp.Compare)] == [relation]
    assert operation(spec, "approve_plan").roles == ("actor.owner",)
    assert len(operation(spec, "start_plan").guards) == 2


@pytest.mark.parametrize(
    "rule",
    [
        "An order of more than 500 euro may not be sent until the clerk has approved it.",
        "Orders over 500 euro must not be sent before the clerk approves them.",
        "An order that costs at least 500 euro may never be sent unless the clerk has approved it.",
    ],
)
def test_what_costs_too_much_needs_approval(rule: str) -> None:
    spec = specification(f"# Orders\nAn order has a number and a price in euro.\n{rule}\n")
    assert operation(spec, "approve_order").roles == ("actor.clerk",)
    assert operation(spec, "send_order").guards[0].field == "order"
    needs = next(each for each in entity(spec, "order").derivations if each.name == "needs_approval")
    assert isinstance(needs.value, bp.Compare)
    assert isinstance(needs.value.right, bp.Literally)
    assert needs.value.right.value == "500"


def test_somebody_else_may_be_the_one_who_approves() -> None:
    spec = specification(TEXT.replace("before I approve it", "before the director approves it"))
    assert operation(spec, "approve_plan").roles == ("actor.director",)
    assert spec.approvals[0].approver == "actor.director"


FESTIVAL = """\
# Festival stages
We build stages for a festival. We need agents that turn the job list into a timetable.

A job has a title, a shortest, a usual and a longest time in hours (each at least the one before), the jobs
it needs, a trade and a price in euro. It lasts (shortest + 4 * usual + longest) / 48 days, rounded up.

Our crew works Tuesday to Saturday. Jobs are assigned in the order of the list. Every job starts on the
first open day after all it needs has been finished, or on the festival's start date, as soon as somebody
with the trade is available. If more than one is, choose whoever has the fewest days so far, then by name.
Where nobody has the trade, mark the job as open. Jobs that need each other in a circle are rejected.

Carpenters report progress in percent. When a job is not finished when its last planned day is over, the
director is told once which jobs need it. A timetable over 15 percent above its budget must not begin until
the director has approved it; smaller overruns are only noted. Every Monday at 09:00 the director gets a
list of late jobs. It has to be easy to use. In future it could print labels.
"""


def test_another_firm_in_other_words_is_understood_to_the_last_sentence() -> None:
    spec = specification(FESTIVAL)
    unread = [clause.text for clause in spec.clauses if clause.status == "unclear"]
    assert unread == ["It has to be easy to use."]
    assert spec.calendars[0].weekdays == (2, 3, 4, 5, 6)
    assert [held.name for held in entity(spec, "assignment").fields][-3:] == ["starts_on", "finishes_on", "open"]
    (timer,) = spec.timers
    (schedule,) = spec.schedules
    told = [step for step in (*timer.steps, *schedule.steps) if isinstance(step, bp.Notify)]
    assert [each.to.actor for each in told] == ["actor.director", "actor.director"]
    assert operation(spec, "make_timetable").entity == "entity.timetable"
    assert [each.name for each in spec.operations if each.roles == ("actor.director",)] == ["approve_timetable"]


ORCHARD = """\
# Orchard work
A chore has a title, hours, the chores it depends on, and a wage in euro. It takes hours / 8 days; a started day
counts in full.

We work Monday to Saturday. Chores are given out in list order. Each starts on the first working day after everything
it depends on has been completed, or on the season's start date, once somebody is free. If several are, pick whoever
has the least days, then the first in alphabetical order. Circular dependencies are refused.
"""


def test_work_that_needs_no_skill_is_planned_as_well() -> None:
    spec = specification(ORCHARD)
    assert {clause.status for clause in spec.clauses} == {"implemented"}
    assert entity(spec, "chore").key == "title"
    assert [held.name for held in entity(spec, "person").fields] == ["name"]


@pytest.mark.parametrize("width", [40, 72])
def test_where_lines_are_broken_makes_no_difference(width: int) -> None:
    wrapped = "\n\n".join(
        part if part.startswith("#") else textwrap.fill(part, width, break_on_hyphens=False)
        for part in BARE.split("\n\n")
    )
    assert skeleton_of(wrapped) == skeleton_of(BARE)
