"""Control groups for processes and memory, where this machine lets us make them (versions 1 and 2)."""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
_OWN = Path("/proc/self/cgroup")
_LIMIT_FILES = {"pids": ("pids.max",), "memory": ("memory.max", "memory.limit_in_bytes")}
_REMOVAL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class ControlGroups:
    """The groups one command joins: their folders, and which of ``pids`` and ``memory`` they bound."""

    folders: tuple[Path, ...] = ()
    bounds: frozenset[str] = frozenset()

    def out_of_memory(self) -> bool:
        """Whether the kernel killed a process of these groups because their memory was used up."""
        for folder in self.folders:
            for name in ("memory.events", "memory.oom_control"):
                with contextlib.suppress(OSError):
                    for line in (folder / name).read_text(encoding="ascii").splitlines():
                        key, _, count = line.partition(" ")
                        if key == "oom_kill" and int(count) > 0:
                            return True
        return False


@contextlib.contextmanager
def control_groups(*, tasks: int, memory_bytes: int) -> Iterator[ControlGroups]:
    """Make groups with these bounds, and remove them afterwards; what cannot be made is left out."""
    name = f"autogenesis-{uuid.uuid4().hex}"
    folders: list[Path] = []
    bounds: set[str] = set()
    try:
        for controller, value in (("pids", tasks), ("memory", memory_bytes)):
            folder = _make(_parent_of(controller), name)
            if folder is not None and folder not in folders:
                folders.append(folder)
            if folder is not None and _bound(folder, controller, value):
                bounds.add(controller)
        yield ControlGroups(tuple(folders) if bounds else (), frozenset(bounds))
    finally:
        for folder in folders:
            _remove(folder)


def _parent_of(controller: str) -> Path | None:
    """The folder of the group this process is in, in the hierarchy that has ``controller``."""
    try:
        lines = _OWN.read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    unified = None
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controller in controllers.split(","):
            return _existing(_ROOT / controller, path)
        if not controllers:
            unified = _existing(_ROOT, path)
    return unified if unified is not None and (unified / "cgroup.procs").exists() else None


def _existing(root: Path, path: str) -> Path:
    """The group's folder; a container may show its own group as the root."""
    folder = root / path.lstrip("/")
    return folder if folder.is_dir() else root


def _make(parent: Path | None, name: str) -> Path | None:
    if parent is None:
        return None
    folder = parent / name
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return folder


def _bound(folder: Path, controller: str, value: int) -> bool:
    for name in _LIMIT_FILES[controller]:
        if (folder / name).exists():
            try:
                (folder / name).write_text(str(value), encoding="ascii")
            except OSError:
                return False
            return True
    return False


def _remove(folder: Path) -> None:
    """Remove a group; the kernel lets go of one a moment after its last process."""
    deadline = time.monotonic() + _REMOVAL_SECONDS
    while time.monotonic() < deadline:
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(0.005)
        else:
            return
