"""Runs a command through the launcher: feeds and drains it, ends it in time, and says which limits held."""

from __future__ import annotations

import contextlib
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autogenesis.core import SandboxError
from autogenesis.sandbox._cgroup import ControlGroups, control_groups
from autogenesis.sandbox._output import BoundedOutput
from autogenesis.sandbox._port import SandboxRequest, SandboxResult, StoppedBy

_LAUNCHER = Path(__file__).with_name("_launcher.py")
_CHUNK = 1 << 16
_GRACE_SECONDS = 12.0
# More than the bound asked for: the brake counts every thread of the user, also those not ours.
_BRAKE_SLACK = 512


def supervise(
    command: Sequence[str],
    *,
    request: SandboxRequest,
    env: Mapping[str, str],
    backend: str,
    confinement: Mapping[str, str],
    own_tasks: int = 0,
) -> SandboxResult:
    """Run ``command`` with exactly ``env`` under the request's limits.

    ``own_tasks`` is what the backend itself adds to the processes; ``confinement`` says what the backend
    does about files, network and environment.
    """
    _check(command, request)
    tasks = request.max_processes + own_tasks
    memory = request.memory_mib << 20
    brake = 0 if os.getuid() == 0 else tasks + _BRAKE_SLACK
    with control_groups(tasks=tasks, memory_bytes=memory) as groups, _report_pipe() as (reader, writer):
        arguments = [writer, os.getpid(), memory, tasks, brake, len(groups.folders), *groups.folders]
        started = time.monotonic()
        process = _start([*map(str, arguments), *command], request, env, writer)
        try:
            streams, in_time = _attend(process, request, started + request.timeout)
        finally:
            _end(process)
        seconds = time.monotonic() - started
        report = _drain(reader)
        killed_by_kernel = groups.out_of_memory()
    if "ended" not in report:
        complaint = streams[1].strip() or "the launcher is gone"
        raise SandboxError(
            f"the command could not be supervised to its end: {complaint}",
            where=f"sandbox {backend}",
            remedy="Look for processes that it left, and end them by hand",
        )
    stopped_by = _stopped_by(report, in_time=in_time, killed_by_kernel=killed_by_kernel)
    return SandboxResult(
        exit_code=process.returncode if process.returncode >= 0 else 128 - process.returncode,
        stdout=streams[0],
        stderr=streams[1],
        seconds=seconds,
        stopped_by=stopped_by,
        backend=backend,
        limits={**confinement, **_limits(request, groups, braked=brake > 0)},
    )


def _start(
    arguments: Sequence[str], request: SandboxRequest, env: Mapping[str, str], report: int
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", str(_LAUNCHER), *arguments],
            cwd=request.cwd,
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(report,),
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise SandboxError(
            f"the command cannot be started: {error}",
            where=str(request.cwd),
            remedy="Check the folder, and that the command and its environment are short plain texts",
        ) from error


def _check(command: Sequence[str], request: SandboxRequest) -> None:
    if not command:
        raise SandboxError("no command was given", where="sandbox", remedy="Name a program to run")
    for path in (request.cwd, *request.read_only, *request.read_write):
        if not path.exists():
            raise SandboxError(
                "a path to be seen by the command does not exist",
                where=str(path),
                remedy="Create it first, or leave it out of the request",
            )


@contextlib.contextmanager
def _report_pipe() -> Iterator[tuple[int, int]]:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    try:
        yield reader, writer
    finally:
        os.close(reader)
        os.close(writer)


def _drain(reader: int) -> str:
    try:
        return os.read(reader, _CHUNK).decode("ascii")
    except BlockingIOError:
        return ""


def _attend(process: subprocess.Popen[bytes], request: SandboxRequest, deadline: float) -> tuple[tuple[str, str], bool]:
    """Feed and drain the process until its outputs close; what it wrote, and whether it ended in time."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    outputs = BoundedOutput(request.max_output_bytes), BoundedOutput(request.max_output_bytes)
    pending = memoryview(request.stdin)
    in_time, still_open = True, 2
    with selectors.DefaultSelector() as selector:
        for stream, output in zip((process.stdout, process.stderr), outputs, strict=True):
            selector.register(stream, selectors.EVENT_READ, output)
        os.set_blocking(process.stdin.fileno(), False)
        selector.register(process.stdin, selectors.EVENT_WRITE)
        while still_open:
            for key, _ in selector.select(max(0.0, deadline - time.monotonic())):
                if key.data is None:
                    pending = _feed(process, pending, selector)
                elif chunk := os.read(key.fd, _CHUNK):
                    key.data.add(chunk)
                else:
                    selector.unregister(key.fileobj)
                    still_open -= 1
            if time.monotonic() >= deadline:
                if not in_time:
                    break
                in_time = False
                deadline += _GRACE_SECONDS
                process.terminate()
    return (outputs[0].text(), outputs[1].text()), in_time


def _feed(process: subprocess.Popen[bytes], pending: memoryview, selector: selectors.BaseSelector) -> memoryview:
    """Write what standard input takes now, and close it after the last byte; what is still to be written."""
    assert process.stdin is not None
    try:
        pending = pending[os.write(process.stdin.fileno(), pending[:_CHUNK]) :] if pending else pending
    except BrokenPipeError:
        pending = pending[:0]
    if not pending:
        selector.unregister(process.stdin)
        process.stdin.close()
    return pending


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let the launcher end what it started; kill it where it does not."""
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream and not stream.closed:
            stream.close()
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _stopped_by(report: str, *, in_time: bool, killed_by_kernel: bool) -> StoppedBy | None:
    if "memory" in report or killed_by_kernel:
        return "memory"
    if "processes" in report:
        return "processes"
    return None if in_time else "time"


def _limits(request: SandboxRequest, groups: ControlGroups, *, braked: bool) -> dict[str, str]:
    watched = "looked at every 50 ms"
    memory = f"{request.memory_mib} MiB, {watched}, and RLIMIT_DATA for each process"
    if "memory" in groups.bounds:
        memory += ", and a control group"
    processes = f"{request.max_processes}, {watched}"
    if "pids" in groups.bounds:
        processes += ", and a control group"
    if braked:
        processes += ", and a brake by RLIMIT_NPROC"
    return {
        "time": f"{request.timeout:g} s",
        "memory": memory,
        "processes": processes,
        "output": f"{request.max_output_bytes} bytes a stream",
    }
