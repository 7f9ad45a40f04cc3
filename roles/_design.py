"""Design: turns what was asked into agents, messages and flows; judges whether a Specification can be built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from autogenesis.core import content_hash
from autogenesis.skills import signatures
from blueprints import (
    AgentDesign,
    Blueprint,
    Entity,
    Hierarchy,
    Implementation,
    Specification,
    TraceLine,
    elements_of,
)
from roles._allotment import Allotment, Post, allot
from roles._artefacts import Reason
from roles._blueprint_checks import check_blueprint_draft
from roles._inputs import BlueprintInputs, SpecificationInputs
from roles._messages import wire
from roles._naming import package_name
from roles._role import Check, Role
from roles._specification_checks import check_specification_draft
from roles._words import listed, snake, third_person

_MOST_DEEDS = 3


class Design(Role[BlueprintInputs, Blueprint]):
    """Makes the Blueprint; approves the Specification."""

    name: ClassVar[str] = "design"
    purpose: ClassVar[str] = "Designs agents, messages and flows, with one writer for every entity."
    takes = BlueprintInputs
    makes = Blueprint
    approves: Mapping[str, Check] = {
        "specification": lambda made, basis: check_designable(made, basis)  # noqa: PLW0108 - it is defined below
    }

    def draft(self, task: BlueprintInputs, rejections: Sequence[Reason]) -> Blueprint:
        """Agents the text names, else one for each aggregate; their messages and flows; who approves what."""
        specification = task.specification
        allotment = allot(specification, signatures())
        messages, subscriptions, flows = wire(specification, allotment)
        return Blueprint(
            title=specification.title,
            slug=specification.slug,
            package=package_name(specification.slug),
            specification_hash=content_hash(specification),
            agents=tuple(_design(post, specification) for post in allotment.posts),
            messages=messages,
            subscriptions=subscriptions,
            flows=flows,
            hierarchy=_hierarchy(specification, allotment),
            implementations=tuple(
                Implementation(element=element, skill=skill, agent=post.id)
                for post in allotment.posts
                for element in post.carries
                for skill in allotment.deeds[element].skills
            ),
            trace=_trace(specification, allotment),
        )


def check_designable(specification: Specification, basis: SpecificationInputs) -> tuple[Reason, ...]:
    """What is wrong with the Specification; where nothing is, what no Blueprint of it could put right."""
    found = check_specification_draft(specification, basis)
    if found:
        return found
    inputs = BlueprintInputs(specification=specification)
    own = {element.id for element in elements_of(specification)}
    return tuple(reason for reason in check_blueprint_draft(Design().draft(inputs, ()), inputs) if reason.part in own)


def _design(post: Post, specification: Specification) -> AgentDesign:
    entities = {entity.id: entity for entity in specification.entities}
    plurals = [(entities[id].plural or entities[id].name).replace("_", " ") for id in post.entities]
    summaries = {reaction.id: reaction.summary for reaction in specification.reactions}
    summaries |= {timer.id: timer.summary for timer in specification.timers}
    summaries |= {schedule.id: schedule.summary for schedule in specification.schedules}
    deeds = list(dict.fromkeys(third_person(summaries[id]) for id in post.carries if id in summaries))
    kept = f"Keeps {listed(plurals)}." if plurals else "" if deeds else f"Looks after {post.name}."
    purpose = " ".join(filter(None, [kept, *deeds[:_MOST_DEEDS]]))
    origin = "named" if post.origin == "named" else "aggregate"
    operations = {operation.id for operation in specification.operations}
    return AgentDesign(
        id=post.id,
        name=post.name,
        module=snake(post.name),
        purpose=purpose,
        origin=origin,
        entities=tuple(post.entities),
        carries=tuple(post.carries),
        prompt=f"prompt.{snake(post.name)}" if operations & set(post.carries) else None,
    )


def _hierarchy(specification: Specification, allotment: Allotment) -> tuple[Hierarchy, ...]:
    lines = []
    for approval in specification.approvals:
        doer = allotment.owner(approval.subject) or allotment.carrier(approval.operation)
        if doer is not None:
            lines.append(Hierarchy(doer=doer.id, approver=approval.approver, operation=approval.operation))
    return tuple(lines)


def _trace(specification: Specification, allotment: Allotment) -> tuple[TraceLine, ...]:
    requirements = {requirement.id: requirement for requirement in specification.requirements}
    home = homes(specification, allotment)
    lines = []
    for clause in specification.clauses:
        requirement = requirements.get(clause.requirement or "")
        elements = requirement.elements if requirement else ()
        agents = dict.fromkeys(agent for element in elements for agent in home.get(element, ()))
        lines.append(
            TraceLine(clause=clause.id, requirement=clause.requirement, elements=elements, agents=tuple(agents))
        )
    return tuple(lines)


def homes(specification: Specification, allotment: Allotment) -> dict[str, tuple[str, ...]]:
    """The agents that carry each element, guards, fields and access rules included."""
    found: dict[str, tuple[str, ...]] = {}
    for post in allotment.posts:
        found |= dict.fromkeys((post.id, *post.carries), (post.id,))
    for operation in specification.operations:
        found |= dict.fromkeys((guard.id for guard in operation.guards), found.get(operation.id, ()))
    for entity in specification.entities:
        owner = allotment.owner(entity.id)
        if owner is not None:
            found |= dict.fromkeys((entity.id, *_parts(entity)), (owner.id,))
    found |= {rule.id: found.get(rule.entity, ()) for rule in specification.access}
    found |= {audit.id: found.get(audit.entity, ()) for audit in specification.audits}
    for approval in specification.approvals:
        found[approval.id] = found.get(approval.operation, ())
    everybody = tuple(post.id for post in allotment.posts)
    for shared in (
        *specification.tables,
        *specification.calendars,
        *specification.settings,
        *specification.plays,
        *specification.actors,
    ):
        found[shared.id] = everybody
    return found


def _parts(entity: Entity) -> tuple[str, ...]:
    return tuple(part.id for part in (*entity.fields, *entity.derivations, *entity.invariants))
