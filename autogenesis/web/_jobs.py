"""Carries out the runs that were begun on the page: each in a process of its own, watched until it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from autogenesis.core import RunId, Settings, as_environment

_LEAVING_SECONDS = 15.0
_SPARE_SECONDS = 120.0
"""What starting and ending a process may take beside the run itself."""


class Jobs:
    """Runs at work, as many at a time as the settings let a worker have; the rest wait in the queue.

    A run goes on as ``genesis resume`` does. What it says is kept beside, for whoever looks for a fault.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool = ThreadPoolExecutor(settings.limits.runs_at_once, thread_name_prefix="run")
        self._jobs: dict[RunId, Future[int]] = {}
        self._processes: dict[RunId, subprocess.Popen[bytes]] = {}
        self._turn = threading.Lock()
        self._closed = False

    def start(self, run: RunId) -> None:
        """Have the run carried out; one that is at work already goes on as it is."""
        with self._turn:
            job = self._jobs.get(run)
            if self._closed or (job is not None and not job.done()):
                return
            self._jobs[run] = self._pool.submit(self._carry_out, run)

    def at_work(self, run: RunId) -> bool:
        """Whether the run is in hand here, or waits for its turn."""
        job = self._jobs.get(run)
        return job is not None and not job.done()

    def drop(self, run: RunId) -> None:
        """Have the run carried out no more, where it waits for its turn or its process has only begun."""
        with self._turn:
            job = self._jobs.get(run)
            if job is not None:
                job.cancel()
            process = self._processes.get(run)
        if process is not None:
            _signal(process, signal.SIGINT)

    def said(self, run: RunId) -> str:
        """The last that the process of the run said."""
        file = self._log(run)
        return file.read_text(encoding="utf-8", errors="replace")[-4000:] if file.is_file() else ""

    def close(self) -> None:
        """Have what is at work end before its next step, as Ctrl-C would; it can be resumed."""
        with self._turn:
            self._closed = True
        for job in self._jobs.values():
            job.cancel()
        for process in list(self._processes.values()):
            _signal(process, signal.SIGINT)
        for process in list(self._processes.values()):
            try:
                process.wait(_LEAVING_SECONDS)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
        self._pool.shutdown(wait=True)

    def _carry_out(self, run: RunId) -> int:
        log = self._log(run)
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as out:
            with self._turn:
                if self._closed:
                    return 1
                process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "run_genesis", "resume", run],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **as_environment(self._settings)},  # handed on, not read
                    start_new_session=True,
                )
                self._processes[run] = process
            try:
                return process.wait(self._settings.limits.run_seconds + _SPARE_SECONDS)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                return process.wait()
            finally:
                self._processes.pop(run, None)

    def _log(self, run: RunId) -> Path:
        return self._settings.home / "ui" / "runs" / f"{run}.log"


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Tell the process and all that it started."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return  # it has ended
