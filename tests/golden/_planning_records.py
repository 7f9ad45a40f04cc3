"""The records of the firm: `specs/project-planning.md`."""

from __future__ import annotations

import blueprints as b
from blueprints import BOOLEAN, DATE, INTEGER, PERCENT, TEXT, Type, list_of, reference
from tests.golden._reading import Reading
from tests.golden._terms import (
    EURO,
    both,
    choice,
    compare,
    derived,
    field,
    has,
    invariant,
    money,
    optional,
    over,
    same,
)

WORKING_DAYS = "calendar.working_days"
NO_PROGRESS = b.Literally(type=PERCENT, value="0")
STATES = ("made", "started")
ESTIMATE = Type(kind="decimal", unit="days")
DAYS = Type(kind="duration", unit="days")
PROJECT, PERSON, PLAN, TASK = (reference(f"entity.{name}") for name in ("project", "person", "plan", "task"))


def state(value: str) -> b.Literally:
    """A state of a plan."""
    return choice(value, *STATES)


def sum_of(left: b.Expression, right: b.Expression) -> b.Arithmetic:
    """left + right."""
    return b.Arithmetic(operator="+", left=left, right=right)


def times(left: b.Expression, right: b.Expression) -> b.Arithmetic:
    """left × right."""
    return b.Arithmetic(operator="*", left=left, right=right)


def share(left: b.Expression, right: b.Expression) -> b.Arithmetic:
    """left / right."""
    return b.Arithmetic(operator="/", left=left, right=right)


def entities(r: Reading) -> tuple[b.Entity, ...]:
    """Project, task, person, plan, assignment."""
    return (project(r), task(r), person(r), plan(r), assignment(r))


def project(r: Reading) -> b.Entity:
    """Projects, each with a first day and a budget."""
    return b.Entity(
        id="entity.project",
        spans=r.at("the project"),
        name="project",
        plural="projects",
        fields=(
            optional("project.name", TEXT),
            field("project.first_day", DATE, spans=r.at("the project's first day")),
            optional("project.budget", EURO, r.at("budget")),
        ),
    )


def task(r: Reading) -> b.Entity:
    """Tasks, with their three estimates and what they depend on."""
    formula = share(
        sum_of(
            sum_of(b.path("it", "optimistic"), times(b.whole(4), b.path("it", "likely"))),
            b.path("it", "pessimistic"),
        ),
        b.whole(6),
    )
    late = both(
        compare("it.progress", "<", b.whole(100)),
        over(
            "exists",
            "assignment",
            both(
                same("assignment.task", "it"),
                b.path("assignment", "plan", "current"),
                compare("assignment.ends_on", "<", "today"),
            ),
        ),
    )
    return b.Entity(
        id="entity.task",
        spans=r.at("A task"),
        name="task",
        plural="tasks",
        key="name",
        fields=(
            field("task.project", PROJECT),
            field("task.name", TEXT, spans=r.at("a name")),
            field("task.optimistic", ESTIMATE, spans=r.at("an optimistic")),
            field("task.likely", ESTIMATE, spans=r.at("a likely")),
            field("task.pessimistic", ESTIMATE, spans=r.at("a pessimistic estimate in working days")),
            optional(
                "task.depends_on",
                list_of(reference("entity.task", deferred=True)),
                r.at("the tasks it depends on"),
            ),
            field("task.skill", TEXT, spans=r.at("a skill")),
            field("task.cost", EURO, spans=r.at("a cost in euro")),
            field("task.progress", PERCENT, spans=r.at("progress in percent"), default=NO_PROGRESS),
        ),
        derivations=(
            derived(
                "task.duration",
                DAYS,
                b.Rounded(way="up", value=formula),
                "How many working days it takes; a started day counts whole.",
                r.at("It takes (optimistic + 4 × likely + pessimistic) / 6 days", "a started day counts whole"),
            ),
            derived(
                "task.late",
                BOOLEAN,
                late,
                "Whether it is unfinished after its last planned day.",
                r.at("unfinished when its last planned day is over", "late"),
            ),
        ),
        invariants=task_invariants(r),
    )


def task_invariants(r: Reading) -> tuple[b.Guard, ...]:
    """The order of the estimates, and the bounds that numbers have by nature."""
    order = r.at("none smaller than the one before")
    optimistic = compare("it.optimistic", ">=", b.whole(0))
    likely = compare("it.likely", ">=", "it.optimistic")
    pessimistic = compare("it.pessimistic", ">=", "it.likely")
    cost = compare("it.cost", ">=", money("0.00"))
    low, high = compare("it.progress", ">=", b.whole(0)), compare("it.progress", "<=", b.whole(100))
    smaller = "The {} estimate may not be smaller than the {} one."
    return (
        invariant("task.optimistic_at_least", optimistic, "An estimate may not be negative.", "optimistic"),
        invariant("task.likely_order", likely, smaller.format("likely", "optimistic"), "likely", order),
        invariant(
            "task.pessimistic_order",
            pessimistic,
            smaller.format("pessimistic", "likely"),
            "pessimistic",
            order,
        ),
        invariant("task.cost_not_negative", cost, "An amount may not be negative.", "cost"),
        invariant("task.progress_at_least", low, "Progress may not be below 0 percent.", "progress"),
        invariant("task.progress_at_most", high, "Progress may not be above 100 percent.", "progress"),
    )


def person(r: Reading) -> b.Entity:
    """People, with their skills."""
    return b.Entity(
        id="entity.person",
        spans=r.at("People"),
        name="person",
        plural="people",
        synonyms=("somebody",),
        key="name",
        fields=(
            field("person.name", TEXT, spans=r.at("the first in the alphabet")),
            optional("person.skills", list_of(TEXT), r.at("somebody with the skill")),
        ),
    )


def plan(r: Reading) -> b.Entity:
    """Plans; the last one made of a project is the current one."""
    over_budget = b.Arithmetic(operator="-", left=b.path("it", "cost"), right=b.path("it", "project", "budget"))
    tenth = share(b.Literally(type=PERCENT, value="10"), b.whole(100))
    allowed = times(b.path("it", "project", "budget"), tenth)
    uncovered = both(same("assignment.plan", "it"), b.path("assignment", "uncovered"))
    last = over("last", "plan", same("plan.project", "it.project"))
    return b.Entity(
        id="entity.plan",
        spans=r.at("a plan"),
        name="plan",
        plural="plans",
        fields=(
            field("plan.project", PROJECT),
            field("plan.cost", EURO, spans=r.at("over budget")),
            field("plan.made_on", DATE, spans=r.at("turn a task list into a plan")),
            field("plan.status", Type(kind="choice", choices=STATES), default=state("made")),
            field("plan.approved", BOOLEAN, spans=r.at("approve it"), default=b.truth(False)),
        ),
        derivations=(
            derived(
                "plan.overrun",
                EURO,
                b.Conditional(
                    test=has("it.project.budget"),
                    then=b.Extreme(which="largest", terms=(over_budget, money("0.00"))),
                    otherwise=money("0.00"),
                ),
                "By how much it is over budget.",
                r.at("overrun"),
            ),
            derived(
                "plan.needs_approval",
                BOOLEAN,
                both(has("it.project.budget"), compare(over_budget, ">", allowed)),
                "Whether it is more than 10 percent over budget.",
                r.at("more than 10 percent over budget"),
            ),
            derived(
                "plan.uncovered",
                INTEGER,
                over("count", "assignment", uncovered),
                "How many of its tasks nobody has the skill for.",
                r.at("uncovered"),
            ),
            derived("plan.current", BOOLEAN, same("it", last), "Whether it is the last plan of its project."),
        ),
        lifecycle=b.Lifecycle(
            field="status", initial="made", transitions=(("made", "started", "operation.start_plan"),)
        ),
    )


def assignment(r: Reading) -> b.Entity:
    """Who does which task when."""
    return b.Entity(
        id="entity.assignment",
        spans=r.at("assigned"),
        name="assignment",
        plural="assignments",
        fields=(
            field("assignment.plan", PLAN),
            field("assignment.task", TASK),
            optional("assignment.person", PERSON, r.at("somebody with the skill")),
            optional("assignment.begins_on", DATE, r.at("begins")),
            optional("assignment.ends_on", DATE, r.at("has ended", "last planned day")),
            field("assignment.uncovered", BOOLEAN, spans=r.at("uncovered"), default=b.truth(False)),
        ),
    )
