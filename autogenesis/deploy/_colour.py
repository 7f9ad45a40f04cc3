"""The processes of one release at work: one that serves, or a host, workers and one that serves by way of them."""

from __future__ import annotations

import asyncio
import socket

from autogenesis.core import Clock
from autogenesis.deploy._gate import COMING_UP, came_up, health_at, serving
from autogenesis.deploy._log import Log
from autogenesis.deploy._nouns import Deployment, ProcessState, Release
from autogenesis.deploy._place import Place
from autogenesis.deploy._ports import LOOPBACK, free_port
from autogenesis.deploy._process import Command, Kept
from autogenesis.deploy._release import command_of

MOST_FAILURES = 3


class Colour:
    """A release at work on the data, behind the port of the deployment."""

    def __init__(
        self, place: Place, deployment: Deployment, release: Release, listener: socket.socket, log: Log, clock: Clock
    ) -> None:
        self.release = release
        self._port, self._failures = int(listener.getsockname()[1]), 0
        self.health: dict[str, object] = {}
        self._shares = shares(release.agents, deployment.workers)
        host = f"{LOOPBACK}:{free_port()}" if self._shares else ""
        commands = [serving(place, release, deployment.data, listener, name="serve", host=host)]
        if host:
            carrying = command_of(place, release, "host", host)
            commands.insert(0, Command(name="host", words=carrying, folder=place.folder))
        for name, agents in self._shares.items():
            words = command_of(place, release, "worker", host, "--data", deployment.data, "--agents", ",".join(agents))
            commands.insert(-1, Command(name=name, words=words, folder=place.folder))
        self._kept = {command.name: Kept(command, log, clock) for command in commands}

    @property
    def serve(self) -> Kept:
        """The process that answers."""
        return self._kept["serve"]

    def processes(self) -> tuple[ProcessState, ...]:
        """How each process is."""
        return tuple(kept.state() for kept in self._kept.values())

    async def start(self) -> bool:
        """Have all of them at work; whether it then came up healthy."""
        for kept in self._kept.values():
            kept.start()
        health = await came_up(self.serve, self._port)
        while health is not None and health.get("status") != "healthy" and self.serve.age < COMING_UP:
            await asyncio.sleep(0.2)  # workers say that they are there a moment later
            health = await came_up(self.serve, self._port)
        self.health = health or {}
        return bool(health) and self.health.get("status") == "healthy"

    async def stop(self) -> None:
        """Finish what is in hand: nobody is answered any more, then the workers end, then the host."""
        await self.serve.stop()
        await asyncio.gather(*(kept.stop() for name, kept in self._kept.items() if name in self._shares))
        if "host" in self._kept:
            await self._kept["host"].stop(grace=2.0)

    async def look(self) -> None:
        """Ask how it is. What does not answer, or is not healthy, three times in a row is started again: workers for
        whose agents nobody answers, else the process that serves."""
        if not self.serve.running:
            self.health, self._failures = {}, 0
            return
        try:
            self.health = await health_at(self._port)
            why = ", ".join(map(str, self.health.get("wrong", ())))  # type: ignore[call-overload]
        except (OSError, ValueError) as error:
            self.health, why = {}, f"it does not answer ({error})"
        if self.health.get("status") == "healthy":
            self._failures = 0
            return
        if self.serve.age > COMING_UP or self._failures or self.health:
            self._failures += 1
        if self._failures >= MOST_FAILURES:
            self._failures = 0
            silent = set(map(str, self.health.get("silent", ())))  # type: ignore[call-overload]
            lost = [name for name, agents in self._shares.items() if silent & set(agents)]
            for name in lost or ["serve"]:
                if self._kept[name].running:
                    await self._kept[name].again(why)


def shares(agents: tuple[str, ...], workers: int) -> dict[str, tuple[str, ...]]:
    """Which worker has which agents; as even as can be, and none without."""
    count = min(workers, len(agents))
    return {f"worker-{n + 1}": agents[n::count] for n in range(count)}
