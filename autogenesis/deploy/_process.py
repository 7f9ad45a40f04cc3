"""Keeps one process at work: starts it again when it ends, each time a little later, until told to stop."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autogenesis.core import Clock
from autogenesis.deploy._log import Log
from autogenesis.deploy._nouns import ProcessState

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
SOUND = 60.0
"""Seconds after which a process counts as having come up well, and the next wait is a short one again."""
GRACE = 30.0
"""Seconds to finish what is in hand."""
_CHUNK = 65536
_LONGEST_LINE = 16384
_DIES_WITH_PARENT = 1


@dataclass(frozen=True, kw_only=True)
class Command:
    """What is run: words, a folder of its own, and a socket that it is handed."""

    name: str
    words: tuple[str, ...]
    folder: Path
    fd: int | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What it sees of this process's: where programs and its home are, and nothing that might be secret."""
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "PGPASSFILE", "PGSERVICEFILE")
        return {name: os.environ[name] for name in kept if name in os.environ}


class Kept:
    """A process that is kept at work."""

    def __init__(self, command: Command, log: Log, clock: Clock) -> None:
        self.command, self._log, self._clock = command, log, clock
        self._process: asyncio.subprocess.Process | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._told = asyncio.Event()
        self._since, self._began, self._restarts, self._last = "", 0.0, 0, ""

    @property
    def running(self) -> bool:
        """Whether it is at work now."""
        return self._process is not None and self._process.returncode is None

    @property
    def age(self) -> float:
        """Seconds since it was started."""
        return self._clock.monotonic() - self._began

    @property
    def ended(self) -> bool:
        """Whether it has ended at least once."""
        return self._restarts > 0

    @property
    def last(self) -> str:
        """How it last ended."""
        return self._last

    def state(self) -> ProcessState:
        """How it is."""
        process = self._process
        return ProcessState(
            name=self.command.name,
            state="running" if self.running else "stopped" if self._told.is_set() else "waiting",
            pid=process.pid if process is not None and self.running else None,
            since=self._since,
            restarts=self._restarts,
            last=self._last,
        )

    def start(self) -> None:
        """Have it at work from now on."""
        self._told.clear()
        self._began = self._clock.monotonic()
        self._keeping = asyncio.create_task(self._keep())

    async def stop(self, grace: float = GRACE) -> None:
        """Have it finish what is in hand, and end."""
        self._told.set()
        await self._ended(grace)
        if self._keeping is not None:
            await self._keeping
            self._keeping = None

    async def again(self, why: str, grace: float = 5.0) -> None:
        """End it, so that it is started again."""
        self._log.say("supervisor", f"{self.command.name} is ended: {why}")
        await self._ended(grace)

    async def _ended(self, grace: float) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), grace)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _keep(self) -> None:
        wait = FIRST_WAIT
        while not self._told.is_set():
            self._last = await self._once()
            if self._told.is_set():
                break
            wait = FIRST_WAIT if self.age > SOUND else min(2 * wait, LONGEST_WAIT)
            self._restarts += 1
            self._log.say("supervisor", f"{self.command.name} {self._last}; it is started again in {wait:g} s")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), wait)
        self._process = None

    async def _once(self) -> str:
        self._began, self._since = self._clock.monotonic(), self._clock.now().isoformat(timespec="seconds")
        handed = (self.command.fd,) if self.command.fd is not None else ()
        try:
            self._process = await started(self.command.words, self.command, handed)
        except OSError as error:
            return f"could not be started: {error}"
        await pumped(self._process, lambda line: self._log.say(self.command.name, line))
        code = await self._process.wait()
        return f"was killed by signal {-code}" if code < 0 else f"ended with {code}"


async def started(words: Sequence[str], command: Command, handed: tuple[int, ...] = ()) -> asyncio.subprocess.Process:
    """Start a process that ends with this one; what it says is one stream."""
    return await asyncio.create_subprocess_exec(
        *words,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=command.folder,
        env=command.environment,
        pass_fds=handed,
        start_new_session=True,
        preexec_fn=_tied(os.getpid()),
    )


def _tied(parent: int) -> Callable[[], None]:
    """Before it becomes another program, the process asks to be told to end when its parent is gone, however."""
    library = ctypes.CDLL(None)

    def tie() -> None:
        library.prctl(_DIES_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return tie


async def pumped(process: asyncio.subprocess.Process, say: Callable[[str], None]) -> None:
    """Hand on what a process says, line by line, until it says no more."""
    assert process.stdout is not None
    rest = b""
    while chunk := await process.stdout.read(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            say(line.decode("utf-8", "replace"))
        if len(rest) > _LONGEST_LINE:
            say(rest.decode("utf-8", "replace"))
            rest = b""
    if rest:
        say(rest.decode("utf-8", "replace"))
