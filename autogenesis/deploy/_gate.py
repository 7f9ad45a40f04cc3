"""The gate that a release passes before anybody is served by it: data it can read whole, health, and its operations."""

from __future__ import annotations

import asyncio
import json
import socket
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from autogenesis.core import Clock, DeploymentError
from autogenesis.deploy._log import Log
from autogenesis.deploy._nouns import Release
from autogenesis.deploy._place import Place
from autogenesis.deploy._ports import LOOPBACK, listening
from autogenesis.deploy._process import Command, Kept
from autogenesis.deploy._release import command_of

OPENING = 300.0
"""Seconds that a release may take to migrate the data and read them whole."""
COMING_UP = 60.0
_ANSWER = 5.0
_UNKNOWN = 64
"""How a package ends that has no such command."""
_PAUSE = 0.1


async def health_at(port: int, seconds: float = _ANSWER) -> dict[str, Any]:
    """What a release says of its health; OSError or ValueError where it says nothing."""
    return await asyncio.to_thread(_get, port, "health", seconds)


def _get(port: int, path: str, seconds: float) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/{path}", timeout=seconds) as reply:
            return dict(json.load(reply))
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 503:
                return dict(json.load(error))
            raise


async def opens(place: Place, release: Release, data: str, log: Log, *, back: bool = False) -> str:
    """Have a release open the data, which migrates them, and read every row; DeploymentError where it does not. Data
    of a later release are taken `back` first, where the package knows how, and what it says of that is returned."""
    taken = ""
    if back:
        code, out, said = await _asked(place, release, ("migrate", "--data", data))
        log.say("trial", out + said)
        if code not in (0, _UNKNOWN):
            raise _refused(release, f"it does not take the data back: {_last(said, out, code)}")
        taken = out.strip()
    code, out, said = await _asked(place, release, ("session", "--data", data), b'{"health": true}\n')
    log.say("trial", said)
    try:
        health = json.loads(out.splitlines()[-1])["result"]
        status, wrong = health["status"], health["wrong"]
    except (ValueError, IndexError, KeyError, TypeError):
        raise _refused(release, f"it does not open the data: {_last(said, out, code)}") from None
    if status != "healthy":
        raise _refused(release, f"it is not healthy on the data: {', '.join(wrong)}")
    return taken


async def _asked(place: Place, release: Release, words: tuple[str, ...], given: bytes = b"") -> tuple[int, str, str]:
    """How a command of a release ends, and what it says."""
    command = Command(name="trial", words=command_of(place, release, *words), folder=place.folder)
    process = await asyncio.create_subprocess_exec(
        *command.words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=command.folder,
        env=command.environment,
    )
    try:
        out, said = await asyncio.wait_for(process.communicate(given), OPENING)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise _refused(release, f"it took more than {OPENING:g} s to open the data") from None
    return process.returncode or 0, out.decode("utf-8", "replace"), said.decode("utf-8", "replace")


def _last(said: str, out: str, code: int) -> str:
    return (said.strip() or out.strip() or f"exit {code}").splitlines()[-1][:300]


async def serves(place: Place, release: Release, data: str, log: Log, clock: Clock) -> None:
    """Have a release serve a copy of the data at a passing port: it must be healthy, with all its operations."""
    listener = listening(0)
    trial = Kept(serving(place, release, data, listener, name="trial"), log, clock)
    trial.start()
    try:
        port = int(listener.getsockname()[1])
        health = await came_up(trial, port)
        if health is None or health.get("status") != "healthy":
            said = ", ".join(health.get("wrong", ())) if health else trial.last or "it does not answer"
            raise _refused(release, f"it does not come up healthy: {said}")
        if health.get("revision") != release.revision:
            raise _refused(release, f"what answers is of revision {health.get('revision')}, not {release.revision}")
        paths = (await asyncio.to_thread(_get, port, "openapi.json", COMING_UP)).get("paths", {})
        lacking = [name for name in release.operations if f"/operations/{name}" not in paths]
        if lacking:
            raise _refused(release, f"it does not offer {', '.join(lacking)}")
    finally:
        await trial.stop()
        listener.close()


async def came_up(kept: Kept, port: int, seconds: float = COMING_UP) -> dict[str, Any] | None:
    """What a process says of its health once it answers; None where it ended, or has not answered in time."""
    while kept.age < seconds and not kept.ended:
        try:
            return await health_at(port)
        except (OSError, ValueError):
            await asyncio.sleep(_PAUSE)
    return None


def serving(
    place: Place, release: Release, data: str, listener: socket.socket, *, name: str, host: str = ""
) -> Command:
    """The command that serves the data on a socket that listens; its agents are in workers where there is a host."""
    fd = listener.fileno()
    words = ("serve", "--data", data, "--fd", str(fd), *(("--workers", host) if host else ()))
    return Command(name=name, words=command_of(place, release, *words), folder=Path(place.folder), fd=fd)


def _refused(release: Release, why: str) -> DeploymentError:
    return DeploymentError(
        f"release {release.number} ({release.version}) did not pass: {why}",
        where="the gate before the change",
        remedy="Nothing was changed; see `genesis deploy logs`, correct the package, and deploy it again",
    )
