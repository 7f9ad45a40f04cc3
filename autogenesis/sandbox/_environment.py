"""Clean environments: one locked set of dependencies, installed once, and a thin layer for each package."""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autogenesis.core import SandboxError
from autogenesis.sandbox._port import Sandbox, SandboxRequest
from autogenesis.sandbox._uv import run_uv

REQUIREMENTS = Path(__file__).with_name("package-requirements.txt")
DISTRIBUTED = Path(__file__).with_name("package-distributed.txt")
"""The same, and what agents in several processes need."""
RUNTIME = Path(__file__).with_name("package-runtime.txt")
"""Of the first, what a package needs to be built and to run, with the hashes of the files."""
HOUSE = ("autogenesis", "blueprints", "broker", "loopguard", "roles", "run_genesis", "storage")
_LAYER_FILE = "_base.pth"
# Zip files know no earlier time; a fixed one makes wheels of the same source identical.
_EPOCH = "315532800"
_BUILD_SECONDS = 120.0
_PROBE_SECONDS = 30.0
_NOT_SOURCE = shutil.ignore_patterns("__pycache__", "*.pyc", ".git", "build", "dist", "*.egg-info", ".venv")


@dataclass(frozen=True, slots=True)
class BaseEnvironment:
    """The shared environment that holds the locked dependencies and nothing else."""

    root: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.root / "bin" / "python"

    @property
    def site_packages(self) -> Path:
        """The folder of its packages."""
        return _site_packages(self.root)

    @property
    def digest(self) -> str:
        """What it is made of: the locked dependencies, the interpreter to its build, the system below."""
        machine = f"{platform.system()} {platform.release()} {platform.machine()}"
        return hashlib.sha256(f"{self.root.name} {sys.version} {machine}".encode()).hexdigest()


class Environments:
    """The environments under the house's home folder."""

    def __init__(self, home: Path) -> None:
        self._folder = Path(os.path.abspath(home)) / "environments"

    def ensure(self, lock: Path = REQUIREMENTS) -> BaseEnvironment:
        """The base environment of a lock, installed first where it is missing; only that needs the network.

        It is named for the lock and the interpreter, built beside its place and moved there whole, so that a
        killed installation leaves nothing that looks finished. Concurrent callers wait for the first.
        """
        base = BaseEnvironment(self._folder / _lock_hash(lock))
        if base.root.is_dir():
            return base
        with self._alone():
            if not base.root.is_dir():
                self._install(base.root, lock)
        return base

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _install(self, root: Path, lock: Path) -> None:
        again = "run `make genesis` again" if lock == REQUIREMENTS else "ask again"
        remedy = f"Check the network and the package index, and {again}"
        with tempfile.TemporaryDirectory(prefix=".building-", dir=self._folder) as scratch:
            building = Path(scratch) / "environment"
            create = ("venv", "--no-project", "--relocatable", "--python", sys.executable, building)
            run_uv(*create, offline=False, where=root, remedy=remedy)
            install = ("pip", "install", "--compile-bytecode", "--requirements", lock)
            python = building / "bin" / "python"
            run_uv(*install, "--python", python, offline=False, where=root, remedy=remedy)
            building.rename(root)


def layer(base: BaseEnvironment, wheel: Path, at: Path) -> Path:
    """Make an environment at ``at`` that holds the wheel's package over ``base``; its interpreter.

    Nothing is copied: a path file adds the packages of ``base`` after the layer's own. No index is asked, and
    an environment that stood at ``at`` is replaced.
    """
    at = Path(os.path.abspath(at))
    python = at / "bin" / "python"
    remedy = "Build the wheel again, and check that the folder can be written"
    create = ("venv", "--no-project", "--clear", "--python", base.python, at)
    run_uv(*create, offline=True, where=at, remedy=remedy)
    (_site_packages(at) / _LAYER_FILE).write_text(f"{base.site_packages}\n", encoding="utf-8")
    # Compiled here: where the package runs it cannot write what it compiles, and would compile at every start.
    install = ("pip", "install", "--no-index", "--no-deps", "--compile-bytecode", "--python", python, wheel)
    run_uv(*install, offline=True, where=at, remedy=remedy)
    return python


def site_packages_of(python: Path) -> Path:
    """The folder of the packages that are installed in the environment of an interpreter itself."""
    return _site_packages(Path(os.path.abspath(python)).parent.parent)


def readable_paths(python: Path) -> tuple[Path, ...]:
    """What a sandbox must let an interpreter read: its environment, the one below it, the installation."""
    root = Path(os.path.abspath(python)).parent.parent
    paths = [root, Path(os.path.realpath(python)).parent.parent]
    path_file = _site_packages(root) / _LAYER_FILE
    if path_file.is_file():
        paths.append(Path(path_file.read_text(encoding="utf-8").strip()))
    return tuple(dict.fromkeys(paths))


def build_wheel(package: Path, out: Path, base: BaseEnvironment, *, sandbox: Sandbox) -> Path:
    """Build the wheel of the package in the folder ``package`` into ``out``, with no index; its path.

    Building runs the package's own build settings, hence the sandbox. It happens on a copy: nothing is
    written to ``package``. The same source gives the same bytes.
    """
    with tempfile.TemporaryDirectory(prefix="wheel-") as scratch:
        source, built = Path(scratch) / "source", Path(scratch) / "built"
        shutil.copytree(package, source, symlinks=True, ignore=_NOT_SOURCE)
        built.mkdir()
        result = sandbox.run(
            [str(base.python), "-c", "from setuptools.build_meta import build_wheel as b; b('../built')"],
            request=SandboxRequest(
                cwd=source,
                read_only=readable_paths(base.python),
                read_write=(Path(scratch),),
                env={"SOURCE_DATE_EPOCH": _EPOCH, "PYTHONDONTWRITEBYTECODE": "1"},
                timeout=_BUILD_SECONDS,
            ),
        )
        # A link would make us hand out what the sandbox could not read.
        wheels = [path for path in sorted(built.glob("*.whl")) if not path.is_symlink()]
        if result.exit_code != 0 or not wheels:
            raise SandboxError(
                f"no wheel was built: {_last_line(result.stderr) or f'exit {result.exit_code}'}",
                where=str(package),
                remedy="Check the package's pyproject.toml",
            )
        out.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy2(wheels[0], out / wheels[0].name))


def assert_clean(python: Path, *, sandbox: Sandbox) -> None:
    """Raise SandboxError where any part of this project can be imported by ``python``."""
    root = Path(os.path.abspath(python)).parent.parent
    code = f"import importlib.util as u; print(*(n for n in {HOUSE!r} if u.find_spec(n)))"
    result = sandbox.run(
        [str(python), "-I", "-c", code],
        request=SandboxRequest(cwd=root, read_only=readable_paths(python), timeout=_PROBE_SECONDS),
    )
    if result.exit_code != 0:
        raise SandboxError(
            f"the environment does not run: {_last_line(result.stderr) or f'exit {result.exit_code}'}",
            where=str(root),
            remedy="Remove the environment, so that it is made again",
        )
    if found := result.stdout.split():
        raise SandboxError(
            f"the environment is not clean: it can import {', '.join(found)}",
            where=str(root),
            remedy="Remove the environment, and give the package a name of its own",
        )


def _lock_hash(lock: Path) -> str:
    """What the base environment is named for: the lock, and the interpreter that it was installed for."""
    interpreter = f"{sys.implementation.cache_tag} {sysconfig.get_platform()} {sys.base_prefix}"
    return hashlib.sha256(lock.read_bytes() + interpreter.encode()).hexdigest()[:16]


def _site_packages(root: Path) -> Path:
    return root / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""
