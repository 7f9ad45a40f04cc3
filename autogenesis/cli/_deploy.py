"""`genesis deploy`: a system is brought up where it is used, looked at, stopped, and put back."""

from __future__ import annotations

import hashlib
import sys
import time
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from autogenesis.cli._print import console, print_json
from autogenesis.cli._systems import find_system
from autogenesis.core import InputError, Settings, SystemClock, UsageError
from autogenesis.deploy import Asked, Deployments, Made, Origin, Standing, Target, tail

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
    folder, deployments = find_system(system, settings).resolve(), _deployments(settings)
    if to in ("wheel", "container"):
        given = {"--data": data, "--port": port, "--workers": workers, "--boot": boot or None}
        for option, value in given.items():
            if value is not None:
                raise UsageError(f"{option} is for what runs here", where=option, remedy=f"Leave it out with --to {to}")
        if to == "container":
            return _print_made((deployments.container(folder.name, folder),), as_json)
        origin = _origin(folder, settings)
        return _print_made((deployments.wheel(folder.name, folder, origin, version("autogenesis")),), as_json)
    asked = Asked(target=cast("Target", to), data=data, port=port, workers=workers, boot=boot)
    standing = deployments.up(folder.name, folder, asked)
    return _shown(standing, as_json)


def show_status(system: str, settings: Settings, *, as_json: bool) -> int:
    """How a deployment is, and what was made to be taken elsewhere; 1 where it should answer and is not in order."""
    deployments, name = _deployments(settings), _known(system, settings)
    made = deployments.made(name)
    if made and deployments.place(name).deployment() is None:
        return _print_made(made, as_json)
    return _shown(deployments.standing(name), as_json, made)


def stop(system: str, settings: Settings, *, as_json: bool) -> int:
    """Stop a deployment."""
    return _shown(_deployments(settings).stop(_known(system, settings)), as_json)


def roll_back(system: str, settings: Settings, *, as_json: bool) -> int:
    """Go back to the release before."""
    return _shown(_deployments(settings).rollback(_known(system, settings)), as_json)


def show_logs(system: str, settings: Settings, *, lines: int, follow: bool, as_json: bool) -> int:
    """What its processes said last; with `follow`, what they say until told to stop."""
    deployments, name = _deployments(settings), _known(system, settings)
    deployments.standing(name)
    file = deployments.place(name).log
    if as_json and follow:
        raise UsageError("--json ends with one object, and --follow does not end", where="--follow", remedy="Use one")
    if as_json:
        print_json({"system": name, "lines": tail(file, lines)})
        return 0
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


def _origin(folder: Path, settings: Settings) -> Origin | None:
    """Where the package comes from, as the run that generated it says; None where it is not in this home."""
    from autogenesis.cli._house import open_house
    from autogenesis.conductor import Conductor
    from autogenesis.core import RunId

    with open_house(settings) as house:
        conductor = Conductor(house)
        try:
            before = conductor.before(folder)
        except InputError as error:
            console(True).print(f"note: {error}", markup=False)
            return None
        record = house.storage.runs.get(before.run)
        prompts = conductor.made(RunId(before.run), "prompts")
    models = {"run": str(record.settings.get("model", "builtin"))}
    roles = record.settings.get("roles")
    for role, given in roles.items() if isinstance(roles, dict) else ():
        if isinstance(given, dict) and given.get("model"):
            models[str(role)] = str(given["model"])
    return Origin(
        text=before.order.text,
        answers=before.order.answers,
        changes=tuple(change.model_dump(mode="json") for change in before.order.changes),
        models=models,
        prompts={"agents": prompts, "roles": _role_prompts()},
        version=record.code_version,
        files={one.path: hashlib.sha256(one.text.encode()).hexdigest() for one in before.modules.modules},
        run={
            "run": str(before.run),
            "began": record.created_at.isoformat(),
            "ended": record.finished_at.isoformat() if record.finished_at else None,
            "result": record.result,
        },
    )


def _role_prompts() -> dict[str, str]:
    """The hashes of what the roles tell a model."""
    found = resources.files("roles") / "prompts"
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in found.iterdir() if one.name.endswith(".md")
    }


def _known(system: str, settings: Settings) -> str:
    """The name of a deployment: that of the package's folder, which may be gone by now."""
    return Path(system).resolve().name if "/" in system or system in (".", "..") else system.replace("-", "_")


def _print_made(made: tuple[Made, ...], as_json: bool) -> int:
    if as_json:
        print_json({"system": made[0].system, "made": [each.model_dump(mode="json") for each in made]})
    else:
        _tell_made(made)
    return 0


def _tell_made(made: tuple[Made, ...]) -> None:
    out = console()
    for each in made:
        what = f" as {each.image}" if each.image else ""
        out.print(f"{each.system}: {each.target} of {each.made}{what} in {each.folder}", markup=False)
        for name in each.files:
            out.print(f"  {name}", markup=False)
        if each.note:
            out.print(f"  {each.note}", style="yellow", markup=False)


def _shown(standing: Standing, as_json: bool, made: tuple[Made, ...] = ()) -> int:
    sound = standing.phase in ("running", "stopped")
    if as_json:
        print_json({**_as_json(standing), "made": [each.model_dump(mode="json") for each in made]})
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
    _tell_made(made)
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
        "processes": [each.model_dump(mode="json") for each in state.processes]
        if state and standing.supervised
        else [],
        "notes": list(state.notes) if state else [],
    }
