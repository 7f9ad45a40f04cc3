"""Modules run in processes of their own that are split off from an interpreter which has imported their libraries."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

_LIBRARIES = (
    *("sqlalchemy.dialects.sqlite.aiosqlite", "pydantic", "autogen_core"),
    *("argparse", "sqlite3", "zoneinfo", "uuid", "logging"),
)
"""What every package imports; of a session that only reads and answers it is two thirds of the computing."""
_LONGEST = 65536


class Running:
    """`python -m module arguments` at work, or `python -c code arguments`: what it reads, what it writes, and its end.

    `libraries` are imported before, like those that every package imports. Whoever asks for its `complaints` must read
    them; else they go where ours go.
    """

    def __init__(
        self,
        module: str,
        arguments: tuple[str, ...],
        environment: Mapping[str, str],
        *,
        code: str = "",
        libraries: tuple[str, ...] = (),
        at: Path | None = None,
        complaints: bool = False,
    ) -> None:
        (read, into), (out, write), (ended, end) = os.pipe(), os.pipe(), os.pipe()
        err, complain = os.pipe() if complaints else (os.open(os.devnull, os.O_RDONLY), os.dup(2))
        asked = json.dumps(
            {
                "module": module,
                "code": code,
                "arguments": arguments,
                "environment": dict(environment),
                "libraries": libraries,
                "at": str(at or ""),
            }
        )
        try:
            socket.send_fds(_nursery(), [asked.encode()], [read, write, complain, end])
        finally:
            for each in (read, write, complain, end):
                os.close(each)
        self.stdin = os.fdopen(into, "w", encoding="utf-8")
        self.stdout = os.fdopen(out, "r", encoding="utf-8")
        self.stderr = os.fdopen(err, "r", encoding="utf-8")
        self._ended = os.fdopen(ended, "r", encoding="utf-8")
        self.pid = int(self._ended.readline())
        self._code: int | None = None
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        """Its exit code where it has ended."""
        with suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, seconds: float | None = None) -> int:
        """Its exit code, once it has ended; a signal as a negative number."""
        if self._code is None and not select.select([self._ended], [], [], seconds)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), seconds or 0)
        with self._lock:  # several may wait
            if self._code is None:
                self._code = int(self._ended.readline())
        return self._code

    def send_signal(self, which: signal.Signals) -> None:
        """Nobody is told where it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, which)

    def kill(self) -> None:
        """End it at once, by signal 9."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Read and write no more, once it has ended."""
        self.wait()
        for stream in (self.stdin, self.stdout, self.stderr, self._ended):
            with suppress(BrokenPipeError):  # what was still to be written has nobody to read it
                stream.close()


def ran(
    module: str, arguments: tuple[str, ...], environment: Mapping[str, str], *, given: str = "", at: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """What `python -m module arguments` wrote, with `given` to read, in the folder `at`, once it has ended."""
    running, errors = Running(module, arguments, environment, at=at, complaints=True), [""]
    reading = threading.Thread(target=lambda: errors.append(running.stderr.read()))
    reading.start()
    with suppress(BrokenPipeError):  # it ended before it had read all
        running.stdin.write(given)
        running.stdin.close()
    told = running.stdout.read()
    reading.join()
    running.close()
    return subprocess.CompletedProcess([module, *arguments], running.wait(), told, errors[-1])


@cache
def _nursery() -> socket.socket:
    """The interpreter that is split, one for each worker; it ends with the worker."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-c", "from tests.preloaded import serve; serve()", str(there.fileno())]
    root = str(Path(__file__).parents[1])
    process = subprocess.Popen(command, pass_fds=[there.fileno()], env={**os.environ, "PYTHONPATH": root}, cwd=root)
    there.close()

    def end() -> None:
        here.close()
        process.wait(timeout=30)

    atexit.register(end)
    return here


def serve() -> None:
    """Split off a process for each request, until nobody can ask any more."""
    import importlib

    for library in _LIBRARIES:
        importlib.import_module(library)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers end when they have told how theirs ended
    asking = socket.socket(fileno=int(sys.argv[1]))
    while True:
        said, descriptors, _, _ = socket.recv_fds(asking, _LONGEST, 4)
        if not said:
            return
        asked = json.loads(said)
        for library in asked["libraries"]:
            importlib.import_module(library)
        if not os.fork():
            asking.close()
            _keep(asked, *descriptors)
        for each in descriptors:
            os.close(each)


def _keep(asked: dict[str, object], read: int, write: int, complain: int, end: int) -> None:
    """Split off the process itself, and tell its number and at last its exit code; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    process = os.fork()
    if not process:
        os.close(end)
        _become(asked, read, write, complain)
    for each in (read, write, complain):
        os.close(each)
    with suppress(BrokenPipeError):  # nobody asks any more
        os.write(end, f"{process}\n".encode())
        os.write(end, f"{os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])}\n".encode())
    os._exit(0)


def _become(asked: dict[str, object], *streams: int) -> None:
    """Run the module as `python -m` does, or the code as `python -c` does; never returns."""
    import runpy
    from types import ModuleType

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    environment, module, arguments = asked["environment"], str(asked["module"]), asked["arguments"]
    assert isinstance(environment, dict)
    assert isinstance(arguments, list)
    os.environ.clear()
    os.environ.update(environment)
    if asked["at"]:
        os.chdir(str(asked["at"]))
    sys.path[1:1] = environment.get("PYTHONPATH", "").split(os.pathsep)
    sys.argv = [module, *arguments]
    code = 0
    try:
        if asked["code"]:
            sys.modules["__main__"] = main = ModuleType("__main__")
            exec(str(asked["code"]), main.__dict__)
        else:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except Exception:  # noqa: BLE001 - the boundary of a process, which says why it ends
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
