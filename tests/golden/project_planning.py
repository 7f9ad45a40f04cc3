"""What `specs/project-planning.md` means."""

from __future__ import annotations

import blueprints as b
from tests.golden import _planning_actions as act
from tests.golden._planning_records import WORKING_DAYS, entities
from tests.golden._reading import Reading
from tests.golden._terms import add, reads

SCHEDULING = ("operation.make_plan", "entity.assignment")


def require(r: Reading) -> None:
    """Clause by clause, what carries it."""
    r.require(
        "background",
        "I run a shopfitting firm without time to plan",
        "actor.owner",
        status="assumed",
        note='"I" is taken to be the owner; otherwise nothing to build.',
    )
    r.require(
        "agents",
        "I would like agents that turn a task list into a plan and watch over it",
        "operation.make_plan",
        "timer.task_unfinished",
    )
    fields = ("name", "optimistic", "likely", "pessimistic", "depends_on", "skill", "cost")
    r.require(
        "fields",
        "A task has a name, an optimistic, a likely and a pessimistic estimate in working days",
        *(f"field.task.{name}" for name in fields[:4]),
    )
    r.require(
        "bounds",
        "none smaller than the one before",
        "invariant.task.likely_order",
        "invariant.task.pessimistic_order",
    )
    r.require(
        "fields",
        "the tasks it depends on, a skill and a cost in euro",
        *(f"field.task.{name}" for name in fields[4:]),
    )
    r.require("formula", "It takes (optimistic + 4 × likely + pessimistic) / 6 days", "derivation.task.duration")
    r.require("rounding", "a started day counts whole", "derivation.task.duration")
    r.require("calendar", "We work Monday to Friday", WORKING_DAYS)
    scheduling(r)
    r.require("report", "People report progress in percent", "operation.report_progress", "field.task.progress")
    r.require(
        "timed_message",
        "If a task is unfinished when its last planned day is over, "
        "I want one message naming the tasks that depend on it",
        "timer.task_unfinished",
    )
    r.require(
        "approval",
        "A plan more than 10 percent over budget may not start before I approve it",
        "guard.start_plan.approved",
        "derivation.plan.needs_approval",
        "operation.approve_plan",
        "operation.start_plan",
        "approval.approve_plan",
    )
    r.require("note", "a smaller overrun is only noted", "reaction.note_overrun", "derivation.plan.overrun")
    r.require(
        "recurring_report",
        "Fridays at 16:00: status with finished, late",
        "schedule.status",
        "derivation.task.late",
    )
    r.require(
        "undefined_measure",
        "cost so far",
        "schedule.status",
        status="assumed",
        note="The text does not say how an unfinished task counts: it counts by its progress.",
    )
    r.require("persistence", "A restart loses nothing", *(each.id for each in entities(r)))
    r.require(
        "wish",
        "One day it might talk to our calendar",
        status="deferred",
        note="A wish for later: not built.",
    )


def scheduling(r: Reading) -> None:
    """The clauses about handing out tasks."""
    for pattern, words in (
        ("list_scheduling", "Tasks are handed out in list order"),
        (
            "list_scheduling",
            (
                "Each begins on the first working day after everything it depends on has ended, "
                "or on the project's first day, once somebody with the skill is free"
            ),
        ),
        (
            "tie_breaking",
            "If several are, take whoever has the fewest days assigned, then the first in the alphabet",
        ),
        ("list_scheduling", "If nobody has the skill, show the task as uncovered"),
        ("list_scheduling", "Tasks depending on each other in a circle are refused, by name"),
    ):
        r.require(pattern, words, *SCHEDULING)


def assumptions(r: Reading) -> tuple[b.Assumption, ...]:
    """What the text leaves open."""
    made = (
        ("owner", '"I" is the owner.', "I run a shopfitting firm"),
        ("several", '"several are" means that several people with the skill are free.', "If several are"),
        (
            "bounds",
            "Estimates and costs are not negative; progress is 0 to 100 percent.",
            "progress",
        ),
        ("task_project", "Every task belongs to a project.", "the project's first day"),
        ("current_plan", "The last plan made of a project is the one that counts.", "a plan"),
        (
            "dependents",
            "The tasks that depend directly on it.",
            "the tasks that depend on it",
        ),
        ("cost_so_far", "Cost so far counts each task's cost by its progress.", "cost so far"),
    )
    return tuple(
        b.Assumption(id=f"assumption.{name}", spans=r.at(words), text=text, confidence=0.8)
        for name, text, words in made
    )


def specification() -> b.Specification:
    """The whole Specification."""
    r = Reading("project-planning")
    require(r)
    rows = entities(r)
    row = {entity.id.removeprefix("entity."): entity for entity in rows}
    return b.Specification(
        title=r.title,
        slug="project_planning",
        summary="Project planning for a small firm.",
        text_hash=r.text_hash,
        sentences=r.sentences,
        clauses=tuple(r.clauses),
        requirements=tuple(r.requirements),
        actors=(
            b.Actor(id="actor.owner", spans=r.at("I run"), name="owner", synonyms=("I",)),
            b.Actor(id="actor.person", spans=r.at("People"), name="person", row="entity.person"),
        ),
        entities=rows,
        calendars=(
            b.Calendar(
                id=WORKING_DAYS,
                spans=r.at("We work Monday to Friday"),
                name="working days",
                weekdays=(1, 2, 3, 4, 5),
            ),
        ),
        operations=(
            add(row["project"]),
            add(row["task"], leave_out=("progress",)),
            add(row["person"]),
            act.make_plan(r),
            act.report_progress(r),
            act.approve(r),
            act.start(r),
            *reads(*rows),
        ),
        reactions=act.reactions(r),
        timers=act.timers(r),
        schedules=act.schedules(r),
        approvals=(
            b.Approval(
                id="approval.approve_plan",
                spans=r.at("before I approve it"),
                operation="operation.approve_plan",
                approver="actor.owner",
                subject="entity.plan",
            ),
        ),
        assumptions=assumptions(r),
        questions=(
            b.Question(
                id="question.cost_so_far",
                spans=r.at("cost so far"),
                text='How does an unfinished task count in "cost so far"?',
                default="By its progress.",
                options=("By its progress.", "Not at all.", "Whole, once it has begun."),
            ),
        ),
        gaps=(
            b.Gap(
                id="gap.calendar",
                spans=r.at("One day it might talk to our calendar"),
                text="The link to the calendar is left for later.",
                status="deferred",
            ),
        ),
    )
