"""The supervisor of a deployment: keeps its processes at work, and changes them over when it is asked to.

It owns the listening socket and hands it to whoever serves. While one release ends and the next comes up, whoever calls
waits in the socket's queue, and nobody writes. It is a process of its own that outlives the command that started it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import traceback
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from typing import TypeVar

from autogenesis.core import Clock, DeploymentError, GenesisError
from autogenesis.deploy._colour import Colour
from autogenesis.deploy._data import Data, data_at
from autogenesis.deploy._gate import opens, serves
from autogenesis.deploy._log import Log
from autogenesis.deploy._nouns import Deployment, Phase, Release, State, Wanted
from autogenesis.deploy._place import Place
from autogenesis.deploy._ports import listening

_PAUSE = 0.1
_LOOKS = 2.0
T = TypeVar("T")


class Supervisor:
    """Runs one deployment."""

    def __init__(self, place: Place, deployment: Deployment, listener: socket.socket, log: Log, clock: Clock) -> None:
        self._place, self._deployment, self._listener = place, deployment, listener
        self._log, self._clock = log, clock
        self._data: Data = data_at(deployment.data)
        self._colour: Colour | None = None
        self._phase: Phase = "starting"
        self._answered, self._error, self._notes = 0, ("", ""), tuple[str, ...]()
        self._ending = False

    async def run(self) -> int:
        """Do what is wanted until told to stop; the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self._end)
        self._log.say("supervisor", f"begins for {self._deployment.system} on port {self._deployment.port}")
        await self._settle()
        if self._deployment.release and self._place.wanted().release == self._deployment.release:
            await self._begin(self._place.release(self._deployment.release))
        looked = self._clock.monotonic()
        while not self._ending:
            wanted = self._place.wanted()
            if wanted.serial > self._answered:
                await self._answer(wanted)
            if self._clock.monotonic() - looked > _LOOKS and self._colour is not None:
                await self._colour.look()
                self._phase = "running" if self._colour.health.get("status") == "healthy" else "unhealthy"
                looked = self._clock.monotonic()
            self._say()
            await asyncio.sleep(_PAUSE)
        await self._stop()
        return 0 if self._phase == "stopped" else 1

    def _end(self) -> None:
        self._ending = True

    def _say(self, phase: Phase | None = None) -> None:
        self._phase = phase or self._phase
        lost = (f"the log cannot be written: {self._log.lost}",) if self._log.lost else ()
        state = State(
            phase=self._phase,
            pid=os.getpid(),
            answered=self._answered,
            release=self._deployment.release,
            health=self._colour.health if self._colour else {},
            processes=self._colour.processes() if self._colour else (),
            notes=self._notes + lost,
            error=self._error[0],
            remedy=self._error[1],
            at=self._clock.now().isoformat(timespec="seconds"),
        )
        try:
            self._place.say(state)
        except DeploymentError as error:  # a full disk must not end what still answers
            self._log.say("supervisor", str(error))

    async def _settle(self) -> None:
        """Whatever was interrupted either happened whole or not at all: the data say to which release they belong."""
        marked = await asyncio.to_thread(self._data.release)
        known = {one.number for one in self._place.releases()}
        if marked in known and marked != self._deployment.release:
            self._log.say("supervisor", f"the change to release {marked} was interrupted once it had happened")
            self._keep(marked, self._deployment.release)

    def _keep(self, release: int, previous: int) -> None:
        self._deployment = self._deployment.model_copy(update={"release": release, "previous": previous})
        self._place.keep(self._deployment)

    async def _answer(self, wanted: Wanted) -> None:
        self._error, self._notes = ("", ""), ()
        try:
            if wanted.stop:
                self._ending = True
                await self._stop()
            elif wanted.release != self._deployment.release:
                await self._change(self._place.release(wanted.release), back=wanted.back)
            elif self._colour is None:
                await self._begin(self._place.release(wanted.release))
        except GenesisError as error:
            self._refuse(wanted, error.what, f"{error.remedy} ({error.where})", str(error))
        except Exception as error:  # noqa: BLE001 - the edge of this process: whoever asked is told, what runs goes on
            self._refuse(wanted, f"a fault of ours: {error!r}", "See `genesis deploy logs`", traceback.format_exc())
        self._answered = wanted.serial
        if self._colour is None and not wanted.stop:
            self._phase, self._ending = "failed", True
        self._say()

    def _refuse(self, wanted: Wanted, what: str, remedy: str, told: str) -> None:
        """What was asked for is not done, and will not be tried again by itself."""
        self._log.say("supervisor", told)
        self._error = (what, remedy)
        self._place.want(wanted.model_copy(update={"release": self._deployment.release, "back": False}))

    async def _begin(self, release: Release) -> bool:
        self._say("starting")
        self._colour = Colour(self._place, self._deployment, release, self._listener, self._log, self._clock)
        sound = await self._colour.start()
        self._say("running" if sound else "unhealthy")
        if not sound:
            self._notes = (f"release {release.number} has not come up healthy; see `genesis deploy logs`",)
        return sound

    async def _stop(self) -> None:
        if self._colour is not None:
            await self._colour.stop()
            self._colour = None
        self._say("failed" if self._error[0] else "stopped")
        self._log.say("supervisor", "has ended")

    async def _change(self, release: Release, *, back: bool) -> None:
        """Change over to a release: tried on a copy while the old one goes on, then for good while nobody writes."""
        was, before = self._deployment, self._deployment.release
        self._log.say("supervisor", f"release {release.number} is tried")
        self._say("trying")
        source = await self._tried(release, back=back) if self._colour is not None or back else 0
        self._say("changing")
        old, held_since = self._colour, self._clock.monotonic()
        try:
            if old is not None:
                await old.stop()
                self._colour = None
            async with _threaded(self._data.held(before, back_to=source)) as held:
                taken = await opens(self._place, release, held.trial, self._log, back=back and not source)
                await asyncio.to_thread(held.replace, release.number)
        except BaseException:  # the old one goes on, on data that nothing has happened to; raised again
            if before:
                await self._begin(self._place.release(before))
            raise
        self._keep(release.number, before)
        written = await asyncio.to_thread(self._data.writes)
        if not await self._begin(release):
            await self._take_back(release, was, written)
        if back:
            self._notes = (*self._notes, await self._told_of(before, source, taken))
        waited = self._clock.monotonic() - held_since
        self._log.say("supervisor", f"release {release.number} is at work; for {waited:.1f} s nobody was answered")

    async def _tried(self, release: Release, *, back: bool) -> int:
        """Try a release on a copy of the data; where it goes back and does not take what a newer one wrote, those put
        aside for it are to be used: the number of the release that they belong to, 0 for the present ones."""
        try:
            async with _threaded(self._data.trial()) as trial:
                await opens(self._place, release, trial, self._log, back=back)
                await serves(self._place, release, trial, self._log, self._clock)
        except GenesisError:
            kept = await asyncio.to_thread(self._data.aside, release.number)
            if back and kept:
                return release.number
            raise
        return 0

    async def _told_of(self, newer: int, source: int, taken: str) -> str:
        if not source:
            return f"the data are the present ones, which the release takes. {taken}".strip()
        aside = await asyncio.to_thread(self._data.aside, newer)
        told = f"the data are those from before release {newer}, whose data this one cannot read"
        return f"{told}; what was written since is kept in {aside}"

    async def _take_back(self, release: Release, was: Deployment, written: int) -> None:
        """A release that passed and yet does not come up: the old one goes on, unless something was written already."""
        before = was.release
        if not before or await asyncio.to_thread(self._data.writes) != written:
            return
        assert self._colour is not None
        await self._colour.stop()
        async with _threaded(self._data.held(release.number, back_to=before)) as held:
            await asyncio.to_thread(held.replace, before)
        self._keep(before, was.previous)
        await self._begin(self._place.release(before))
        raise DeploymentError(
            f"release {release.number} passed on a copy, and did not come up at the port",
            where=str(self._place.folder),
            remedy=f"Release {before} goes on as before; see `genesis deploy logs`",
        )


@asynccontextmanager
async def _threaded(manager: AbstractContextManager[T]) -> AsyncIterator[T]:
    """A context whose beginning and end take their time, which what the processes say must not wait for."""
    value = await asyncio.to_thread(manager.__enter__)
    try:
        yield value
    except BaseException as error:  # the context ends in its thread whatever happened; raised again
        await asyncio.to_thread(manager.__exit__, type(error), error, error.__traceback__)
        raise
    await asyncio.to_thread(manager.__exit__, None, None, None)


def supervise(place: Place, log: Log, clock: Clock) -> int:
    """Be the supervisor of the deployment in a place; the exit code. Where it has one, or was stopped, there is
    nothing to do."""
    deployment = place.deployment()
    if deployment is None:
        raise DeploymentError("nothing is deployed there", where=str(place.folder), remedy="Use `genesis deploy up`")
    with place.supervised() as alone:
        if not alone or place.wanted().stop:
            return 0
        try:
            listener = listening(deployment.port)
        except DeploymentError as error:
            wanted = place.wanted()
            place.say(
                State(phase="failed", pid=os.getpid(), answered=wanted.serial, error=error.what, remedy=error.remedy)
            )
            raise
        with listener:
            return asyncio.run(Supervisor(place, deployment, listener, log, clock).run())
