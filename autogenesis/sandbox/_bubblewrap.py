"""The stronger sandbox: bubblewrap's namespaces, with no network and only the paths that were asked for."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from autogenesis.core import PolicyError
from autogenesis.sandbox._port import SandboxRequest, SandboxResult
from autogenesis.sandbox._process import PATH
from autogenesis.sandbox._supervise import supervise

_PROBE_SECONDS = 10.0
# The program outside, and the one inside that reaps.
_OWN_TASKS = 2
_SYSTEM_FOLDERS = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SYSTEM_FILES = (
    "/etc/alternatives",
    "/etc/hosts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/nsswitch.conf",
    "/nix/store",
)
_ISOLATION = (
    ("--unshare-all", "--unshare-user", "--disable-userns"),
    ("--unshare-all",),
)


class BubblewrapSandbox:
    """Runs commands in fresh namespaces: the system, the paths asked for, and a loopback of their own."""

    name = "bubblewrap"

    def __init__(self, program: Path | None = None) -> None:
        """Take the system's bwrap, or ``program``; raise PolicyError where it cannot isolate."""
        path, isolation, problem = _find(program)
        if problem:
            raise PolicyError(
                problem, where="sandbox bubblewrap", remedy="Install bubblewrap, or choose --sandbox process"
            )
        self._prefix = [path, *isolation]

    def run(self, command: Sequence[str], *, request: SandboxRequest) -> SandboxResult:
        """Run ``command``; it sees the system read-only, the request's paths, and an empty /tmp."""
        arguments = [*self._prefix, *_system()]
        for folder in ("/tmp", "/dev/shm"):
            arguments += ["--size", str(request.memory_mib << 20), "--tmpfs", folder]
        arguments += [*_binds(request), "--remount-ro", "/dev", "--remount-ro", "/"]
        env = {"PATH": PATH, "LANG": "C.UTF-8", "HOME": "/tmp", "TMPDIR": "/tmp", **request.env}
        arguments += ["--clearenv"]
        for name, value in env.items():
            arguments += ["--setenv", name, value]
        arguments += ["--chdir", os.path.abspath(request.cwd), "--", *command]
        return supervise(
            arguments,
            request=request,
            env={"PATH": PATH},
            backend=self.name,
            confinement={
                "files": "only the system, read-only, and the paths asked for",
                "network": "none but a loopback of its own",
                "environment": "only what was asked for",
            },
            own_tasks=_OWN_TASKS,
        )


def bubblewrap_problem(program: Path | None = None) -> str | None:
    """Why bubblewrap, the system's or ``program``, cannot be used on this machine; None where it can."""
    return _find(program)[2]


@functools.cache
def _find(program: Path | None) -> tuple[str, tuple[str, ...], str | None]:
    """The program, the isolation it can give here, and what is wrong: it may be there yet not permitted."""
    path = shutil.which(program or "bwrap", path=f"{PATH}:/usr/local/sbin:/usr/sbin:/sbin")
    if path is None:
        return "", (), "bubblewrap is not installed"
    complaint = ""
    for isolation in _ISOLATION:
        try:
            tried = subprocess.run(
                [path, *isolation, *_system(), "--", "true"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_PROBE_SECONDS,
                check=False,
                env={"PATH": PATH},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return "", (), f"bubblewrap is installed but does not run: {error}"
        if tried.returncode == 0:
            return path, isolation, None
        complaint = tried.stderr.strip().splitlines()[-1] if tried.stderr.strip() else "no reason given"
    return "", (), f"bubblewrap is installed but not permitted to isolate: {complaint}"


def _system() -> list[str]:
    """The arguments that every command needs: the system's programs, /proc, /dev, and no rights."""
    arguments = ["--die-with-parent", "--new-session", "--cap-drop", "ALL", "--hostname", "sandbox"]
    arguments += ["--ro-bind", "/usr", "/usr"]
    for folder in _SYSTEM_FOLDERS:
        if os.path.islink(folder):
            arguments += ["--symlink", os.readlink(folder), folder]
        else:
            arguments += ["--ro-bind-try", folder, folder]
    for file in _SYSTEM_FILES:
        arguments += ["--ro-bind-try", file, file]
    return [*arguments, "--proc", "/proc", "--dev", "/dev"]


def _binds(request: SandboxRequest) -> list[str]:
    """The request's paths, outer before inner, so that the more particular one holds."""
    cwd = Path(os.path.abspath(request.cwd))
    binds = {Path(os.path.abspath(path)): "--ro-bind" for path in (cwd, *request.read_only)}
    writable = [Path(os.path.abspath(path)) for path in request.read_write]
    if any(cwd.is_relative_to(path) for path in writable):
        del binds[cwd]
    binds |= dict.fromkeys(writable, "--bind")
    arguments: list[str] = []
    for path in sorted(binds, key=lambda path: len(path.parts)):
        if binds[path] == "--ro-bind" and path.is_relative_to("/usr"):
            continue
        arguments += [binds[path], str(path), str(path)]
    return arguments
