"""Owns what is planned: the records that handing out needs, and the operation that makes a plan."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._terms import no, over, same


@dataclass(frozen=True, slots=True)
class Planning:
    """What is planned: `job` is handed out to `person`; `project` is what jobs belong to and when it begins."""

    job: EntityDraft
    project: EntityDraft
    person: EntityDraft
    plan: EntityDraft
    assignment: EntityDraft
    operation: OperationDraft
    begins: str
    ends: str
    open: str


def planning_of(draft: Draft) -> Planning | None:
    """The planning that the text speaks of."""
    return draft.recall(Planning)


def link_of(entity: EntityDraft) -> str | None:
    """The list field through which rows refer to others of their kind."""
    return next(
        (f.name for f in entity.fields.values() if f.type.item is not None and f.type.item.entity == entity.id), None
    )


def duration_of(entity: EntityDraft) -> str | None:
    """What says how long a row takes."""
    held: list[bp.Derivation | bp.FieldOf] = [*entity.derivations.values(), *entity.fields.values()]
    return next((h.name for h in held if h.type.kind == "duration"), None)


def put_under(draft: Draft, job: EntityDraft, project: EntityDraft) -> None:
    """Every job belongs to a project; the field comes first."""
    name = draft.add_field(job, project.label, project.type)
    job.fields = {name: job.fields[name], **{n: f for n, f in job.fields.items() if n != name}}
    draft.assume(f"Every {job.label} belongs to a {project.label}.")


def give_fields(draft: Draft, plan: EntityDraft, project: EntityDraft, job: EntityDraft, verb: str) -> None:
    """What a plan keeps: what it is of, what it costs, when it was made."""
    draft.add_field(plan, project.label, project.type)
    price = job.field_of_kind("money")
    if price is not None:
        draft.add_field(plan, job.fields[price].label, job.fields[price].type)
    draft.add_field(plan, "made on", bp.DATE)


def give_derivations(planning: Planning) -> None:
    """How much nobody is able to do, and whether the plan is the one that counts."""
    plan, project, given = planning.plan, planning.project, planning.assignment.name
    last = over("last", plan.name, same(f"{plan.name}.{project.name}", f"it.{project.name}"))
    left = bp.AllOf(terms=(same(f"{given}.{plan.name}", "it"), bp.path(given, planning.open)))
    members = (
        (
            planning.open,
            bp.INTEGER,
            over("count", given, left),
            f"How many of its {planning.job.plural} nobody is able to do.",
        ),
        ("current", bp.BOOLEAN, same("it", last), f"Whether it is the last {plan.label} of its {project.label}."),
    )
    for name, kind, value, summary in members:
        plan.derivations[name] = bp.Derivation(
            id=f"derivation.{plan.name}.{name}", name=name, label=name, type=kind, value=value, summary=summary
        )


def give_steps(draft: Draft, planning: Planning, first: str, need: str | None, skills: str | None) -> None:
    """What making a plan does: hand out, keep the plan, keep who does what when."""
    job, project, plan, person = planning.job, planning.project, planning.plan, planning.person
    mine = same(f"{job.name}.{project.name}", project.name)
    key = job.key or "id"
    jobs = bp.Records(
        entity=job.id, name=job.name, where=mine,
        fields=(
            ("key", bp.path(job.name, key)), ("duration", bp.path(job.name, duration_of(job) or "")),
            ("after", bp.path(job.name, link_of(job) or "")), ("needs", bp.path(job.name, need) if need else bp.nothing()),
        ),
    )  # fmt: skip
    able = bp.path(person.name, skills) if skills else bp.nothing()
    people = bp.Records(
        entity=person.id, name=person.name, fields=(("key", bp.path(person.name, "name")), ("skills", able))
    )
    calendar = next(iter(draft.calendars), None)
    if calendar is None:
        calendar = draft.calendar("all days", range(1, 8), None).id
        draft.assume("Every day is a working day: the text names no days.")
    price = job.field_of_kind("money")
    values: dict[str, bp.Expression] = {project.name: bp.Name(name=project.name), "made_on": bp.Name(name="today")}
    if price is not None:
        values[price] = over("sum", job.name, mine, f"{job.name}.{price}")
    given = _given(planning)
    operation = planning.operation
    operation.summary = f"Make a {plan.label} of the {job.plural} of a {project.label}; its {planning.assignment.plural} say who does what when."
    operation.inputs[project.name] = bp.Parameter(name=project.name, type=project.type)
    arguments = (
        ("jobs", jobs),
        ("people", people),
        ("first_day", bp.path(project.name, first)),
        ("calendar", bp.text(calendar)),
    )
    operation.steps += [
        bp.Perform(skill="skill.list_scheduling", arguments=arguments, name="handed_out"),
        bp.Create(entity=plan.id, values=tuple(values.items()), name=plan.name),
        bp.Each(name="planned", rows=bp.Name(name="handed_out"), steps=(given,)),
    ]
    operation.result = bp.Name(name=plan.name)
    draft.assume(f"The last {plan.label} made of a {project.label} is the one that counts.")


def _given(planning: Planning) -> bp.Each:
    """Keep who does a job when, for the job that has the key the skill speaks of."""
    job, plan, person = planning.job, planning.plan, planning.person
    given = bp.Create(
        entity=planning.assignment.id,
        values=(
            (plan.name, bp.Name(name=plan.name)), (job.name, bp.Name(name=job.name)),
            (person.name, over("first", person.name, same(f"{person.name}.name", "planned.person"))),
            (planning.begins, bp.path("planned", "start")), (planning.ends, bp.path("planned", "end")),
            (planning.open, no("planned.covered")),
        ),
    )  # fmt: skip
    rows = over("rows", job.name, same(f"{job.name}.{job.key or 'id'}", "planned.key"))
    return bp.Each(name=job.name, rows=rows, steps=(given,))
