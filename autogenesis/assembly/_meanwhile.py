"""Work that a process of its own does in the meantime, where the house will only need it later."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass
class _Begun:
    """Work that was begun: on what, by which process, and the end of the pipe where its result comes out."""

    about: object
    process: int
    result: int | None


_BEGUN: list[_Begun] = []
"""What was begun last; no context variable, for who asks for the result is in another context than who began."""


@contextmanager
def meanwhile(about: object, work: Callable[[], object]) -> Iterator[None]:
    """Begin `work` on something; `done_meanwhile` gives its result. At the end of the block it is given up.

    Where a process cannot be split, or not safely because it has several threads, nothing is begun.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        yield
        return
    begun = _begin(about, work)
    _BEGUN.append(begun)
    try:
        yield
    finally:
        _BEGUN.remove(begun)
        _give_up(begun)


def done_meanwhile(about: object) -> Any:
    """The result of the work that was begun on something equal; None where there is none."""
    begun = _BEGUN[-1] if _BEGUN else None
    if begun is None or begun.result is None or begun.about != about:
        return None
    with os.fdopen(begun.result, "rb") as pipe:
        begun.result = None
        told = pipe.read()
    return pickle.loads(told) if told else None  # what our own process wrote


def _begin(about: object, work: Callable[[], object]) -> _Begun:
    out, into = os.pipe()
    process = os.fork()
    if process:
        os.close(into)
        return _Begun(about, process, out)
    try:  # the other process: whatever happens, it ends here and says nothing but its result
        os.close(out)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        told = pickle.dumps(work())
        with os.fdopen(into, "wb") as pipe:
            pipe.write(told)
    finally:
        os._exit(0)


def _give_up(begun: _Begun) -> None:
    if begun.result is not None:
        os.close(begun.result)
        begun.result = None
    os.kill(begun.process, signal.SIGKILL)
    os.waitpid(begun.process, 0)
