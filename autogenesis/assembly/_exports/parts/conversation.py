"""A system whose agents are asked one at a time, each when somebody outside says so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from autogen_core import AgentId, DefaultInterventionHandler, MessageContext, SingleThreadedAgentRuntime

from autogenesis.kit.bus import Reply, Task
from autogenesis.kit.command_line import answer
from autogenesis.kit.system import KitSystem

Line = dict[str, Any]
"""What a session takes: ``{"call": name, "input": {…}, "role": …, "by": …, "at": …}`` or ``{"clock": moment}``."""
_PASSED_ON = ("done.", "created.", "changed.")


class Conversation(DefaultInterventionHandler):
    """Holds back what the agents of a system are asked to do. The system asks one thing after another: the operation
    that was called for, what falls due, and what each message that came of it sets off."""

    def __init__(self) -> None:
        self._system: KitSystem | None = None
        self._changed = asyncio.Condition()
        self._call: asyncio.Task[Line] | None = None
        self._held: Line | None = None
        self._leave, self._at_work = asyncio.Event(), 0

    async def until(self, wanted: Callable[[Line], bool]) -> Line | None:
        """Wait until an agent is asked for something that is wanted; None where the call is over. An agent that is at
        work is waited for."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._over or (self._held is not None and wanted(self._held)))
            return None if self._over else self._held

    @property
    def at_work(self) -> bool:
        """Whether an agent is doing what it was asked."""
        return self._at_work > 0

    @property
    def _over(self) -> bool:
        return not self._at_work and (self._call is None or self._call.done())

    def begin(self, line: Line) -> None:
        """Have the system take a line, in the background."""
        assert self._system is not None
        self._call = asyncio.create_task(answer(self._system, line))
        self._call.add_done_callback(lambda _: asyncio.ensure_future(self._tell()))

    async def end(self) -> Line:
        """The answer of the line that was taken."""
        assert self._call is not None
        call, self._call = self._call, None
        return await call

    @property
    def under_way(self) -> bool:
        """Whether a line was taken and its answer not yet fetched."""
        return self._call is not None

    async def hand_over(self, announce: Callable[[list[str]], None] = lambda _: None) -> Line:
        """Let the agent have what it is asked, and wait until it is done; `announce` is told which agents it sent
        messages to, in order, before anything else happens."""
        assert self._system is not None
        assert self._held is not None
        asked, self._held = self._held, None
        last = max((each["seq"] for each in self._system.events()), default=0)
        self._at_work += 1
        self._leave.set()
        async with self._changed:
            await self._changed.wait_for(lambda: "reply" in asked or (self._call is not None and self._call.done()))
        sent = [each for each in self._system.events(last) if each["kind"] == "message"]
        announce([each["to"] for each in sent if each["type"].startswith(_PASSED_ON)])
        self._at_work -= 1
        await self._tell()
        return {name: asked.get(name) for name in ("agent", "task", "name", "by", "at")}

    async def on_send(self, message: Any, *, message_context: MessageContext, recipient: AgentId) -> Any:
        """Hold back what an agent is asked while somebody converses; else it passes."""
        if isinstance(message, Task) and message.body and self._call is not None:
            task = json.loads(message.body)
            self._asked = self._held = {**task, "agent": self._meant(task) or recipient.type}
            self._leave.clear()
            await self._tell()
            await self._leave.wait()
        return message

    async def on_response(self, message: Any, *, sender: AgentId, recipient: AgentId | None) -> Any:
        """Note that the agent has answered."""
        if isinstance(message, Reply) and self._call is not None:
            self._asked["reply"] = message.body
            await self._tell()
        return message

    def _meant(self, task: Line) -> str | None:
        """The agent whose work it is, whoever does it."""
        assert self._system is not None
        engine = self._system.engine
        match task:
            case {"task": "operation", "name": name}:
                found = engine.operations[name][0]
            case {"task": "firing", "order": order}:
                found = engine.clocked[order][0]
            case _:
                return task.get("agent")
        return found.name

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    @asynccontextmanager
    async def about(
        self, system: type[KitSystem], data: str, clock: Callable[[], datetime] | None
    ) -> AsyncIterator[KitSystem]:
        """Open a system whose agents are asked by way of this conversation."""
        runtime = SingleThreadedAgentRuntime(intervention_handlers=[self])
        runtime.start()
        try:
            async with system.open(data, clock, runtime=runtime) as self._system:
                yield self._system
        finally:
            if self._call is not None:
                self._call.cancel()
            await runtime.stop()
