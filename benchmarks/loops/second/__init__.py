"""Windows by an author who had never seen the guard: what it was judged by, until they had been scored too often.

22 kinds of loops and 31 kinds of work that look like one, over 15 trades; labels by construction.
"""

from benchmarks.loops.second._made import annotated
from benchmarks.loops.second._made import runs as _runs
from loopguard import Line, Window

_SEED = 7


def windows(count: int = 2000) -> list[Window]:
    """Labelled windows, a quarter of them loops, each with the message at which its loop begins."""
    return [_window(log, onset or 0) for log, _, onset in annotated(_SEED, count)]


def runs(count: int, length: int = 200) -> list[Window]:
    """Productive runs of so many messages, one window each."""
    return [_window(log, 0) for log in _runs(_SEED, count, length)]


def _window(log: list[dict[str, object]], onset: int) -> Window:
    lines = tuple(Line.model_validate(message) for message in log)
    label = lines[-1].label
    assert label is not None
    return Window(id=lines[-1].window, lines=lines, label=label, onset=onset)


__all__ = ["runs", "windows"]
