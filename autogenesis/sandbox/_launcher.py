"""Starts one command under limits and leaves nothing of it behind; run as a script, apart from the house.

Usage: _launcher.py REPORT_FD PARENT MEMORY_BYTES TASKS NPROC_BRAKE CGROUP_COUNT CGROUP... COMMAND...

It is the subreaper of all that the command starts, so a daemon that forks twice is still found and killed.
When it gets SIGTERM, or the house dies, it kills the whole tree. What it knows goes to REPORT_FD, a word a
line: ``memory`` or ``processes`` where that limit ended the command, and ``ended`` once nothing is left.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import time

TYPE_CHECKING = False  # importing typing would take longer than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterable

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_POLL_SECONDS = 0.05
_SWEEP_SECONDS = 10.0
_MAX_FILE_BYTES = 1 << 30
_MAX_OPEN_FILES = 1024
_WATCHED = (signal.SIGCHLD, signal.SIGTERM)
_PAGE = os.sysconf("SC_PAGE_SIZE")


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option})")


def _read(path: str) -> bytes:
    """A file of /proc; nothing where its process is gone."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _processes() -> list[str]:
    return [name for name in os.listdir("/proc") if name.isdigit()]


def _descendants(root: int) -> dict[int, int]:
    """All that descends from ``root``, parents first: process ids, with their groups."""
    children: dict[int, list[tuple[int, int]]] = {}
    for name in _processes():
        # the program's name stands in brackets, and may itself hold spaces and brackets
        fields = _read(f"/proc/{name}/stat").rpartition(b")")[2].split(None, 3)
        if fields:
            children.setdefault(int(fields[1]), []).append((int(name), int(fields[2])))
    found = [(root, 0)]
    for pid, _ in found:
        found.extend(children.get(pid, ()))
    return dict(found[1:])


def _private_bytes(pids: Iterable[int]) -> int:
    """Resident memory that these processes share with no file."""
    sizes = (_read(f"/proc/{pid}/statm").split() for pid in pids)
    return sum((int(size[1]) - int(size[2])) * _PAGE for size in sizes if size)


def _tasks_of(uid: int) -> int:
    """Threads that a user has now: RLIMIT_NPROC counts them all, whoever started them."""
    marks = (b"\nUid:\t%d\t" % uid, b"\nThreads:\t")
    statuses = (_read(f"/proc/{name}/status") for name in _processes())
    return sum(int(text.partition(marks[1])[2].split(None, 1)[0]) for text in statuses if marks[0] in text)


def _exec(command: list[str], launcher: int, memory: int, brake: int, cgroups: list[str]) -> None:
    """In the child: take on the limits and become the command; returns never."""
    try:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != launcher:
            os._exit(127)
        for cgroup in cgroups:
            with open(os.path.join(cgroup, "cgroup.procs"), "w", encoding="ascii") as file:
                file.write(str(os.getpid()))
        limits = {
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_DATA: memory,
            resource.RLIMIT_FSIZE: _MAX_FILE_BYTES,
            resource.RLIMIT_NOFILE: _MAX_OPEN_FILES,
        }
        if brake:
            limits[resource.RLIMIT_NPROC] = brake + _tasks_of(os.getuid())
        for which, value in limits.items():
            hard = resource.getrlimit(which)[1]
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(which, (value, value))
        os.setsid()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _WATCHED)
        os.execvp(command[0], command)
    except OSError as error:
        os.write(2, f"cannot start {command[0]}: {error}\n".encode())
    os._exit(127)


def _watch(child: int, memory: int, tasks: int) -> tuple[int, str]:
    """Wait for the command's end, for SIGTERM, or for a limit; its status, and the limit that was passed."""
    look = time.monotonic() + _POLL_SECONDS
    while True:
        received = signal.sigtimedwait(_WATCHED, _POLL_SECONDS)
        if received is not None and received.si_signo == signal.SIGTERM:
            return signal.SIGKILL, ""
        while (reaped := os.waitpid(-1, os.WNOHANG))[0]:
            if reaped[0] == child:
                return reaped[1], ""
        if time.monotonic() >= look:
            look = time.monotonic() + _POLL_SECONDS
            pids = _descendants(os.getpid())
            if len(pids) > tasks:
                return signal.SIGKILL, "processes"
            if _private_bytes(pids) > memory:
                return signal.SIGKILL, "memory"


def _sweep() -> bool:
    """Kill and reap every descendant; whether none is left.

    A fork bomb outruns killing one by one. So what has many at once goes first: the first process of a
    namespace takes all in it along, and a signal to a group misses no child. The rest is stopped and killed.
    """
    deadline, own = time.monotonic() + _SWEEP_SECONDS, os.getpgrp()
    while time.monotonic() < deadline:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                continue
        except ChildProcessError:
            return True
        tree = _descendants(os.getpid())
        _signal(list(tree)[:2], signal.SIGKILL)
        _signal({-group for group in tree.values() if group not in (0, 1, own)}, signal.SIGKILL)
        stopped: set[int] = set()
        while (fresh := _descendants(os.getpid()).keys() - stopped) and time.monotonic() < deadline:
            _signal(fresh, signal.SIGSTOP)
            stopped |= fresh
        _signal(stopped, signal.SIGKILL)
        time.sleep(0.002)
    return False


def _signal(pids: Iterable[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except (ProcessLookupError, PermissionError):
            continue  # it has ended, or took on rights that we lack; the sweep looks again


def main(arguments: list[str]) -> int:
    """Run the command; its exit status, 128 + n where signal n ended it."""
    report, parent, memory, tasks, brake, count = (int(text) for text in arguments[:6])
    cgroups, command = arguments[6 : 6 + count], arguments[6 + count :]
    signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED)
    os.set_inheritable(report, False)
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        return 125
    launcher = os.getpid()
    child = os.fork()
    if child == 0:
        _exec(command, launcher, memory, brake, cgroups)
    status, passed = _watch(child, memory, tasks)
    if _sweep():
        os.write(report, f"{passed}\nended".encode())
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
