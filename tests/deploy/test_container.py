"""The container that a package is deployed as, built and run by an engine that is there."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from autogenesis.deploy import _container
from tests.assembly.processes import free_address
from tests.deploy.deployed import House

pytestmark = pytest.mark.soak
_BUILD = 1200
_STORAGE = """[storage]
driver = "overlay"
graphroot = "{at}/store"
runroot = "{at}/run"
"""
_CONF = """[engine]
events_logger = "file"
cgroup_manager = "cgroupfs"
runtime = "{runtime}"
[containers]
default_ulimits = [{limits}]
"""
_LIMITS = {"nofile": resource.RLIMIT_NOFILE, "nproc": resource.RLIMIT_NPROC}
"""Podman would raise them, which not every root may."""
_PIP = ("/etc/pip.conf", "/etc/ssl/certs")
"""How pip is set up on this machine: building installs libraries."""


def run(*words: str, seconds: int = _BUILD, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds, check=False, **more
    )


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An engine with the base image; podman has a store of its own, and where the image cannot be fetched, one that is
    made of this distribution's packages."""
    program, why = _container.running_engine()
    if program is None:
        pytest.skip(f"NO CONTAINER ENGINE ANSWERS ({why}; apt-get install podman runc): nobody builds the container")
    if Path(program).name != "podman":
        yield program
        return
    at = tmp_path / "engine"
    at.mkdir()
    limits = {name: min(4096, resource.getrlimit(one)[1] % (1 << 63)) for name, one in _LIMITS.items()}
    told = ", ".join(f'"{name}={most}:{most}"' for name, most in limits.items())
    conf = _CONF.format(runtime="runc" if shutil.which("runc") else "crun", limits=told)
    there = ", ".join(f'"{each}:{each}:ro"' for each in _PIP if Path(each).exists())
    (at / "storage.conf").write_text(_STORAGE.format(at=at))
    (at / "run.conf").write_text(conf)
    (at / "build.conf").write_text(f'{conf}netns = "host"\nvolumes = [{there}]\n')
    monkeypatch.setenv("CONTAINERS_STORAGE_CONF", str(at / "storage.conf"))
    monkeypatch.setenv("CONTAINERS_CONF", str(at / "build.conf"))
    try:
        yield program
    finally:
        run(*([program, "unshare"] if os.geteuid() else []), "rm", "-rf", str(at / "store"))


def given_a_base(program: str, image: str, folder: Path) -> None:
    """Have the engine know the base image."""
    if run(program, "pull", "--quiet", image, seconds=300).returncode == 0:
        return
    if shutil.which("debootstrap") is None or os.geteuid():
        pytest.skip(f"THE IMAGE {image} CANNOT BE FETCHED, and there is no debootstrap to make one (or nobody is root)")
    packages = "--include=python3,python3-venv,ca-certificates"
    made = run("debootstrap", "--variant=minbase", packages, "bookworm", str(folder))
    if made.returncode:
        pytest.skip(f"THE IMAGE {image} CAN NEITHER BE FETCHED NOR MADE: {made.stdout[-300:]}")
    (folder / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    archive = folder.with_suffix(".tar")
    assert run("tar", "--create", "--file", str(archive), "--directory", str(folder), ".").returncode == 0
    assert run(program, "import", str(archive), f"docker.io/library/{image}").returncode == 0
    archive.unlink()
    shutil.rmtree(folder)


def test_the_container_is_built_and_serves_with_no_rights_that_it_does_not_need(
    home: House, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = re.search(r"^FROM (\S+)$", (home.package / "Dockerfile").read_text(), re.M)
    assert found
    given_a_base(engine, found[1], tmp_path / "base")
    made = home.deployments.container("lending", home.package)
    assert made.image == "lending:0.1.1"
    compose = re.search(r"bring it up with `(.+) up -d`", made.note)
    if compose is None:
        pytest.skip(f"THERE IS NO COMPOSE ({made.note}): the container is built, and nobody brings it up")
    host, port = free_address().split(":")
    folder = Path(made.folder)
    file = folder / "compose.yaml"
    file.write_text(file.read_text().replace("127.0.0.1:8000:8000", f"{host}:{port}:8000"))
    monkeypatch.setenv("CONTAINERS_CONF", str(tmp_path / "engine" / "run.conf"))

    def asked(*words: str) -> subprocess.CompletedProcess[str]:
        return run(*compose[1].split(), *words, cwd=folder)

    def inside(*words: str, code: int = 0) -> str:
        named = ("--filter", "label=com.docker.compose.service=lending", "--format", "{{.Names}}")
        (name,) = run(engine, "ps", *named).stdout.split()
        done = run(engine, "exec", name, *words)
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    try:
        up = asked("up", "-d")
        assert up.returncode == 0, up.stderr
        assert healthy(f"http://{host}:{port}/health")["status"] == "healthy"
        assert inside("id", "-u").strip() == "10001"
        state = dict(line.split(":\t") for line in inside("cat", "/proc/1/status").splitlines() if ":\t" in line)
        assert (state["CapEff"], state["CapBnd"], state["NoNewPrivs"]) == ("0" * 16, "0" * 16, "1")
        assert "Read-only file system" in inside("touch", "/venv/x", code=1)
        check = json.loads(run(engine, "image", "inspect", made.image).stdout)[0]
        words = (check.get("Healthcheck") or check["Config"]["Healthcheck"])["Test"]
        inside(*words[1:])
        inside("python", "-m", "lending", "users", "add", "--role", "librarian", "--id", "ada", "--data", "/data")
        assert asked("down").returncode == 0
        assert asked("up", "-d").returncode == 0
        assert healthy(f"http://{host}:{port}/health")["status"] == "healthy"
        assert "ada" in inside("python", "-m", "lending", "users", "list", "--data", "/data"), (
            "data stay in their volume"
        )
    finally:
        asked("down", "-v")


def healthy(url: str) -> dict[str, object]:
    """What it says of its health, as soon as it says anything."""
    end = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return dict(json.loads(answer.read()))
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
