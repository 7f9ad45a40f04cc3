"""What happens in the firm: `specs/project-planning.md`."""

from __future__ import annotations

import blueprints as b
from blueprints import PERCENT
from tests.golden._planning_records import PLAN, PROJECT, TASK, WORKING_DAYS, share, state, times
from tests.golden._reading import Reading
from tests.golden._terms import (
    at,
    both,
    compare,
    either,
    guard,
    no,
    over,
    same,
    say,
    take,
    update,
)

OWNER = b.Recipient(actor="actor.owner")


def make_plan(r: Reading) -> b.Operation:
    """The task list becomes a plan."""
    tasks = same("task.project", "project")
    jobs = b.Records(
        entity="entity.task",
        name="task",
        where=tasks,
        fields=(
            ("key", at("task.name")),
            ("duration", at("task.duration")),
            ("after", at("task.depends_on")),
            ("needs", at("task.skill")),
        ),
    )
    people = b.Records(
        entity="entity.person",
        name="person",
        fields=(("key", at("person.name")), ("skills", at("person.skills"))),
    )
    assigned = b.Create(
        entity="entity.assignment",
        values=(
            ("plan", at("plan")),
            ("task", at("task")),
            ("person", over("first", "person", same("person.name", "job.person"))),
            ("begins_on", at("job.start")),
            ("ends_on", at("job.end")),
            ("uncovered", no(at("job.covered"))),
        ),
    )
    return b.Operation(
        id="operation.make_plan",
        spans=r.at("turn a task list into a plan"),
        name="make_plan",
        summary="Turn the task list of a project into a plan; its assignments say who does what when.",
        kind="create",
        entity="entity.plan",
        inputs=(take("project", PROJECT),),
        steps=(
            b.Perform(
                skill="skill.list_scheduling",
                arguments=(
                    ("jobs", jobs),
                    ("people", people),
                    ("first_day", at("project.first_day")),
                    ("calendar", b.text(WORKING_DAYS)),
                ),
                name="jobs",
            ),
            b.Create(
                entity="entity.plan",
                values=(
                    ("project", at("project")),
                    ("cost", over("sum", "task", tasks, "task.cost")),
                    ("made_on", at("today")),
                ),
                name="plan",
            ),
            b.Each(
                name="job",
                rows=at("jobs"),
                steps=(
                    b.Each(
                        name="task",
                        rows=over("rows", "task", same("task.name", "job.key")),
                        steps=(assigned,),
                    ),
                ),
            ),
        ),
        result=at("plan"),
    )


def report_progress(r: Reading) -> b.Operation:
    """People report progress."""
    return b.Operation(
        id="operation.report_progress",
        spans=r.at("People report progress in percent"),
        name="report_progress",
        summary="Report the progress of a task in percent.",
        kind="change",
        entity="entity.task",
        actors=("actor.person",),
        inputs=(take("task", TASK), take("progress", PERCENT)),
        steps=(update("task", progress="progress"),),
    )


def approve(r: Reading) -> b.Operation:
    """The owner approves a plan."""
    return b.Operation(
        id="operation.approve_plan",
        spans=r.at("before I approve it"),
        name="approve_plan",
        summary="Approve a plan, as the owner.",
        kind="change",
        entity="entity.plan",
        roles=("actor.owner",),
        actors=("actor.owner",),
        inputs=(take("plan", PLAN),),
        steps=(update("plan", approved=b.truth(True)),),
    )


def start(r: Reading) -> b.Operation:
    """A plan starts."""
    return b.Operation(
        id="operation.start_plan",
        spans=r.at("may not start"),
        name="start_plan",
        summary="Start a plan.",
        kind="change",
        entity="entity.plan",
        inputs=(take("plan", PLAN),),
        guards=(
            guard(
                "start_plan.approved",
                either(no(at("plan.needs_approval")), at("plan.approved")),
                "A plan more than 10 percent over budget may not start before the owner approves it.",
                r.at("A plan more than 10 percent over budget may not start before I approve it"),
                "plan",
            ),
            guard(
                "start_plan.status",
                same("plan.status", state("made")),
                "The plan has already been started.",
                field="plan",
            ),
        ),
        steps=(update("plan", status=state("started")),),
    )


def reactions(r: Reading) -> tuple[b.Reaction, ...]:
    """The overrun that is only noted."""
    return (
        b.Reaction(
            id="reaction.note_overrun",
            spans=r.at("a smaller overrun is only noted"),
            summary="Note an overrun of at most 10 percent.",
            trigger=b.Trigger(on="created", entity="entity.plan"),
            when=both(compare("it.overrun", ">", b.whole(0)), no(at("it.needs_approval"))),
            steps=(
                b.Notify(
                    to=OWNER,
                    type="overrun",
                    subject=at("it"),
                    text=say("The plan is ", "{it.overrun}", " euro over budget."),
                    data=(("plan", at("it.id")), ("overrun", at("it.overrun"))),
                ),
            ),
        ),
    )


def timers(r: Reading) -> tuple[b.Timer, ...]:
    """The message about a task that is not finished in time."""
    dependents = over("values", "task", b.Contains(collection=at("task.depends_on"), item=at("it.task")), "task.name")
    listed = b.TextFunction(function="join", arguments=(dependents, b.text(", ")))
    return (
        b.Timer(
            id="timer.task_unfinished",
            spans=r.at(
                "If a task is unfinished when its last planned day is over, "
                "I want one message naming the tasks that depend on it"
            ),
            summary="Tell the owner which tasks depend on the unfinished one.",
            entity="entity.assignment",
            at=b.Part(of=at("it.ends_on"), part="end"),
            when=both(at("it.plan.current"), compare("it.task.progress", "<", b.whole(100))),
            steps=(
                b.Notify(
                    to=OWNER,
                    type="message",
                    subject=at("it.task"),
                    text=say(
                        "The task ",
                        "{it.task.name}",
                        " is unfinished; the tasks that depend on it: ",
                        listed,
                        ".",
                    ),
                    data=(("task", at("it.task.name")), ("tasks", dependents)),
                ),
            ),
        ),
    )


def schedules(r: Reading) -> tuple[b.Schedule, ...]:
    """The status on Fridays."""
    finished = over("values", "task", same("task.progress", b.whole(100)), "task.name")
    late = over("values", "task", at("task.late"), "task.name")
    part = times(at("task.cost"), share(at("task.progress"), b.whole(100)))
    cost = b.Rounded(way="half_up", value=over("sum", "task", value=part), places=2)
    names = [b.TextFunction(function="join", arguments=(each, b.text(", "))) for each in (finished, late)]
    return (
        b.Schedule(
            id="schedule.status",
            spans=r.at("Fridays at 16:00: status with finished, late, cost so far"),
            summary="Send the owner the status.",
            recurrence=b.Recurrence(unit="week", weekdays=(5,), at="16:00"),
            steps=(
                b.Notify(
                    to=OWNER,
                    type="status",
                    text=say("Finished: ", names[0], ". Late: ", names[1], ". Cost so far: ", cost, " euro."),
                    data=(("finished", finished), ("late", late), ("cost_so_far", cost)),
                ),
            ),
        ),
    )
