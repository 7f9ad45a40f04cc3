"""The Blueprint: what will be built; agents, messages, flows, hierarchy, and which skill carries what."""

from __future__ import annotations

from typing import Literal

from blueprints._base import Element, Frozen, Id


class AgentDesign(Element):
    """An agent of the generated system. It alone writes the rows of `entities`; `carries` are the ids of the
    operations, reactions, timers and schedules it executes. `prompt` is set where it may talk to a model."""

    name: str
    module: str
    purpose: str
    origin: Literal["named", "aggregate", "approver"]
    entities: tuple[Id, ...] = ()
    carries: tuple[Id, ...] = ()
    prompt: Id | None = None


class MessageType(Element):
    """A message between agents: an event that `producer` publishes (`done.operation…`, `created.entity…`,
    `changed.entity…`), with its fields as (name, type in words)."""

    name: str
    kind: Literal["command", "event", "notification"]
    producer: Id | None = None
    fields: tuple[tuple[str, str], ...] = ()


class Subscription(Frozen):
    """`agent` answers messages of type `message` with `reaction`."""

    agent: Id
    message: Id
    reaction: Id


class Flow(Frozen):
    """Data passing from `source` to `target` (agents, actors, or "gateway", "clock") in `message`."""

    source: str
    target: str
    message: Id


class Hierarchy(Frozen):
    """In the generated system `approver` (an actor or agent) must agree to what `doer` does in `operation`."""

    doer: str
    approver: str
    operation: Id


class Implementation(Frozen):
    """The element is carried by the skill, with the agent that executes it."""

    element: Id
    skill: Id
    agent: Id


class TraceLine(Frozen):
    """Clause → requirement → elements → agents; the tests are added by assembly."""

    clause: Id
    requirement: Id | None
    elements: tuple[Id, ...] = ()
    agents: tuple[Id, ...] = ()
    tests: tuple[str, ...] = ()


class Blueprint(Frozen):
    """What will be built from the Specification with `specification_hash`."""

    title: str
    slug: Id
    package: Id
    specification_hash: str
    agents: tuple[AgentDesign, ...] = ()
    messages: tuple[MessageType, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    flows: tuple[Flow, ...] = ()
    hierarchy: tuple[Hierarchy, ...] = ()
    implementations: tuple[Implementation, ...] = ()
    trace: tuple[TraceLine, ...] = ()
