"""Modules run in processes of their own that are split off from an interpreter which has imported their libraries."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_LIBRARIES = ("sqlalchemy.dialects.sqlite.aiosqlite", "pydantic", "argparse", "sqlite3", "zoneinfo", "uuid", "logging")
"""What every package imports; of a session that only reads and answers it is two thirds of the computing."""
_LONGEST = 65536


class Running:
    """`python -m module arguments` at work: what it reads, what it writes, and its end."""

    def __init__(self, module: str, arguments: tuple[str, ...], environment: Mapping[str, str]) -> None:
        read, into = os.pipe()
        out, write = os.pipe()
        asked = json.dumps({"module": module, "arguments": arguments, "environment": dict(environment)})
        try:
            nursery = _nursery()
            socket.send_fds(nursery, [asked.encode()], [read, write])
            self._process = int(nursery.recv(32))
        finally:
            os.close(read)
            os.close(write)
        self.stdin = os.fdopen(into, "w", encoding="utf-8")
        self.stdout = os.fdopen(out, "r", encoding="utf-8")

    def kill(self) -> None:
        """End it at once, by signal 9."""
        os.kill(self._process, signal.SIGKILL)

    def wait(self) -> str:
        """What else it writes until it has ended."""
        return self.stdout.read()


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
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them but by what they write
    asking = socket.socket(fileno=int(sys.argv[1]))
    while True:
        said, descriptors, _, _ = socket.recv_fds(asking, _LONGEST, 2)
        if not said:
            return
        process = os.fork()
        if not process:
            asking.close()
            _become(json.loads(said), *descriptors)
        for each in descriptors:
            os.close(each)
        asking.send(str(process).encode())


def _become(asked: dict[str, object], read: int, write: int) -> None:
    """Run the module as `python -m` does; never returns."""
    import runpy

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(read, 0)
    os.dup2(write, 1)
    os.close(read)
    os.close(write)
    environment, module, arguments = asked["environment"], str(asked["module"]), asked["arguments"]
    assert isinstance(environment, dict)
    assert isinstance(arguments, list)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[1:1] = environment.get("PYTHONPATH", "").split(os.pathsep)
    sys.argv = [module, *arguments]
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:  # noqa: BLE001 - the boundary of a process, which says why it ends
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        os._exit(code)
