"""Which sandbox a run gets: the strongest there is, and none where that would not be enough."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from autogenesis.core import PolicyError
from autogenesis.sandbox._bubblewrap import BubblewrapSandbox, bubblewrap_problem
from autogenesis.sandbox._port import Sandbox
from autogenesis.sandbox._process import ProcessSandbox

Preference = Literal["auto", "bubblewrap", "process"]


def choose(preference: Preference, *, model_written: bool, bwrap: Path | None = None) -> Sandbox:
    """The sandbox for a package; raise PolicyError where the rules leave none.

    ``auto`` takes bubblewrap where it works, and falls back to a process only for packages that hold no
    source that a model wrote. A sandbox that was named is given, or refused, never replaced. ``bwrap`` is
    bubblewrap's program where it is not the system's.
    """
    if preference == "process":
        return ProcessSandbox()
    problem = bubblewrap_problem(bwrap)
    if problem is None:
        return BubblewrapSandbox(bwrap)
    if preference == "auto" and not model_written:
        return ProcessSandbox()
    reason = "the package holds source that a model wrote" if model_written else "bubblewrap was asked for"
    raise PolicyError(
        f"{reason}, and {problem}",
        where="sandbox",
        remedy="Install bubblewrap, or accept the weaker isolation with --sandbox process",
    )
