"""Checks a Blueprint as a graph: who carries what, who writes what, who hears whom, who approves whom."""

from __future__ import annotations

import keyword
import sys
from collections import Counter
from collections.abc import Iterator, Mapping

from autogenesis.core import SpecificationError
from blueprints._blueprint import Blueprint
from blueprints._environment import SkillSignature
from blueprints._graph import circles
from blueprints._problem import Problem
from blueprints._specification import Reaction, Specification
from blueprints._walk import elements_of
from blueprints._writes import Write, writes_of

_OUTSIDE = frozenset({"gateway", "clock"})


def check_blueprint(
    blueprint: Blueprint, specification: Specification, skills: Mapping[str, SkillSignature] | None = None
) -> tuple[Problem, ...]:
    """Everything wrong with `blueprint`, in a fixed order; nothing at all means that it is a sound graph."""
    writes: dict[str, tuple[Write, ...]] = {}
    problems: list[Problem] = []
    for element in _carried(specification):
        try:
            writes[element] = writes_of(specification, element, skills)
        except SpecificationError as error:
            problems.append(_bad(element, "type", error.what, error.remedy))
    problems += [
        *_name_problems(blueprint),
        *_carrier_problems(blueprint, specification),
        *_writer_problems(blueprint, writes),
        *_orphans(blueprint),
        *_subscription_problems(blueprint, specification, writes),
        *_endless_loops(specification, writes),
        *_hierarchy_problems(blueprint, specification),
        *_link_problems(blueprint, specification, skills),
    ]
    return tuple(dict.fromkeys(problems))


def _name_problems(blueprint: Blueprint) -> Iterator[Problem]:
    """What becomes a Python name can be one, and is one's own."""
    for part, name in (("slug", blueprint.slug), ("package", blueprint.package)):
        if not _is_name(name):
            yield _bad(part, "bad_name", f"The {part} {name!r} is no Python name", "Use words joined by _")
    if blueprint.package in sys.stdlib_module_names:
        yield _bad("package", "shadowing", f"{blueprint.package!r} hides a standard module", "Choose another name")
    for agent in blueprint.agents:
        for name in (agent.name.replace(" ", "_").replace("-", "_"), agent.module):
            if not _is_name(name):
                yield _bad(agent.id, "bad_name", f"{name!r} is no Python name", "Use words joined by _")
    for kind in ("id", "name", "module"):
        counted = Counter(getattr(agent, kind) for agent in blueprint.agents)
        for agent in blueprint.agents:
            if counted[getattr(agent, kind)] > 1:
                message = f"Another agent has the {kind} {getattr(agent, kind)!r} too"
                yield _bad(agent.id, "duplicate_name", message, "Rename one of them")
    for message_id, count in Counter(message.id for message in blueprint.messages).items():
        if count > 1:
            yield _bad(message_id, "duplicate_id", f"{count} messages have this id", "Keep one of them")


def _carrier_problems(blueprint: Blueprint, specification: Specification) -> Iterator[Problem]:
    """Each element and each entity belongs to exactly one agent."""
    entities = [entity.id for entity in specification.entities]
    for kind, wanted, field in (
        ("carries", list(_carried(specification)), "carries"),
        ("owns", entities, "entities"),
    ):
        holders: dict[str, list[str]] = {element: [] for element in wanted}
        for agent in blueprint.agents:
            for element in getattr(agent, field):
                if element not in holders:
                    yield _bad(agent.id, "unknown_element", f"There is no {element} to carry", "Remove it")
                else:
                    holders[element].append(agent.id)
        for element, agents in holders.items():
            if not agents:
                yield _bad(element, "uncarried", f"No agent {kind} {element}", "Give it to one agent")
            elif len(agents) > 1:
                yield _bad(element, "carried_twice", f"{', '.join(agents)} each {kind} it", "Leave it to one agent")


def _writer_problems(blueprint: Blueprint, writes: Mapping[str, tuple[Write, ...]]) -> Iterator[Problem]:
    """Only its owner writes the rows of an entity."""
    owner = {entity: agent.id for agent in blueprint.agents for entity in agent.entities}
    for agent in blueprint.agents:
        for element in agent.carries:
            for entity in sorted({write.entity for write in writes.get(element, ())}):
                if entity in owner and owner[entity] != agent.id:
                    yield _bad(
                        element,
                        "second_writer",
                        f"{agent.id} writes rows of {entity}, which {owner[entity]} owns",
                        f"Let a reaction of {owner[entity]} do it, or give {element} to it",
                    )


def _orphans(blueprint: Blueprint) -> Iterator[Problem]:
    approvers = {line.approver for line in blueprint.hierarchy}
    for agent in blueprint.agents:
        if not agent.carries and not approvers & {agent.id, agent.name}:
            yield _bad(agent.id, "orphan_agent", f"{agent.name} does nothing", "Give it something to do or remove it")


def _subscription_problems(
    blueprint: Blueprint, specification: Specification, writes: Mapping[str, tuple[Write, ...]]
) -> Iterator[Problem]:
    """Every reaction hears its own event, and somebody produces it."""
    agents = {agent.id: agent for agent in blueprint.agents}
    messages = {message.id: message for message in blueprint.messages}
    reactions = {reaction.id: reaction for reaction in specification.reactions}
    heard: set[str] = set()
    for subscription in blueprint.subscriptions:
        subscriber = agents.get(subscription.agent)
        reaction = reactions.get(subscription.reaction)
        element = subscription.reaction
        if subscriber is None:
            yield _bad(element, "unknown_agent", f"There is no agent {subscription.agent}", "Name another")
        elif element not in subscriber.carries:
            yield _bad(element, "wrong_agent", f"{subscriber.id} does not carry it", "Subscribe who carries it")
        if reaction is None:
            yield _bad(element, "unknown_element", f"There is no reaction {element}", "Remove the subscription")
            continue
        heard.add(element)
        wanted = _event(reaction)
        if subscription.message != wanted:
            message = f"It hears {subscription.message}, but answers to {wanted}"
            yield _bad(element, "wrong_message", message, f"Subscribe to {wanted}")
        known = messages.get(subscription.message)
        if known is None or known.producer not in agents or not _happens(reaction, writes):
            yield _bad(
                element,
                "unproduced",
                f"Nobody produces {subscription.message}",
                "Name the agent that publishes it",
            )
    for reaction in specification.reactions:
        if reaction.id not in heard:
            yield _bad(reaction.id, "unsubscribed", "It hears no message", f"Subscribe it to {_event(reaction)}")


def _endless_loops(specification: Specification, writes: Mapping[str, tuple[Write, ...]]) -> Iterator[Problem]:
    """Circles of reactions that set each other off, with no condition anywhere to end them."""
    free = [reaction for reaction in specification.reactions if reaction.when is None]
    sets_off = {
        cause.id: [
            effect.id
            for effect in free
            if any(_sets_off(write, effect, cause is effect) for write in writes.get(cause.id, ()))
        ]
        for cause in free
    }
    for circle in circles(sets_off):
        yield _bad(
            circle[0],
            "endless_loop",
            f"{', '.join(circle)} set each other off without end",
            "Give one of them a condition",
        )


def _hierarchy_problems(blueprint: Blueprint, specification: Specification) -> Iterator[Problem]:
    """Nobody approves their own doing; every approval asked for is there."""
    known = _parties(blueprint, specification)
    operations = {operation.id for operation in specification.operations}
    for line in blueprint.hierarchy:
        if line.approver == line.doer:
            message = f"{line.doer} would approve its own doing"
            yield _bad(line.operation, "own_approver", message, "Name another approver")
        for party in (line.doer, line.approver):
            if party not in known:
                yield _bad(line.operation, "unknown_party", f"There is no {party!r}", "Name an actor or an agent")
        if line.operation not in operations:
            yield _bad(
                line.operation,
                "unknown_element",
                f"There is no operation {line.operation}",
                "Remove the line",
            )
    approved = {line.operation for line in blueprint.hierarchy}
    for approval in specification.approvals:
        if approval.operation not in approved:
            yield _bad(
                approval.operation,
                "unapproved",
                f"{approval.id} asks for approval",
                "Add a line to the hierarchy",
            )


def _link_problems(
    blueprint: Blueprint, specification: Specification, skills: Mapping[str, SkillSignature] | None
) -> Iterator[Problem]:
    """Flows, implementations and trace lines lead to parts that exist."""
    parties = _parties(blueprint, specification) | _OUTSIDE
    messages = {message.id for message in blueprint.messages}
    elements = {element.id for element in elements_of(specification)}
    agents = {agent.id: agent for agent in blueprint.agents}
    for flow in blueprint.flows:
        for party in (flow.source, flow.target):
            if party not in parties:
                yield _bad(flow.message, "unknown_party", f"A flow names {party!r}", "Name an actor or an agent")
        if flow.message not in messages:
            yield _bad(flow.message, "unknown_message", f"A flow carries {flow.message}", "Declare the message")
    for line in blueprint.implementations:
        if line.element not in elements:
            yield _bad(line.element, "unknown_element", f"{line.skill} carries what is not there", "Remove it")
        if line.agent not in agents:
            yield _bad(line.element, "unknown_agent", f"There is no agent {line.agent}", "Name another")
        if skills and line.skill not in skills:
            yield _bad(line.element, "unknown_skill", f"There is no skill {line.skill}", "Name another")
    clauses = {clause.id for clause in specification.clauses}
    for trace in blueprint.trace:
        for element in trace.elements:
            if element not in elements:
                yield _bad(trace.clause, "unknown_element", f"The trace leads to {element}", "Remove it")
        for agent in trace.agents:
            if agent not in agents:
                yield _bad(trace.clause, "unknown_agent", f"The trace leads to {agent}", "Remove it")
        if trace.clause not in clauses:
            yield _bad(trace.clause, "unknown_clause", "The trace starts from no clause", "Remove the line")


def _sets_off(write: Write, effect: Reaction, itself: bool) -> bool:
    trigger = effect.trigger
    if write.conditional or trigger.entity != write.entity or trigger.on != write.does:
        return False
    if write.does == "changed":
        if trigger.field is not None and trigger.field not in write.fields:
            return False
        return not (itself and write.constant)
    return True


def _happens(reaction: Reaction, writes: Mapping[str, tuple[Write, ...]]) -> bool:
    trigger = reaction.trigger
    if trigger.on == "done":
        return True
    return any(
        write.entity == trigger.entity
        and write.does == trigger.on
        and (trigger.field is None or trigger.field in write.fields)
        for element in writes.values()
        for write in element
    )


def _event(reaction: Reaction) -> str:
    return f"{reaction.trigger.on}.{reaction.trigger.operation or reaction.trigger.entity}"


def _carried(specification: Specification) -> Iterator[str]:
    parts = (
        *specification.operations,
        *specification.reactions,
        *specification.timers,
        *specification.schedules,
    )
    return (part.id for part in parts)


def _parties(blueprint: Blueprint, specification: Specification) -> set[str]:
    names = {name for agent in blueprint.agents for name in (agent.id, agent.name)}
    return names | {name for actor in specification.actors for name in (actor.id, actor.name)}


def _is_name(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _bad(element: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(element=element, code=code, message=message, remedy=remedy)
