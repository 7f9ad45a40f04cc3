"""What is made of a system to be taken elsewhere: a wheel with its bill and provenance, and a container's files."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from autogenesis.core import DeploymentError
from autogenesis.deploy import _container
from tests.deploy.deployed import SPEC, House
from tests.packages import Packages

ROOT = Path(__file__).parents[2]


def genesis(packages: Packages, *words: str) -> dict[str, Any]:
    """What a command says where the library's system was generated."""
    home = packages.of(SPEC, tested=False).parents[1]
    done = subprocess.run(
        [sys.executable, str(ROOT / "run_genesis.py"), *words, "--json"],
        cwd=home,
        env={name: value for name, value in os.environ.items() if name != "GENESIS_HOME"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_a_wheel_comes_with_what_it_is_made_of_and_where_it_comes_from(packages: Packages) -> None:
    package = packages.of(SPEC, tested=False)
    (made,) = genesis(packages, "deploy", "up", str(package), "--to", "wheel")["made"]
    folder = Path(made["folder"])
    first = {name: (folder / name).read_bytes() for name in made["files"]}
    wheel, bill = "lending-0.1.1-py3-none-any.whl", "lending-0.1.1.cdx.json"
    assert set(first) == {
        wheel, bill, "lending-0.1.1.provenance.zip", "lending-0.1.1.run.json", "SHA256SUMS",
    }  # fmt: skip
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False).returncode == 0

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(first[bill].decode()) is None
    told = json.loads(first[bill])
    libraries = {one["name"]: one for one in told["components"]}
    assert {"autogen-core", "fastapi", "mcp", "pydantic", "pydantic-core", "sqlalchemy", "uvicorn"} <= libraries.keys()
    assert not {"pytest", "hypothesis", "autogenesis"} & libraries.keys()
    assert all(one["externalReferences"][0]["hashes"] for one in told["components"])
    assert libraries["fastapi"]["licenses"] == [{"expression": "MIT"}]
    assert {one["ref"] for one in told["dependencies"]} >= {one["bom-ref"] for one in told["components"]}

    with zipfile.ZipFile(folder / "lending-0.1.1.provenance.zip") as bundle:
        facts = json.loads(bundle.read("provenance.json"))
        text = bundle.read("specification.md").decode().rstrip()
        assert len(text) > 1000
        assert SPEC.read_text(encoding="utf-8").startswith(text)  # but for the examples of its acceptance tests
        assert "understanding.md" in json.loads(bundle.read("prompts.json"))["roles"]
    assert facts["models"] == {"run": "builtin"}
    assert facts["made"][wheel] == hashlib.sha256(first[wheel]).hexdigest()
    assert facts["edited_since"] == facts["added_since"] == facts["removed_since"] == []
    assert facts["files"]["README.md"] == hashlib.sha256((package / "README.md").read_bytes()).hexdigest()
    run = json.loads(first["lending-0.1.1.run.json"])
    assert run["run"].startswith("r-")
    assert "seconds" in run["result"]

    (again,) = genesis(packages, "deploy", "up", str(package), "--to", "wheel")["made"]
    assert {name: (folder / name).read_bytes() for name in again["files"]} == first
    assert genesis(packages, "deploy", "status", "lending")["made"][-1] == again


def test_a_wheel_of_an_edited_package_says_so_and_of_an_unknown_one_too(home: House) -> None:
    made = home.deployments.wheel("lending", home.package, None, "0.0")
    assert "where it comes from is NOT KNOWN here" in made.note
    assert not any(name.endswith(".run.json") for name in made.files)
    home.change("pyproject.toml", '"uvicorn', '"left-pad", "uvicorn')
    with pytest.raises(DeploymentError, match="left-pad is not among the locked libraries"):
        home.deployments.wheel("lending", home.package, None, "0.0")


FAULTS = {
    "an image that moves": ("Dockerfile", "python:3.11.13-slim-bookworm\nCOPY", "python:latest\nCOPY", "is not pinned"),
    "unchecked libraries": ("Dockerfile", "--require-hashes -r requirements.lock", "fastapi", "what nothing checks"),
    "a file that is not there": ("Dockerfile", "COPY src ./src", "COPY source ./src", "copies source, which"),
    "root": ("Dockerfile", "USER 10001", "USER 0", "runs as root"),
    "no health": ("Dockerfile", "HEALTHCHECK", "LABEL was=", "nobody asks for its health"),
    "health elsewhere": ("Dockerfile", "8000/health", "8000/healthz", "where the package does not answer"),
    "another package": ("Dockerfile", '"-m", "lending"', '"-m", "landing"', "does not serve lending"),
    "no such instruction": ("Dockerfile", "EXPOSE", "EXPOZE", "there is no instruction EXPOZE"),
    "writable": ("compose.yaml", "read_only: true", "read_only: false", "can write to its own files"),
    "capabilities": ("compose.yaml", "cap_drop: [ALL]", "cap_drop: [NET_RAW]", "keeps capabilities"),
    "privileges": ("compose.yaml", "no-new-privileges:true", "seccomp:unconfined", "can gain privileges"),
    "an unknown right": ("compose.yaml", "pids_limit: 256", "devices: [/dev/kvm]", "asks for devices"),
    "a wrong form": ("compose.yaml", "tmpfs: [/tmp]", "tmpfs: 3", "is not of the form that Compose takes"),
    "no list": ("compose.yaml", "cap_drop: [ALL]", "cap_drop: 3", "cap_drop of .* is not of the form"),
    "words that give nothing up": ("compose.yaml", "privileges:true", "privileges:false", "can gain privileges"),
    "no such volume": ("compose.yaml", "state: {}", "other: {}", "there is no volume state"),
    "no YAML": ("compose.yaml", "services:", "services: [", "it is no YAML"),
}


def test_a_container_that_would_not_do_is_refused(home: House) -> None:
    for path, old, new, said in FAULTS.values():
        before = (home.package / path).read_text()
        home.change(path, old, new)
        with pytest.raises(DeploymentError, match=said):
            home.deployments.container("lending", home.package)
        (home.package / path).write_text(before)


def test_where_no_engine_runs_the_files_of_a_container_are_made_and_it_says_loudly_that_it_is_not_built(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an engine makes of them is told in test_container.py."""
    monkeypatch.setattr(_container, "_ENGINES", ("an-engine-that-nobody-has",))
    made = home.deployments.container("lending", home.package)
    assert made.image == ""
    assert made.note.startswith("NOT BUILT: there is no an-engine-that-nobody-has")
    assert {"Dockerfile", "compose.yaml", "requirements.lock", "src"} <= {
        each.name for each in Path(made.folder).iterdir()
    }
