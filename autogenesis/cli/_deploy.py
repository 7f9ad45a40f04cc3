"""`genesis deploy`: a system is brought up where it is used, looked at, stopped, and put back."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from autogenesis.cli._print import console, print_json
from autogenesis.cli._systems import find_system
from autogenesis.core import Settings, SystemClock, UsageError
from autogenesis.deploy import Asked, Deployments, Standing, Target, tail

if TYPE_CHECKING:
    from collections.abc import Iterator

UNHEALTHY = 1


def bring_up(  # noqa: PLR0913 - what the command line has
    system: str,
    settings: Settings,
    *,
    to: str,
    data: str | None,
    port: int | None,
    workers: int | None,
    boot: bool,
    as_json: bool,
) -> int:
    """Deploy a system; 1 where it is not healthy then."""
    if to not in get_args(Target):
        raise UsageError(f"there is no target {to!r}", where="--to", remedy=f"Use one of {', '.join(get_args(Target))}")
    folder, deployments = _found(system, settings)
    asked = Asked(target=cast("Target", to), data=data, port=port, workers=workers, boot=boot)
    standing = deployments.up(_name(folder), folder, asked)
    return _shown(standing, as_json)


def show_status(system: str, settings: Settings, *, as_json: bool) -> int:
    """How a deployment is; 1 where it should answer and is not in order."""
    return _shown(_deployments(settings).standing(_known(system, settings)), as_json)


def stop(system: str, settings: Settings, *, as_json: bool) -> int:
    """Stop a deployment."""
    return _shown(_deployments(settings).stop(_known(system, settings)), as_json)


def roll_back(system: str, settings: Settings, *, as_json: bool) -> int:
    """Go back to the release before."""
    return _shown(_deployments(settings).rollback(_known(system, settings)), as_json)


def show_logs(system: str, settings: Settings, *, lines: int, follow: bool) -> int:
    """What its processes said last; with `follow`, what they say until told to stop."""
    deployments, name = _deployments(settings), _known(system, settings)
    deployments.standing(name)
    file = deployments.place(name).log
    for line in tail(file, lines):
        print(line)
    if follow:
        sys.stdout.flush()
        for line in _new_lines(file):
            print(line, end="", flush=True)
    return 0


def _new_lines(file: Path) -> Iterator[str]:
    """What is added to a file, which may be begun anew meanwhile."""
    opened, at = 0, file.stat().st_size if file.exists() else 0
    while True:
        if file.exists():
            with file.open(encoding="utf-8", errors="replace") as lines:
                inode, size = file.stat().st_ino, file.stat().st_size
                at = 0 if (opened and inode != opened) or size < at else at
                opened = inode
                lines.seek(at)
                yield from lines
                at = lines.tell()
        time.sleep(0.3)


def _deployments(settings: Settings) -> Deployments:
    return Deployments(settings, SystemClock(), lambda line: console(True).print(line, markup=False))


def _found(system: str, settings: Settings) -> tuple[Path, Deployments]:
    return find_system(system, settings).resolve(), _deployments(settings)


def _name(folder: Path) -> str:
    return folder.name


def _known(system: str, settings: Settings) -> str:
    """The name of a deployment: that of the package's folder, which may be gone by now."""
    return Path(system).resolve().name if "/" in system or system in (".", "..") else system.replace("-", "_")


def _shown(standing: Standing, as_json: bool) -> int:
    sound = standing.phase in ("running", "stopped")
    if as_json:
        print_json(_as_json(standing))
        return 0 if sound else UNHEALTHY
    out, state, deployment = console(), standing.state, standing.deployment
    out.print(f"{deployment.system}: {_PHASES.get(standing.phase, standing.phase)}", markup=False)
    if standing.phase == "running":
        out.print(f"  answers at   {standing.url}", markup=False)
    before = f", before it {deployment.previous}" if deployment.previous else ""
    out.print(f"  release      {deployment.release}{before}", markup=False)
    out.print(f"  data         {deployment.data}", markup=False)
    for process in state.processes if state is not None and standing.supervised else ():
        told = f", started again {process.restarts} times, last: {process.last}" if process.restarts else ""
        number = f" as process {process.pid}" if process.pid else ""
        out.print(f"  {process.name:<12} {process.state}{number}{told}", markup=False)
    for line in (*(state.health.get("wrong", ()) if state else ()), *(state.notes if state else ())):  # type: ignore[misc]
        out.print(f"  note         {line}", markup=False)
    return 0 if sound else UNHEALTHY


_PHASES = {
    "dead": "not running: its supervisor is gone. Bring it up again with `genesis deploy up`",
    "failed": "not running: it could not be brought up. See `genesis deploy logs`",
}


def _as_json(standing: Standing) -> dict[str, Any]:
    state = standing.state
    return {
        **standing.deployment.model_dump(mode="json"),
        "phase": standing.phase,
        "url": standing.url if standing.phase == "running" else None,
        "health": dict(state.health) if state and standing.supervised else {},
        "processes": [each.model_dump(mode="json") for each in state.processes] if state and standing.supervised else [],
        "notes": list(state.notes) if state else [],
    }
