"""What the methods of the flow do: the gateway says who is asked next, and an agent is handed what it is asked."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from pydantic import BaseModel, PrivateAttr

from autogenesis.kit.system import KitSystem

from .conversation import Conversation, Line

os.environ.setdefault("CREWAI_DISABLE_TELEMETRY", "true")  # a flow about one's own records tells nobody of them

from crewai.flow import Flow

MOST_CALLS = 1_000_000
OVER = "all is answered"


class State(BaseModel):
    """What is asked, in order, the answers so far, and what each agent was asked to do meanwhile."""

    id: str = "flow"
    asked: list[Line] = []
    answers: list[Line] = []
    carried: list[Line] = []


class ConversingFlow(Flow[State]):  # type: ignore[misc]
    """A flow that carries what a system asks of its agents."""

    _talk: Conversation = PrivateAttr(default_factory=Conversation)

    async def next_asked(self) -> str:
        """Who is asked next, in words that its method listens to; the next line is taken where one was answered."""
        while True:
            if not self._talk.under_way:
                if len(self.state.answers) >= len(self.state.asked):
                    return OVER
                self._talk.begin(self.state.asked[len(self.state.answers)])
            held = await self._talk.until(lambda _: not self._talk.at_work)
            if held is not None:
                return f"{held['agent']} is asked"
            self.state.answers.append(await self._talk.end())

    async def hand_over(self) -> None:
        """Let the agent have what it is asked, and wait until it is done."""
        self.state.carried.append(await self._talk.hand_over())


class Running:
    """Flows about an open system."""

    def __init__(self, system: KitSystem, kind: type[ConversingFlow], conversation: Conversation) -> None:
        self.system, self._kind, self._conversation = system, kind, conversation

    async def ask(self, lines: list[Line]) -> list[Line]:
        """The answers to lines such as a session takes."""
        flow: Any = self._kind(suppress_flow_events=True, max_method_calls=MOST_CALLS)
        flow._talk = self._conversation
        await flow.kickoff_async(inputs={"asked": lines})
        return list(flow.state.answers)


@asynccontextmanager
async def running(
    system: type[KitSystem], kind: type[ConversingFlow], data: str, clock: Callable[[], datetime] | None
) -> AsyncIterator[Running]:
    """Open a system, with flows that carry what it asks."""
    conversation = Conversation()
    async with conversation.about(system, data, clock) as opened:
        yield Running(opened, kind, conversation)
