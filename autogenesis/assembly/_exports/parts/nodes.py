"""The nodes of the graph: one for each agent, and the gateway, which takes what is asked and gives the answers."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any, TypedDict

from langgraph.graph import END
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, Send

from autogenesis.kit.system import KitSystem

from .conversation import Conversation, Line

MOST_STEPS = 100_000
Node = Callable[["State"], Awaitable[Command[Any]]]
Graph = CompiledStateGraph[Any, Any, Any, Any]


class State(TypedDict, total=False):
    """What is asked, in order, the answers so far, and what each agent was asked to do meanwhile."""

    asked: list[Line]
    answers: Annotated[list[Line], operator.add]
    carried: Annotated[list[Line], operator.add]


class Nodes:
    """What the nodes do. An agent's node hands over to the agent what it is asked for, and goes on to those agents that
    got a message of it; who got none gives back to the gateway."""

    def __init__(self, conversation: Conversation) -> None:
        self._talk, self._sent = conversation, Counter[str]()

    async def gateway(self, state: State) -> Command[Any]:
        """Have the system take the next line, send what it begins with to its agent, and fetch the answer at last."""
        asked, answers = state.get("asked", []), state.get("answers", [])
        if not self._talk.under_way:
            if len(answers) >= len(asked):
                return Command(goto=END)
            self._sent.clear()
            self._talk.begin(asked[len(answers)])
        held = await self._talk.until(lambda held: not self._talk.at_work and not self._sent[held["agent"]])
        if held is None:
            return Command(update={"answers": [await self._talk.end()]}, goto="gateway")
        self._sent[held["agent"]] += 1
        return Command(goto=[Send(node_of(held["agent"]), state)])

    def agent(self, name: str) -> Node:
        """The node of an agent."""

        async def node(state: State) -> Command[Any]:
            held = await self._talk.until(lambda held: held["agent"] == name and self._sent[name] > 0)
            if held is None:  # what was to come failed before
                return Command(goto="gateway")
            self._sent[name] -= 1
            told: list[str] = []

            def announce(agents: list[str]) -> None:
                self._sent.update(agents)
                told.extend(agents)

            carried = await self._talk.hand_over(announce)
            return Command(update={"carried": [carried]}, goto=[Send(node_of(to), state) for to in told] or "gateway")

        return node


def node_of(agent: str) -> str:
    """The name of an agent's node, which no field of the state may share."""
    return f"{agent}_agent" if agent in ("gateway", *State.__annotations__) else agent


class Running:
    """A graph about an open system."""

    def __init__(self, system: KitSystem, graph: Graph) -> None:
        self.system, self.graph = system, graph

    async def ask(self, lines: list[Line]) -> list[Line]:
        """The answers to lines such as a session takes."""
        state = await self.graph.ainvoke({"asked": lines}, {"recursion_limit": MOST_STEPS})
        return list(state.get("answers", []))


@asynccontextmanager
async def running(
    system: type[KitSystem], build: Callable[[Nodes], Graph], data: str, clock: Callable[[], datetime] | None
) -> AsyncIterator[Running]:
    """Open a system, with the graph that carries its messages."""
    conversation = Conversation()
    async with conversation.about(system, data, clock) as opened:
        yield Running(opened, build(Nodes(conversation)))
