"""What is kept of a deployment: how it is meant to be, its releases, what was asked of it, and how it is."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Target = Literal["local", "container", "wheel", "distributed"]
Phase = Literal["starting", "trying", "changing", "running", "unhealthy", "stopped", "failed"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Deployment(_Frozen):
    """How a system is meant to run. `release` is at work (0: none yet), `previous` was before it; `data` is a folder
    or the URL of a PostgreSQL database; `workers` is how many processes its agents are shared out to, 0 for none."""

    system: str
    target: Target
    port: int
    data: str
    workers: int = 0
    release: int = 0
    previous: int = 0
    boot: bool = False


class Release(_Frozen):
    """One version of the package, installed. `digest` is that of its files, `revision` of what it keeps."""

    number: int
    package: str
    version: str
    digest: str
    wheel: str
    agents: tuple[str, ...]
    operations: tuple[str, ...]
    revision: int
    made: str


class Made(_Frozen):
    """What was made to be taken elsewhere: files in a folder, and what there is to know of them."""

    target: Target
    system: str
    folder: str
    files: tuple[str, ...] = ()
    image: str = ""
    note: str = ""
    made: str = ""


class Wanted(_Frozen):
    """What the supervisor is asked for; a higher serial is something new."""

    serial: int
    release: int = 0
    back: bool = False
    stop: bool = False


class ProcessState(_Frozen):
    """How one process is."""

    name: str
    state: Literal["running", "waiting", "stopped"]
    pid: int | None = None
    since: str = ""
    restarts: int = 0
    last: str = ""


class State(_Frozen):
    """How a deployment is, as its supervisor says. `answered` is the serial of what was asked last and is settled:
    where that failed, `error` and `remedy` say why and what to do."""

    phase: Phase
    pid: int
    answered: int = 0
    release: int = 0
    health: dict[str, object] = {}
    processes: tuple[ProcessState, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""
    remedy: str = ""
    at: str = ""
