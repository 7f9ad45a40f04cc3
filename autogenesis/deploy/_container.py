"""The target `container`: what an engine needs, checked; built where an engine runs."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from autogenesis.core import DeploymentError, Settings
from autogenesis.deploy._place import writing
from autogenesis.deploy._release import built
from autogenesis.sandbox import REQUIREMENTS, Environments
from roles import container_faults, read_package, write_files

_ENGINES = ("docker", "podman")
_ASKING, _BUILDING = 15.0, 1800.0
_FORMAT = {"podman": ("--format", "docker")}
"""Podman's own format of images has no place for a health check."""
_MOST_SHOWN = 5


@dataclass(frozen=True)
class Built:
    """The folder for the engine; the image, where one was built; and what there is to know of that."""

    folder: Path
    image: str
    note: str


def make_container(package: Path, out: Path, settings: Settings) -> Built:
    """Check the package's container files, put them into `out` with the source, and build where an engine runs."""
    modules = read_package(package)
    faults = [f"{one.part}: {one.text}" for one in container_faults(modules)]
    if faults:
        raise DeploymentError(
            f"the container would not do: {'; '.join(faults[:_MOST_SHOWN])}",
            where=str(package),
            remedy="Correct Dockerfile and compose.yaml, or put back those that were generated",
        )
    with writing(out):
        shutil.rmtree(out, ignore_errors=True)
        write_files(modules, out)
    _, wheel = built(package, out / "dist", settings, Environments(settings.home).ensure(REQUIREMENTS))
    shutil.rmtree(out / "dist")
    image = f"{modules.slug.replace('_', '-')}:{wheel.name.split('-')[1]}"  # as compose.yaml calls it
    engine, why = running_engine()
    if engine is None:
        return Built(
            out, "", f"NOT BUILT: {why}. The files were checked; build them with `docker compose up --build` in {out}"
        )
    name = Path(engine).name
    done = subprocess.run(
        [engine, "build", *_FORMAT.get(name, ()), "--tag", image, str(out)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_BUILDING,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip() or f"exit {done.returncode}").splitlines()[-1]
        raise DeploymentError(
            f"{name} build failed: {said[:300]}", where=str(out), remedy="Build it by hand to see more"
        )
    compose = next((words for words in ((name, "compose"), (f"{name}-compose",)) if _is_there(words)), None)
    how = f"bring it up with `{' '.join(compose)} up -d`" if compose else f"there is no {name} compose to bring it up"
    return Built(out, image, f"built by {name}; {how} in {out}")


def _is_there(words: tuple[str, ...]) -> bool:
    """Whether there is such a compose."""
    if shutil.which(words[0]) is None:
        return False
    asked = [*words, "version"]
    try:
        done = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, timeout=_ASKING, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def running_engine() -> tuple[str | None, str]:
    """The first container engine that answers, or why there is none."""
    reasons = []
    for name in _ENGINES:
        program = shutil.which(name)
        if program is None:
            reasons.append(f"there is no {name}")
            continue
        try:
            done = subprocess.run(
                [program, "info"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_ASKING,
                check=False,
            )
        except subprocess.TimeoutExpired:
            reasons.append(f"{name} does not answer")
            continue
        if done.returncode == 0:
            return program, ""
        reasons.append(f"{name}: {(done.stderr.strip() or 'it does not answer').splitlines()[-1][:200]}")
    return None, ", ".join(reasons)
