"""Windows to develop the guard with beside the training ones: other speakers, other words, other circles.

What it is judged by stays ``holdout``, which nobody who changes the guard reads.
"""

from __future__ import annotations

from benchmarks.loops._getting_on import WORK
from benchmarks.loops._going_round import LOOPS
from benchmarks.loops._talk import windows
from loopguard import Window


def loops(count: int, seed: int = 3) -> list[Window]:
    """Windows that go round in circles."""
    return windows(LOOPS, "loop", count, seed)


def productive(count: int, seed: int = 3) -> list[Window]:
    """Windows that look like circles and get somewhere."""
    return windows(WORK, "productive", count, seed)
