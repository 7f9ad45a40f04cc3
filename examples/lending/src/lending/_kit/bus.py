"""The autogen-core side: one routed agent hosts each agent of the system, on whichever runtime is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from autogen_core import (
    AgentId,
    AgentRuntime,
    MessageContext,
    RoutedAgent,
    SingleThreadedAgentRuntime,
    rpc,
    try_get_known_serializers_for_type,
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
    _speak(runtime)
    for name in agents:
        await Host.register(runtime, name, lambda name=name: Host(name, execute))  # type: ignore[misc]


async def ask(runtime: AgentRuntime, agent: str, body: str) -> str:
    """Have an agent do a task, in whichever process it is."""
    _speak(runtime)
    reply: Reply = await runtime.send_message(Task(body), AgentId(agent, "default"))
    return reply.body


def _speak(runtime: AgentRuntime) -> None:
    for kind in (Task, Reply):
        runtime.add_message_serializer(try_get_known_serializers_for_type(kind))


class Bus:
    """Sends tasks to agents: in this process, or over a started worker runtime that is passed in."""

    def __init__(self, runtime: AgentRuntime | None = None) -> None:
        self._own = SingleThreadedAgentRuntime() if runtime is None else None
        self._runtime: AgentRuntime = runtime or self._own or SingleThreadedAgentRuntime()

    async def start(self, agents: Iterable[str], execute: Callable[[str, str], str]) -> None:
        """Host the agents."""
        await host_agents(self._runtime, agents, execute)
        if self._own is not None:
            self._own.start()

    async def send(self, agent: str, body: str) -> str:
        """Have an agent do a task, and wait for its reply."""
        return await ask(self._runtime, agent, body)

    async def stop(self) -> None:
        """Stop the runtime, where it is our own."""
        if self._own is not None:
            await self._own.stop()
