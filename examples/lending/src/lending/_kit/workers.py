"""Agents in other processes, over autogen-core's gRPC runtime: the host between them, the workers, and who asks."""

from __future__ import annotations

import asyncio
import json
import secrets
import signal
import sys
import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from .bus import ask, host_agents, speak
from .engine import Engine
from .errors import Fault, Unreachable
from .store import Store

try:
    from autogen_ext.runtimes.grpc import GrpcWorkerAgentRuntime, GrpcWorkerAgentRuntimeHost
except ImportError as error:
    raise Fault("Several processes need gRPC: install this package with its extra, as in `.[grpc]`.") from error

if TYPE_CHECKING:
    from .system import KitSystem

PATIENCE = 30.0
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 2.0
_PAUSE = 0.5
_BEATS, _BEAT = 3, 1.0


class _Runtime(GrpcWorkerAgentRuntime):
    """The host tells requests apart by the number alone, whoever counted: these are unlike anybody else's."""

    async def _get_new_request_id(self) -> str:
        return secrets.token_hex(16)


class Remote:
    """Sends tasks to agents in other processes. What is not answered is asked again, and done once by its id."""

    def __init__(self, address: str, store: Store) -> None:
        self._address, self._store, self._asker, self._number = address, store, secrets.token_hex(8), 0
        self._runtime: _Runtime | None = None
        with store.transaction():
            if store.fact("data") is None:
                store.set_fact("data", secrets.token_hex(8))
            self._data = store.fact("data")

    async def send(self, agent: str, body: str) -> str:
        """Have an agent do a task, and wait for its reply; Unreachable where nobody answers in time."""
        self._number += 1
        id = f"{self._asker}.{self._number}"
        body = json.dumps({**json.loads(body), "id": id, "asker": self._asker, "data": self._data})
        asked: dict[asyncio.Task[str], _Runtime] = {}
        until, wait = time.monotonic() + PATIENCE, _FIRST_WAIT
        try:
            while time.monotonic() < until:
                self._runtime = self._runtime or await _connected(self._address)
                if self._runtime is not None:
                    asked[asyncio.create_task(ask(self._runtime, agent, body))] = self._runtime
                for each in await _first(asked, wait):
                    line = asked.pop(each)
                    if each.exception() is None and json.loads(each.result()).get("id") == id:
                        self._runtime = line
                        return each.result()
                    await _stopped(line)
                    await asyncio.sleep(wait)
                self._runtime, wait = None, min(2 * wait, _LONGEST_WAIT)  # the line may be dead: the next is new
        finally:
            for each, runtime in asked.items():
                if runtime is not self._runtime:
                    await _stopped(runtime)
                each.cancel()
        raise Unreachable(f"Nobody answers for {agent} at {self._address}: start the host, and a worker for {agent}.")

    async def silent(self, agents: Sequence[str]) -> list[str]:
        """The agents for whom nobody answers within a time."""
        runtime = await _connected(self._address)
        if runtime is None:
            return list(agents)
        try:
            heard = await asyncio.gather(*(_hears(runtime, name, beats=1) for name in agents))
        finally:
            await _stopped(runtime)
        return [name for name, there in zip(agents, heard, strict=True) if not there]

    async def stop(self) -> None:
        """Let go of the host, and of the last answer."""
        if self._runtime is not None:
            await _stopped(self._runtime)
        self._store.drop_answer(self._asker)


async def _first(asked: Collection[asyncio.Task[str]], seconds: float) -> set[asyncio.Task[str]]:
    """What is answered first within a time."""
    if not asked:
        await asyncio.sleep(seconds)
        return set()
    return (await asyncio.wait(asked, timeout=seconds, return_when="FIRST_COMPLETED"))[0]


async def _connected(address: str) -> _Runtime | None:
    """A line to the host; None where there is no host."""
    runtime = _Runtime(address)
    speak(runtime)
    (failure,) = await asyncio.gather(runtime.start(), return_exceptions=True)
    return runtime if failure is None else None


async def _stopped(runtime: _Runtime) -> None:
    await asyncio.gather(runtime.stop(), return_exceptions=True)  # a line that is dead says so


async def carry(address: str) -> None:
    """Be the host: carry tasks and replies until told to stop."""
    try:
        host = GrpcWorkerAgentRuntimeHost(address, [("grpc.so_reuseport", 0)])
    except RuntimeError as error:
        raise Fault(f"Nobody can listen at {address}: choose another address.") from error
    host.start()
    await host.stop_when_signal(grace=0)


async def work(system: type[KitSystem], data: str, address: str, agents: Sequence[str]) -> None:
    """Do the tasks of these agents (all, where none is named) until told to stop. Where another worker has them,
    or there is no host, it is waited for."""
    working = asyncio.current_task()
    assert working is not None
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, working.cancel)
    while True:
        store = system.store_at(data)
        try:
            engine = Engine(system.design, store)
            known = [each.name for each in engine.roster.members.values() if each.like]
            for name in agents:
                if name not in known:
                    raise Fault(f"There is no agent {name!r}: name some of {', '.join(known)}.")
            await _attend(engine, address, agents or known)
        finally:
            store.close()
        await asyncio.sleep(_PAUSE)


async def _attend(engine: Engine, address: str, agents: Sequence[str]) -> None:
    """Do tasks until the host is gone, or the data cannot be reached."""
    lost: list[BaseException] = []

    def execute(agent: str, body: str) -> str:
        try:
            return engine.execute(agent, body)
        except BaseException as error:  # no answer is given then: the task is asked again; raised again
            lost.append(error)
            raise

    runtime = await _connected(address)
    if runtime is None:
        return
    try:
        (taken,) = await asyncio.gather(host_agents(runtime, agents, execute), return_exceptions=True)
        if taken is None:
            _say(engine, f"working for {', '.join(agents)}")
            while not lost and await _hears(runtime, agents[0]):
                await asyncio.sleep(_BEAT)
            _say(engine, f"begins anew: {lost[0]!r}" if lost else f"nobody answers at {address}")
    finally:
        await _stopped(runtime)


def _say(engine: Engine, text: str) -> None:
    print(f"{engine.design.title}: {text}.", file=sys.stderr, flush=True)


async def _hears(runtime: _Runtime, agent: str, beats: int = _BEATS) -> bool:
    """Whether what is sent by way of the host comes back."""
    beat = asyncio.create_task(ask(runtime, agent, ""))
    for _ in range(beats):  # more than one wait: a long task lets one pass unheard
        if (await asyncio.wait([beat], timeout=_BEAT))[0]:
            return beat.exception() is None
    beat.cancel()
    return False
