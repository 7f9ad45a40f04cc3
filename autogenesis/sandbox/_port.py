"""The port: what is asked of a sandbox, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Protocol

StoppedBy = Literal["time", "memory", "processes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxRequest:
    """Where a command runs, what it may see, and how much it may use.

    The command inherits nothing: it sees the variables of ``env`` and a fixed PATH, HOME, TMPDIR and LANG.
    ``cwd`` is readable; it is writable where it lies in ``read_write``. Sizes are in MiB or bytes as named.
    ``max_output_bytes`` bounds standard output and standard error each.
    """

    cwd: Path
    read_only: tuple[Path, ...] = ()
    read_write: tuple[Path, ...] = ()
    env: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    stdin: bytes = b""
    timeout: float = 60.0
    memory_mib: int = 1024
    max_processes: int = 64
    max_output_bytes: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxResult:
    """How a command ended.

    ``exit_code`` is the command's own; 128 + n where signal n ended it, 127 where it could not be started.
    ``stopped_by`` names the limit that ended it. ``limits`` says what was really in force, by subject: files,
    network, environment, time, memory, processes, output.
    """

    exit_code: int
    stdout: str
    stderr: str
    seconds: float
    stopped_by: StoppedBy | None
    backend: str
    limits: Mapping[str, str]

    @property
    def timed_out(self) -> bool:
        """Whether the time allowed passed before the command ended."""
        return self.stopped_by == "time"


class Sandbox(Protocol):
    """Runs commands that are not trusted; nothing that they started is left when ``run`` returns."""

    @property
    def name(self) -> str:
        """The backend's name, as it stands in results and settings."""
        ...

    def run(self, command: Sequence[str], *, request: SandboxRequest) -> SandboxResult:
        """Run ``command`` to its end or to the first limit; raise SandboxError where it cannot be tried."""
        ...
