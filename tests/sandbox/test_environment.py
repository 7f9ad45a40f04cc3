"""Clean environments: what they hold, what they must not, and that nothing needs an index once set up."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autogenesis.core import SandboxError
from autogenesis.sandbox import (
    Environments,
    SandboxRequest,
    assert_clean,
    build_wheel,
    choose,
    layer,
    readable_paths,
)

PYPROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "parcel-tracking"
version = "0.1.0"
dependencies = ["pydantic>=2"]

[tool.setuptools.packages.find]
where = ["src"]
"""


@pytest.fixture
def sandbox():
    return choose("auto", model_written=False)


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "parcel-tracking"
    (folder / "src" / "parcel_tracking").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "src" / "parcel_tracking" / "__init__.py").write_text("import pydantic\nANSWER = 42\n")
    return folder


@pytest.fixture
def unreachable_index(monkeypatch):
    """Any look at an index or a cache fails."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9/")


@pytest.mark.slow
@pytest.mark.usefixtures("unreachable_index")
def test_a_package_is_built_installed_and_run_without_an_index(base_environment, sandbox, package, tmp_path):
    wheel = build_wheel(package, tmp_path / "dist", base_environment, sandbox=sandbox)
    python = layer(base_environment, wheel, tmp_path / "layer")
    assert_clean(python, sandbox=sandbox)
    result = sandbox.run(
        [str(python), "-c", "import parcel_tracking as p; print(p.ANSWER, p.pydantic.VERSION > '2')"],
        request=SandboxRequest(cwd=tmp_path, read_only=readable_paths(python)),
    )
    assert result.stdout == "42 True\n", result.stderr


@pytest.mark.slow
def test_tests_run_in_the_layer(base_environment, sandbox, package, tmp_path):
    (package / "test_it.py").write_text("from parcel_tracking import ANSWER\ndef test_it(): assert ANSWER == 42\n")
    wheel = build_wheel(package, tmp_path / "dist", base_environment, sandbox=sandbox)
    python = layer(base_environment, wheel, tmp_path / "layer")
    result = sandbox.run(
        [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"],
        request=SandboxRequest(cwd=package, read_only=readable_paths(python)),
    )
    assert "1 passed" in result.stdout, result.stdout + result.stderr


def test_building_leaves_the_package_as_it_was_and_repeats_itself(base_environment, sandbox, package, tmp_path):
    before = sorted(package.rglob("*"))
    digests = set()
    for name in ("one", "two"):
        wheel = build_wheel(package, tmp_path / name, base_environment, sandbox=sandbox)
        digests.add(hashlib.sha256(wheel.read_bytes()).hexdigest())
        os.utime(package / "pyproject.toml", (1e9, 1e9))
    assert sorted(package.rglob("*")) == before
    assert len(digests) == 1


def test_a_package_that_does_not_build_is_named(base_environment, sandbox, package, tmp_path):
    (package / "pyproject.toml").write_text("[project]\nversion = '1'\n")
    with pytest.raises(SandboxError, match="parcel-tracking") as failed:
        build_wheel(package, tmp_path / "dist", base_environment, sandbox=sandbox)
    assert "name" in failed.value.what


def test_an_environment_that_can_import_the_house_is_refused(base_environment, package, tmp_path, sandbox):
    (package / "src" / "roles").mkdir()
    (package / "src" / "roles" / "__init__.py").write_text("")
    wheel = build_wheel(package, tmp_path / "dist", base_environment, sandbox=sandbox)
    python = layer(base_environment, wheel, tmp_path / "layer")
    with pytest.raises(SandboxError, match="can import roles"):
        assert_clean(python, sandbox=sandbox)


def test_the_houses_own_environment_is_refused():
    with pytest.raises(SandboxError, match="autogenesis"):
        assert_clean(Path(sys.executable), sandbox=choose("process", model_written=False))


def test_a_layer_is_made_anew_where_one_stood(base_environment, sandbox, package, tmp_path):
    wheel = build_wheel(package, tmp_path / "dist", base_environment, sandbox=sandbox)
    layer(base_environment, wheel, tmp_path / "layer")
    (tmp_path / "layer" / "left-over").write_text("")
    layer(base_environment, wheel, tmp_path / "layer")
    assert not (tmp_path / "layer" / "left-over").exists()


def test_layering_is_quick(base_environment, sandbox, package, tmp_path):
    wheel = build_wheel(package, tmp_path / "dist", base_environment, sandbox=sandbox)
    seconds = []
    for number in range(3):
        started = time.perf_counter()
        layer(base_environment, wheel, tmp_path / f"layer{number}")
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 1.0  # 0.05 where the machine is idle


def test_the_lock_is_pinned_and_names_no_host():
    import autogenesis.sandbox

    lines = Path(autogenesis.sandbox.__file__).with_name("package-requirements.txt").read_text().splitlines()
    assert {"autogen-core==0.7.5", "autogen-agentchat==0.7.5"} <= set(lines)
    assert all("==" in line.partition(";")[0] and "://" not in line for line in lines)


def test_a_failed_installation_leaves_nothing_that_looks_finished(tmp_path, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with pytest.raises(SandboxError, match="make genesis"):
        Environments(tmp_path).ensure()
    assert [path.name for path in (tmp_path / "environments").iterdir()] == [".lock"]


def test_setting_up_is_one_command(base_environment):
    root = base_environment.root.parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "autogenesis.sandbox", "ensure"],
        env={**os.environ, "GENESIS_HOME": str(base_environment.root.parents[1])},
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{base_environment.root}\n"), done.stderr


def test_setting_up_explains_itself():
    done = subprocess.run([sys.executable, "-m", "autogenesis.sandbox"], capture_output=True, text=True, check=False)
    assert done.returncode == 64
    assert "ensure" in done.stderr
