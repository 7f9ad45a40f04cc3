"""Where roles put a package and run it: in a sandbox, in a clean environment that holds the package and no house."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from autogenesis.core import InputError, PolicyError, Settings, content_hash
from autogenesis.sandbox import (
    Environments,
    Installed,
    Sandbox,
    SandboxRequest,
    SandboxResult,
    assert_clean,
    build_wheel,
    choose,
    installed,
    layer,
    readable_paths,
    site_packages_of,
)
from roles._artefacts import Module, ModuleSet

_LEFT_OVER = frozenset({"__pycache__", "data", "build", "dist", ".venv", ".git", ".pytest_cache", ".hypothesis"})


class Workshop(Protocol):
    """Runs a generated package."""

    @property
    def sandbox(self) -> str:
        """The name of the sandbox that things run in."""
        ...

    def wheel(self, modules: ModuleSet) -> str:
        """Build and install the package where that is still to be done; the file name of its wheel."""
        ...

    def run(
        self, modules: ModuleSet, arguments: Sequence[str], *, stdin: str = "", seconds: float | None = None
    ) -> SandboxResult:
        """Run the package's own interpreter with `arguments`, in the package's work folder."""
        ...

    @property
    def environment(self) -> str:
        """A digest of what packages are run in and do not bring along: interpreter, libraries, sandbox and limits."""
        ...

    def installed(self) -> tuple[Installed, ...]:
        """What packages are installed with, as its metadata tells."""
        ...

    def is_installed_as_written(self, modules: ModuleSet) -> bool:
        """Whether what is installed of the package is to the letter what its source is."""
        ...

    def folder(self, modules: ModuleSet) -> Path:
        """The work folder: it holds the package's files, and what running it leaves there."""
        ...

    def refuses_models(self) -> str:
        """Why nothing that a model wrote may run here; empty where it may."""
        ...

    def trial(self, script: str, stdin: str, *, seed: int, seconds: float) -> SandboxResult:
        """Run a script of its own on what a model wrote, with no package and little of anything."""
        ...


class SandboxWorkshop:
    """A workshop below `folder`; the same files are built and installed once."""

    def __init__(self, folder: Path, settings: Settings, *, model_written: bool = False) -> None:
        self._folder, self._settings, self._model_written = folder.absolute(), settings, model_written
        self._pythons: dict[str, Path] = {}
        self._wheels: dict[str, str] = {}
        self._ran: dict[tuple[str, ...], SandboxResult] = {}
        self._last: tuple[ModuleSet, str] | None = None

    @cached_property
    def _sandbox(self) -> Sandbox:
        return choose(self._settings.sandbox, model_written=self._model_written)

    @cached_property
    def _strict(self) -> Sandbox:
        return choose(self._settings.sandbox, model_written=True)

    def _for(self, modules: ModuleSet) -> Sandbox:
        written = f"src/{modules.package}/written/"
        return self._strict if any(one.path.startswith(written) for one in modules.modules) else self._sandbox

    def refuses_models(self) -> str:
        try:
            choose(self._settings.sandbox, model_written=True)
        except PolicyError as error:
            return error.what
        return ""

    def trial(self, script: str, stdin: str, *, seed: int, seconds: float) -> SandboxResult:
        work = self._folder / "trial"
        work.mkdir(parents=True, exist_ok=True)
        (work / "trial.py").write_text(script, encoding="utf-8")
        python = Environments(self._settings.home).ensure().python
        return self._strict.run(
            [str(python), "-S", "-B", "trial.py"],
            request=SandboxRequest(
                cwd=work,
                read_only=(work, *readable_paths(python)),
                env={"PYTHONHASHSEED": str(seed)},
                stdin=stdin.encode(),
                timeout=seconds,
                memory_mib=256,
                max_processes=8,
                max_output_bytes=2_000_000,
            ),
        )

    @property
    def sandbox(self) -> str:
        return self._sandbox.name

    @property
    def environment(self) -> str:
        limits = self._settings.limits
        base = Environments(self._settings.home).ensure().digest
        return content_hash([base, self.sandbox, limits.test_seconds, limits.memory_mb, limits.processes])

    def is_installed_as_written(self, modules: ModuleSet) -> bool:
        at = site_packages_of(self._python(modules))
        source = {one.path.removeprefix("src/"): one.text for one in modules.modules if one.path.startswith("src/")}
        return all((at / path).is_file() and (at / path).read_bytes() == text.encode() for path, text in source.items())

    def installed(self) -> tuple[Installed, ...]:
        return installed(Environments(self._settings.home).ensure().site_packages)

    def folder(self, modules: ModuleSet) -> Path:
        return self._folder / self._digest(modules)[:16]

    def _digest(self, modules: ModuleSet) -> str:
        """Its content hash; of what was asked for last, as it was found then."""
        last = self._last
        if last is None or last[0] is not modules:
            last = self._last = (modules, content_hash(modules))
        return last[1]

    def wheel(self, modules: ModuleSet) -> str:
        self._python(modules)
        return self._wheels[self._digest(modules)]

    def run(
        self, modules: ModuleSet, arguments: Sequence[str], *, stdin: str = "", seconds: float | None = None
    ) -> SandboxResult:
        """Commands of the package that touch no data answer the same again, and are run once."""
        lasting = not stdin and "--data" not in arguments and list(arguments[:2]) == ["-m", modules.package]
        key = (self._digest(modules), *arguments)
        if lasting and key in self._ran:
            return self._ran[key]
        result = self._run(modules, arguments, stdin=stdin, seconds=seconds)
        if lasting:
            self._ran[key] = result
        return result

    def _run(self, modules: ModuleSet, arguments: Sequence[str], *, stdin: str, seconds: float | None) -> SandboxResult:
        python = self._python(modules)
        work = self.folder(modules) / "work"
        limits = self._settings.limits
        return self._for(modules).run(
            [str(python), *arguments],
            request=SandboxRequest(
                cwd=work,
                read_only=readable_paths(python),
                read_write=(work,),
                env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
                stdin=stdin.encode(),
                timeout=limits.test_seconds if seconds is None else seconds,
                memory_mib=limits.memory_mb,
                max_processes=limits.processes,
                max_output_bytes=4_000_000,
            ),
        )

    def _python(self, modules: ModuleSet) -> Path:
        digest = self._digest(modules)
        if digest not in self._pythons:
            folder = self.folder(modules)
            shutil.rmtree(folder, ignore_errors=True)
            work = folder / "work"
            write_files(modules, work)
            base = Environments(self._settings.home).ensure()
            wheel = build_wheel(work, folder / "dist", base, sandbox=self._for(modules))
            python = layer(base, wheel, folder / "environment")
            assert_clean(python, sandbox=self._for(modules))
            self._pythons[digest], self._wheels[digest] = python, wheel.name
        return self._pythons[digest]


def write_files(modules: ModuleSet, folder: Path) -> None:
    """Write every file of the package below `folder`; nothing else is touched."""
    for module in modules.modules:
        path = folder / module.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(module.text, encoding="utf-8")


def read_package(folder: Path) -> ModuleSet:
    """The package that stands in `folder`, as it is there, but for files that are no text; InputError where there is
    none."""
    kept = folder / ".genesis.json"
    if not kept.is_file():
        raise InputError(
            "there is no generated package",
            where=str(folder),
            remedy="Name the folder of one, or its slug; `genesis runs` lists them",
        )
    slug = json.loads(kept.read_text(encoding="utf-8"))["slug"]
    package = next((path.parent.name for path in sorted(folder.glob("src/*/__main__.py"))), slug.replace("-", "_"))
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _left_over(path, folder)]
    texts = {path: text for path in paths if (text := _text(path)) is not None}
    return ModuleSet(
        slug=slug,
        package=package,
        modules=tuple(
            Module(
                id=f"module.n{number}",
                path=path.relative_to(folder).as_posix(),
                text=text,
            )
            for number, (path, text) in enumerate(texts.items(), 1)
        ),
    )


def stands_as_made(modules: ModuleSet, folder: Path) -> bool:
    """Whether what stands in `folder` is this package to the letter, with nothing added."""
    stands = read_package(folder)
    return {one.path: one.text for one in stands.modules} == {one.path: one.text for one in modules.modules}


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def _left_over(path: Path, folder: Path) -> bool:
    """Whether running the package left the file there."""
    parts = path.relative_to(folder).parts
    return bool(_LEFT_OVER & set(parts)) or any(part.endswith(".egg-info") for part in parts)
