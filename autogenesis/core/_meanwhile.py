"""Work that a process of its own does in the meantime, where the house will only need it later."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

_One = TypeVar("_One")
_Other = TypeVar("_Other")


@dataclass
class _Begun:
    """Work that was begun: on what, by which process, and the end of the pipe where its result comes out."""

    about: object
    process: int
    result: int | None
    leads: bool
    """Whether the processes that it begins itself are of its group, and given up with it."""


_BEGUN: list[_Begun] = []
"""What was begun last; no context variable, for who asks for the result is in another context than who began."""


@contextmanager
def meanwhile(about: object, work: Callable[[], object]) -> Iterator[None]:
    """Begin `work` on something; `done_meanwhile` gives its result. At the end of the block it is given up.

    Where a process cannot be split, nothing is begun.
    """
    if not _can_split():
        yield
        return
    begun = _begin(about, work, leads=True)
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
    return _result(begun)


def side_by_side(one: Callable[[], _One], other: Callable[[], _Other]) -> tuple[_One, _Other]:
    """The results of both, of which a process of its own does the other where one can be split off; neither may count
    on what the other one changes."""
    if not _can_split():
        return one(), other()
    begun = _begin(None, other, leads=False)
    try:
        here = one()
        there: _Other | None = _result(begun)
    finally:
        _give_up(begun)
    return here, other() if there is None else there


def _can_split() -> bool:
    """Whether there is a way, and it is safe: with several threads it is not."""
    return hasattr(os, "fork") and threading.active_count() == 1


def _result(begun: _Begun) -> Any:
    """What the other process has written, once it is done; None where it failed."""
    assert begun.result is not None
    with os.fdopen(begun.result, "rb") as pipe:
        begun.result = None
        told = pipe.read()
    return pickle.loads(told) if told else None  # what our own process wrote


def _begin(about: object, work: Callable[[], object], *, leads: bool) -> _Begun:
    out, into = os.pipe()
    process = os.fork()
    if process:
        os.close(into)
        if leads:
            os.setpgid(process, process)  # both do so, for neither knows whether the other one has yet
        return _Begun(about, process, out, leads)
    try:  # the other process: whatever happens, it ends here and says nothing but its result
        if leads:
            os.setpgid(0, 0)
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
    (os.killpg if begun.leads else os.kill)(begun.process, signal.SIGKILL)
    os.waitpid(begun.process, 0)
