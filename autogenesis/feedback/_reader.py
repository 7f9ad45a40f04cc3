"""Has texts read by a process of its own, within a deadline: a text that takes for ever holds nobody up."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autogenesis.core import DeadlineError, ResourceError, SpecificationError
from autogenesis.feedback._telling import Account
from autogenesis.preview import Example, Tried

if TYPE_CHECKING:
    from autogenesis.conductor import Order
    from blueprints import Blueprint, Change, Specification

_SECONDS, _STARTING_SECONDS = 30.0, 120.0
_HEARING = 5
"""Times as long for feedback, which is read against the text again and again."""
_MOST_WAITING = 6
"""Whoever waits keeps somebody waiting who serves the page: of those there are few."""
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Reading:
    """What a text says: the Specification, each sentence with what became of it, and the shares of words and literals
    that are built. `blueprint` is there where it was asked for."""

    specification: Specification
    sentences: list[dict[str, Any]]
    coverage: tuple[float, float]
    blueprint: Blueprint | None


class Reader:
    """Reads one text at a time; whoever waits longer than the deadline for their turn is told to try again."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        """Whether the process has said that it is there: what its start takes is no text's fault."""
        self._turn = threading.Lock()
        self._queue = threading.BoundedSemaphore(_MOST_WAITING)
        self._closed = False

    def warm_up(self) -> None:
        """Begin the process, so that the first text need not wait for it."""
        if self._turn.acquire(blocking=False):  # else it is at work already
            try:
                self._begun()
            finally:
                self._turn.release()

    def read(
        self, text: str, answers: Mapping[str, str], changes: Sequence[Change] = (), *, attempts: int = 0
    ) -> Reading:
        """What a run would begin with; with `attempts`, what it would design before any test has run.

        SpecificationError where nothing can be built, DeadlineError where it takes too long.
        """
        from blueprints import Blueprint, Specification

        told = self._ask(
            {
                "do": "read",
                "text": text,
                "answers": dict(answers),
                "changes": [one.model_dump(mode="json") for one in changes],
                "attempts": attempts,
            }
        )
        content, literals = told["coverage"]
        drawn = told["blueprint"]
        return Reading(
            specification=Specification.model_validate(told["specification"]),
            sentences=told["sentences"],
            coverage=(content, literals),
            blueprint=None if drawn is None else Blueprint.model_validate(drawn),
        )

    def try_out(self, specification: Specification, lines: Example, title: str) -> Tried:
        """Play an example on a Specification, from an empty system."""
        from blueprints import Scenario

        asked = {"do": "try", "specification": specification.model_dump(mode="json"), "lines": list(lines)}
        told = self._ask({**asked, "title": title})
        return Tried(Scenario.model_validate(told["scenario"]), tuple(told["failures"]))

    def hear(self, order: Order, feedback: str, answers: Mapping[str, str]) -> Account:
        """What feedback in words comes to on a system as it was ordered."""
        asked = {"do": "hear", "order": order.model_dump(mode="json"), "feedback": feedback, "answers": dict(answers)}
        return Account.model_validate(self._ask(asked, self._seconds * _HEARING))

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._closed = True
        self._end()

    def _ask(self, asked: dict[str, Any], seconds: float | None = None) -> dict[str, Any]:
        """What the process says; within `seconds`, where it may take another time than a text."""
        busy = ResourceError("other texts are still being read", where="the page", remedy="Try again in a moment")
        if not self._queue.acquire(blocking=False):
            raise busy
        try:
            if not self._turn.acquire(timeout=self._seconds):
                raise busy
            try:
                told = self._answer(json.dumps(asked).encode() + b"\n", self._seconds if seconds is None else seconds)
            finally:
                self._turn.release()
        finally:
            self._queue.release()
        if "error" in told:
            error: dict[str, str] = told["error"]
            raise SpecificationError(
                error["what"],
                where=error.get("where", "the text"),
                remedy=error.get("remedy", "Shorten it, or split it in systems"),
            )
        return told

    def _answer(self, asked: bytes, seconds: float) -> dict[str, Any]:
        """What the process says to that; where it says nothing in time it is ended, and the next one begins anew."""
        process = self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            if not self._ready:
                _line(process.stdout.fileno(), time.monotonic() + _STARTING_SECONDS)
                self._ready = True
            deadline = time.monotonic() + seconds
            process.stdin.write(asked)
            process.stdin.flush()
            said = _line(process.stdout.fileno(), deadline)
        except (BrokenPipeError, EOFError) as error:
            self._end()
            raise SpecificationError(
                "whoever read the text ended over it", where="the text", remedy="Shorten it, or split it in systems"
            ) from error
        except TimeoutError as error:
            self._end()
            raise DeadlineError(
                f"the text was not read within {seconds:g} seconds",
                where="the text",
                remedy="Shorten it, or split it in systems",
            ) from error
        found: dict[str, Any] = json.loads(said)
        return found

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise ResourceError("the page is being closed", where="the page", remedy="Open it again")
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "autogenesis.feedback"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONHASHSEED": "0"},  # handed on, not read
                start_new_session=True,
            )
            self._ready = False
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was still to be said, nobody hears
                    pipe.close()


def _line(pipe: int, deadline: float) -> bytes:
    """The next line of a pipe; TimeoutError after the deadline, EOFError where it ends."""
    found = bytearray()
    while not found.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise TimeoutError
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            raise EOFError
        found += chunk
    return bytes(found)
