"""What follows one operation: who asks which agent, and which agents answer to what that one did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from blueprints._blueprint import Blueprint
from blueprints._environment import SkillSignature
from blueprints._specification import Specification
from blueprints._writes import writes_of


class Follow(NamedTuple):
    """An agent's answer to a message of another agent (or of its own)."""

    source: str
    agent: str
    message: str
    summary: str


class Sequence(NamedTuple):
    """The caller, what is asked, the agents concerned (names by id, the one that is asked first), and what follows."""

    caller: str
    asked: str
    agents: Mapping[str, str]
    steps: tuple[Follow, ...]


def sequence(
    blueprint: Blueprint,
    specification: Specification,
    operation: str,
    skills: Mapping[str, SkillSignature] | None = None,
) -> Sequence | None:
    """`operation` and every reaction that follows from it; None where no agent carries it."""
    carrier = {element: agent.id for agent in blueprint.agents for element in agent.carries}
    names = {agent.id: agent.name for agent in blueprint.agents}
    done = next((part for part in specification.operations if part.id == operation), None)
    if done is None or operation not in carrier:
        return None
    called = {message.id: message.name for message in blueprint.messages}
    found = _followed(blueprint, specification, operation, skills)
    steps = tuple(step._replace(message=called.get(step.message, step.message)) for step in found)
    heard = dict.fromkeys([carrier[operation], *(step.agent for step in steps)])
    actors = {actor.id: actor.name for actor in specification.actors}
    caller = next((actors[actor] for actor in (*done.actors, *done.roles) if actor in actors), "caller")
    return Sequence(caller, done.name, {agent: names[agent] for agent in heard}, steps)


def _followed(
    blueprint: Blueprint,
    specification: Specification,
    start: str,
    skills: Mapping[str, SkillSignature] | None,
) -> Iterator[Follow]:
    """Every reaction, each once, in order of happening."""
    carrier = {element: agent.id for agent in blueprint.agents for element in agent.carries}
    reactions = {reaction.id: reaction for reaction in specification.reactions}
    waiting, seen = [start], {start}
    while waiting:
        cause = waiting.pop(0)
        produced = {f"done.{cause}"}
        written = writes_of(specification, cause, skills)
        for subscription in blueprint.subscriptions:
            reaction = reactions.get(subscription.reaction)
            if reaction is None or reaction.id in seen:
                continue
            field = reaction.trigger.field
            events = produced | {
                f"{write.does}.{write.entity}" for write in written if field is None or field in write.fields
            }
            if subscription.message in events:
                seen.add(reaction.id)
                waiting.append(reaction.id)
                summary = reaction.summary or reaction.id
                yield Follow(carrier[cause], subscription.agent, subscription.message, summary)
