"""What is asked of deployments: bring one up or up to date, say how it is, stop it, go back."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from autogenesis.core import Clock, DeploymentError, InputError, Settings
from autogenesis.deploy._container import make_container
from autogenesis.deploy._log import tail
from autogenesis.deploy._nouns import Deployment, Made, Release, State, Target, Wanted
from autogenesis.deploy._place import Place
from autogenesis.deploy._ports import LOOPBACK, listening
from autogenesis.deploy._release import install, prune
from autogenesis.deploy._unit import enable, refuse_boot, write_unit
from autogenesis.deploy._wheel import Origin, make_wheel

DEFAULT_PORT = 8000
_PATIENCE = 900.0
_STARTING = 20.0
_PAUSE = 0.1


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a system is to run. What is None stays as it was, or is as usual."""

    target: Target = "local"
    data: str | None = None
    port: int | None = None
    workers: int | None = None
    boot: bool = False


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a deployment is: as it is meant, as its supervisor says, and whether there is one."""

    deployment: Deployment
    state: State | None
    supervised: bool

    @property
    def phase(self) -> str:
        """In one word."""
        if self.state is None:
            return "stopped"
        if self.supervised or self.state.phase in ("stopped", "failed"):
            return self.state.phase
        return "dead"

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self.deployment.port}"


class Deployments:
    """The deployments under the house's home folder."""

    def __init__(self, settings: Settings, clock: Clock, tell: Callable[[str], None] = lambda line: None) -> None:
        self._settings, self._clock, self._tell = settings, clock, tell
        self._folder = Path(os.path.abspath(settings.home)) / "deployments"

    def place(self, system: str) -> Place:
        """Where the deployment of a system is kept."""
        return Place(self._folder / system)

    def standing(self, system: str) -> Standing:
        """How the deployment of a system is; InputError where there is none."""
        place = self.place(system)
        deployment = place.deployment()
        if deployment is None:
            raise InputError(
                f"{system} is not deployed",
                where=str(self._folder),
                remedy=f"Use `genesis deploy up {system} --to local`",
            )
        return Standing(deployment=deployment, state=place.state(), supervised=place.has_supervisor())

    def up(self, system: str, package: Path, asked: Asked) -> Standing:
        """Have the package in a folder at work: for the first time, or in the place of an earlier release."""
        place = self.place(system)
        if asked.boot:
            refuse_boot()
        with place.commanded():
            before = place.deployment()
            supervised = place.has_supervisor()
            meant = self._meant(system, before, asked, supervised=supervised)
            if not supervised:
                listening(meant.port).close()
            self._tell(f"building {system} from {package}")
            release = install(package, place, self._settings, self._clock, distributed=meant.target == "distributed")
            self._tell(f"release {release.number} is version {release.version}, in an environment of its own")
            if not supervised:
                place.keep(meant)
            elif before is not None and meant.boot != before.boot:
                place.keep(before.model_copy(update={"boot": meant.boot}))
            self._tell(f"unit for systemd: {place.unit} ({write_unit(place, system)})")
            self._ask(place, Wanted(serial=place.wanted().serial + 1, release=release.number), meant.boot)
            found = self._settled(system, release)
            prune(place, frozenset({found.deployment.release, found.deployment.previous}))
            return found

    def wheel(self, system: str, package: Path, origin: Origin | None, maker: str) -> Made:
        """Make the wheel, its bill of materials and its provenance; where they are."""
        place = self.place(system)
        with place.commanded():
            files = make_wheel(package, place.folder / "wheel", self._settings, origin, maker)
            note = (
                "" if origin else "where it comes from is NOT KNOWN here: the run that generated it is in another home"
            )
            return self._made(place, "wheel", files=tuple(file.name for file in files), note=note)

    def container(self, system: str, package: Path) -> Made:
        """Make what a container engine needs, and have it built where one runs; where it is."""
        place = self.place(system)
        with place.commanded():
            found = make_container(package, place.folder / "container", self._settings)
            return self._made(place, "container", image=found.image, note=found.note)

    def _made(self, place: Place, target: Target, **more: Any) -> Made:
        moment = self._clock.now().isoformat(timespec="seconds")
        folder = str(place.folder / target)
        made = Made(target=target, system=place.folder.name, folder=folder, made=moment, **more)
        place.keep_made(made)
        return made

    def made(self, system: str) -> tuple[Made, ...]:
        """What was made of a system to be taken elsewhere."""
        return self.place(system).kept_made()

    def rollback(self, system: str) -> Standing:
        """Go back to the release before, and to its data where it cannot read those of now."""
        place = self.place(system)
        deployment = self.standing(system).deployment
        if not deployment.previous:
            raise InputError(
                f"{system} has no release before {deployment.release}",
                where=str(place.folder),
                remedy="There is nothing to go back to",
            )
        with place.commanded():
            release = place.release(deployment.previous)
            wanted = Wanted(serial=place.wanted().serial + 1, release=release.number, back=True)
            self._ask(place, wanted, deployment.boot)
            return self._settled(system, release)

    def stop(self, system: str) -> Standing:
        """Have it finish what is in hand, and end; it stays as it is until it is brought up again."""
        place = self.place(system)
        standing = self.standing(system)
        with place.commanded():
            place.want(Wanted(serial=place.wanted().serial + 1, release=standing.deployment.release, stop=True))
            until = time.monotonic() + _PATIENCE
            while place.has_supervisor():
                if time.monotonic() > until:
                    raise DeploymentError(
                        f"the supervisor of {system} has not ended within {_PATIENCE:g} s",
                        where=str(place.folder),
                        remedy=f"See `genesis deploy logs {system}`",
                    )
                time.sleep(_PAUSE)
            state = place.state()
            if state is not None and state.phase != "stopped":  # it was dead already
                place.say(state.model_copy(update={"phase": "stopped", "processes": ()}))
        return self.standing(system)

    def _meant(self, system: str, before: Deployment | None, asked: Asked, *, supervised: bool) -> Deployment:
        """How it is to run, checked against how it runs."""
        workers = asked.workers if asked.workers is not None else before.workers if before else 0
        if asked.target == "distributed":
            workers = workers or 2
        elif asked.workers:
            raise InputError(
                f"{asked.target} has no workers", where="--workers", remedy="Use --to distributed, or leave it out"
            )
        data = checked_data(asked.data) if asked.data else before.data if before else ""
        meant = Deployment(
            system=system,
            target=asked.target,
            port=asked.port if asked.port is not None else before.port if before else DEFAULT_PORT,
            data=data or str(self.place(system).folder / "data"),
            workers=workers if asked.target == "distributed" else 0,
            release=before.release if before else 0,
            previous=before.previous if before else 0,
            boot=asked.boot or bool(before and before.boot),
        )
        if supervised and before is not None:
            for name in ("target", "port", "data", "workers"):
                if getattr(meant, name) != getattr(before, name):
                    raise InputError(
                        f"{system} runs with {name} {getattr(before, name)}, not {getattr(meant, name)}",
                        where=f"--{'to' if name == 'target' else name}",
                        remedy=f"Stop it first with `genesis deploy stop {system}`",
                    )
        return meant

    def _ask(self, place: Place, wanted: Wanted, boot: bool) -> None:
        """Say what is wanted to the supervisor; where there is none, one is started and left on its own."""
        place.want(wanted)
        if place.has_supervisor():
            return
        if boot:
            enable(place)
        else:
            command = [sys.executable, "-m", "autogenesis.deploy", "--detach", str(place.folder)]
            subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=place.folder,
                check=True,
            )
        until = time.monotonic() + _STARTING
        while not place.has_supervisor() and not self._answered(place, wanted.serial):
            if time.monotonic() > until:
                raise self._silent(place)
            time.sleep(_PAUSE)

    def _answered(self, place: Place, serial: int) -> State | None:
        state = place.state()
        return state if state is not None and state.answered >= serial else None

    def _settled(self, system: str, release: Release) -> Standing:
        """How it is once the supervisor has settled what was asked; DeploymentError where that failed."""
        place, until, phase = self.place(system), time.monotonic() + _PATIENCE, ""
        serial = place.wanted().serial
        while (state := self._answered(place, serial)) is None:
            if time.monotonic() > until or not place.has_supervisor():
                raise self._silent(place)
            current = place.state()
            if current is not None and current.phase != phase:
                phase = current.phase
                self._tell(_SAID.get(phase, phase).format(release.number))
            time.sleep(_PAUSE)
        if state.error:
            raise DeploymentError(state.error, where=str(place.log), remedy=state.remedy or "See `genesis deploy logs`")
        return self.standing(system)

    def _silent(self, place: Place) -> DeploymentError:
        lines = "; ".join(tail(place.log, 3)) or "it said nothing"
        return DeploymentError(
            f"the supervisor does not answer; it said last: {lines[-500:]}",
            where=str(place.log),
            remedy="See `genesis deploy logs`, and bring it up again",
        )


_SAID = {
    "starting": "release {} comes up",
    "trying": "release {} is tried on a copy of the data",
    "changing": "changing over to release {}: who calls now waits",
}


def checked_data(data: str) -> str:
    """Where the data are, as processes elsewhere name it; a password has no place there, where others can see it."""
    if "://" not in data:
        return os.path.abspath(os.path.expanduser(data))
    parts = urlsplit(data)
    if not parts.scheme.startswith("postgresql"):
        raise InputError(
            f"{parts.scheme} is no database that a package can use",
            where="--data",
            remedy="Name a folder, or postgresql://…",
        )
    if parts.password or "password" in parse_qs(parts.query):
        raise InputError(
            "a password in --data would be seen by whoever lists the processes",
            where="--data",
            remedy="Leave it out, and put it into ~/.pgpass",
        )
    return data.replace(f"{parts.scheme}://", "postgresql+psycopg://", 1)
