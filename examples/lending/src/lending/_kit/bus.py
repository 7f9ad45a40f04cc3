"""The autogen-core side: one routed agent hosts each agent of the system, on whichever runtime is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from autogen_core import AgentId, AgentRuntime, MessageContext, RoutedAgent, SingleThreadedAgentRuntime, rpc

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
        """Do the task; refusals and faults are replies."""
        return Reply(self._execute(self._name, message.body))


class Bus:
    """Sends tasks to agents: in this process, or over a started worker runtime that is passed in."""

    def __init__(self, runtime: AgentRuntime | None = None) -> None:
        self._own = SingleThreadedAgentRuntime() if runtime is None else None
        self._runtime: AgentRuntime = runtime or self._own or SingleThreadedAgentRuntime()

    async def start(self, agents: Iterable[str], execute: Callable[[str, str], str]) -> None:
        """Host the agents."""
        for name in agents:
            await Host.register(self._runtime, name, lambda name=name: Host(name, execute))  # type: ignore[misc]
        if self._own is not None:
            self._own.start()

    async def send(self, agent: str, body: str) -> str:
        """Have an agent do a task, and wait for its reply."""
        reply: Reply = await self._runtime.send_message(Task(body), AgentId(agent, "default"))
        return reply.body

    async def stop(self) -> None:
        """Stop the runtime, where it is our own."""
        if self._own is not None:
            await self._own.stop()
