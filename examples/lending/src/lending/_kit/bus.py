"""The autogen-core side: one routed agent hosts each agent of the system, on whichever runtime is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from autogen_core import (
    JSON_DATA_CONTENT_TYPE,
    AgentId,
    AgentRuntime,
    MessageContext,
    MessageSerializer,
    RoutedAgent,
    SingleThreadedAgentRuntime,
    rpc,
)

Runtime = AgentRuntime
"""What carries the tasks: autogen-core's runtime in this process, or its worker runtime over several."""


@dataclass
class Task:
    """What an agent is to do, as JSON."""

    body: str


@dataclass
class Reply:
    """What became of it, as JSON."""

    body: str


class _Words(MessageSerializer[Any]):
    """A message as bytes. A runtime asks for them six times a task; its own way takes as long as the task."""

    def __init__(self, kind: type[Task] | type[Reply]) -> None:
        self._kind = kind

    @property
    def data_content_type(self) -> str:
        """What the bytes are."""
        return JSON_DATA_CONTENT_TYPE

    @property
    def type_name(self) -> str:
        """Of the messages."""
        return self._kind.__name__

    def serialize(self, message: Task | Reply) -> bytes:
        """As JSON."""
        return json.dumps({"body": message.body}).encode()

    def deserialize(self, payload: bytes) -> Task | Reply:
        """From JSON."""
        return self._kind(json.loads(payload)["body"])


class Host(RoutedAgent):
    """Hands the tasks of one agent to the engine."""

    def __init__(self, name: str, execute: Callable[[str, str], str]) -> None:
        super().__init__(name)
        self._name, self._execute = name, execute

    @rpc
    async def handle(self, message: Task, ctx: MessageContext) -> Reply:
        """Do the task; refusals and faults are replies. An empty one only asks whether anybody is there."""
        return Reply(message.body and self._execute(self._name, message.body))


async def host_agents(runtime: AgentRuntime, agents: Iterable[str], execute: Callable[[str, str], str]) -> None:
    """Have agents do their tasks in this process."""
    for name in agents:
        await Host.register(runtime, name, lambda name=name: Host(name, execute))  # type: ignore[misc]
    speak(runtime)


async def ask(runtime: AgentRuntime, agent: str, body: str) -> str:
    """Have an agent do a task, in whichever process it is."""
    reply: Reply = await runtime.send_message(Task(body), AgentId(agent, "default"))
    return reply.body


def speak(runtime: AgentRuntime) -> None:
    """Have a runtime know the messages."""
    for kind in (Task, Reply):
        runtime.add_message_serializer(_Words(kind))


class Bus:
    """Sends tasks to agents: in this process, or over a started worker runtime that is passed in."""

    def __init__(self, runtime: AgentRuntime | None = None) -> None:
        self._own = SingleThreadedAgentRuntime() if runtime is None else None
        self._runtime: AgentRuntime = runtime or self._own or SingleThreadedAgentRuntime()
        self._hosted = set[str]()

    async def start(self, agents: Iterable[str], execute: Callable[[str, str], str]) -> None:
        """Host the agents; later ones are hosted when they are first asked."""
        self._execute = execute
        await self._host(*agents)
        if self._own is not None:
            self._own.start()

    async def _host(self, *agents: str) -> None:
        await host_agents(self._runtime, agents, self._execute)
        self._hosted.update(agents)

    async def send(self, agent: str, body: str) -> str:
        """Have an agent do a task, and wait for its reply."""
        if agent not in self._hosted:
            await self._host(agent)
        return await ask(self._runtime, agent, body)

    async def stop(self) -> None:
        """Stop the runtime, where it is our own."""
        if self._own is not None:
            await self._own.stop()
